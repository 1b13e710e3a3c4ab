"""Escalation: something is put to whoever may decide it, with the choices on the table, and is answered on the record."""

from scenarios.engine.commands.task import named_object
from scenarios.engine.registry import Field, FieldType, command
from scenarios.engine.transaction import Transaction


@command(
    "esc.raise",
    code="ES01",
    document="ESC",
    fields=(Field("to", FieldType.REF, kind="USER"), Field("about", FieldType.CODE), Field("reason")),
    for_everybody=True,
)
def raise_escalation(tx: Transaction) -> None:
    """Puts a matter before somebody who may decide it."""
    about = named_object(tx)
    body = {"to": tx.args["to"], "about": about, "reason": tx.args["reason"], "answer": "", "answered_by": ""}
    tx.create("ESC", body, status="open", refs=[about])


@command(
    "esc.answer",
    code="ES02",
    document="ESC",
    fields=(Field("esc", FieldType.REF, kind="ESC"), Field("answer")),
    for_everybody=True,
)
def answer_escalation(tx: Transaction) -> None:
    """Answers an escalation; only the one to whom it was put can."""
    body = tx.document("ESC")
    tx.require(body["to"] == tx.user, "NOT_ADDRESSED", about=f"ESC:{body['id']}", user=body["to"])
    tx.change("ESC", body, {"status": "answered", "answer": tx.args["answer"], "answered_by": tx.user})
