"""Supplier invoice: posted as it is on paper, and blocked for payment where it does not match order and receipt."""

from collections.abc import Mapping
from typing import Any

from scenarios.engine.clock import days_later
from scenarios.engine.commands.goods_receipt import require_open_period
from scenarios.engine.commands.matching import MANUAL, OPEN, block_causes
from scenarios.engine.commands.purchase_order import order_line, progress
from scenarios.engine.quantities import amount, divide_half_up
from scenarios.engine.registry import Field, FieldType, command
from scenarios.engine.transaction import Body, Transaction, ledger_line

_IV = Field("iv", FieldType.REF, kind="IV")
_REASON = Field("reason")
_LINES = Field(
    "lines",
    FieldType.LINES,
    columns=(
        Field("line", FieldType.CODE),
        Field("quantity", FieldType.QUANTITY, item_from="line"),
        Field("price", FieldType.MONEY, minimum=1),
    ),
)


@command(
    "inv.post",
    code="IV01",
    document="IV",
    fields=(
        Field("po", FieldType.REF, kind="PO"),
        Field("reference", FieldType.CODE),
        Field("invoice_date", FieldType.DATE),
        Field("posting_date", FieldType.DATE, required=False),
        _LINES,
    ),
)
def post_invoice(tx: Transaction) -> None:
    """Posts what the supplier asks for; a mismatch blocks the payment, never the posting, and gives the buyer a task.

    Refuses a reference that the supplier has used before, and whoever ordered or received the goods.
    """
    order = tx.document("PO")
    tx.require_status("PO", order, "submitted", "approved", "released", "partly_received", "received", "invoiced")
    _require_new_reference(tx, order["vendor"], tx.args["reference"])
    date = require_open_period(tx)
    order_lines: dict[str, dict[str, Any]] = {number: dict(line) for number, line in order["lines"].items()}
    lines: dict[str, dict[str, Any]] = {}
    for given in tx.args["lines"]:
        number = given["line"]
        order_line(tx, order, number)
        tx.require(number not in lines, "INPUT_INVALID", field="lines", problem="twice")
        lines[number] = _invoiced(tx, order_lines[number], given)
    blocks = block_causes(tx, order_lines, lines)
    net = sum(line["net"] for line in lines.values())
    tax = divide_half_up(net * tx.state.parameter("tax_percent"), 100)
    vendor = tx.state.master("VENDOR", order["vendor"]) or {}
    body = {
        "po": order["id"],
        "vendor": order["vendor"],
        "reference": tx.args["reference"],
        "invoice_date": tx.args["invoice_date"],
        "due_on": days_later(tx.args["invoice_date"], vendor.get("payment_days", 30)),
        "posting_date": date,
        "lines": lines,
        "net": net,
        "tax": tax,
        "gross": net + tax,
        "open": net + tax,
        "blocks": blocks,
        "block_log": tuple({"block": block, "reason": "match", "by": "", "evidence": ""} for block in blocks),
        "released_by": "",
    }
    receipts = [
        f"GR:{gr['id']}"
        for gr in tx.state.documents("GR")
        if gr["po"] == order["id"] and gr["movement"] == "101" and gr["status"] == "posted"
    ]
    number = tx.create("IV", body, status="blocked" if blocks else "posted", refs=[f"PO:{order['id']}", *receipts])
    book_invoice(tx, f"IV:{number}", {**body, "id": number}, order["lines"], sign=1)
    changes: dict[str, Any] = {
        f"lines/{key}/{name}": line[name]
        for key, line in order_lines.items()
        for name in ("invoiced", "invoiced_value")
    }
    moving = order["status"] not in {"submitted", "approved"}
    tx.change("PO", order, changes | ({"status": progress(order_lines)} if moving else {}))
    if blocks:
        task = {
            "to": order["created_by"],
            "subject": f"task.iv_blocked.{''.join(blocks)}",
            "text": "",
            "about": f"IV:{number}",
        }
        tx.create("TASK", {**task, "answer": "", "evidence": ""}, status="open")


def _require_new_reference(tx: Transaction, vendor: str, reference: str) -> None:
    for other in tx.state.documents("IV"):
        same = other["vendor"] == vendor and other["reference"].casefold() == reference.casefold()
        tx.require(
            not same or other["status"] == "reversed",
            "DUPLICATE_INVOICE",
            about=f"IV:{other['id']}",
            reference=reference,
            invoice=other["id"],
        )


def _invoiced(tx: Transaction, line: dict[str, Any], given: Body) -> dict[str, Any]:
    """The invoice line; advances the order line by what it clears, the received value first, then the order price."""
    decimals = tx.item(line["item"])["decimals"]
    quantity = given["quantity"]
    waiting = line["received"] - line["returned"] - line["invoiced"]
    waiting_value = line["received_value"] - line["invoiced_value"]
    if 0 < waiting <= quantity:
        cleared = waiting_value + amount(quantity - waiting, line["price"], decimals)
    elif waiting > quantity:
        cleared = divide_half_up(waiting_value * quantity, waiting)
    else:
        cleared = amount(quantity, line["price"], decimals)
    line["invoiced"] += quantity
    line["invoiced_value"] += cleared
    net = amount(quantity, given["price"], decimals)
    return {
        "quantity": quantity,
        "price": given["price"],
        "net": net,
        "cleared": cleared,
        "credited": 0,
        "credited_net": 0,
    }


def book_invoice(tx: Transaction, document: str, invoice: Body, order_lines: Mapping[str, Body], *, sign: int) -> None:
    """The ledger entry of an invoice, or with sign −1 of its reversal."""
    references = {"po": invoice["po"], "vendor": invoice["vendor"], "iv": invoice["id"]}
    entry: list[dict[str, Any]] = []
    for number, line in invoice["lines"].items():
        mine = {**references, "po_line": number, "item": order_lines[number]["item"]}
        entry.append(ledger_line("2202-GRIR", sign * line["cleared"], **mine))
        entry.append(ledger_line("1404", sign * (line["net"] - line["cleared"]), **mine))
    entry.append(ledger_line("2221", sign * invoice["tax"], **references))
    entry.append(ledger_line("2202", -sign * invoice["gross"], **references))
    tx.post(document, entry)


@command("inv.block", code="IV03", document="IV", fields=(_IV, _REASON))
def block_invoice(tx: Transaction) -> None:
    """Blocks an open invoice by hand (M)."""
    invoice = tx.document("IV")
    tx.require_status("IV", invoice, *OPEN)
    tx.require(
        MANUAL not in invoice["blocks"],
        "ILLEGAL_TRANSITION",
        about=f"IV:{invoice['id']}",
        document=f"IV:{invoice['id']}",
        status="M",
        wanted="M",
    )
    log = (*invoice["block_log"], {"block": MANUAL, "reason": tx.args["reason"], "by": tx.user, "evidence": ""})
    tx.change("IV", invoice, {"status": "blocked", "blocks": (*invoice["blocks"], MANUAL), "block_log": log})


@command("inv.reverse", code="IV05", document="IV", fields=(_IV, _REASON))
def reverse_invoice(tx: Transaction) -> None:
    """Takes an unpaid invoice back exactly; refuses one with a credit memo or in a payment run."""
    invoice = tx.document("IV")
    tx.require_status("IV", invoice, *OPEN)
    name = f"IV:{invoice['id']}"
    credited = any(memo["iv"] == invoice["id"] for memo in tx.state.documents("CM"))
    tx.require(not credited, "ILLEGAL_TRANSITION", about=name, document=name, status="credited", wanted="reversed")
    for run in tx.state.documents("PAY"):
        tx.require(
            invoice["id"] not in run["invoices"],
            "ALREADY_PROPOSED",
            about=f"PAY:{run['id']}",
            invoice=invoice["id"],
            run=run["id"],
        )
    order = tx.document("PO", invoice["po"])
    lines: dict[str, dict[str, Any]] = {number: dict(line) for number, line in order["lines"].items()}
    for number, line in invoice["lines"].items():
        lines[number]["invoiced"] -= line["quantity"]
        lines[number]["invoiced_value"] -= line["cleared"]
    book_invoice(tx, name, invoice, order["lines"], sign=-1)
    tx.change(
        "IV",
        invoice,
        {"status": "reversed", "open": 0, "blocks": (), "reversed_because": tx.args["reason"], "reversed_by": tx.user},
    )
    changes: dict[str, Any] = {
        f"lines/{key}/{field}": line[field] for key, line in lines.items() for field in ("invoiced", "invoiced_value")
    }
    moving = order["status"] not in {"submitted", "approved"}
    tx.change("PO", order, changes | ({"status": progress(lines)} if moving else {}))


@command("inv.refuse", code="IV06", document="MSG", fields=(Field("message", FieldType.REF, kind="MSG"), _REASON))
def refuse_paper_invoice(tx: Transaction) -> None:
    """Sends a paper invoice back without recording it."""
    message = tx.document("MSG", tx.args["message"])
    tx.require_status("MSG", message, "received")
    tx.change("MSG", message, {"status": "refused", "refused_because": tx.args["reason"], "refused_by": tx.user})
