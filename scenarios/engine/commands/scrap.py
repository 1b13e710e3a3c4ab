"""Scrap (551): stock leaves for good, with a reason; an order's own scrap is booked to the order's component."""

from scenarios.engine.commands.goods_issue import take
from scenarios.engine.commands.goods_receipt import inventory_account
from scenarios.engine.registry import Field, FieldType, command
from scenarios.engine.transaction import Transaction, ledger_line

SCRAP = "6602"


@command(
    "scrap.post",
    code="SC10",
    document="SCR",
    fields=(
        Field("item", FieldType.REF, kind="ITEM"),
        Field("lot", FieldType.CODE, required=False),
        Field("quantity", FieldType.QUANTITY, item_from="item"),
        Field("stock_type", FieldType.CHOICE, choices=("U", "Q", "B", "H")),
        Field("reason"),
        Field("ncr", FieldType.REF, required=False, kind="NCR"),
    ),
)
def scrap_stock(tx: Transaction) -> None:
    """Scraps stock (Dr 6602 / Cr inventory). Blocked stock of a lot under a report needs the disposition `scrap`."""
    item, lot, quantity = tx.item(tx.args["item"]), tx.args.get("lot", ""), tx.args["quantity"]
    tx.require(
        bool(lot) or not item["lot_tracked"], "LOT_REQUIRED", about=f"ITEM:{item['id']}", item=item["id"], field="lot"
    )
    for report in tx.state.documents("NCR"):
        concerned = bool(lot) and report["lot"] == lot and report["status"] != "closed"
        decided = report["disposition"] == "scrap"
        tx.require(
            not concerned or decided,
            "DISPOSITION_MISSING",
            about=f"NCR:{report['id']}",
            ncr=report["id"],
            disposition="scrap",
        )
    number = tx.next_number("SCR")
    document = f"SCR:{number}"
    stock_type = tx.args["stock_type"]
    value = take(tx, "551", item=item["id"], lot=lot, stock_type=stock_type, quantity=quantity, document=document)
    body = {"item": item["id"], "lot": lot, "quantity": quantity, "value": value, "stock_type": stock_type}
    extra = {"reason": tx.args["reason"], "ncr": tx.args.get("ncr", "")}
    refs = [f"NCR:{extra['ncr']}"] if extra["ncr"] else []
    tx.create("SCR", {**body, **extra}, status="posted", refs=refs, number=number)
    tx.post(
        document,
        [ledger_line(SCRAP, value, item=item["id"]), ledger_line(inventory_account(item), -value, item=item["id"])],
    )
