"""Deliveries: the customer shipment that Tryton has prepared, picked by lot, packed, shipped and signed for."""

from typing import Any

from scenarios.backends.tryton.client import ADMIN, TrytonRefusedError
from scenarios.backends.tryton.masters import lot
from scenarios.backends.tryton.world import Order, World
from scenarios.engine.api import next_number

MODEL, MOVE = "stock.shipment.out", "stock.move"
FIELDS = ["product", "unit", "quantity", "lot", "from_location", "to_location", "origin", "state"]


def create(world: World, order: Order) -> None:
    """Takes the waiting shipment of the sale as the delivery."""
    so = order.args["so"]
    (row,) = world.client.read(ADMIN, "sale.sale", [world.id_of("SO", so)], ["shipments"])
    shipments = world.client.read(ADMIN, MODEL, row["shipments"], ["state"])
    taken = {world.ids[f"DN:{number}"] for number in world.numbers("DN")}
    free = [row["id"] for row in shipments if row["id"] not in taken and row["state"] in {"draft", "waiting"}]
    if not free:
        raise TrytonRefusedError(f"Order {so} has no shipment that waits.")
    if not any(row["state"] == "waiting" and row["id"] == free[0] for row in shipments):
        world.client.press(order.user, MODEL, "wait", free[:1])
    number = next_number(order.state, "DN")
    lines = {line["line"]: world.facts[f"SO-LINE:{so}/{line['line']}"]["item"] for line in order.args["lines"]}
    customer = world.known("SO", so)["customer"]
    world.know("DN", number, free[0], so=so, customer=customer, lines=lines, lots={}, by=order.user)


def pick(world: World, order: Order) -> None:
    """The shipment's inventory move is divided by lot; once all of it has lots, Tryton assigns and picks it.

    Tryton refuses what is not on the shelf; it has no rule about which lot comes first.
    """
    number, args = order.args["dn"], order.args
    shipment = world.id_of("DN", number)
    item = world.known("DN", number)["lines"].get(args["line"])
    if item is None:
        raise TrytonRefusedError(f"Delivery {number} has no line {args['line']}.")
    of_lot = world.dataset.content["lots"].get(args["lot"], {"expiry": ""})
    batch = lot(world, args["lot"], item=item, expiry=of_lot["expiry"])
    wanted = world.quantity_there(item, args["quantity"])
    open_move = _without_lot(world, shipment)
    if open_move is None or open_move["quantity"] < wanted:
        raise TrytonRefusedError(f"Delivery {number} has less than {wanted:g} left to pick.")
    rest = round(open_move["quantity"] - wanted, 4)
    changed = ["write", [open_move["id"]], {"quantity": wanted, "lot": batch}]
    split = {"product": open_move["product"], "unit": open_move["unit"], "quantity": rest}
    split |= {name: open_move[name] for name in ("from_location", "to_location", "origin")}
    steps: list[Any] = [changed, *([["create", [split]]] if rest else [])]
    world.client.write(order.user, MODEL, [shipment], {"inventory_moves": steps})
    if rest:
        return
    assigned = world.client.press(order.user, MODEL, "assign_try", [shipment])
    (row,) = world.client.read(ADMIN, MODEL, [shipment], ["state"])
    if row["state"] != "assigned":
        raise TrytonRefusedError(f"Tryton finds too little of these lots on the shelf ({assigned}).")
    world.client.press(order.user, MODEL, "pick", [shipment])


def _without_lot(world: World, shipment: int) -> dict[str, Any] | None:
    (row,) = world.client.read(ADMIN, MODEL, [shipment], ["inventory_moves"])
    moves = world.client.read(ADMIN, MOVE, row["inventory_moves"], FIELDS)
    return next((move for move in moves if not move["lot"] and move["state"] in {"draft", "staging"}), None)


def pack(world: World, order: Order) -> None:
    """Packed."""
    world.client.press(order.user, MODEL, "pack", [world.id_of("DN", order.args["dn"])])


def post(world: World, order: Order) -> None:
    """Shipped: the goods have left the house, and Tryton's books follow when they have arrived."""
    world.client.press(order.user, MODEL, "ship", [world.id_of("DN", order.args["dn"])])
    world.note("DN", order.args["dn"], issued_at=order.state.clock, issued_by=order.user)


def deliver(world: World, order: Order) -> None:
    """Done: the customer has it."""
    world.client.press(order.user, MODEL, "do", [world.id_of("DN", order.args["dn"])])
    world.note("DN", order.args["dn"], received_on=order.args["received_on"], receiver=order.args["receiver"])


def cancel(world: World, order: Order) -> None:
    """Cancelled before it has left."""
    world.client.press(order.user, MODEL, "cancel", [world.id_of("DN", order.args["dn"])])


ACTS = {
    "dn.create": create,
    "dn.pick": pick,
    "dn.pack": pack,
    "dn.post": post,
    "dn.deliver": deliver,
    "dn.cancel": cancel,
}
