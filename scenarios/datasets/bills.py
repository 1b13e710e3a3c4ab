"""Bills of materials of the base, and the lots of components that production drills issue."""

from typing import Any

from scenarios.datasets.area import Company
from scenarios.datasets.chance import Chance

Row = dict[str, Any]
MAIN = "FG-30010"
BASE_QUANTITY = 1000
LINES: tuple[tuple[str, int], ...] = (
    ("RM-10101", 1000),
    ("RM-10102", 1000),
    ("SF-20101", 1000),
    ("RM-10103", 1500),
    ("RM-10104", 1000),
    ("RM-10105", 1000),
    ("RM-10106", 1000),
    ("PK-40101", 1000),
    ("PK-40102", 1000),
    ("PK-40103", 40),
    ("PK-40104", 2),
)
"""What a thousand infusion sets want by revision C, in the items' decimals."""
OLD_TUBING = 1400
"""Revision B had a shorter tube, 1.4 m."""
SUB_LINES = (("RM-10001", 62), ("RM-10107", 1000), ("RM-10108", 3))
SUBSTITUTE = "RM-10103B"

LOTS: tuple[tuple[str, str, str, str, str, str, int], ...] = (
    ("L26-9101", "RM-10101", "V00014", "ZJ2610-14", "", "U", 6000),
    ("L26-9102", "RM-10102", "V00017", "LM2609-03", "2027-05-31", "U", 6000),
    ("L26-9103", "SF-20101", "", "", "2027-03-31", "U", 6000),
    ("L26-9104", "RM-10104", "V00014", "TJ2610-02", "", "U", 6000),
    ("L26-9105", "RM-10105", "V00017", "S-7741", "2028-12-31", "U", 800),
    ("L26-9106", "RM-10105", "V00017", "S-7741", "2028-12-31", "U", 350),
    ("L26-9107", "RM-10105", "V00017", "S-7690", "2027-03-31", "U", 1200),
    ("L26-9109", "RM-10105", "V00017", "S-7802", "2027-06-30", "U", 9000),
    ("L26-9110", "RM-10106", "V00014", "JZ2608-21", "2027-05-31", "U", 6000),
    ("L26-9111", "PK-40101", "V00033", "BZ2610-05", "2027-05-31", "U", 6000),
    ("L26-9112", "PK-40102", "V00033", "BQ2611-01", "", "U", 9000),
    ("L26-9113", SUBSTITUTE, "V00044", "RD2610-77", "2028-08-31", "U", 900),
    ("L26-9114", "RM-10103", "V00023", "CH26-0716", "2029-05-31", "U", 0),
    ("L26-9115", "RM-10106", "V00014", "JZ2609-30", "2029-08-31", "B", 400),
)
"""Lot, item, supplier, supplier lot, expiry, where the rest stands, how much. S-7741 came in two deliveries."""


def add_bills(company: Company, chance: Chance) -> None:
    """The infusion set in three revisions, its drip chamber, and plain bills for more finished goods."""
    table = company.documents("BOM")
    for revision, status, start, end, tubing in (
        ("A", "superseded", "2024-03-01", "2025-05-31", OLD_TUBING),
        ("B", "released", "2025-06-01", "2026-11-24", OLD_TUBING),
        ("C", "released", "2026-11-25", "", 1500),
    ):
        lines = tuple((item, tubing if item == "RM-10103" else quantity) for item, quantity in LINES)
        add_bill(table, MAIN, revision, status, start, end, lines)
    add_bill(table, "SF-20101", "A", "released", "2025-01-01", "", SUB_LINES)
    bought = [
        item["id"] for item in company.books.items.values() if item["type"] in {"RM", "PK"} and item["lot_tracked"]
    ]
    others = [item["id"] for item in company.books.items.values() if item["type"] == "FG" and item["id"] != MAIN]
    for item in others[: 5 if company.size.code == "S" else 20]:
        chosen = tuple(dict.fromkeys(chance.one_of(bought) for _ in range(4)))
        add_bill(table, item, "A", "released", "2025-01-01", "", tuple((number, 1000) for number in chosen))


def add_bill(
    table: dict[str, Row],
    item: str,
    revision: str,
    status: str,
    start: str,
    end: str,
    lines: tuple[tuple[str, int], ...],
) -> None:
    """One revision of a bill."""
    number = f"{item}-{revision}"
    at = f"{start}T09:00"
    table[number] = {
        "id": number,
        "status": status,
        "created_by": "shen.rnd",
        "created_at": at,
        "changed_at": at,
        "refs": [],
        "item": item,
        "revision": revision,
        "base_quantity": BASE_QUANTITY,
        "effective_from": start,
        "effective_to": end,
        "reason": "",
        "evidence": "",
        "lines": {
            str(position * 10): {"item": component, "quantity": quantity}
            for position, (component, quantity) in enumerate(lines, start=1)
        },
    }


def add_component_lots(company: Company) -> None:
    """The lots above, with the edge to their supplier's lot."""
    books = company.books
    books.items[SUBSTITUTE] = {
        **books.items["RM-10103"],
        "id": SUBSTITUTE,
        "name_zh": "PVC(TOTM)导管 B 型",
        "name_en": "PVC (TOTM) tubing, type B",
        "vendors": ["V00044"],
        "reorder_point": 0,
    }
    for lot, item, vendor, supplier_lot, expiry, stock_type, quantity in LOTS:
        origin = {"supplier_lot": supplier_lot, "made": "", "expiry": expiry}
        books.lots[lot] = {"id": lot, "vendor": vendor, "gr": "", "item": item, **origin}
        if quantity:
            books.put(item, lot, stock_type, quantity)
        if vendor:
            source = f"{vendor}/{supplier_lot}"
            books.edges.append({"source": source, "target": lot, "relation": "receipt", "quantity": quantity or 9000})
