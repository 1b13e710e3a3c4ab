"""Out-of-specification record: the laboratory explains a failed reading before anybody measures again."""

from scenarios.engine.registry import Field, FieldType, command
from scenarios.engine.transaction import Transaction


@command("oos.open", code="OS01", document="OOS", fields=(Field("qi", FieldType.REF, kind="QI"), Field("hypothesis")))
def open_investigation(tx: Transaction) -> None:
    """Opens an investigation of an inspection lot with a failed reading; one at a time."""
    inspection = tx.document("QI")
    name = f"QI:{inspection['id']}"
    failed = any(row["failed"] for row in inspection["result_sets"])
    tx.require(failed, "ILLEGAL_TRANSITION", about=name, document=name, status=inspection["status"], wanted="OOS")
    for other in tx.state.documents("OOS"):
        again = other["qi"] == inspection["id"] and other["status"] == "open"
        tx.require(not again, "DUPLICATE_DOCUMENT", about=f"OOS:{other['id']}", document=other["id"])
    body = {"qi": inspection["id"], "hypothesis": tx.args["hypothesis"], "conclusion": "", "closed_by": ""}
    tx.create("OOS", body, status="open", refs=[name])


@command(
    "oos.close", code="OS02", document="OOS", fields=(Field("oos", FieldType.REF, kind="OOS"), Field("conclusion"))
)
def close_investigation(tx: Transaction) -> None:
    """Closes the investigation with what was found."""
    tx.change(
        "OOS", tx.document("OOS"), {"status": "closed", "conclusion": tx.args["conclusion"], "closed_by": tx.user}
    )
