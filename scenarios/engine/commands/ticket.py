"""Hypercare tickets: triaged by urgency, joined with their like, eased, solved, and closed only when the user agrees."""

from scenarios.engine.clock import later, minutes_between
from scenarios.engine.registry import Effect, Field, FieldType, command
from scenarios.engine.transaction import Body, Transaction

TKT = Field("tkt", FieldType.REF, kind="TKT")
PRIORITIES = ("P1", "P2", "P3", "P4")
ANSWER_MINUTES = {"P1": 15, "P2": 60, "P3": 240, "P4": 1440}
"""Within so many minutes of its report a ticket of this priority must have a workaround."""
CAUSES = ("data", "config", "user", "interface", "rights", "device")
PART = "hypercare"
"""The dataset's part that holds what users will write; nobody can read it before it comes."""
BROAD = "broad_rights"
WORKAROUNDS = ("procedure", "paper", "data_fix", "stop_use", "reprint", BROAD)


def ticket_name(body: Body) -> str:
    """How refusals name a ticket."""
    return f"TKT:{body['id']}"


@command(
    "tkt.arrive",
    code="HC00",
    document="TKT",
    fields=(Field("tickets", FieldType.REFS),),
    effect=Effect.SYSTEM,
)
def let_arrive(tx: Transaction) -> None:
    """Users report: the tickets come in, and their clock starts."""
    written = tx.state.dataset.part(PART)
    for number in tx.args["tickets"]:
        tx.require(number in written, "UNKNOWN_OBJECT", kind="TKT", id=number)
        tx.require(tx.state.document("TKT", number) is None, "DUPLICATE_DOCUMENT", document=f"TKT:{number}")
        tx.create("TKT", {**written[number], "reported_at": tx.state.clock}, status="new", number=number)


@command(
    "tkt.triage",
    code="HC01",
    document="TKT",
    fields=(TKT, Field("priority", FieldType.CHOICE, choices=PRIORITIES), Field("rationale", required=False)),
)
def triage(tx: Transaction) -> None:
    """Says how urgent a ticket is; its service clock follows. Doing it again corrects the priority."""
    body = tx.document("TKT")
    tx.require_status("TKT", body, "new", "triaged")
    priority = tx.args["priority"]
    changes = {
        "status": "triaged",
        "priority": priority,
        "rationale": tx.args.get("rationale", ""),
        "answer_due": later(body["reported_at"], ANSWER_MINUTES[priority]),
    }
    if body["status"] == "triaged":
        del changes["status"]
    else:
        changes |= {"minutes_to_triage": minutes_between(body["reported_at"], tx.state.clock)}
    tx.change("TKT", body, changes)


@command("tkt.link", code="HC02", document="TKT", fields=(TKT, Field("original", FieldType.REF, kind="TKT")))
def link(tx: Transaction) -> None:
    """Joins a ticket to the one that reported the same; it is then worked there."""
    body, original = tx.document("TKT"), tx.document("TKT", tx.args["original"])
    name = ticket_name(body)
    tx.require(body["id"] != original["id"], "LINK_ITSELF", about=name, document=name)
    tx.require(original["status"] != "duplicate", "LINK_TO_DUPLICATE", about=name, document=ticket_name(original))
    link_text = f"{body['id']}>{original['id']}"
    tx.change("TKT", body, {"status": "duplicate", "original": original["id"], "link": link_text})


@command(
    "tkt.workaround",
    code="HC03",
    document="TKT",
    fields=(
        TKT,
        Field("workaround", FieldType.CHOICE, choices=WORKAROUNDS),
        Field("text"),
        Field("cause", FieldType.CHOICE, choices=CAUSES),
    ),
)
def give_workaround(tx: Transaction) -> None:
    """Tells the user how to go on, and says of what kind the cause is. Rights beyond the role are no workaround."""
    body = tx.document("TKT")
    name = ticket_name(body)
    tx.require_status("TKT", body, "triaged")
    tx.require(tx.args["workaround"] != BROAD, "BROAD_RIGHTS", about=name, document=name)
    changes = {
        "status": "eased",
        "workaround": tx.args["workaround"],
        "workaround_text": tx.args["text"],
        "cause": tx.args["cause"],
        "finding": f"{body['id']}:{tx.args['cause']}",
        "minutes_to_ease": minutes_between(body["reported_at"], tx.state.clock),
    }
    tx.change("TKT", body, changes)


@command("tkt.resolve", code="HC04", document="TKT", fields=(TKT, Field("solution")))
def resolve(tx: Transaction) -> None:
    """Says what was done; the user is asked whether it works. An urgent ticket is eased before it is solved."""
    body = tx.document("TKT")
    name = ticket_name(body)
    tx.require_status("TKT", body, "triaged", "eased")
    is_eased = body["status"] == "eased" or body["priority"] not in {"P1", "P2"}
    tx.require(is_eased, "TKT_NO_WORKAROUND", about=name, document=name)
    tx.change("TKT", body, {"status": "resolved", "solution": tx.args["solution"], "solved_by": tx.user})


@command("tkt.confirm", code="HC05", document="TKT", fields=(TKT, Field("answer", required=False)))
def confirm(tx: Transaction) -> None:
    """The user who reported it says that it works."""
    body = tx.document("TKT")
    _require_reporter(tx, body)
    tx.change("TKT", body, {"status": "confirmed", "confirmed_by": tx.user, "answer": tx.args.get("answer", "")})


@command("tkt.reopen", code="HC06", document="TKT", fields=(TKT, Field("reason")))
def reopen(tx: Transaction) -> None:
    """The user who reported it says that it does not work; it waits again as it did after triage."""
    body = tx.document("TKT")
    _require_reporter(tx, body)
    tx.require_status("TKT", body, "resolved")
    tx.change("TKT", body, {"status": "triaged", "reopened_because": tx.args["reason"]})


def _require_reporter(tx: Transaction, body: Body) -> None:
    name = ticket_name(body)
    tx.require(body["reporter"] == tx.user, "TKT_NOT_REPORTER", about=name, document=name, user=body["reporter"])


@command("tkt.close", code="HC07", document="TKT", fields=(TKT,))
def close(tx: Transaction) -> None:
    """Closes a ticket that its user has confirmed."""
    body = tx.document("TKT")
    name = ticket_name(body)
    tx.require(body["status"] == "confirmed", "TKT_NOT_CONFIRMED", about=name, document=name, user=body["reporter"])
    tx.change("TKT", body, {"status": "closed", "closed_by": tx.user})


@command("faq.draft", code="FQ01", document="FAQ", fields=(TKT, Field("question"), Field("answer")))
def draft_faq(tx: Transaction) -> None:
    """Writes down what the next one will ask as well; one draft a ticket."""
    body = tx.document("TKT")
    known = next((one["id"] for one in tx.state.documents("FAQ") if one["tkt"] == body["id"]), "")
    tx.require(not known, "DUPLICATE_DOCUMENT", about=ticket_name(body), document=known)
    draft = {"tkt": body["id"], "question": tx.args["question"], "answer": tx.args["answer"]}
    tx.create("FAQ", draft, status="draft", refs=[ticket_name(body)])
