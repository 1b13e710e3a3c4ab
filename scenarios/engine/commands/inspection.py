"""Inspection lot: sampled, measured against the plan, and decided on with a signature."""

from typing import Any

from scenarios.engine.commands.matching import block_open_invoices
from scenarios.engine.commands.oos_phases import require_retest_plan
from scenarios.engine.commands.readings import readings
from scenarios.engine.refusals import Refused
from scenarios.engine.registry import Field, FieldType, command
from scenarios.engine.transaction import Body, Transaction
from scenarios.engine.values import Refusal

ACCEPT, REJECT, CONCESSION = "A", "R", "C"
_QI = Field("qi", FieldType.REF, kind="QI")
_RESULTS = readings("results")


@command(
    "qi.sample",
    code="QI01",
    document="QI",
    fields=(_QI, Field("sample_size", FieldType.INTEGER, minimum=1, maximum=2000)),
)
def take_sample(tx: Transaction) -> None:
    """Notes how many pieces were drawn; a supplier admitted for a time is inspected with a larger sample."""
    inspection = tx.document("QI")
    tx.require_status("QI", inspection, "created", "sampled")
    least = inspection.get("least_sample", 0)
    name = f"QI:{inspection['id']}"
    tx.require(tx.args["sample_size"] >= least, "SAMPLE_TOO_SMALL", about=name, least=str(least))
    tx.change("QI", inspection, {"status": "sampled", "sample_size": tx.args["sample_size"]})


@command("qi.record", code="QI02", document="QI", fields=(_QI, _RESULTS), competence="IQC-INSP")
def record_results(tx: Transaction) -> None:
    """Appends a set of readings, one for each characteristic of the plan; an earlier set stays."""
    inspection = tx.document("QI")
    tx.require_status("QI", inspection, "sampled")
    plan = {row["code"]: row for row in inspection["characteristics"]}
    values: dict[str, int] = {}
    for result in tx.args["results"]:
        if result["characteristic"] not in plan or result["characteristic"] in values:
            raise Refused(Refusal(code="INPUT_INVALID", args={"field": "results", "problem": "characteristic"}))
        values[result["characteristic"]] = result["value"]
    missing = [code for code in plan if code not in values]
    about = f"QI:{inspection['id']}"
    tx.require(not missing, "RESULTS_INCOMPLETE", about=about, missing=", ".join(missing))
    failed = [code for code, value in values.items() if not plan[code]["low"] <= value <= plan[code]["high"]]
    row = {"by": tx.user, "at": tx.state.clock, "values": values, "failed": failed}
    tx.change("QI", inspection, {"status": "recorded", "result_sets": (*inspection["result_sets"], row)})


@command("qi.resample", code="QI03", document="QI", fields=(_QI, Field("reason")))
def sample_again(tx: Transaction) -> None:
    """Opens the lot for another set of readings; whether that was right is for the auditor to ask.

    Goods that we have made ourselves are measured again only by an approved retest plan.
    """
    inspection = tx.document("QI")
    tx.require_status("QI", inspection, "recorded")
    if inspection.get("wo"):
        require_retest_plan(tx, inspection)
    tx.change("QI", inspection, {"status": "sampled", "resample_reason": tx.args["reason"]})


@command(
    "qi.decide",
    code="QI04",
    document="QI",
    fields=(
        _QI,
        Field("decision", FieldType.CHOICE, choices=(ACCEPT, REJECT, CONCESSION)),
        Field("reason", required=False),
    ),
    meaning="usage_decision",
    competence="QA-UD",
)
def decide_usage(tx: Transaction) -> None:
    """Accepts (Q to U), rejects (Q to B) or takes by concession (Q to U, only with a signed MRB disposition).

    Refuses acceptance of a failed or expired lot, or with an open nonconformance or OOS; refuses whoever received it.
    Goods that we have made ourselves become free by release alone; here they can only be rejected.
    """
    inspection = tx.document("QI")
    tx.require_status("QI", inspection, "recorded")
    decision = tx.args["decision"]
    name = f"QI:{inspection['id']}"
    made_here = bool(inspection.get("wo"))
    tx.require(not made_here or decision == REJECT, "RELEASE_NEEDED", about=name, lot=inspection["lot"])
    report = open_report(tx, inspection["id"])
    if decision == ACCEPT:
        _require_acceptable(tx, inspection, report)
    if decision == CONCESSION:
        tx.require(report is not None, "DISPOSITION_MISSING", about=name, ncr="", disposition="use_as_is")
        assert report is not None
        signed = report["disposition"] == "use_as_is" and report["concurred"]
        tx.require(signed, "CONCESSION_UNSIGNED", about=f"NCR:{report['id']}", ncr=report["id"])
        tx.change("NCR", report, {"status": "executed", "executed_quantity": report["quantity"]})
    if decision == REJECT:
        tx.require("reason" in tx.args, "REASON_REQUIRED", about=name, field="reason", problem="missing")
    target, movement = ("B", "350") if decision == REJECT else ("U", "321")
    lot, quantity = inspection["lot"], inspection["quantity"]
    _transfer(tx, inspection, movement, target)
    tx.change(
        "QI",
        inspection,
        {"status": "decided", "decision": decision, "decided_by": tx.user, "reason": tx.args.get("reason", "")},
    )
    tx.sign(name)
    if lot:
        tx.read("LOT", lot)
    if decision == REJECT:
        note_rejection(tx, inspection, quantity)


def _transfer(tx: Transaction, inspection: Body, movement: str, target: str) -> None:
    rows = tx.state.stock_rows(item=inspection["item"], lot=inspection["lot"], stock_type="Q")
    held = next(iter(rows), None)
    tx.require(held is not None, "LOT_STATUS", about=f"QI:{inspection['id']}", lot=inspection["lot"], wanted="Q")
    name = f"QI:{inspection['id']}"
    tx.transfer(
        movement, lot=inspection["lot"], source="Q", target=target, quantity=inspection["quantity"], document=name
    )


def _require_acceptable(tx: Transaction, inspection: Body, report: Body | None) -> None:
    name = f"QI:{inspection['id']}"
    failed = inspection["result_sets"][-1]["failed"]
    tx.require(not failed, "UD_ACCEPT_FAILED_LOT", about=name, failed=", ".join(failed), lot=inspection["lot"])
    tx.require(
        report is None, "OPEN_NCR", about=f"NCR:{report['id']}" if report else name, ncr=report["id"] if report else ""
    )
    for oos in tx.state.documents("OOS"):
        still_open = oos["qi"] == inspection["id"] and oos["status"] == "open"
        tx.require(not still_open, "OPEN_OOS", about=f"OOS:{oos['id']}", oos=oos["id"])
    lot = tx.state.lot(inspection["lot"]) or {"expiry": ""}
    fresh = not lot["expiry"] or lot["expiry"] > tx.today
    tx.require(fresh, "LOT_EXPIRED", about=f"LOT:{inspection['lot']}", lot=inspection["lot"], expiry=lot["expiry"])


def open_report(tx: Transaction, inspection: str) -> Body | None:
    """The inspection lot's nonconformance report that is neither executed nor closed, if there is one."""
    reports = tx.state.documents("NCR")
    return next(
        (row for row in reports if row["qi"] == inspection and row["status"] not in {"executed", "closed"}), None
    )


def note_rejection(tx: Transaction, inspection: Body, quantity: int) -> None:
    """The order line learns that goods were rejected, and its unpaid invoices are blocked for quantity.

    Goods that we have made ourselves have no order line to tell.
    """
    if not inspection["po"]:
        return
    order = tx.document("PO", inspection["po"])
    receipt = tx.document("GR", inspection["gr"])
    number = receipt["lines"][inspection["gr_line"]]["po_line"]
    line: dict[str, Any] = {**order["lines"][number], "rejected": order["lines"][number]["rejected"] + quantity}
    tx.change("PO", order, {f"lines/{number}/rejected": line["rejected"]})
    block_open_invoices(tx, order["id"], {**order["lines"], number: line}, because="rejected")
