"""Requisitions: Tryton's own, asked for by one person and approved by a group."""

from scenarios.backends.tryton.masters import product, unit
from scenarios.backends.tryton.world import Order, World
from scenarios.engine.api import next_number

MODEL = "purchase.requisition"


def create(world: World, order: Order) -> None:
    """A draft requisition of the asking person."""
    args = order.args
    number = next_number(order.state, "PR")
    line = {
        "product": product(world, args["item"]),
        "quantity": world.quantity_there(args["item"], args["quantity"]),
        "unit": unit(world, args["item"]),
    }
    (made,) = world.client.create(
        order.user,
        MODEL,
        {
            "employee": world.known("USER", order.user)["employee"],
            "warehouse": world.places.warehouse,
            "supply_date": world.day_there(args["need_by"]),
            "description": f"{number} {args['reason']}",
            "lines": [["create", [line]]],
        },
    )
    world.know("PR", number, made, item=args["item"], by=order.user)


def submit(world: World, order: Order) -> None:
    """It waits for approval."""
    world.client.press(order.user, MODEL, "wait", [world.id_of("PR", order.args["pr"])])


def approve(world: World, order: Order) -> None:
    """Approved; Tryton turns it into a purchase request by itself."""
    world.client.press(order.user, MODEL, "approve", [world.id_of("PR", order.args["pr"])])
    world.note("PR", order.args["pr"], approved_by=order.user)


def reject(world: World, order: Order) -> None:
    """Declined."""
    world.client.press(order.user, MODEL, "reject", [world.id_of("PR", order.args["pr"])])


ACTS = {"pr.create": create, "pr.submit": submit, "pr.approve": approve, "pr.reject": reject}
