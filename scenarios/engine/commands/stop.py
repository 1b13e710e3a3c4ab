""" "I think this must be stopped": anybody raises a deviation, at any time, about anything."""

from scenarios.engine.commands.task import named_object
from scenarios.engine.registry import Field, FieldType, command
from scenarios.engine.transaction import Transaction


@command(
    "stop.report",
    code="ST01",
    document="DEV",
    fields=(Field("about", FieldType.CODE, required=False), Field("reason")),
    for_everybody=True,
)
def report_deviation(tx: Transaction) -> None:
    """Opens a deviation with a reason, about a document if one is named as `KIND:id`."""
    about = named_object(tx)
    tx.create("DEV", {"about": about, "reason": tx.args["reason"]}, status="open", refs=[about] if about else [])
