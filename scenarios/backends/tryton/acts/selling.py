"""Sales orders, their bills and the money that comes in."""

from scenarios.backends.tryton.client import ADMIN, TrytonRefusedError
from scenarios.backends.tryton.masters import currency, partner, product, unit
from scenarios.backends.tryton.world import Order, World, yuan
from scenarios.engine.api import next_number

MODEL, INVOICE = "sale.sale", "account.invoice"


def create(world: World, order: Order) -> None:
    """A draft sale at the prices given; Tryton holds them against no price list of ours."""
    args, client = order.args, world.client
    number = next_number(order.state, "SO")
    customer = partner(world, "CUSTOMER", args["customer"])
    address = world.known("CUSTOMER", args["customer"])["address"]
    category = client.search_read(ADMIN, "product.category", [["name", "=", "FG"]], ["customer_taxes"])
    lines = [
        {
            "type": "line",
            "product": product(world, given["item"]),
            "unit": unit(world, given["item"]),
            "quantity": world.quantity_there(given["item"], given["quantity"]),
            "unit_price": yuan(given["price"]),
            "taxes": [["add", category[0]["customer_taxes"]]],
        }
        for given in args["lines"]
    ]
    (made,) = client.create(
        order.user,
        MODEL,
        {
            "party": customer,
            "invoice_address": address,
            "shipment_address": address,
            "warehouse": world.places.warehouse,
            "currency": currency(world),
            "reference": args["reference"],
            "description": number,
            "lines": [["create", lines]],
        },
    )
    world.know("SO", number, made, customer=args["customer"], requested=args["requested_date"], by=order.user)
    (row,) = client.read(ADMIN, MODEL, [made], ["lines"])
    for position, (line, given) in enumerate(zip(row["lines"], args["lines"], strict=True), start=1):
        world.know("SO-LINE", f"{number}/{10 * position}", line, item=given["item"])


def confirm(world: World, order: Order) -> None:
    """Quoted and confirmed in full, which is the only way that Tryton knows; it prepares shipment and bill at once."""
    number = order.args["so"]
    sale = world.id_of("SO", number)
    for given in order.args["lines"]:
        line = world.id_of("SO-LINE", f"{number}/{given['line']}")
        (row,) = world.client.read(ADMIN, "sale.line", [line], ["quantity"])
        item = world.facts[f"SO-LINE:{number}/{given['line']}"]["item"]
        if world.quantity_here(item, row["quantity"]) != given["quantity"]:
            raise TrytonRefusedError("Tryton confirms a line in full or not at all.", kind="lacks")
        world.note("SO-LINE", f"{number}/{given['line']}", confirmed_date=given["confirmed_date"])
    for button in ("quote", "confirm"):
        world.client.press(order.user, MODEL, button, [sale])


def cancel(world: World, order: Order) -> None:
    """Cancelled, which Tryton lets happen before processing only."""
    world.client.press(order.user, MODEL, "cancel", [world.id_of("SO", order.args["so"])])


def bill(world: World, order: Order) -> None:
    """The draft invoice of the sale, posted under our reference."""
    delivery = order.args["dn"]
    world.id_of("DN", delivery)
    so = world.known("DN", delivery)["so"]
    (row,) = world.client.read(ADMIN, MODEL, [world.id_of("SO", so)], ["invoices"])
    drafts = [
        line["id"] for line in world.client.read(ADMIN, INVOICE, row["invoices"], ["state"]) if line["state"] == "draft"
    ]
    if not drafts:
        raise TrytonRefusedError(f"Tryton has no draft bill for order {so}.")
    values = {"description": order.args["reference"], "invoice_date": world.day_there(order.state.clock)}
    world.client.write(order.user, INVOICE, drafts[:1], values)
    world.client.press(order.user, INVOICE, "post", drafts[:1])
    known = {"so": so, "dn": delivery, "customer": world.known("SO", so)["customer"]}
    world.know("BIL", next_number(order.state, "BIL"), drafts[0], **known, by=order.user)


def receive_money(world: World, order: Order) -> None:
    """Paid by the wizard of the bill, up to what is open; Tryton asks what to do with a rest, and that is refused here."""
    args = order.args
    method = world.client.search_read(ADMIN, "account.invoice.payment.method", [], ["id"])[0]["id"]
    bills = list(args.get("bills", ()))
    if len(bills) != 1:
        raise TrytonRefusedError("This adapter books money for one bill at a time.", kind="lacks")
    invoice = world.id_of("BIL", bills[0])
    customer = world.known("BIL", bills[0])["customer"]
    start = {
        "payee": world.id_of("CUSTOMER", customer),
        "payees": [world.id_of("CUSTOMER", customer)],
        "amount": yuan(args["amount"]),
        "currency": currency(world),
        "company": world.client.context["company"],
        "description": args["reference"],
        "payment_method": method,
        "date": world.day_there(order.state.clock),
    }
    said = world.client.wizard(
        order.user, "account.invoice.pay", [("choice", "start", start)], on=INVOICE, ids=[invoice]
    )
    if said.get("view"):
        raise TrytonRefusedError("The amount is not what the bill leaves open.")
    number = next_number(order.state, "RCT")
    world.know("RCT", number, invoice, customer=customer, reference=args["reference"], by=order.user, bill=bills[0])


ACTS = {
    "so.create": create,
    "so.confirm": confirm,
    "so.cancel": cancel,
    "bil.post": bill,
    "rct.post": receive_money,
}
