"""Supplier invoices, credit notes and payments: the drafts that Tryton makes by itself are completed, posted and paid."""

from typing import Any

from scenarios.backends.tryton.client import ADMIN, TrytonRefusedError
from scenarios.backends.tryton.world import Order, World, cents, yuan
from scenarios.engine.api import next_number

INVOICE, LINE, PAYMENT, PURCHASE = "account.invoice", "account.invoice.line", "account.payment", "purchase.purchase"


def post_invoice(world: World, order: Order) -> None:
    """The draft invoice of the order with the paper's reference, quantities and prices; Tryton compares them with nothing."""
    args = order.args
    draft = _draft_of(world, world.id_of("PO", args["po"]), f"order {args['po']}")
    number = next_number(order.state, "IV")
    _complete(world, order, draft, args["po"], sign=1)
    world.client.press(order.user, INVOICE, "post", [draft])
    world.know("IV", number, draft, po=args["po"], vendor=world.known("PO", args["po"])["vendor"], by=order.user)


def _draft_of(world: World, purchase: int, name: str) -> int:
    (row,) = world.client.read(ADMIN, PURCHASE, [purchase], ["invoices"])
    found = world.client.read(ADMIN, INVOICE, row["invoices"], ["state"])
    drafts = [row["id"] for row in found if row["state"] in {"draft", "validated"}]
    if not drafts:
        raise TrytonRefusedError(f"Tryton has no draft invoice for {name}.")
    return int(drafts[0])


def _complete(world: World, order: Order, invoice: int, po: str, *, sign: int) -> None:
    args, client = order.args, world.client
    given = {world.id_of("PO-LINE", f"{po}/{line['line']}"): line for line in args["lines"]}
    (row,) = client.read(ADMIN, INVOICE, [invoice], ["lines"])
    rows = client.read(ADMIN, LINE, row["lines"], ["origin"])
    for line, wanted in zip(rows, given.values(), strict=True):
        item = world.facts[f"PO-LINE:{po}/{wanted['line']}"]["item"]
        quantity = sign * world.quantity_there(item, wanted["quantity"])
        client.write(order.user, LINE, [line["id"]], {"quantity": quantity, "unit_price": yuan(wanted["price"])})
    dated = args.get("invoice_date", order.state.clock)
    client.write(
        order.user, INVOICE, [invoice], {"reference": args["reference"], "invoice_date": world.day_there(dated)}
    )


def reverse_invoice(world: World, order: Order) -> None:
    """Cancelled, which Tryton does by a counter entry."""
    world.client.press(order.user, INVOICE, "cancel", [world.id_of("IV", order.args["iv"])])


def post_credit_memo(world: World, order: Order) -> None:
    """The credit note that waits since the return, posted and set off against the invoice."""
    args = order.args
    invoice = world.id_of("IV", args["iv"])
    po = world.known("IV", args["iv"])["po"]
    returned = world.known("PO", po).get("returned_by")
    if args["basis"] != "quantity" or returned is None:
        raise TrytonRefusedError("Tryton credits goods that have been returned; nothing has.", kind="lacks")
    number = next_number(order.state, "CM")
    draft = _draft_of(world, returned, f"the return of {po}")
    _complete(world, order, draft, po, sign=-1)
    world.client.press(order.user, INVOICE, "post", [draft])
    world.know("CM", number, draft, iv=args["iv"], po=po, basis=args["basis"], reason=args["reason"], by=order.user)
    lines = _open_lines(world, invoice) + _open_lines(world, draft)
    if not sum(cents(line["debit"]) - cents(line["credit"]) for line in lines):
        ids = [line["id"] for line in lines]
        world.client.wizard(order.user, "account.move.reconcile_lines", [], on="account.move.line", ids=ids)


def _open_lines(world: World, invoice: int) -> list[dict[str, Any]]:
    (row,) = world.client.read(ADMIN, INVOICE, [invoice], ["lines_to_pay"])
    fields = ["debit", "credit", "reconciliation", "party"]
    lines = world.client.read(ADMIN, "account.move.line", row["lines_to_pay"], fields)
    return [line for line in lines if not line["reconciliation"]]


def propose(world: World, order: Order) -> None:
    """One payment for each open line of the invoices, submitted for approval."""
    number = next_number(order.state, "PAY")
    journal = world.client.search_read(ADMIN, "account.payment.journal", [], ["id"])[0]["id"]
    made: dict[str, list[int]] = {}
    for invoice in order.args.get("invoices", ()):
        lines = _open_lines(world, world.id_of("IV", invoice))
        if not lines:
            raise TrytonRefusedError(f"Invoice {invoice} has nothing left to pay.")
        made[invoice] = [
            world.client.create(
                order.user,
                PAYMENT,
                {
                    "journal": journal,
                    "kind": "payable",
                    "party": line["party"],
                    "line": line["id"],
                    "amount": abs(line["debit"] - line["credit"]),
                    "date": world.day_there(order.state.clock),
                    "reference": number,
                },
            )[0]
            for line in lines
        ]
    if not made:
        raise TrytonRefusedError("This adapter pays invoices that are named.", kind="lacks")
    payments = [payment for group in made.values() for payment in group]
    world.client.press(order.user, PAYMENT, "submit", payments)
    world.know("PAY", number, payments[0], payments=payments, invoices=made, by=order.user)


def approve(world: World, order: Order) -> None:
    """Approved by whoever belongs to Tryton's group for it; it may be the proposer."""
    world.client.press(order.user, PAYMENT, "approve", _payments(world, order))
    world.note("PAY", order.args["pay"], approved_by=order.user)


def execute(world: World, order: Order) -> None:
    """Processed and reported as succeeded, which books it and settles the invoice."""
    payments = _payments(world, order)
    world.client.wizard(order.user, "account.payment.process", [("process", "", {})], on=PAYMENT, ids=payments)
    world.client.press(order.user, PAYMENT, "succeed", payments)
    world.note("PAY", order.args["pay"], executed_by=order.user)


def _payments(world: World, order: Order) -> list[int]:
    world.id_of("PAY", order.args["pay"])
    return list(world.known("PAY", order.args["pay"])["payments"])


ACTS = {
    "inv.post": post_invoice,
    "inv.reverse": reverse_invoice,
    "cm.post": post_credit_memo,
    "pay.propose": propose,
    "pay.approve": approve,
    "pay.execute": execute,
}
