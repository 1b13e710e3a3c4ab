"""Finite schedule: a slot joins an operation, a shift, equipment in calibration and a qualified person who is there."""

from scenarios.engine.policy import competence_lapse_on
from scenarios.engine.refusals import Refused
from scenarios.engine.registry import Effect, Field, FieldType, command
from scenarios.engine.transaction import Body, Transaction
from scenarios.engine.values import Refusal

SHIFTS = ("day", "night")
RATE_BASE = 1000
"""Routing times are tenths of a minute for a hundred pieces."""
LIVE = ("planned", "confirmed")
_SLOT = Field("slt", FieldType.REF, kind="SLT")


@command(
    "slot.plan",
    code="SL01",
    document="SLT",
    fields=(
        Field("wo", FieldType.REF, kind="WO"),
        Field("operation", FieldType.CODE),
        Field("date", FieldType.DATE),
        Field("shift", FieldType.CHOICE, choices=SHIFTS),
        Field("equipment", FieldType.REF, kind="EQUIPMENT"),
        Field("person", FieldType.REF, kind="USER"),
        Field("pieces", FieldType.INTEGER, minimum=1),
        Field("changeover", FieldType.CHOICE, choices=("yes", "no")),
    ),
)
def plan_slot(tx: Transaction) -> None:
    """Plans pieces of an order into one shift, changeover and line clearance included.

    Refuses a person not qualified or absent on that day or busy in the other shift, equipment out of calibration, more
    minutes than the shift has, more pieces than the order; leaving the changeover out is a warning.
    """
    order = tx.document("WO")
    number = tx.args["operation"]
    step = order["operations"].get(number)
    if step is None:
        raise Refused(Refusal(code="UNKNOWN_OBJECT", args={"kind": "WO", "id": f"{order['id']}/{number}"[:40]}))
    _require_person(tx, step["competence"])
    _require_machine(tx, step["work_centre"])
    taken = [body for body in tx.state.documents("SLT") if body["status"] in LIVE]
    planned = sum(body["pieces"] for body in taken if (body["wo"], body["operation"]) == (order["id"], number))
    wanted = planned + tx.args["pieces"]
    about = f"WO:{order['id']}"
    tx.require(
        wanted <= order["quantity"], "QUANTITY_EXCEEDED", about=about, held=str(order["quantity"]), wanted=str(wanted)
    )
    tx.require(tx.args["changeover"] == "yes", "CHANGEOVER_DROPPED", about=about, document=about)
    changeover = tx.state.parameter("changeover_minutes") if tx.args["changeover"] == "yes" else 0
    routing = tx.state.master("ROUTING", order["routing"]) or {"operations": {}}
    run = -(-routing["operations"][number]["tenths_per_100"] * tx.args["pieces"] // RATE_BASE)
    _require_capacity(tx, taken, step["work_centre"], run + changeover)
    body = {name: tx.args[name] for name in ("wo", "operation", "date", "shift", "equipment", "person", "pieces")}
    times = {"run": run, "changeover": changeover, "minutes": run + changeover}
    where = {"item": order["item"], "work_centre": step["work_centre"]}
    tx.create("SLT", {**body, **times, **where}, status="planned", refs=[about])


@command("slot.confirm", code="SL02", document="SLT", fields=(_SLOT,))
def confirm_slot(tx: Transaction) -> None:
    """The line lead takes the slot on; refused if the person has become absent or unqualified meanwhile."""
    slot = tx.document("SLT")
    order = tx.document("WO", slot["wo"])
    _require_available(tx, slot["person"], order["operations"][slot["operation"]]["competence"], slot["date"])
    tx.change("SLT", slot, {"status": "confirmed", "confirmed_by": tx.user})


@command("slot.cancel", code="SL03", document="SLT", fields=(_SLOT, Field("reason")))
def cancel_slot(tx: Transaction) -> None:
    """Takes a slot out of the schedule, with the reason."""
    tx.change("SLT", tx.document("SLT"), {"status": "cancelled", "reason": tx.args["reason"]})


@command(
    "wo.promise",
    code="WO09",
    document="WO",
    fields=(Field("wo", FieldType.REF, kind="WO"), Field("date", FieldType.DATE), Field("reason")),
)
def promise_date(tx: Transaction) -> None:
    """Writes down the date on which the goods can be released, and how it was reckoned."""
    tx.change("WO", tx.document("WO"), {"promised": tx.args["date"], "promise_reason": tx.args["reason"]})


@command(
    "hr.absence",
    code="HR01",
    document="ABS",
    fields=(
        Field("person", FieldType.REF, kind="USER"),
        Field("date", FieldType.DATE),
        Field("until", FieldType.DATE),
        Field("reason"),
    ),
    effect=Effect.SYSTEM,
)
def note_absence(tx: Transaction) -> None:
    """The interface from HR says that somebody is away; the schedule reacts, whoever had planned what."""
    body = {name: tx.args[name] for name in ("person", "date", "until", "reason")}
    tx.create("ABS", body, status="reported", refs=[])


def _require_person(tx: Transaction, competence: str) -> None:
    person, date = tx.args["person"], tx.args["date"]
    _require_available(tx, person, competence, date)
    for slot in tx.state.documents("SLT"):
        other = slot["person"] == person and slot["date"] == date and slot["shift"] != tx.args["shift"]
        busy = other and slot["status"] in LIVE
        tx.require(not busy, "PERSON_BUSY", about=f"SLT:{slot['id']}", user=person, document=f"SLT:{slot['id']}")


def _require_available(tx: Transaction, person: str, competence: str, date: str) -> None:
    about = f"USER:{person}"
    lapse = competence_lapse_on(tx.state, person, competence, date) if competence else ""
    tx.require(not lapse, lapse, about=about, user=person, competence=competence)
    for absence in tx.state.documents("ABS"):
        away = absence["person"] == person and absence["date"] <= date <= absence["until"]
        tx.require(not away, "PERSON_ABSENT", about=about, user=person, date=absence["date"], until=absence["until"])


def _require_machine(tx: Transaction, work_centre: str) -> None:
    machine = tx.state.master("EQUIPMENT", tx.args["equipment"]) or {}
    about = f"EQUIPMENT:{machine['id']}"
    suited = machine["work_centre"] == work_centre
    tx.require(suited, "EQUIPMENT_NOT_SUITED", about=about, equipment=machine["id"], work_centre=work_centre)
    due = machine["calibration_due"]
    valid = not due or due >= tx.args["date"]
    tx.require(valid, "EQUIPMENT_CAL_OVERDUE", about=about, equipment=machine["id"], due=due)


def _require_capacity(tx: Transaction, taken: list[Body], work_centre: str, minutes: int) -> None:
    place = (tx.args["equipment"], tx.args["date"], tx.args["shift"])
    used = sum(body["minutes"] for body in taken if (body["equipment"], body["date"], body["shift"]) == place)
    centre = tx.state.master("WC", work_centre) or {"shifts": {}}
    limit = centre["shifts"].get(tx.args["shift"], 0)
    about = f"EQUIPMENT:{tx.args['equipment']}"
    said = {"used": str(used), "wanted": str(minutes), "limit": str(limit), "equipment": tx.args["equipment"]}
    tx.require(used + minutes <= limit, "CAPACITY_EXCEEDED", about=about, **said)
