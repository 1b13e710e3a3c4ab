"""A hint of the drill is opened: a look-up, so that the journal tells which hints were taken and when."""

from scenarios.engine.registry import Effect, Field, FieldType, command
from scenarios.engine.transaction import Transaction
from scenarios.engine.values import Event


@command(
    "hint.open",
    code="HN01",
    document="",
    fields=(Field("nr", FieldType.INTEGER, minimum=1, maximum=20),),
    effect=Effect.LOOK_UP,
    for_everybody=True,
)
def open_hint(tx: Transaction) -> None:
    """Opens the hint of this number; the scenario knows what it says and costs."""
    tx.events.append(Event("looked_up", {"hint": tx.args["nr"]}, reads=(f"HINT:{tx.args['nr']}",)))
