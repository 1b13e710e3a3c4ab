"""Business since go-live, entered again in the old system after a rollback, and reconciled with what it was."""

from scenarios.engine.registry import Field, FieldType, command
from scenarios.engine.transaction import Body, Transaction

REK = Field("rek", FieldType.REF, kind="REK")
GATHERED = ("PR", "GR")
"""The kinds that the first hours after go-live write; a draft of an order moves nothing and is written anew anyway."""


def _quantity(kind: str, body: Body) -> int:
    if kind == "GR":
        return sum(int(line["quantity"]) for line in body["lines"].values())
    return int(body["quantity"])


@command("rek.gather", code="RK01", document="REK", fields=(Field("since", FieldType.CODE),))
def gather(tx: Transaction) -> None:
    """Lists what was posted since a moment (`2026-12-01T06:00`), one entry for each document, once."""
    known = {body["document"] for body in tx.state.documents("REK")}
    found = [
        (f"{kind}:{body['id']}", _quantity(kind, body))
        for kind in GATHERED
        for body in tx.state.own_documents(kind)
        if body["created_at"] >= tx.args["since"] and f"{kind}:{body['id']}" not in known
    ]
    tx.require(bool(found), "REK_NOTHING", since=tx.args["since"].replace("T", " "))
    for name, quantity in found:
        entry = {"document": name, "posted_quantity": quantity, "legacy_number": "", "keyed_quantity": 0}
        tx.create("REK", entry, status="open", refs=[name])


@command(
    "rek.enter",
    code="RK02",
    document="REK",
    fields=(REK, Field("legacy_number", FieldType.CODE), Field("keyed", FieldType.INTEGER, minimum=1)),
)
def enter(tx: Transaction) -> None:
    """Says under which number, and with which quantity, the document was entered in the old system; again to correct it."""
    body = tx.document("REK")
    tx.require_status("REK", body, "open", "keyed")
    keyed = {"legacy_number": tx.args["legacy_number"], "keyed_quantity": tx.args["keyed"], "keyed_by": tx.user}
    tx.change("REK", body, keyed if body["status"] == "keyed" else {"status": "keyed", **keyed})


@command("rek.reconcile", code="RK03", document="REK", fields=(), meaning="rekey_reconciled")
def reconcile(tx: Transaction) -> None:
    """Signs that everything listed stands in the old system as it was posted; one gap or difference refuses all of it."""
    entries = [body for body in tx.state.own_documents("REK") if body["status"] != "reconciled"]
    tx.require(bool(entries), "REK_NOTHING", since="")
    missing = [body["id"] for body in entries if body["status"] == "open"]
    tx.require(not missing, "REK_OPEN", entries=", ".join(missing))
    wrong = [body["id"] for body in entries if body["posted_quantity"] != body["keyed_quantity"]]
    tx.require(not wrong, "REK_DIFFERS", entries=", ".join(wrong))
    for body in entries:
        tx.change("REK", body, {"status": "reconciled", "reconciled_by": tx.user})
        tx.sign(f"REK:{body['id']}")
