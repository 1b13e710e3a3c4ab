"""The legacy item export: 650 items, 38 columns under the old system's abbreviations, for 52 fields of the new master."""

from functools import cache
from typing import Any

from scenarios.datasets.areas import migration_item_fields as fields
from scenarios.datasets.chance import Chance
from scenarios.engine.clock import days_later
from scenarios.migration.api import Plan, Step, controls_of, prepared

ITEMS = 650
GROUPS: tuple[tuple[str, str, str, str, tuple[int, int], str], ...] = (
    ("NEEDLE", "RM", "静脉针", "支", (0, 0), "BX"),
    ("POUCH", "PK", "透析纸袋", "只", (0, 0), "BX"),
    ("TUBE", "RM", "PVC 导管", "米", (8, 30), "米"),
    ("RESIN", "RM", "医用粒料", "千克", (1000, 1000), "千克"),
    ("CONN", "RM", "鲁尔接头", "只", (1, 6), "只"),
    ("LABEL", "PK", "UDI 标签", "只", (1, 2), "只"),
    ("SOLV", "RM", "粘接剂", "升", (800, 950), "升"),
    ("SET", "FG", "输液器", "只", (18, 40), "只"),
)
"""Group, type, name, base unit, weight of one in grams from–to, stock unit."""
NEEDLES, POUCHES = 7, 12
PACK = {"NEEDLE": 50, "POUCH": 100}
"""How many are in a box: the box itself does not say."""
CODES = {"支": "EA", "只": "EA", "米": "MTR", "千克": "KGM", "升": "LTR"}
BAD_UNIT, BAD_QUANTITY, BAD_DATE = "WL000120", "WL000245", "WL000388"
"""Items with a cell that no mapping can read: a slip of the pen each, which the item card sets right."""
KEEPERS = ("秦勇", "周婷", "于海")
DAY = "2026-11-30"
SEED = 20261201


def _group(number: int) -> tuple[str, str, str, str, tuple[int, int], str]:
    if number <= NEEDLES:
        return GROUPS[0]
    if number <= NEEDLES + POUCHES:
        return GROUPS[1]
    return GROUPS[2 + number % (len(GROUPS) - 2)]


def _slashed(day: str) -> str:
    return f"{day[8:]}/{day[5:7]}/{day[:4]}"


def _true_row(number: int, chance: Chance) -> dict[str, str]:
    """One item as its card has it, in the old system's spelling."""
    group, kind, name, unit, weights, stock_unit = _group(number)
    created = days_later("2014-01-01", chance.between(0, 4_000))
    made = days_later(DAY, -chance.between(10, 300))
    months = chance.between(12, 60)
    net = chance.between(*weights) if weights[1] else chance.between(1, 9)
    source = chance.one_of(("旧ERP", "Excel台账"))
    lead = f"{chance.between(5, 45)}/{chance.between(1, 5)}"
    return {
        "wlbm": f"WL{number:06d}",
        "wlmc": f"{name} {number:03d} 型" + (" " if chance.is_lucky(10) else ""),
        "ggxh": f"{chance.between(1, 9)}.{chance.between(0, 9)}×{chance.between(10, 40)}",
        "wllb": kind,
        "wlz": group,
        "jldw": unit,
        "kcdw": stock_unit,
        "kcsl": f"{chance.between(20, 900):,}",
        "cgdw": unit,
        "jhjg": f"{chance.between(10, 4_000) / 100:.2f}",
        "jz": str(net),
        "mz": str(net + chance.between(0, 3)),
        "cd": str(chance.between(20, 400)),
        "kd": str(chance.between(10, 200)),
        "gd": str(chance.between(5, 90)),
        "tj": str(chance.between(10, 900)),
        "jdrq": created.replace("-", "") if source == "旧ERP" else _slashed(created),
        "xgrq": days_later(created, chance.between(10, 300)).replace("-", ""),
        "scrq": _slashed(made),
        "sxrq": _slashed(days_later(made, months * 30)),
        "bzq": str(months),
        "pc": chance.one_of(("是", "是", "否")),
        "jy": chance.one_of(("Y", "N")),
        "mj": chance.one_of(("EO", "–")),
        "gys": f"V{chance.between(100, 178):05d}",
        "gysxh": f"M-{chance.between(100, 999)}",
        "cgq": lead,
        "aqkc": str(chance.between(1, 60) * 10),
        "dhd": str(chance.between(60, 120) * 10),
        "zxpl": str(chance.between(1, 20) * 50),
        "cw": f"{kind}0{chance.between(1, 3)}/{chance.one_of('ABCD')}-{chance.between(1, 20):02d}",
        "zt": chance.one_of(("1", "1", "1", "2", "9")),
        "tm": f"69{chance.between(10**9, 10**10 - 1)}",
        "zcz": f"国械注准2022314{chance.between(1000, 9999)}" if kind == "FG" else "",
        "ylfl": chance.one_of(("II", "III")) if kind == "FG" else "I",
        "bgy": chance.one_of(KEEPERS),
        "bz": "",
        "ly": source,
    }


@cache
def true_rows() -> dict[str, dict[str, str]]:
    """Every item as its card has it."""
    chance = Chance(SEED)
    return {row["wlbm"]: row for row in (_true_row(number, chance) for number in range(1, ITEMS + 1))}


def exported() -> dict[str, dict[str, str]]:
    """The export: three cells cannot be read."""
    rows = {number: dict(row) for number, row in true_rows().items()}
    rows[BAD_UNIT]["jldw"] = "付"
    rows[BAD_QUANTITY]["kcsl"] = rows[BAD_QUANTITY]["kcsl"] + "O"
    rows[BAD_DATE]["jdrq"] = "31/02/2019"
    return rows


def _frame(rows: dict[str, dict[str, str]]) -> dict[str, Any]:
    return {
        "subject": "ITEM",
        "columns": [{"id": name, "zh": zh, "en": en} for name, zh, en in fields.COLUMNS],
        "targets": [{"id": name, "zh": zh, "en": en, "rules": list(rules)} for name, zh, en, rules in fields.TARGETS],
        "codes": fields.CODES,
        "to_be_mapped": True,
        "steps": {name: list(step) for name, step in fields.GIVEN.items()},
        "rows": rows,
    }


@cache
def true_targets() -> dict[str, dict[str, str]]:
    """The items as they belong into the new master, by their number."""
    plan = Plan(mapping={name: Step(*step) for name, step in fields.WANTED.items()})
    found = prepared(_frame(true_rows()), plan)
    assert not found.faults, found.faults[:3]
    return {row["item_number"]: dict(row) for row in found.rows.values()}


def staged() -> dict[str, Any]:
    """The export; the stores' own count of each group in single pieces is the control."""
    measures: dict[str, dict[str, Any]] = {"count": {}, "group": {"sum": "on_hand", "by": "item_group"}}
    controls = controls_of(true_targets().values(), measures)
    return {**_frame(exported()), "measures": measures, "controls": controls}


def pack_list() -> dict[str, Any]:
    """What the stores know of boxes, and the cards of the three items that cannot be read."""
    true = true_rows()
    rows = {
        group: {"about": name, "unit": "BX", "pieces": str(PACK[group]), "card": ""}
        for group, _, name, _, _, _ in GROUPS
        if group in PACK
    }
    cards = ((BAD_UNIT, "jldw"), (BAD_QUANTITY, "kcsl"), (BAD_DATE, "jdrq"))
    for number, column in cards:
        rows[number] = {
            "about": true[number]["wlmc"].strip(),
            "unit": "",
            "pieces": "",
            "card": f"{column} = {true[number][column]}",
        }
    columns = (
        ("about", "名称", "Name"),
        ("unit", "包装单位", "Pack unit"),
        ("pieces", "每包数量", "Pieces in it"),
        ("card", "物料卡原值", "As on the item card"),
    )
    return {"columns": [{"id": name, "zh": zh, "en": en} for name, zh, en in columns], "rows": rows}


def truth() -> dict[str, Any]:
    """The true items, and those by which a wrong box is found out."""
    rows = true_targets()
    needles = [number for number, row in rows.items() if row["item_group"] == "NEEDLE"]
    pouches = [number for number, row in rows.items() if row["item_group"] == "POUCH"]
    slashed = [number for number, row in true_rows().items() if "/" in row["jdrq"]]
    return {"key": ["item_number"], "rows": rows, "needles": needles, "pouches": pouches, "slashed_dates": slashed}
