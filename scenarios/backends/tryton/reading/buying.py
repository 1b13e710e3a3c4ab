"""Requisitions, orders and receipts read back."""

from typing import Any

from scenarios.backends.tryton.client import ADMIN
from scenarios.backends.tryton.reading.stages import status
from scenarios.backends.tryton.world import World, cents

PURCHASE, LINE, MOVE = "purchase.purchase", "purchase.line", "stock.move"
COUNTED = frozenset({"done"})


def requisition(world: World, number: str) -> dict[str, Any]:
    """A requisition with its one item."""
    record, known = world.id_of("PR", number), world.facts[f"PR:{number}"]
    fields = ["state", "supply_date", "description", "lines"]
    (row,) = world.client.read(ADMIN, "purchase.requisition", [record], fields)
    (line,) = world.client.read(ADMIN, "purchase.requisition.line", row["lines"], ["quantity", "product"])
    requests = world.client.search_read(
        ADMIN, "purchase.request", [["origin", "=", f"purchase.requisition.line,{line['id']}"]], ["purchase"]
    )
    ordered = next((request["purchase"] for request in requests if request["purchase"]), None)
    return {
        "status": "ordered" if ordered else status(world, "PR", number, row["state"]),
        "item": world.number_of("ITEM", line["product"]),
        "quantity": world.quantity_here(known["item"], line["quantity"]),
        "need_by": world.day_here(row["supply_date"]),
        "reason": row["description"].removeprefix(f"{number} "),
        "approved_by": known.get("approved_by", ""),
        "po": world.number_of("PO", ordered) if ordered else "",
        "refs": (),
    }


def purchase_order(world: World, number: str) -> dict[str, Any]:
    """An order with its lines, and how much of each has come in, gone back and been billed."""
    record, known = world.id_of("PO", number), world.facts[f"PO:{number}"]
    fields = ["state", "party", "lines", "untaxed_amount"]
    (row,) = world.client.read(ADMIN, PURCHASE, [record], fields)
    requests = world.client.search_read(ADMIN, "purchase.request", [["purchase", "=", record]], ["origin"])
    asked = _requisition_of(world, requests)
    lines = _lines(world, number, row["lines"])
    returned = known.get("returned_by")
    if returned is not None:
        (back,) = world.client.read(ADMIN, PURCHASE, [returned], ["lines"])
        for line, gone in zip(lines.values(), back["lines"], strict=True):
            line["returned"] = _moved(world, line["item"], gone)
    stage = status(world, "PO", number, row["state"])
    if stage == "released" and any(line["received"] for line in lines.values()):
        whole = all(line["received"] >= line["quantity"] for line in lines.values())
        stage = "received" if whole else "partly_received"
    return {
        "status": stage,
        "vendor": world.number_of("VENDOR", row["party"]),
        "pr": asked,
        "contract": known["contract"],
        "version": 1,
        "total": cents(row["untaxed_amount"]),
        "approved_by": known.get("approved_by", ""),
        "lines": lines,
        "refs": (f"PR:{asked}",) if asked else (),
    }


def _requisition_of(world: World, requests: list[dict[str, Any]]) -> str:
    for request in requests:
        origin = str(request["origin"] or "")
        if origin.startswith("purchase.requisition.line,"):
            (line,) = world.client.read(
                ADMIN, "purchase.requisition.line", [int(origin.partition(",")[2])], ["requisition"]
            )
            return world.number_of("PR", line["requisition"])
    return ""


def _lines(world: World, number: str, records: list[int]) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    rows = {row["id"]: row for row in world.client.read(ADMIN, LINE, records, ["quantity", "unit_price", "product"])}
    for name in world.numbers("PO-LINE"):
        order, _, position = name.partition("/")
        if order != number:
            continue
        record, known = world.ids[f"PO-LINE:{name}"], world.facts[f"PO-LINE:{name}"]
        row = rows[record]
        found[position] = {
            "item": world.number_of("ITEM", row["product"]),
            "quantity": world.quantity_here(known["item"], row["quantity"]),
            "price": cents(row["unit_price"]),
            "delivery_date": known["due"],
            "received": _moved(world, known["item"], record),
            "returned": 0,
            "rejected": 0,
            "invoiced": _billed(world, known["item"], record),
        }
    return found


def _moved(world: World, item: str, line: int) -> int:
    moves = world.client.search_read(
        ADMIN, MOVE, [["origin", "=", f"purchase.line,{line}"], ["state", "=", "done"]], ["quantity"]
    )
    return sum(world.quantity_here(item, move["quantity"]) for move in moves)


def _billed(world: World, item: str, line: int) -> int:
    rows = world.client.search_read(
        ADMIN,
        "account.invoice.line",
        [["origin", "=", f"purchase.line,{line}"], ["invoice.state", "in", ["posted", "paid"]]],
        ["quantity"],
    )
    return sum(world.quantity_here(item, row["quantity"]) for row in rows)


def receipt(world: World, number: str) -> dict[str, Any]:
    """A receipt (101), or a return (122) with the report that its reference names."""
    known = world.facts[f"GR:{number}"]
    return _sent_back(world, number, known) if "returns" in known else _received(world, number, known)


def _received(world: World, number: str, known: dict[str, Any]) -> dict[str, Any]:
    fields = ["state", "reference", "incoming_moves"]
    (row,) = world.client.read(ADMIN, "stock.shipment.in", [world.id_of("GR", number)], fields)
    (move,) = world.client.read(ADMIN, MOVE, row["incoming_moves"], ["quantity", "lot", "to_location", "state"])
    inspection = next((qi for qi in world.numbers("QI") if world.facts[f"QI:{qi}"]["gr"] == number), "")
    line = _line(world, known, move)
    line |= {"stock_type": world.places.stock_type(move["to_location"]), "qi": inspection}
    line["supplier_lot"] = world.facts[f"LOT:{known['lot']}"]["supplier_lot"]
    return {
        "status": "reversed" if row["state"] == "cancelled" else "posted",
        "movement": "101",
        "po": known["po"],
        "delivery_note": row["reference"] or "",
        "reverses": "",
        "ncr": "",
        "lines": {"1": line},
        "refs": (f"PO:{known['po']}",),
    }


def _line(world: World, known: dict[str, Any], move: dict[str, Any]) -> dict[str, Any]:
    return {
        "po_line": known["po_line"],
        "item": known["item"],
        "quantity": world.quantity_here(known["item"], move["quantity"]),
        "lot": world.number_of("LOT", move["lot"]) if move["lot"] else "",
    }


def _sent_back(world: World, number: str, known: dict[str, Any]) -> dict[str, Any]:
    record = world.id_of("GR", number)
    (row,) = world.client.read(ADMIN, "stock.shipment.in.return", [record], ["state", "reference", "moves"])
    moves = world.client.read(ADMIN, MOVE, row["moves"], ["quantity", "lot", "from_location", "state"])
    gone = [move for move in moves if move["state"] in COUNTED]
    words = str(row["reference"] or "").split()
    report = next((word for word in words if f"NCR:{word}" in world.ids), "")
    lines = {str(position): _line(world, known, move) for position, move in enumerate(gone, start=1)}
    for line, move in zip(lines.values(), gone, strict=True):
        line["stock_type"] = world.places.stock_type(move["from_location"])
    refs = (f"GR:{known['returns']}", *([f"NCR:{report}"] if report else []))
    return {
        "status": "posted" if row["state"] == "done" else "reversed",
        "movement": "122",
        "po": known["po"],
        "delivery_note": "",
        "reverses": "",
        "ncr": report,
        "lines": lines,
        "refs": refs,
    }


READS = {"PR": requisition, "PO": purchase_order, "GR": receipt}
