"""Look-ups: what a person opened before acting is journalled, and changes nothing."""

from scenarios.engine.areas import MASTER_KINDS, REPORTS
from scenarios.engine.refusals import Refused
from scenarios.engine.registry import Effect, Field, FieldType, command
from scenarios.engine.state import DOCUMENT_KINDS
from scenarios.engine.transaction import Transaction
from scenarios.engine.values import Event, Refusal


@command(
    "view.open",
    code="VW01",
    document="",
    fields=(
        Field("kind", FieldType.CHOICE, choices=(*DOCUMENT_KINDS, *MASTER_KINDS, "LOT")),
        Field("id", FieldType.CODE),
    ),
    effect=Effect.LOOK_UP,
    for_everybody=True,
)
def open_view(tx: Transaction) -> None:
    """Opens a document or master record."""
    kind, number = tx.args["kind"], tx.args["id"]
    if not tx.state.exists(kind, number):
        raise Refused(Refusal(code="UNKNOWN_OBJECT", args={"kind": kind, "id": number}))
    tx.events.append(Event("looked_up", {"kind": kind, "id": number}, reads=(f"{kind}:{number}",)))


@command(
    "report.run",
    code="VW02",
    document="",
    fields=(Field("report", FieldType.CHOICE, choices=REPORTS), Field("params", FieldType.MAPPING, required=False)),
    effect=Effect.LOOK_UP,
    for_everybody=True,
)
def run_report(tx: Transaction) -> None:
    """Runs one of the reports."""
    fields = {"report": tx.args["report"], "params": tx.args.get("params", {})}
    tx.events.append(Event("looked_up", fields, reads=(f"REPORT:{tx.args['report']}",)))
