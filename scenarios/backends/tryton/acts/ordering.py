"""Purchase orders: drafted from a request or freely, quoted, and confirmed, after which Tryton awaits goods and invoice."""

from typing import Any

from scenarios.backends.tryton.client import ADMIN, TrytonRefusedError
from scenarios.backends.tryton.masters import currency, partner, product, unit
from scenarios.backends.tryton.world import Order, World, yuan
from scenarios.engine.api import next_number

MODEL, LINE = "purchase.purchase", "purchase.line"


def create(world: World, order: Order) -> None:
    """A draft order; with a requisition it is made out of that one's purchase request, as Tryton wants it."""
    args = order.args
    number = next_number(order.state, "PO")
    supplier = partner(world, "VENDOR", args["vendor"])
    made = _from_requisition(world, order, supplier) if "pr" in args else _afresh(world, order, supplier)
    world.client.write(order.user, MODEL, [made], {"description": number})
    world.know("PO", number, made, vendor=args["vendor"], contract=args.get("contract", ""), by=order.user)
    (row,) = world.client.read(ADMIN, MODEL, [made], ["lines"])
    for position, (line, given) in enumerate(zip(row["lines"], args["lines"], strict=True), start=1):
        values = {
            "quantity": world.quantity_there(given["item"], given["quantity"]),
            "unit_price": yuan(given["price"]),
        }
        world.client.write(order.user, LINE, [line], values)
        world.know("PO-LINE", f"{number}/{10 * position}", line, item=given["item"], due=given["delivery_date"])


def _from_requisition(world: World, order: Order, supplier: int) -> int:
    requisition = world.id_of("PR", order.args["pr"])
    client, user = world.client, order.user
    found = client.search_read(
        ADMIN,
        "purchase.request",
        [["origin.requisition", "=", requisition, "purchase.requisition.line"]],
        ["state", "product", "company"],
    )
    if not found:
        raise TrytonRefusedError(f"Requisition {order.args['pr']} has no purchase request yet.")
    request = found[0]
    asked: dict[str, Any] = {"party": supplier, "product": request["product"], "company": request["company"]}
    client.wizard(
        user,
        "purchase.request.create_purchase",
        [("start", "ask_party", {**asked, "description": None})],
        on="purchase.request",
        ids=[request["id"]],
    )
    (row,) = client.search_read(ADMIN, "purchase.request", [["id", "=", request["id"]]], ["purchase"])
    if not row["purchase"]:
        raise TrytonRefusedError(f"Tryton made no order out of requisition {order.args['pr']}.")
    return int(row["purchase"])


def _afresh(world: World, order: Order, supplier: int) -> int:
    category = world.client.search_read(ADMIN, "product.category", [["name", "=", "RM"]], ["supplier_taxes"])
    lines = [
        {
            "type": "line",
            "product": product(world, given["item"]),
            "unit": unit(world, given["item"]),
            "quantity": world.quantity_there(given["item"], given["quantity"]),
            "unit_price": yuan(given["price"]),
            "taxes": [["add", category[0]["supplier_taxes"]]],
        }
        for given in order.args["lines"]
    ]
    (made,) = world.client.create(
        order.user,
        MODEL,
        {
            "party": supplier,
            "invoice_address": world.known("VENDOR", order.args["vendor"])["address"],
            "warehouse": world.places.warehouse,
            "currency": currency(world),
            "lines": [["create", lines]],
        },
    )
    return made


def submit(world: World, order: Order) -> None:
    """Quoted: nothing may be changed now, and somebody else looks at it."""
    world.client.press(order.user, MODEL, "quote", [world.id_of("PO", order.args["po"])])


def approve(world: World, order: Order) -> None:
    """Confirmed. Tryton knows no order that is approved and not yet with the supplier, so it processes at once."""
    world.client.press(order.user, MODEL, "confirm", [world.id_of("PO", order.args["po"])])
    world.note("PO", order.args["po"], approved_by=order.user)
    world.stages[f"PO:{order.args['po']}"] = "approved"


def release(world: World, order: Order) -> None:
    """Nothing is left to do there: an order that has been confirmed is with the supplier. One that is not is refused."""
    (row,) = world.client.read(order.user, MODEL, [world.id_of("PO", order.args["po"])], ["state"])
    if row["state"] not in {"processing", "done"}:
        raise TrytonRefusedError(f"Order {order.args['po']} is in state “{row['state']}” and not under way.")
    world.stages[f"PO:{order.args['po']}"] = "released"


def cancel(world: World, order: Order) -> None:
    """Cancelled, which Tryton lets happen before processing only."""
    world.client.press(order.user, MODEL, "cancel", [world.id_of("PO", order.args["po"])])


ACTS = {"po.create": create, "po.submit": submit, "po.approve": approve, "po.release": release, "po.cancel": cancel}
