"""Messages of the interface that brings people's qualifications from HRM: repeated in order, skipped, and never by hand."""

from typing import Any

from scenarios.engine.clock import days_later
from scenarios.engine.commands.role_design import master
from scenarios.engine.registry import Field, FieldType, command
from scenarios.engine.transaction import Body, Transaction

ERROR = "error"
_USER = Field("user", FieldType.REF, kind="USER")
_COMPETENCE = Field("competence", FieldType.CODE)
_REASON = Field("reason")


def _waits_before(message: Body, other: Body, settled: set[str]) -> bool:
    """Whether the other message is about the same qualification, came earlier, and still stands in error."""
    same = (other["person"], other["competence"]) == (message["person"], message["competence"])
    return same and other["status"] == ERROR and other["sequence"] < message["sequence"] and other["id"] not in settled


@command(
    "ifm.reprocess",
    code="IF01",
    document="IFM",
    fields=(Field("messages", FieldType.REFS, kind="IFM"),),
)
def reprocess(tx: Transaction) -> None:
    """Takes messages in again, in the order given. One that was taken in before changes nothing the second time.

    Refuses a message that overtakes an earlier one about the same qualification, and a person the ERP does not know.
    """
    table = tx.state.documents("IFM")
    known = {message["key"] for message in table if message["status"] == "processed"}
    settled: set[str] = set()
    people: dict[str, dict[str, Any]] = {}
    for number in tx.args["messages"]:
        message = tx.document("IFM", number)
        name = f"IFM:{number}"
        tx.require_status("IFM", message, ERROR)
        person = tx.state.master("USER", message["person"])
        tx.require(person is not None, "PERSON_UNKNOWN", about=name, person=message["person"])
        before = next((other["id"] for other in table if _waits_before(message, other, settled)), "")
        tx.require(not before, "MESSAGE_ORDER", about=name, message=number, before=before)
        again = message["key"] in known
        tx.change("IFM", message, {"status": "duplicate" if again else "processed", "handled_by": tx.user})
        settled.add(number)
        known.add(message["key"])
        if not again:
            people.setdefault(message["person"], {})[f"competences/{message['competence']}"] = message["valid_to"]
    for person_id, changes in people.items():
        tx.change_master("USER", tx.state.master("USER", person_id) or {}, changes)


@command("ifm.skip", code="IF02", document="IFM", fields=(Field("ifm", FieldType.REF, kind="IFM"), _REASON))
def skip(tx: Transaction) -> None:
    """Sets a message aside for good, with a reason; what it said is not taken over."""
    changes = {"status": "skipped", "handled_by": tx.user, "skipped_because": tx.args["reason"]}
    tx.change("IFM", tx.document("IFM"), changes)


@command("qual.suspend", code="QL01", document="USER", fields=(_USER, _COMPETENCE, _REASON))
def suspend(tx: Transaction) -> None:
    """Ends a qualification in the ERP as of yesterday: the safe side, until the interface has caught up."""
    user, competence = master(tx, "USER"), tx.args["competence"]
    held = competence in user["competences"]
    tx.require(held, "QUALIFICATION_MISSING", about=f"USER:{user['id']}", user=user["id"], competence=competence)
    tx.change_master("USER", user, {f"competences/{competence}": days_later(tx.today, -1)})


@command(
    "qual.grant",
    code="QL02",
    document="USER",
    fields=(_USER, _COMPETENCE, Field("valid_to", FieldType.DATE), _REASON),
)
def grant(tx: Transaction) -> None:
    """Writes a qualification by hand, past the system that answers for it; an auditor asks why each time."""
    tx.change_master("USER", master(tx, "USER"), {f"competences/{tx.args['competence']}": tx.args["valid_to"]})
