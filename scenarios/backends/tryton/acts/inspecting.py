"""Inspection and what comes of a failed one: readings decide in Tryton, an alert stands in the way until it is dealt with."""

from decimal import Decimal

from scenarios.backends.tryton.client import ADMIN, TrytonRefusedError
from scenarios.backends.tryton.papers import Decision, word_decision
from scenarios.backends.tryton.world import Order, World
from scenarios.engine.api import next_number

INSPECTION, ALERT, SHIPMENT = "quality.inspection", "quality.alert", "stock.shipment.in"


def sample(world: World, order: Order) -> None:
    """Tryton has no drawing of samples: the size is put down in the inspection's reference."""
    record = world.id_of("QI", order.args["qi"])
    world.client.write(order.user, INSPECTION, [record], {"reference": f"n = {order.args['sample_size']}"})
    world.note("QI", order.args["qi"], sample_size=order.args["sample_size"])
    world.stages[f"QI:{order.args['qi']}"] = "sampled"


def record(world: World, order: Order) -> None:
    """The readings; Tryton holds them against the control's limits and says passed or failed."""
    number = order.args["qi"]
    inspection = world.id_of("QI", number)
    item = world.known("GR", world.known("QI", number)["gr"])["item"]
    plan = {row["code"]: int(row["decimals"]) for row in world.dataset.master("PLAN")[item]["characteristics"]}
    unknown = [row["characteristic"] for row in order.args["results"] if row["characteristic"] not in plan]
    if unknown:
        raise TrytonRefusedError(f"The control of {item} has no point {', '.join(unknown)}.")
    points = {
        row["characteristic"].lower(): float(Decimal(row["value"]).scaleb(-plan[row["characteristic"]]))
        for row in order.args["results"]
    }
    world.client.write(order.user, INSPECTION, [inspection], {"points": points})
    world.client.press(order.user, INSPECTION, "process", [inspection])
    world.note("QI", number, recorded_by=order.user, recorded_at=order.state.clock)
    world.stages[f"QI:{number}"] = "recorded"


def resample(world: World, order: Order) -> None:
    """Back to pending, which Tryton lets anybody do without a reason."""
    world.client.press(order.user, INSPECTION, "pending", [world.id_of("QI", order.args["qi"])])
    world.stages[f"QI:{order.args['qi']}"] = "sampled"


def decide(world: World, order: Order) -> None:
    """Accepting receives the shipment and puts it on the shelf, which Tryton refuses while a failure is open.

    Rejecting takes up the alert. A concession has no counterpart there.
    """
    number, decision = order.args["qi"], order.args["decision"]
    shipment = world.id_of("GR", world.known("QI", number)["gr"])
    if decision == "A":
        wanted = world.client.press(order.user, SHIPMENT, "receive", [shipment])
        if isinstance(wanted, dict):
            raise TrytonRefusedError("Tryton still waits for an inspection of this shipment.")
        world.client.press(order.user, SHIPMENT, "do", [shipment])
    elif decision == "R":
        _take_up(world, order.user, alert_of(world, number))
    else:
        raise TrytonRefusedError("Tryton knows no acceptance by concession.", kind="lacks")
    world.note("QI", number, decided_by=order.user)
    world.stages[f"QI:{number}"] = "decided"


def alert_of(world: World, inspection: str) -> int:
    """The alert that a failed inspection has raised."""
    origin = f"{INSPECTION},{world.id_of('QI', inspection)}"
    found = world.client.search_read(ADMIN, ALERT, [["origin", "=", origin]], ["state"])
    if not found:
        raise TrytonRefusedError("The inspection has not failed, so Tryton has raised no alert.")
    return int(found[0]["id"])


def _state(world: World, alert: int) -> str:
    (row,) = world.client.read(ADMIN, ALERT, [alert], ["state"])
    return str(row["state"])


def _take_up(world: World, user: str, alert: int) -> None:
    if _state(world, alert) in {"open", "deferred"}:
        world.client.press(user, ALERT, "process", [alert])


def _write_down(world: World, user: str, alert: int, line: str) -> None:
    (row,) = world.client.read(ADMIN, ALERT, [alert], ["description"])
    text = "\n".join(part for part in (row["description"], line) if part)
    world.client.write(user, ALERT, [alert], {"description": text})


def open_report(world: World, order: Order) -> None:
    """The alert that Tryton has raised becomes the report: it gets our number as its title, and the description."""
    inspection = order.args["qi"]
    alert = alert_of(world, inspection)
    taken = world.number_of("NCR", alert)
    if taken:
        raise TrytonRefusedError(f"The alert of this inspection is {taken} already.")
    number = next_number(order.state, "NCR")
    world.client.write(order.user, ALERT, [alert], {"title": number})
    _write_down(world, order.user, alert, order.args["description"])
    world.know("NCR", number, alert, qi=inspection, by=order.user, description=order.args["description"])


def contain(world: World, order: Order) -> None:
    """Taken up; what was done is written down in the alert's text."""
    number = order.args["ncr"]
    alert = world.id_of("NCR", number)
    _take_up(world, order.user, alert)
    _write_down(world, order.user, alert, f"containment: {order.args['action']}")
    world.note("NCR", number, containment=order.args["action"])
    world.stages[f"NCR:{number}"] = "contained"


def investigate(world: World, order: Order) -> None:
    """The cause is written down in the alert's text."""
    number = order.args["ncr"]
    _write_down(world, order.user, world.id_of("NCR", number), f"cause: {order.args['cause']}")
    world.note("NCR", number, cause=order.args["cause"])
    world.stages[f"NCR:{number}"] = "investigated"


def dispose(world: World, order: Order) -> None:
    """The alert is deferred: decided, and still to be carried out. Which way was decided is a note on it.

    A note bears who wrote it and is not written over, as the alert's text is; a later decision is a further note. It comes
    last, so that whoever may not defer the alert leaves none.
    """
    number = order.args["ncr"]
    alert = world.id_of("NCR", number)
    _take_up(world, order.user, alert)
    world.client.press(order.user, ALERT, "defer", [alert])
    decision = Decision(order.args["disposition"], order.args["rationale"])
    note = {"resource": f"{ALERT},{alert}", "message": word_decision(decision)}
    world.client.create(order.user, "ir.note", note)
    world.stages[f"NCR:{number}"] = "disposed"


def close(world: World, order: Order) -> None:
    """Resolved; a deferred alert has to be taken up again before."""
    alert = world.id_of("NCR", order.args["ncr"])
    _take_up(world, order.user, alert)
    world.client.press(order.user, ALERT, "resolve", [alert])


ACTS = {
    "qi.sample": sample,
    "qi.record": record,
    "qi.resample": resample,
    "qi.decide": decide,
    "ncr.open": open_report,
    "ncr.contain": contain,
    "ncr.investigate": investigate,
    "mrb.decide": dispose,
    "ncr.close": close,
}
