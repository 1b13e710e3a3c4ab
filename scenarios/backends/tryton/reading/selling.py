"""Sales orders, deliveries, bills and money received, read back."""

from typing import Any

from scenarios.backends.tryton.client import ADMIN
from scenarios.backends.tryton.reading.stages import status
from scenarios.backends.tryton.world import World, cents

SALE, SHIPMENT, INVOICE = "sale.sale", "stock.shipment.out", "account.invoice"


def sales_order(world: World, number: str) -> dict[str, Any]:
    """A sale; once it is confirmed every line is confirmed in full, as Tryton knows nothing less."""
    known = world.facts[f"SO:{number}"]
    fields = ["state", "party", "reference", "untaxed_amount", "tax_amount", "total_amount", "lines"]
    (row,) = world.client.read(ADMIN, SALE, [world.id_of("SO", number)], fields)
    promised = row["state"] in {"confirmed", "processing", "done"}
    lines: dict[str, dict[str, Any]] = {}
    rows = world.client.read(ADMIN, "sale.line", row["lines"], ["product", "quantity", "unit_price"])
    by_record = {line["id"]: line for line in rows}
    for name in world.numbers("SO-LINE"):
        order, _, position = name.partition("/")
        if order != number:
            continue
        of_line, line = world.facts[f"SO-LINE:{name}"], by_record[world.ids[f"SO-LINE:{name}"]]
        quantity = world.quantity_here(of_line["item"], line["quantity"])
        lines[position] = {
            "item": world.number_of("ITEM", line["product"]),
            "quantity": quantity,
            "price": cents(line["unit_price"]),
            "requested_date": known["requested"],
            "confirmed": quantity if promised else 0,
            "confirmed_date": of_line.get("confirmed_date", ""),
            "rest_date": "",
            "delivered": _delivered(world, of_line["item"], line["id"]),
            "billed": 0,
            "cancelled": 0,
        }
    return {
        "status": status(world, "SO", number, row["state"]),
        "customer": world.number_of("CUSTOMER", row["party"]),
        "reference": row["reference"] or "",
        "requested_date": known["requested"],
        "net": cents(row["untaxed_amount"]),
        "tax": cents(row["tax_amount"]),
        "gross": cents(row["total_amount"]),
        "credit_approved": 0,
        "lines": lines,
        "refs": (),
    }


def _delivered(world: World, item: str, line: int) -> int:
    moves = world.client.search_read(
        ADMIN, "stock.move", [["origin", "=", f"sale.line,{line}"], ["state", "=", "done"]], ["quantity"]
    )
    return sum(world.quantity_here(item, move["quantity"]) for move in moves)


def delivery(world: World, number: str) -> dict[str, Any]:
    """A customer shipment with its lots."""
    known = world.facts[f"DN:{number}"]
    fields = ["state", "inventory_moves", "outgoing_moves"]
    (row,) = world.client.read(ADMIN, SHIPMENT, [world.id_of("DN", number)], fields)
    left = row["state"] in {"picked", "packed", "shipped", "done"}
    moves = world.client.read(
        ADMIN, "stock.move", row["outgoing_moves" if left else "inventory_moves"], ["product", "quantity", "lot"]
    )
    sale = world.facts[f"SO:{known['so']}"]
    lines: dict[str, dict[str, Any]] = {}
    for position, item in known["lines"].items():
        lots: dict[str, int] = {}
        for move in moves:
            if move["product"] == world.ids[f"ITEM:{item}"] and move["lot"]:
                lot = world.number_of("LOT", move["lot"])
                lots[lot] = lots.get(lot, 0) + world.quantity_here(item, move["quantity"])
        wanted = sum(
            world.quantity_here(item, move["quantity"])
            for move in moves
            if move["product"] == world.ids[f"ITEM:{item}"]
        )
        lines[position] = {"item": item, "quantity": wanted, "picked": sum(lots.values()), "lots": lots}
    return {
        "status": status(world, "DN", number, row["state"]),
        "so": known["so"],
        "customer": sale["customer"],
        "issued_at": known.get("issued_at", ""),
        "issued_by": known.get("issued_by", ""),
        "received_on": known.get("received_on", ""),
        "receiver": known.get("receiver", ""),
        "billed": any(world.facts[f"BIL:{bil}"]["dn"] == number for bil in world.numbers("BIL")),
        "lines": lines,
        "refs": (f"SO:{known['so']}",),
    }


def bill(world: World, number: str) -> dict[str, Any]:
    """A customer invoice."""
    known = world.facts[f"BIL:{number}"]
    fields = ["state", "party", "description", "untaxed_amount", "tax_amount", "total_amount", "amount_to_pay"]
    (row,) = world.client.read(ADMIN, INVOICE, [world.id_of("BIL", number)], fields)
    return {
        "status": "cleared" if row["state"] == "paid" else "posted",
        "bill_type": "invoice",
        "customer": world.number_of("CUSTOMER", row["party"]),
        "so": known["so"],
        "dn": known["dn"],
        "reference": row["description"] or "",
        "net": cents(row["untaxed_amount"]),
        "tax": cents(row["tax_amount"]),
        "gross": cents(row["total_amount"]),
        "open": cents(row["amount_to_pay"]),
        "refs": (f"DN:{known['dn']}",),
    }


def money_received(world: World, number: str) -> dict[str, Any]:
    """What came in on a bill."""
    known = world.facts[f"RCT:{number}"]
    (row,) = world.client.read(ADMIN, INVOICE, [world.id_of("RCT", number)], ["payment_lines"])
    lines = world.client.read(ADMIN, "account.move.line", row["payment_lines"], ["credit", "debit"])
    amount = sum(cents(line["credit"]) - cents(line["debit"]) for line in lines)
    return {
        "status": "cleared",
        "customer": known["customer"],
        "reference": known["reference"],
        "amount": amount,
        "unapplied": 0,
        "cleared": {known["bill"]: amount},
        "refs": (f"BIL:{known['bill']}",),
    }


READS = {"SO": sales_order, "DN": delivery, "BIL": bill, "RCT": money_received}
