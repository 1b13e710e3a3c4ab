"""Payment run: proposed, approved by another, executed; a blocked invoice never gets into it."""

from typing import Any

from scenarios.engine.commands.goods_receipt import require_open_period
from scenarios.engine.registry import Field, FieldType, command
from scenarios.engine.transaction import Body, Transaction, ledger_line

_PAY = Field("pay", FieldType.REF, kind="PAY")


@command(
    "pay.propose",
    code="PY01",
    document="PAY",
    fields=(
        Field("invoices", FieldType.REFS, required=False, kind="IV"),
        Field("due_by", FieldType.DATE, required=False),
    ),
)
def propose_payment(tx: Transaction) -> None:
    """Gathers the invoices named, or those due by a date; refuses a named one that is blocked, paid or proposed."""
    if "invoices" in tx.args:
        chosen = [tx.document("IV", number) for number in tx.args["invoices"]]
        for invoice in chosen:
            _require_payable(tx, invoice)
            run = _run_with(tx, invoice["id"])
            tx.require(
                run is None,
                "ALREADY_PROPOSED",
                about=f"IV:{invoice['id']}",
                invoice=invoice["id"],
                run=run["id"] if run else "",
            )
    else:
        tx.require("due_by" in tx.args, "INPUT_INVALID", field="due_by", problem="missing")
        chosen = [
            invoice
            for invoice in tx.state.documents("IV")
            if _is_payable(invoice) and invoice["due_on"] <= tx.args["due_by"] and _run_with(tx, invoice["id"]) is None
        ]
    tx.require(bool(chosen), "NOTHING_DUE", date=tx.args.get("due_by", ""))
    invoices = {invoice["id"]: invoice["open"] for invoice in chosen}
    body = {"invoices": invoices, "total": sum(invoices.values()), "approved_by": "", "executed_by": ""}
    tx.create("PAY", body, status="proposed", refs=[f"IV:{number}" for number in invoices])


def _is_payable(invoice: Body) -> bool:
    return invoice["status"] in {"posted", "released"} and not invoice["blocks"] and invoice["open"] > 0


def _require_payable(tx: Transaction, invoice: Body) -> None:
    name = f"IV:{invoice['id']}"
    tx.require(
        not invoice["blocks"], "PAYMENT_BLOCKED", about=name, invoice=invoice["id"], blocks=", ".join(invoice["blocks"])
    )
    tx.require_status("IV", invoice, "posted", "released")


def _run_with(tx: Transaction, invoice: str) -> Body | None:
    runs = tx.state.documents("PAY")
    return next((run for run in runs if run["status"] != "executed" and invoice in run["invoices"]), None)


@command("pay.approve", code="PY02", document="PAY", fields=(_PAY,), meaning="payment_approval")
def approve_payment(tx: Transaction) -> None:
    """Somebody else than the proposer agrees, and signs."""
    run = tx.document("PAY")
    tx.change("PAY", run, {"status": "approved", "approved_by": tx.user})
    tx.sign(f"PAY:{run['id']}")


@command("pay.execute", code="PY03", document="PAY", fields=(_PAY,))
def execute_payment(tx: Transaction) -> None:
    """Pays what is still open on each invoice of an approved run; refuses if one has been blocked meanwhile."""
    run = tx.document("PAY")
    tx.change("PAY", run, {"status": "executed", "executed_by": tx.user})
    require_open_period(tx)
    entry: list[dict[str, Any]] = []
    for number in run["invoices"]:
        invoice = tx.document("IV", number)
        if invoice["status"] == "cleared":
            continue
        _require_payable(tx, invoice)
        references = {"po": invoice["po"], "vendor": invoice["vendor"], "iv": number}
        entry += [
            ledger_line("2202", invoice["open"], **references),
            ledger_line("1002", -invoice["open"], **references),
        ]
        tx.change("IV", invoice, {"status": "paid", "open": 0})
    tx.post(f"PAY:{run['id']}", entry)
