"""Stock and ledger read back: what has changed since the last look becomes stock moves and postings of ours."""

from collections.abc import Mapping
from typing import Any

from scenarios.backends.tryton.client import ADMIN
from scenarios.backends.tryton.world import World, cents
from scenarios.engine.api import Event, State

MOVE_FIELDS = ["product", "lot", "quantity", "from_location", "to_location"]
PLANT = "1000"


def stock_events(world: World, state: State, document: str) -> tuple[Event, ...]:
    """One event for each lot and stock type that Tryton has more or less of than our books."""
    events: list[Event] = []
    for key, quantity in sorted(_stock(world).items()):
        item, lot, stock_type = key.split("|")
        gone = world.opening_stock.get(key, 0)
        base = _base(state, item, lot, stock_type)
        delta = quantity - gone - (state.stock(item=item, lot=lot, stock_type=stock_type) - base)
        if not delta:
            continue
        location = world.item(item)["location"]
        fields = {
            "movement": "", "item": item, "lot": lot, "plant": PLANT, "location": location, "stock_type": stock_type,
            "quantity": delta, "value": 0, "document": document,
        }  # fmt: skip
        events.append(Event("stock.moved", fields, (document,) if document else ()))
    return tuple(events)


def _base(state: State, item: str, lot: str, stock_type: str) -> int:
    """What our dataset says, in every place: only changes are taken over."""
    return sum(
        int(row["quantity"])
        for key, row in state.dataset.content["stock"].items()
        if (parts := key.split("|"))[0] == item and parts[1] == lot and parts[4] == stock_type
    )


def _stock(world: World) -> dict[str, int]:
    """Tryton's stock of everything provided here, by item, lot and stock type."""
    products = {world.ids[f"ITEM:{number}"]: number for number in world.numbers("ITEM")}
    lots = {world.ids[f"LOT:{number}"]: number for number in world.numbers("LOT")}
    found = dict.fromkeys(world.opening_stock, 0)
    if not products:
        return found
    moves = world.client.search_read(
        ADMIN, "stock.move", [["state", "=", "done"], ["product", "in", list(products)]], MOVE_FIELDS
    )
    for move in moves:
        item, lot = products[move["product"]], lots.get(move["lot"] or 0, "")
        quantity = world.quantity_here(item, move["quantity"])
        for location, sign in ((move["to_location"], 1), (move["from_location"], -1)):
            stock_type = world.places.stock_type(location)
            if stock_type:
                key = f"{item}|{lot}|{stock_type}"
                found[key] = found.get(key, 0) + sign * quantity
    return found


def ledger_events(world: World, document: str) -> tuple[Event, ...]:
    """One posting for each of Tryton's moves that has been posted since the last look, tied to order and item."""
    rows = world.client.search_read(
        ADMIN,
        "account.move",
        [["state", "=", "posted"], ["id", "not in", sorted(world.posted_moves)]],
        ["number", "origin", "lines"],
    )
    events: list[Event] = []
    for row in rows:
        world.posted_moves.add(row["id"])
        fields = ["account.code", "debit", "credit", "origin"]
        lines = world.client.read(ADMIN, "account.move.line", row["lines"], fields)
        posted = [
            {
                "account": line["account."]["code"],
                "debit": cents(line["debit"]),
                "credit": cents(line["credit"]),
                **_keys(world, str(row["origin"] or ""), str(line["origin"] or "")),
            }
            for line in lines
        ]
        number = f"TRY-{row['id']:06d}"
        body = {"id": number, "document": document, "lines": tuple(posted)}
        events.append(Event("ledger.posted", body, (document,) if document else ()))
    return tuple(events)


def _keys(world: World, of_move: str, of_line: str) -> dict[str, str]:
    """The order and item that a posting concerns, by following its origin: a stock move, an invoice or its line."""
    model, _, record = of_move.partition(",")
    if model == "stock.move":
        (row,) = world.client.read(ADMIN, "stock.move", [int(record)], ["origin", "product"])
        item = world.number_of("ITEM", row["product"])
        return {**_order_keys(world, str(row["origin"] or "")), "item": item}
    if model == "account.invoice":
        line_model, _, line = of_line.partition(",")
        if line_model == "account.invoice.line":
            (row,) = world.client.read(ADMIN, "account.invoice.line", [int(line)], ["origin", "product"])
            item = world.number_of("ITEM", row["product"]) if row["product"] else ""
            return {**_order_keys(world, str(row["origin"] or "")), "item": item}
        return _invoice_keys(world, int(record))
    return {}


def _order_keys(world: World, origin: str) -> dict[str, str]:
    model, _, record = origin.partition(",")
    if model != "purchase.line":
        return {}
    (row,) = world.client.read(ADMIN, "purchase.line", [int(record)], ["purchase", "purchase.origin"])
    order = row["purchase"]
    back = str(row["purchase."]["origin"] or "")
    if back.startswith("purchase.purchase,"):
        # A return belongs to the order whose goods go back.
        order = int(back.partition(",")[2])
    number = world.number_of("PO", order)
    if not number:
        return {}
    vendor: Mapping[str, Any] = world.facts[f"PO:{number}"]
    return {"po": number, "vendor": str(vendor["vendor"])}


def _invoice_keys(world: World, record: int) -> dict[str, str]:
    for kind, key in (("IV", "vendor"), ("CM", "vendor"), ("BIL", "customer")):
        number = world.number_of(kind, record)
        if number:
            known = world.facts[f"{kind}:{number}"]
            po = {"po": known["po"]} if kind != "BIL" else {"bil": number}
            party = known.get(key) or world.facts[f"PO:{known['po']}"]["vendor"]
            return {**po, key: party}
    return {}
