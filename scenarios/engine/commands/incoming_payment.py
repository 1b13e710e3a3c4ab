"""Incoming payment: money of a customer, cleared against invoices or kept on account as a prepayment."""

from typing import Any

from scenarios.engine.commands.billing import RECEIVABLE
from scenarios.engine.commands.goods_receipt import require_open_period
from scenarios.engine.quantities import money_text
from scenarios.engine.registry import Field, FieldType, command
from scenarios.engine.transaction import Body, Transaction, ledger_line

BANK = "1002"
_BILLS = Field("bills", FieldType.REFS, required=False, kind="BIL")


@command(
    "rct.post",
    code="RC01",
    document="RCT",
    fields=(
        Field("customer", FieldType.REF, kind="CUSTOMER"),
        Field("reference", FieldType.CODE),
        Field("amount", FieldType.MONEY, minimum=1),
        _BILLS,
    ),
)
def post_receipt(tx: Transaction) -> None:
    """Books money received and clears the invoices named, in their order; what is over stays on the customer's account.

    Refuses a bank reference booked before, and an invoice of another customer.
    """
    require_open_period(tx)
    for other in tx.state.documents("RCT"):
        fresh = other["reference"].casefold() != tx.args["reference"].casefold()
        tx.require(fresh, "DUPLICATE_DOCUMENT", about=f"RCT:{other['id']}", document=f"RCT:{other['id']}")
    customer, amount = tx.args["customer"], tx.args["amount"]
    number = tx.next_number("RCT")
    cleared = _clear(tx, customer, amount, tx.args.get("bills", ()))
    rest = amount - sum(cleared.values())
    body = {"customer": customer, "reference": tx.args["reference"], "amount": amount, "unapplied": rest}
    tx.create(
        "RCT",
        {**body, "cleared": cleared},
        status="posted" if rest else "cleared",
        refs=[f"BIL:{bill}" for bill in cleared],
        number=number,
    )
    references = {"customer": customer}
    tx.post(f"RCT:{number}", [ledger_line(BANK, amount, **references), ledger_line(RECEIVABLE, -amount, **references)])


@command("rct.clear", code="RC02", document="RCT", fields=(Field("rct", FieldType.REF, kind="RCT"), _BILLS))
def clear_receipt(tx: Transaction) -> None:
    """Clears invoices with money that lies on account."""
    receipt = tx.document("RCT")
    tx.require_status("RCT", receipt, "posted")
    tx.require(bool(tx.args.get("bills")), "INPUT_INVALID", field="bills", problem="missing")
    cleared = _clear(tx, receipt["customer"], receipt["unapplied"], tx.args["bills"])
    rest = receipt["unapplied"] - sum(cleared.values())
    changes: dict[str, Any] = {"unapplied": rest, "cleared": {**receipt["cleared"], **cleared}}
    tx.change("RCT", receipt, changes | ({"status": "cleared"} if not rest else {}))


def _clear(tx: Transaction, customer: str, amount: int, bills: tuple[str, ...]) -> dict[str, int]:
    cleared: dict[str, int] = {}
    for number in bills:
        bill = tx.document("BIL", number)
        name = f"BIL:{number}"
        tx.require_status("BIL", bill, "posted")
        tx.require(bill["customer"] == customer and bill["open"] > 0, "INPUT_INVALID", field="bills", problem="line")
        part = min(amount, bill["open"])
        stands = {"wanted": money_text(bill["open"]), "limit": money_text(amount)}
        tx.require(part > 0, "OVER_RECEIPT", about=name, bill=number, **stands)
        amount -= part
        cleared[number] = part
        left = bill["open"] - part
        tx.change("BIL", bill, {"open": left} | ({"status": "cleared"} if not left else {}))
        if not left:
            _close(tx, bill)
    return cleared


def _close(tx: Transaction, bill: Body) -> None:
    """An order whose deliveries are all billed and paid is closed."""
    order = tx.state.document("SO", bill["so"])
    if order is None or order["status"] != "billed":
        return
    waiting = [
        other
        for other in tx.state.documents("BIL")
        if other["so"] == order["id"] and other["id"] != bill["id"] and other["open"] > 0
    ]
    if not waiting:
        tx.change("SO", order, {"status": "closed"})
