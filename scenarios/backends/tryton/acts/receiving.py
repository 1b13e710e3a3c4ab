"""Receipt: a supplier shipment with its lot, held at the door by quality control on `stock.shipment.in:receive`."""

from typing import Any

from scenarios.backends.tryton.client import ADMIN, TrytonRefusedError
from scenarios.backends.tryton.masters import lot
from scenarios.backends.tryton.world import Order, World
from scenarios.engine.api import next_number

MODEL = "stock.shipment.in"


def post(world: World, order: Order) -> None:
    """A shipment of what the order still awaits. Where a control applies Tryton makes an inspection and receives nothing.

    Goods that are not inspected go straight to the shelf.
    """
    args, client = order.args, world.client
    world.id_of("PO", args["po"])
    number, lot_number = next_number(order.state, "GR"), next_number(order.state, "LOT")
    if len(args["lines"]) != 1:
        raise TrytonRefusedError("This adapter receives one line of an order at a time.", kind="lacks")
    (given,) = args["lines"]
    if given.get("stock_type", "Q") != "Q":
        raise TrytonRefusedError("Tryton lets nobody choose to receive round an inspection.", kind="lacks")
    line = world.id_of("PO-LINE", f"{args['po']}/{given['line']}")
    item = world.facts[f"PO-LINE:{args['po']}/{given['line']}"]["item"]
    waiting = client.search_read(
        ADMIN, "stock.move", [["origin", "=", f"purchase.line,{line}"], ["state", "=", "draft"]], ["quantity"]
    )
    if not waiting:
        raise TrytonRefusedError(f"Order {args['po']} line {given['line']} awaits no goods.")
    batch = lot(world, lot_number, item=item, expiry=given.get("expiry", ""))
    move = waiting[0]["id"]
    (made,) = client.create(
        order.user,
        MODEL,
        {
            "supplier": world.id_of("VENDOR", world.known("PO", args["po"])["vendor"]),
            "warehouse": world.places.warehouse,
            "warehouse_input": world.places.incoming,
            "warehouse_storage": world.places.storage,
            "reference": args["delivery_note"],
            "incoming_moves": [
                ["add", [move]],
                ["write", [move], {"quantity": world.quantity_there(item, given["quantity"]), "lot": batch}],
            ],
        },
    )
    world.facts[f"LOT:{lot_number}"] = {
        "item": item,
        "vendor": world.known("PO", args["po"])["vendor"],
        "gr": number,
        **{name: given.get(name, "") for name in ("supplier_lot", "made", "expiry")},
    }
    world.know("GR", number, made, po=args["po"], po_line=given["line"], item=item, lot=lot_number, by=order.user)
    _ask_to_receive(world, order, number, made)


def _ask_to_receive(world: World, order: Order, number: str, shipment: int) -> None:
    wanted: Any = world.client.press(order.user, MODEL, "receive", [shipment])
    if not isinstance(wanted, dict):
        world.client.press(order.user, MODEL, "do", [shipment])
        return
    world.client.wizard(order.user, "quality.inspect", [], on=MODEL, ids=[shipment], action=wanted["id"])
    found = world.client.search_read(ADMIN, "quality.inspection", [["origin", "=", f"{MODEL},{shipment}"]], ["state"])
    if not found:
        raise TrytonRefusedError(f"Tryton asked for an inspection of shipment {number} and made none.")
    world.know("QI", next_number(order.state, "QI"), found[0]["id"], gr=number)


ACTS = {"gr.post": post}
