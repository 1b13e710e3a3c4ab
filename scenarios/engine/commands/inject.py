"""The mark that an inject or an NPC's answer has happened, so that it happens once."""

from scenarios.engine.registry import Effect, Field, FieldType, command
from scenarios.engine.transaction import Transaction


@command("inject.fire", code="SY01", document="", fields=(Field("id", FieldType.TEXT),), effect=Effect.SYSTEM)
def fire_inject(tx: Transaction) -> None:
    """Notes that the inject or answer of this id has been given."""
    tx.add("inject.fired", {"id": tx.args["id"]})
