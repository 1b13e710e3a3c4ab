"""Orders of the base that wait: one on the wrong revision, and plain ones up to the count of the size."""

from typing import Any

from scenarios.datasets.area import Company
from scenarios.datasets.bills import BASE_QUANTITY, MAIN
from scenarios.datasets.chance import Chance
from scenarios.datasets.made import operation_rows, put_lot
from scenarios.datasets.papers import head
from scenarios.engine.clock import days_later

Row = dict[str, Any]
WRONG_REVISION = ("1000234", "L26-9313", "BR-26-0034", f"{MAIN}-B")
COUNT = {"S": 14, "M": 35, "L": 350}
FIRST = 1000235


def add_waiting(company: Company, chance: Chance) -> None:
    """Order 1000234 was released on revision B although C is effective; the others are fresh."""
    number, lot, record, bill = WRONG_REVISION
    order = order_row(company, number, MAIN, bill, 1500, "2026-12-08", status="released", at="2026-11-26T15:20")
    company.documents("WO")[number] = order | {"lot": lot, "br": record, "released_by": "song.sched"}
    put_lot(company, lot, number, "", ())
    blank = dict.fromkeys(("performed_by", "performed_at", "verified_by", "verified_at"), "")
    names = dict.fromkeys(("completed_by", "reviewed_by", "approved_by", "decision", "reason"), "")
    company.documents("BR")[record] = {
        **head(record, "issued", "song.sched", "2026-11-26T15:20", [f"WO:{number}"]),
        "wo": number,
        "item": MAIN,
        "lot": lot,
        "quantity": 1500,
        **names,
        "entries": {},
        "pages": {key: dict(blank) for key in ("CLR", *order["operations"])},
    }
    bills = [body for body in company.documents("BOM").values() if body["item"] != MAIN and body["item"][:2] == "FG"]
    table, index = company.documents("WO"), 0
    while len(table) < COUNT[company.size.code]:
        bill_of = chance.one_of(bills)
        at = f"{days_later('2026-11-30', -chance.between(1, 6))}T{chance.between(8, 16):02d}:15"
        due = days_later("2026-11-30", chance.between(4, 30))
        number = str(FIRST + index)
        index += 1
        table[number] = order_row(
            company, number, bill_of["item"], bill_of["id"], chance.between(4, 30) * 100, due, status="created", at=at
        )


def order_row(
    company: Company, number: str, item: str, bill: str, quantity: int, due: str, *, status: str, at: str
) -> Row:
    """A production order of which nothing has been done yet."""
    lines = {
        key: {
            "item": line["item"],
            "planned": -(-line["quantity"] * quantity // BASE_QUANTITY),
            "issued": 0,
            "value": 0,
            "lots": {},
        }
        for key, line in company.documents("BOM")[bill]["lines"].items()
    }
    values = dict.fromkeys(("received", "yield_basis_points", "material_value", "activity_value", "received_value"), 0)
    return {
        **head(number, status, "song.sched", at, []),
        "kind": "production",
        "item": item,
        "quantity": quantity,
        "due": due,
        "bom": bill,
        "routing": item,
        "lot": "",
        "br": "",
        "clearance": {},
        "components": lines,
        "operations": operation_rows(company, item),
        **values,
        "settled_value": 0,
    }
