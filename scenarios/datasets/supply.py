"""A finished good with seven components whose orders stand at the wrong time: nine messages once demand is right.

Nothing here is left to chance: the drill on planning counts on each quantity and date.
"""

from typing import Any

from scenarios.datasets.area import Company
from scenarios.datasets.bills import add_bill
from scenarios.datasets.floor import routing
from scenarios.datasets.papers import head
from scenarios.datasets.waiting import order_row
from scenarios.engine.quantities import amount

Row = dict[str, Any]
PLANNED, RUN_OUT = "FG-30012", "FG-30013"
STEPS = ("30", "40", "50", "60")
ITEMS: tuple[tuple[str, str, str, int, int, int], ...] = (
    (PLANNED, "精密过滤输液器", "Precision filter infusion set", 1250, 1500, 20),
    (RUN_OUT, "一次性使用输液器（停产规格）", "Infusion set, discontinued size", 840, 0, 20),
    ("RM-10201", "精密穿刺器", "Precision spike", 52, 500, 30),
    ("RM-10202", "精密过滤器 5 µm", "Precision filter 5 µm", 360, 500, 30),
    ("RM-10203", "进气装置", "Air inlet", 64, 500, 30),
    ("RM-10204", "止流夹", "Pinch clamp", 35, 500, 30),
    ("RM-10205", "圆锥接头", "Conical fitting", 28, 500, 30),
    ("RM-10206", "避光导管组件", "Light-proof tubing assembly", 420, 500, 30),
    ("RM-10207", "排气帽", "Vent cap", 18, 500, 30),
)
"""Item, names, price, safety stock, lead time in days."""
LOTS: tuple[tuple[str, str, str, str, int], ...] = (
    ("L26-9801", PLANNED, "2028-10-31", "U", 2500),
    ("L26-9802", PLANNED, "2026-11-20", "U", 1800),
    ("L26-9803", PLANNED, "2028-11-30", "B", 900),
    ("L26-9804", PLANNED, "2029-08-31", "H", 1200),
    ("L26-9811", "RM-10201", "2028-05-31", "U", 5000),
    ("L26-9812", "RM-10202", "2028-05-31", "U", 1000),
    ("L26-9813", "RM-10203", "2028-05-31", "U", 12000),
    ("L26-9814", "RM-10204", "2028-05-31", "U", 9000),
    ("L26-9815", "RM-10205", "2028-05-31", "U", 4600),
    ("L26-9816", "RM-10206", "2028-05-31", "U", 800),
    ("L26-9817", "RM-10206", "2026-11-25", "U", 4200),
    ("L26-9818", "RM-10207", "2028-05-31", "U", 4700),
    ("L26-9819", "RM-10202", "2028-09-30", "B", 6000),
)
"""Lot, item, expiry, stock type, quantity. Two lots are unrestricted and expired; blocked ones are no supply."""
PURCHASES: tuple[tuple[str, str, str, str], ...] = (
    ("4500009001", "RM-10201", "V00014", "2027-01-25"),
    ("4500009002", "RM-10202", "V00017", "2026-12-12"),
    ("4500009003", "RM-10203", "V00014", "2026-12-20"),
    ("4500009004", "RM-10204", "V00014", "2026-12-08"),
    ("4500009005", "RM-10205", "V00014", "2026-11-24"),
    ("4500009007", "RM-10207", "V00014", "2027-01-22"),
)
ORDERED = 4000
MADE: tuple[tuple[str, str, int, str], ...] = (
    ("1000240", PLANNED, 4000, "2026-12-10"),
    ("1000241", PLANNED, 4000, "2027-01-20"),
    ("1000243", RUN_OUT, 2000, "2026-12-18"),
)
NAIVE = 6673
"""Last month's forecast: the mean of six months with the tender left in."""


def add_supply(company: Company) -> None:
    """Items, bills, lots, orders and the forecast that is published now."""
    items = company.books.items
    for number, zh, en, price, safety, lead in ITEMS:
        model = items["FG-30010" if number[:2] == "FG" else "RM-10101"]
        planned = {"standard_price": price, "safety_stock": safety, "lead_days": lead, "reorder_point": 0}
        items[number] = {**model, "id": number, "name_zh": zh, "name_en": en, **planned}
    components = tuple((number, 1000) for number, *_ in ITEMS if number[:2] == "RM")
    bills = company.documents("BOM")
    add_bill(bills, PLANNED, "A", "released", "2025-06-01", "", components)
    add_bill(bills, RUN_OUT, "A", "released", "2025-06-01", "", (("RM-10101", 1000),))
    for item in (PLANNED, RUN_OUT):
        company.masters["ROUTING"][item] = routing(item, STEPS, full=True)
    for lot, item, expiry, stock_type, quantity in LOTS:
        origin = {"vendor": "", "gr": "", "supplier_lot": "", "made": "", "expiry": expiry}
        company.books.lots[lot] = {"id": lot, "item": item, **origin}
        company.books.put(item, lot, stock_type, quantity)
    for number, item, vendor, date in PURCHASES:
        company.documents("PO")[number] = _purchase(items[item], number, vendor, date)
    for number, item, quantity, due in MADE:
        order = order_row(company, number, item, f"{item}-A", quantity, due, status="created", at="2026-11-20T10:00")
        company.documents("WO")[number] = order
    company.documents("FC")["FC-26-0001"] = {
        **head("FC-26-0001", "published", "he.plan", "2026-11-02T09:00", []),
        "item": PLANNED,
        "span": "6",
        "excluded": [],
        "reason": "",
        "quantity": NAIVE,
        "published_by": "he.plan",
    }
    company.books.counters["FC"] = 1


def _purchase(item: Row, number: str, vendor: str, date: str) -> Row:
    line = {"item": item["id"], "quantity": ORDERED, "price": item["standard_price"], "delivery_date": date}
    nought = dict.fromkeys(("received", "received_value", "returned", "rejected", "invoiced", "invoiced_value"), 0)
    return {
        **head(number, "released", "lin.buyer", "2026-11-03T10:00", []),
        "vendor": vendor,
        "pr": "",
        "contract": "",
        "version": 1,
        "lines": {"10": line | nought},
        "total": amount(ORDERED, item["standard_price"], item["decimals"]),
        "approvals": [{"by": "gao.purmgr", "role": "PUR-MGR", "version": 1}],
        "approved_by": "gao.purmgr",
        "approved_version": 1,
        "released_by": "lin.buyer",
        "evidence": "",
    }
