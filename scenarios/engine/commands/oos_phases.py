"""The phases of an OOS investigation: the laboratory first, then production; and a retest only by an approved plan."""

from scenarios.engine.registry import Field, FieldType, command
from scenarios.engine.transaction import Body, Transaction

_OOS = Field("oos", FieldType.REF, kind="OOS")
NO_ERROR, ERROR = "no_error", "assignable_error"


def _name(oos: Body) -> str:
    return f"OOS:{oos['id']}"


@command(
    "oos.lab",
    code="OS03",
    document="OOS",
    fields=(_OOS, Field("checks"), Field("lab_finding", FieldType.CHOICE, choices=(NO_ERROR, ERROR))),
)
def finish_laboratory_phase(tx: Transaction) -> None:
    """Says what the laboratory has checked and whether an assignable error was found; only that voids a reading."""
    oos = tx.document("OOS")
    changes = {"status": "lab_done", "checks": tx.args["checks"], "lab_finding": tx.args["lab_finding"]}
    tx.change("OOS", oos, {**changes, "lab_by": tx.user})


@command("oos.production", code="OS04", document="OOS", fields=(_OOS, Field("finding")))
def finish_production_phase(tx: Transaction) -> None:
    """Says what production's records show; refused while the laboratory has not finished its own phase."""
    oos = tx.document("OOS")
    tx.require(oos["status"] != "open", "LAB_PHASE_FIRST", about=_name(oos), document=_name(oos))
    tx.change("OOS", oos, {"status": "production_done", "finding": tx.args["finding"], "production_by": tx.user})


@command(
    "oos.plan_retest",
    code="OS05",
    document="OOS",
    fields=(
        _OOS,
        Field("sample_size", FieldType.INTEGER, minimum=1, maximum=500),
        Field("method"),
        Field("rule"),
    ),
)
def plan_retest(tx: Transaction) -> None:
    """Fixes beforehand how many pieces are measured again, by which method, and how the results will be read."""
    oos = tx.document("OOS")
    tx.require(oos["status"] != "open", "LAB_PHASE_FIRST", about=_name(oos), document=_name(oos))
    tx.require_status("OOS", oos, "lab_done", "production_done")
    plan = {"retest_size": tx.args["sample_size"], "retest_method": tx.args["method"], "retest_rule": tx.args["rule"]}
    tx.change("OOS", oos, {**plan, "retest_by": tx.user, "retest_approved_by": ""})


@command("oos.approve_retest", code="OS06", document="OOS", fields=(_OOS,), meaning="retest_approval")
def approve_retest(tx: Transaction) -> None:
    """Signs the retest plan; not by whoever wrote it."""
    oos = tx.document("OOS")
    tx.require(bool(oos.get("retest_by")), "RETEST_NOT_APPROVED", about=_name(oos), document=_name(oos))
    tx.change("OOS", oos, {"retest_approved_by": tx.user})
    tx.sign(_name(oos))


def require_retest_plan(tx: Transaction, inspection: Body) -> None:
    """Refuse to measure goods of our own making again unless an investigation has an approved plan for it."""
    plans = [oos for oos in tx.state.documents("OOS") if oos["qi"] == inspection["id"]]
    approved = any(oos.get("retest_approved_by") for oos in plans)
    about = _name(plans[-1]) if plans else f"QI:{inspection['id']}"
    tx.require(approved, "RETEST_NOT_APPROVED", about=about, document=about)
