"""Supplier corrective action request (SCAR): the supplier is asked for the cause and for what will change."""

from scenarios.engine.registry import Field, FieldType, command
from scenarios.engine.transaction import Transaction


@command(
    "scar.issue",
    code="SC01",
    document="SCAR",
    fields=(Field("ncr", FieldType.REF, kind="NCR"), Field("text"), Field("due", FieldType.DATE)),
)
def issue_request(tx: Transaction) -> None:
    """Issues one request per nonconformance to its supplier, with a date to answer by."""
    report = tx.document("NCR")
    for other in tx.state.documents("SCAR"):
        tx.require(
            other["ncr"] != report["id"], "DUPLICATE_DOCUMENT", about=f"SCAR:{other['id']}", document=other["id"]
        )
    body = {"ncr": report["id"], "vendor": report["vendor"], "text": tx.args["text"], "due": tx.args["due"]}
    tx.create("SCAR", body, status="issued", refs=[f"NCR:{report['id']}"])
