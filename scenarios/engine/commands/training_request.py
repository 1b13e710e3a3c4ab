"""Training request: asks the learning system to train or requalify people; the answer comes from there."""

from scenarios.engine.commands.task import named_object
from scenarios.engine.registry import Field, FieldType, command
from scenarios.engine.transaction import Transaction


@command(
    "training.request",
    code="TR01",
    document="TRQ",
    fields=(
        Field("competence", FieldType.CODE),
        Field("people", FieldType.REFS, kind="USER"),
        Field("content"),
        Field("due", FieldType.DATE),
        Field("about", FieldType.CODE, required=False),
    ),
)
def request_training(tx: Transaction) -> None:
    """Names who learns what by when, and the CAPA, deviation or procedure that asks for it."""
    about = named_object(tx)
    tx.require(tx.args["due"] >= tx.today, "EFFECTIVITY_PAST", date=tx.args["due"], today=tx.today)
    body = {name: tx.args[name] for name in ("competence", "people", "content", "due")}
    refs = [about] if about else []
    tx.create("TRQ", {**body, "about": about, "answer": ""}, status="requested", refs=refs)


@command(
    "training.answer",
    code="TR02",
    document="TRQ",
    fields=(
        Field("trq", FieldType.REF, kind="TRQ"),
        Field("verdict", FieldType.CHOICE, choices=("accepted", "declined")),
        Field("answer"),
    ),
)
def answer_request(tx: Transaction) -> None:
    """The training lead takes the request into the plan, or says why not."""
    changes = {"status": tx.args["verdict"], "answer": tx.args["answer"], "decided_by": tx.user}
    tx.change("TRQ", tx.document("TRQ"), changes)
