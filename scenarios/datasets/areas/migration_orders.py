"""The legacy purchase orders: 480, of which 120 are open; the load script has three defects in its parameters."""

from functools import cache
from typing import Any

from scenarios.datasets.chance import Chance
from scenarios.engine.clock import days_later
from scenarios.migration.api import Plan, controls_of, prepared

Row = dict[str, str]
COLUMNS = (
    ("po", "订单号", "Order"),
    ("vendor", "供应商", "Supplier"),
    ("vendor_state", "供应商状态", "Supplier state"),
    ("item", "物料", "Item"),
    ("ordered", "订购数量", "Ordered"),
    ("received", "已收数量", "Received"),
    ("price", "单价", "Price"),
    ("order_date", "订单日期", "Order date"),
    ("due_date", "交货日期", "Due date"),
    ("batch_record", "关联批记录", "Batch record"),
)
TARGETS: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("po", "订单号", "Order", ("required", "unique")),
    ("vendor", "供应商", "Supplier", ("required", "code:vendor")),
    ("item", "物料", "Item", ("required",)),
    ("quantity", "数量", "Quantity", ("required", "positive")),
    ("price", "单价", "Price", ("required", "positive")),
    ("order_date", "订单日期", "Order date", ("required", "date")),
    ("due_date", "交货日期", "Due date", ("required", "date")),
)
OPEN, RECEIVED, OLD, BLOCKED = 120, 200, 90, 70
"""Truly open; wholly received; open but two years old or more; open with a supplier who is no longer active."""
MIDDLE_AGED = 36
"""So many of the open orders are between one and two years old: a script that looks back one year loses them."""
CUT_OFF = "2026-11-30"
SEED = 20261202
DEFECTS = {"quantity_basis": "original", "age_months": "12", "vendor_filter": "any"}
MENDED = {"quantity_basis": "remaining", "age_months": "24", "vendor_filter": "active"}
BAD_DATE, BAD_PRICE = 17, 64
"""Open orders with a cell that cannot be read; the paper order has it."""
RETENTION_YEARS = 15
MEASURES: dict[str, dict[str, Any]] = {"count": {}, "vendor": {"sum": "quantity", "by": "vendor"}}
ACTIVE = tuple(f"V{number:05d}" for number in range(201, 231))
INACTIVE = tuple(f"V{number:05d}" for number in range(301, 308))


def _row(place: int, chance: Chance) -> Row:
    ordered = chance.between(5, 80) * 20
    age, received, vendors = chance.between(10, 340), 0, ACTIVE
    if place < OPEN:
        age = chance.between(380, 700) if place < MIDDLE_AGED else age
        received = ordered * chance.between(1, 3) // 4 if place % 2 else 0
    elif place < OPEN + RECEIVED:
        received, age = ordered, chance.between(60, 1_900)
    elif place < OPEN + RECEIVED + OLD:
        age, received = chance.between(800, 1_900), ordered // 4
    else:
        vendors = INACTIVE
    day = days_later(CUT_OFF, -age)
    return {
        "vendor": chance.one_of(vendors),
        "vendor_state": "active" if vendors is ACTIVE else "blocked",
        "item": f"{chance.one_of(('RM', 'PK'))}-{chance.between(10101, 10190)}",
        "ordered": str(ordered),
        "received": str(received),
        "price": f"{chance.between(20, 9_000) / 100:.2f}",
        "order_date": day,
        "due_date": days_later(day, chance.between(10, 90)),
        "batch_record": f"BR-{day[2:4]}-{chance.between(1000, 9999)}" if received and chance.is_lucky(60) else "",
    }


@cache
def true_rows() -> dict[str, Row]:
    """Every order as on paper, in the order of its number; the kinds are mixed."""
    chance = Chance(SEED)
    made = [_row(place, chance) for place in range(OPEN + RECEIVED + OLD + BLOCKED)]
    mixed = sorted(range(len(made)), key=lambda place: (place * 7919 + 13) % 10_007)
    return {
        f"41000{number:05d}": {"po": f"41000{number:05d}", **made[place]} for number, place in enumerate(mixed, start=1)
    }


@cache
def slips() -> dict[str, str]:
    """The two open orders that cannot be read, and the column."""
    plain = prepared(_frame(true_rows()), Plan(parameters=MENDED))
    numbers = list(plain.rows)
    return {numbers[BAD_DATE]: "due_date", numbers[BAD_PRICE]: "price"}


def _exported() -> dict[str, Row]:
    rows = {number: dict(row) for number, row in true_rows().items()}
    for number, column in slips().items():
        rows[number][column] = {"due_date": "0000-00-00", "price": "I2.50"}[column]
    return rows


def _frame(rows: dict[str, Row]) -> dict[str, Any]:
    return {
        "subject": "PO",
        "columns": [{"id": name, "zh": zh, "en": en} for name, zh, en in COLUMNS],
        "targets": [{"id": name, "zh": zh, "en": en, "rules": list(rules)} for name, zh, en, rules in TARGETS],
        "steps": {"quantity": ["to_load", "copy", "", ""]},
        "codes": {"vendor": list(ACTIVE)},
        "script": {"parameters": DEFECTS, "cut_off": CUT_OFF},
        "rows": rows,
    }


def true_targets() -> dict[str, dict[str, str]]:
    """The open orders as they belong into the new books, by number."""
    found = prepared(_frame(true_rows()), Plan(parameters=MENDED))
    assert not found.faults, found.faults[:3]
    return {row["po"]: dict(row) for row in found.rows.values()}


def staged() -> dict[str, Any]:
    """The export; purchasing's own list of what suppliers still owe is the control."""
    return {**_frame(_exported()), "measures": MEASURES, "controls": controls_of(true_targets().values(), MEASURES)}


def order_file() -> dict[str, Any]:
    """The migration strategy and retention rule, and two paper orders."""
    rows = {
        "OPEN-RULE": {
            "zh": "未清：还有未收数量，下单不满 24 个月，供应商有效",
            "en": "Open: something still to come, under 24 months old, supplier active",
        },
        "QUANTITY": {"zh": "只迁未收数量", "en": "Only what is still to come goes over"},
        "RETENTION": {
            "zh": f"其余只读归档，不少于 {RETENTION_YEARS} 年",
            "en": f"The rest is archived read-only, {RETENTION_YEARS} years at least",
        },
        "BATCH-RECORDS": {
            "zh": "关联的批记录随归档保存，不得单独删除",
            "en": "Batch records go into the archive with their orders and are never deleted alone",
        },
    }
    for number, column in slips().items():
        value = true_rows()[number][column]
        rows[number] = {"zh": f"纸质订单：{column} = {value}", "en": f"Paper order: {column} = {value}"}
    columns = [{"id": language, "zh": "内容", "en": "Content"} for language in ("zh", "en")]
    return {"columns": columns, "rows": rows}


def truth() -> dict[str, Any]:
    """The open orders, and those received in part."""
    rows = true_targets()
    partly = [number for number in rows if true_rows()[number]["received"] != "0"]
    return {"key": ["po"], "rows": rows, "partly": partly}
