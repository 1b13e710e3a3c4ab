"""Operations of an order: confirmed by somebody qualified on calibrated equipment, checked, and verified by another."""

from typing import Any

from scenarios.engine.commands.batch_record import require_in_window
from scenarios.engine.commands.readings import readings
from scenarios.engine.commands.work_order import WORK_IN_PROCESS
from scenarios.engine.policy import competence_lapse
from scenarios.engine.quantities import divide_half_up
from scenarios.engine.refusals import Refused
from scenarios.engine.registry import Field, FieldType, command
from scenarios.engine.transaction import Body, Transaction, ledger_line
from scenarios.engine.values import Refusal

OVERHEAD = "5101"
RATE_BASE = 1000
"""Routing times are tenths of a minute for a hundred pieces."""
_WO = Field("wo", FieldType.REF, kind="WO")
_OPERATION = Field("operation", FieldType.CODE)


@command(
    "op.confirm",
    code="OP01",
    document="WO",
    fields=(
        _WO,
        _OPERATION,
        Field("good", FieldType.INTEGER),
        Field("scrap", FieldType.INTEGER, required=False),
        Field("equipment", FieldType.REF, kind="EQUIPMENT"),
        Field("reason", required=False),
    ),
    meaning="performed",
)
def confirm_operation(tx: Transaction) -> None:
    """Confirms one operation and books its time (Dr 5001 / Cr 5101).

    Refuses a skipped operation, a check that has not passed, a reading outside its window, a lapsed qualification,
    equipment overdue for calibration, more pieces than there were, and scrap without a reason.
    """
    order = tx.document("WO")
    tx.require_status("WO", order, "started")
    number, step = operation(tx, order)
    about = f"WO:{order['id']}"
    before = _before(order, number)
    sequence = step["status"] == "open" and (before is None or order["operations"][before]["status"] == "confirmed")
    tx.require(sequence, "ROUTING_SEQUENCE", about=about, operation=number, open=_first_open(order))
    if before is not None:
        _require_passed(tx, order, before)
    _require_qualified(tx, step["competence"])
    _require_equipment(tx, step["work_centre"])
    record = tx.document("BR", order["br"])
    require_in_window(tx, order, record, number)
    good, scrap = tx.args["good"], tx.args.get("scrap", 0)
    available = order["quantity"] if before is None else order["operations"][before]["good"]
    tx.require(
        good + scrap <= available, "QUANTITY_EXCEEDED", about=about, held=str(available), wanted=str(good + scrap)
    )
    tx.require(not scrap or "reason" in tx.args, "REASON_REQUIRED", about=about, field="reason", problem="missing")
    done = {"status": "confirmed", "good": good, "scrap": scrap, "reason": tx.args.get("reason", "")}
    changes: dict[str, Any] = {f"operations/{number}/{key}": value for key, value in done.items()}
    changes[f"operations/{number}/equipment"] = tx.args["equipment"]
    cost = _activity(tx, order, number, good + scrap)
    tx.change("WO", order, {**changes, "activity_value": order["activity_value"] + cost})
    page = {"performed_by": tx.user, "performed_at": tx.state.clock}
    tx.change("BR", record, {f"pages/{number}/{key}": value for key, value in page.items()})
    tx.sign(f"BR:{record['id']}")


@command("op.verify", code="OP02", document="BR", fields=(_WO, _OPERATION), meaning="verified")
def verify_operation(tx: Transaction) -> None:
    """Signs as the second person who looked at the work; never the one who did it."""
    order = tx.document("WO")
    number, _ = operation(tx, order)
    record = tx.document("BR", order["br"])
    name, page = f"BR:{record['id']}", record["pages"][number]
    tx.require(record["status"] == "in_execution", "LOCKED_AFTER_REVIEW", about=name, document=name)
    tx.require(bool(page["performed_by"]), "ROUTING_SEQUENCE", about=name, operation=number, open=number)
    tx.require(page["performed_by"] != tx.user, "FOUR_EYES", about=name, rule="SOD-15", document=name)
    done = {"verified_by": tx.user, "verified_at": tx.state.clock}
    tx.change("BR", record, {f"pages/{number}/{key}": value for key, value in done.items()})
    tx.read("WO", order["id"])
    tx.sign(name)


@command(
    "ipc.record",
    code="OP03",
    document="WO",
    fields=(
        _WO,
        _OPERATION,
        readings("results"),
    ),
    competence="IPQC-INSP",
)
def record_check(tx: Transaction) -> None:
    """Records the in-process check of a confirmed operation; an earlier set stays, the last one decides."""
    order = tx.document("WO")
    tx.require_status("WO", order, "started")
    number, step = operation(tx, order)
    about = f"WO:{order['id']}"
    ready = bool(step["inspection"]) and step["status"] == "confirmed"
    tx.require(ready, "ROUTING_SEQUENCE", about=about, operation=number, open=_first_open(order))
    routing = tx.state.master("ROUTING", order["routing"]) or {"checks": ()}
    plan = {row["code"]: row for row in routing["checks"] if row["operation"] == number}
    values = {row["characteristic"]: row["value"] for row in tx.args["results"]}
    strange = [code for code in values if code not in plan]
    if strange or len(values) != len(tx.args["results"]):
        raise Refused(Refusal(code="INPUT_INVALID", args={"field": "results", "problem": "characteristic"}))
    missing = [code for code in plan if code not in values]
    tx.require(not missing, "RESULTS_INCOMPLETE", about=about, missing=", ".join(missing))
    failed = [code for code, value in values.items() if not plan[code]["low"] <= value <= plan[code]["high"]]
    row = {"by": tx.user, "at": tx.state.clock, "values": values, "failed": failed}
    found = {"checks": (*step["checks"], row), "check": "failed" if failed else "passed"}
    tx.change("WO", order, {f"operations/{number}/{key}": value for key, value in found.items()})


def operation(tx: Transaction, order: Body) -> tuple[str, Body]:
    """The operation named by the argument; refuses one that the order does not have."""
    number = tx.args["operation"]
    if number not in order["operations"]:
        raise Refused(Refusal(code="UNKNOWN_OBJECT", args={"kind": "WO", "id": f"{order['id']}/{number}"[:40]}))
    return number, order["operations"][number]


def routing_step(tx: Transaction, order: Body, number: str) -> Body:
    """What the routing says about an operation: its times, parameters and checks."""
    routing = tx.state.master("ROUTING", order["routing"]) or {"operations": {}}
    step: Body = routing["operations"][number]
    return step


def check_passed(step: Body) -> bool:
    """Whether an operation's check is not wanted, or was recorded and passed."""
    return not step["inspection"] or step["check"] == "passed"


def _before(order: Body, number: str) -> str | None:
    earlier = [key for key in order["operations"] if int(key) < int(number)]
    return earlier[-1] if earlier else None


def _first_open(order: Body) -> str:
    return next((key for key, step in order["operations"].items() if step["status"] == "open"), "–")


def _require_passed(tx: Transaction, order: Body, number: str) -> None:
    about = f"WO:{order['id']}"
    tx.require(check_passed(order["operations"][number]), "INSPECTION_NOT_PASSED", about=about, operation=number)


def _require_qualified(tx: Transaction, competence: str) -> None:
    lapse = competence_lapse(tx.state, tx.user, competence) if competence else ""
    tx.require(not lapse, lapse, about=f"USER:{tx.user}", user=tx.user, competence=competence)


def _require_equipment(tx: Transaction, work_centre: str) -> None:
    machine = tx.state.master("EQUIPMENT", tx.args["equipment"]) or {}
    about = f"EQUIPMENT:{machine['id']}"
    tx.read("EQUIPMENT", machine["id"])
    suited = machine["work_centre"] == work_centre
    tx.require(suited, "EQUIPMENT_NOT_SUITED", about=about, equipment=machine["id"], work_centre=work_centre)
    due = machine["calibration_due"]
    tx.require(not due or due >= tx.today, "EQUIPMENT_CAL_OVERDUE", about=about, equipment=machine["id"], due=due)


def _activity(tx: Transaction, order: Body, number: str, pieces: int) -> int:
    step = routing_step(tx, order, number)
    rate = (tx.state.master("WC", step["work_centre"]) or {"rate": 0})["rate"]
    cost = divide_half_up(step["tenths_per_100"] * pieces * rate, RATE_BASE)
    references = {"wo": order["id"], "item": order["item"]}
    lines = [ledger_line(WORK_IN_PROCESS, cost, **references), ledger_line(OVERHEAD, -cost, **references)]
    tx.post(f"WO:{order['id']}", lines)
    return cost
