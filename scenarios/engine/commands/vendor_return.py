"""Return to the supplier (movement 122): blocked goods leave, and what is owed for them shrinks."""

from typing import Any

from scenarios.engine.commands.goods_receipt import inventory_account
from scenarios.engine.commands.matching import block_open_invoices
from scenarios.engine.commands.purchase_order import progress
from scenarios.engine.quantities import share
from scenarios.engine.refusals import Refused
from scenarios.engine.registry import Field, FieldType, command
from scenarios.engine.transaction import Body, Transaction, ledger_line
from scenarios.engine.values import Refusal

BLOCKED = "B"


@command(
    "gr.return",
    code="GR03",
    document="GR",
    fields=(
        Field("gr", FieldType.REF, kind="GR"),
        Field("line", FieldType.CODE),
        Field("quantity", FieldType.QUANTITY, item_from="line"),
        Field("reason"),
        Field("ncr", FieldType.REF, required=False, kind="NCR"),
    ),
)
def return_to_supplier(tx: Transaction) -> None:
    """Sends blocked stock of a receipt back; an open nonconformance must have the disposition `return`."""
    receipt = tx.document("GR")
    row = receipt["lines"].get(tx.args["line"])
    if row is None:
        raise Refused(
            Refusal(code="UNKNOWN_OBJECT", args={"kind": "GR", "id": f"{receipt['id']}/{tx.args['line']}"[:40]})
        )
    name = f"GR:{receipt['id']}"
    fit = receipt["movement"] == "101" and receipt["status"] == "posted"
    tx.require(fit, "ILLEGAL_TRANSITION", about=name, document=name, status=receipt["status"], wanted="122")
    report = _disposed_report(tx, row)
    quantity = tx.args["quantity"]
    held = next(iter(tx.state.stock_rows(item=row["item"], lot=row["lot"], stock_type=BLOCKED)), None)
    tx.require(held is not None, "LOT_STATUS", about=f"LOT:{row['lot']}", lot=row["lot"] or row["item"], wanted=BLOCKED)
    assert held is not None
    value = share(held["value"], quantity, held["quantity"])
    order = tx.document("PO", receipt["po"])
    line = dict(order["lines"][row["po_line"]])
    owed = share(line["received_value"], quantity, line["received"] - line["returned"])
    body = {"movement": "122", "po": order["id"], "delivery_note": receipt["delivery_note"], "posting_date": tx.today}
    returned = {**row, "quantity": quantity, "value": value, "owed": owed, "stock_type": BLOCKED}
    extra = {
        "reverses": "",
        "reversed_by": "",
        "ncr": report["id"] if report else "",
        "reason": tx.args["reason"],
        "lines": {"1": returned},
    }
    refs = [name, *([f"NCR:{report['id']}"] if report else [])]
    number = tx.create("GR", {**body, **extra}, status="posted", refs=refs)
    document = f"GR:{number}"
    where = {"item": row["item"], "lot": row["lot"], "stock_type": BLOCKED, "location": held["location"]}
    tx.move("122", quantity=-quantity, value=-value, document=document, **where)
    edge = {"source": row["lot"] or row["item"], "target": f"{order['vendor']}/122/{number}", "relation": "return"}
    tx.add("genealogy.linked", {**edge, "quantity": quantity, "document": document}, document, f"LOT:{row['lot']}")
    references = {"po": order["id"], "po_line": row["po_line"], "vendor": order["vendor"], "item": row["item"]}
    tx.post(
        document,
        [
            ledger_line("2202-GRIR", owed, **references),
            ledger_line(inventory_account(tx.item(row["item"])), -value, **references),
            ledger_line("1404", value - owed, **references),
        ],
    )
    line["returned"] += quantity
    line["received_value"] -= owed
    line["rejected"] -= min(line["rejected"], quantity)
    _settle(tx, order, row["po_line"], line, report, quantity)


def _disposed_report(tx: Transaction, row: Body) -> Body | None:
    if "ncr" in tx.args:
        report: Body | None = tx.document("NCR")
    else:
        open_reports = [
            body
            for body in tx.state.documents("NCR")
            if body["lot"] == row["lot"] and body["status"] not in {"executed", "closed"}
        ]
        report = open_reports[0] if open_reports else None
    if report is not None:
        about = f"NCR:{report['id']}"
        tx.require(report["lot"] == row["lot"], "LOT_STATUS", about=about, lot=row["lot"], wanted=report["lot"])
        decided = report["disposition"] == "return" and report["status"] in {"disposed", "executed"}
        tx.require(decided, "DISPOSITION_MISSING", about=about, ncr=report["id"], disposition="return")
    return report


def _settle(
    tx: Transaction, order: Body, number: str, line: dict[str, Any], report: Body | None, quantity: int
) -> None:
    changes: dict[str, Any] = {
        f"lines/{number}/{name}": line[name] for name in ("returned", "received_value", "rejected")
    }
    if order["status"] not in {"submitted", "approved"}:
        changes["status"] = progress({**order["lines"], number: line})
    tx.change("PO", order, changes)
    block_open_invoices(tx, order["id"], {**order["lines"], number: line}, because="122")
    if report is not None and report["status"] == "disposed":
        sent = report["executed_quantity"] + quantity
        done = {"status": "executed"} if sent >= report["quantity"] else {}
        tx.change("NCR", report, {"executed_quantity": sent, **done})
