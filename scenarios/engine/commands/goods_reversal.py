"""Reversal of a goods receipt (movement 102): a new document that takes the old one back exactly; nothing is edited."""

from typing import Any

from scenarios.engine.commands.goods_receipt import inventory_account
from scenarios.engine.commands.purchase_order import progress
from scenarios.engine.registry import Field, FieldType, command
from scenarios.engine.transaction import Body, Transaction, ledger_line


@command("gr.reverse", code="GR02", document="GR", fields=(Field("gr", FieldType.REF, kind="GR"), Field("reason")))
def reverse_receipt(tx: Transaction) -> None:
    """Takes a receipt back while its stock is whole and its inspection undecided; inspection lots are cancelled."""
    receipt = tx.document("GR")
    name = f"GR:{receipt['id']}"
    reversible = receipt["movement"] == "101" and receipt["status"] == "posted"
    tx.require(reversible, "ILLEGAL_TRANSITION", about=name, document=name, status=receipt["status"], wanted="reversed")
    order = tx.document("PO", receipt["po"])
    lines: dict[str, dict[str, Any]] = {number: dict(line) for number, line in order["lines"].items()}
    for row in receipt["lines"].values():
        _cancel_inspection(tx, row)
        lines[row["po_line"]]["received"] -= row["quantity"]
        lines[row["po_line"]]["received_value"] -= row["owed"]
    body = {key: receipt[key] for key in ("po", "delivery_note", "lines")}
    number = tx.create(
        "GR",
        {
            **body,
            "movement": "102",
            "posting_date": tx.today,
            "reverses": receipt["id"],
            "reversed_by": "",
            "ncr": "",
            "reason": tx.args["reason"],
        },
        status="posted",
        refs=[name],
    )
    _book_back(tx, order, receipt, f"GR:{number}")
    tx.change("GR", receipt, {"status": "reversed", "reversed_by": number})
    changes: dict[str, Any] = {
        f"lines/{key}/{field}": line[field] for key, line in lines.items() for field in ("received", "received_value")
    }
    settled = order["status"] in {"submitted", "approved"}
    tx.change("PO", order, changes if settled else changes | {"status": progress(lines)})


def _cancel_inspection(tx: Transaction, row: Body) -> None:
    if not row["qi"]:
        return
    inspection = tx.document("QI", row["qi"])
    for report in tx.state.documents("NCR"):
        tx.require(report["qi"] != inspection["id"], "OPEN_NCR", about=f"NCR:{report['id']}", ncr=report["id"])
    tx.change("QI", inspection, {"status": "cancelled"})


def _book_back(tx: Transaction, order: Body, receipt: Body, document: str) -> None:
    entry: list[dict[str, Any]] = []
    for row in receipt["lines"].values():
        where = {"item": row["item"], "lot": row["lot"], "stock_type": row["stock_type"], "location": row["location"]}
        tx.move("102", quantity=-row["quantity"], value=-row["value"], document=document, **where)
        references = {"po": order["id"], "po_line": row["po_line"], "vendor": order["vendor"], "item": row["item"]}
        entry += [
            ledger_line("2202-GRIR", row["owed"], **references),
            ledger_line(inventory_account(tx.item(row["item"])), -row["value"], **references),
            ledger_line("1404", row["value"] - row["owed"], **references),
        ]
    tx.post(document, entry)
