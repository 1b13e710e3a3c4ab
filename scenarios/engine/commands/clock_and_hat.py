"""The two commands that belong to the drill rather than to the ERP: let time pass, wear another hat."""

from scenarios.engine.clock import later
from scenarios.engine.registry import Field, FieldType, command
from scenarios.engine.transaction import Transaction

A_WEEK = 7 * 24 * 60


@command(
    "clock.advance",
    code="CK01",
    document="",
    fields=(Field("minutes", FieldType.INTEGER, minimum=1, maximum=A_WEEK),),
    for_everybody=True,
)
def advance_clock(tx: Transaction) -> None:
    """Lets virtual minutes pass, at most a week; colleagues and suppliers get on with their work meanwhile."""
    tx.add("clock.advanced", {"to": later(tx.state.clock, tx.args["minutes"])})


@command("hat.switch", code="HT01", document="", fields=(Field("to", FieldType.REF, kind="USER"),), for_everybody=True)
def switch_hat(tx: Transaction) -> None:
    """The seat acts as another of its users from now on; the switch is on the record."""
    hats = tx.state.seats
    allowed = hats is None or tx.args["to"] in hats.get(tx.command.seat, ())
    tx.require(allowed, "HAT_NOT_YOURS", user=tx.args["to"])
    tx.add("hat.switched", {"seat": tx.command.seat, "user": tx.args["to"]}, f"USER:{tx.args['to']}")
