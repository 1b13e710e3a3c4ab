"""Messages to colleagues and suppliers, and the letters and mails that a scenario lets arrive."""

from scenarios.engine.commands.task import named_object
from scenarios.engine.registry import Effect, Field, FieldType, command
from scenarios.engine.transaction import Transaction

_HEAD = (Field("to", FieldType.CODE), Field("subject"), Field("text"), Field("about", FieldType.CODE, required=False))


@command("message.send", code="MS01", document="MSG", fields=_HEAD, for_everybody=True)
def send_message(tx: Transaction) -> None:
    """Sends a message to a user, a supplier or a customer."""
    recipient = tx.args["to"]
    known = any(tx.state.exists(kind, recipient) for kind in ("USER", "VENDOR", "CUSTOMER"))
    tx.require(known, "UNKNOWN_OBJECT", kind="USER", id=recipient)
    head = {name: tx.args[name] for name in ("to", "subject", "text")}
    tx.create("MSG", {**head, "sender": tx.user, "about": named_object(tx), "facts": {}}, status="sent")


@command(
    "message.receive",
    code="MS02",
    document="MSG",
    fields=(Field("sender", FieldType.CODE), *_HEAD, Field("facts", FieldType.MAPPING, required=False)),
    effect=Effect.SYSTEM,
)
def receive_message(tx: Transaction) -> None:
    """Lets a letter, mail or paper invoice arrive; the scenario does this, not the learner."""
    head = {name: tx.args[name] for name in ("sender", "to", "subject", "text")}
    tx.create("MSG", {**head, "about": tx.args.get("about", ""), "facts": tx.args.get("facts", {})}, status="received")
