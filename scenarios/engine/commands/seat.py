"""Taking a seat: the sandbox notes that from here on a person, and no rule, does this seat's part."""

from scenarios.engine.registry import Effect, Field, FieldType, command
from scenarios.engine.transaction import Transaction


@command("seat.join", code="ST02", document="", fields=(Field("seat", FieldType.CODE),), effect=Effect.SYSTEM)
def join_seat(tx: Transaction) -> None:
    """Notes that a seat has been taken; who took it stands beside the journal, not in it."""
    tx.add("seat.taken", {"seat": tx.args["seat"]})
