"""Nonconformance report: the lot is held, the cause looked for, and the review board disposes of it with signatures."""

from typing import Any

from scenarios.engine.commands.inspection import note_rejection, open_report
from scenarios.engine.policy import roles_of
from scenarios.engine.registry import Field, FieldType, command
from scenarios.engine.transaction import Body, Transaction

_NCR = Field("ncr", FieldType.REF, kind="NCR")
USE_AS_IS = "use_as_is"
CONCESSION_ROLES = ("QA-MGR", "RND")
"""Whose signatures a concession needs, both of them."""


@command("ncr.open", code="NC01", document="NCR", fields=(Field("qi", FieldType.REF, kind="QI"), Field("description")))
def open_nonconformance(tx: Transaction) -> None:
    """Opens a report on an inspection lot; unrestricted stock of the lot is blocked at once (344)."""
    inspection = tx.document("QI")
    tx.require_status("QI", inspection, "sampled", "recorded", "decided")
    existing = open_report(tx, inspection["id"])
    tx.require(
        existing is None,
        "DUPLICATE_DOCUMENT",
        about=f"QI:{inspection['id']}",
        document=existing["id"] if existing else "",
    )
    order = tx.document("PO", inspection["po"]) if inspection["po"] else {"vendor": ""}
    body = {
        "qi": inspection["id"],
        "po": inspection["po"],
        "lot": inspection["lot"],
        "item": inspection["item"],
        "vendor": order["vendor"],
        "quantity": inspection["quantity"],
        "description": tx.args["description"],
        "containment": "",
        "cause": "",
        "disposition": "",
        "rationale": "",
        "disposed_by": "",
        "signatures": (),
        "concurred": False,
        "executed_quantity": 0,
    }
    number = tx.create("NCR", body, status="open", refs=[f"QI:{inspection['id']}"])
    free = tx.state.stock(lot=inspection["lot"], stock_type="U") if inspection["lot"] else 0
    if free:
        tx.transfer("344", lot=inspection["lot"], source="U", target="B", quantity=free, document=f"NCR:{number}")
        note_rejection(tx, inspection, free)


@command("ncr.contain", code="NC02", document="NCR", fields=(_NCR, Field("action")))
def contain(tx: Transaction) -> None:
    """Says what was done so that no more of it is used."""
    tx.change("NCR", tx.document("NCR"), {"status": "contained", "containment": tx.args["action"]})


@command("ncr.investigate", code="NC03", document="NCR", fields=(_NCR, Field("cause")))
def investigate(tx: Transaction) -> None:
    """Says what was found to be the cause, and how far it reaches."""
    tx.change("NCR", tx.document("NCR"), {"status": "investigated", "cause": tx.args["cause"]})


@command(
    "mrb.decide",
    code="NC04",
    document="NCR",
    fields=(
        _NCR,
        Field("disposition", FieldType.CHOICE, choices=("return", "rework", "scrap", USE_AS_IS)),
        Field("rationale"),
    ),
    meaning="mrb_disposition",
)
def dispose(tx: Transaction) -> None:
    """Signs a disposition; use-as-is is refused where a dimension that touches the patient has failed."""
    report = tx.document("NCR")
    name = f"NCR:{report['id']}"
    if tx.args["disposition"] == USE_AS_IS:
        touching = _failed_patient_contact(tx, report)
        tx.require(
            not touching, "CONCESSION_NOT_ALLOWED", about=name, characteristic=", ".join(touching), ncr=report["id"]
        )
    changes = {
        "status": "disposed",
        "disposition": tx.args["disposition"],
        "rationale": tx.args["rationale"],
        "disposed_by": tx.user,
    }
    tx.change("NCR", report, {**changes, "signatures": _signed(tx, report)})
    tx.sign(name)


def _failed_patient_contact(tx: Transaction, report: Body) -> list[str]:
    if not report["qi"]:
        return []
    inspection = tx.document("QI", report["qi"])
    failed = {code for row in inspection["result_sets"] for code in row["failed"]}
    return [row["code"] for row in inspection["characteristics"] if row["code"] in failed and row["patient_contact"]]


def _signed(tx: Transaction, report: Body) -> tuple[dict[str, Any], ...]:
    roles = roles_of(tx.state, tx.user)
    role = next((name for name in CONCESSION_ROLES if name in roles), roles[0] if roles else "")
    return (*report["signatures"], {"by": tx.user, "role": role, "meaning": tx.spec.meaning})


@command("mrb.concur", code="NC05", document="NCR", fields=(_NCR,), meaning="mrb_concurrence")
def concur(tx: Transaction) -> None:
    """Another member signs; once quality and R&D have both signed a concession, rejected goods become usable (343)."""
    report = tx.document("NCR")
    name = f"NCR:{report['id']}"
    tx.require_status("NCR", report, "disposed")
    twice = tx.user in {row["by"] for row in report["signatures"]}
    tx.require(not twice, "FOUR_EYES", about=name, rule="SOD-13", document=name)
    signatures = _signed(tx, report)
    complete = {row["role"] for row in signatures} >= set(CONCESSION_ROLES)
    changes: dict[str, Any] = {"signatures": signatures, "concurred": complete}
    blocked = tx.state.stock(lot=report["lot"], stock_type="B") if report["lot"] else 0
    if complete and report["disposition"] == USE_AS_IS and blocked:
        tx.transfer("343", lot=report["lot"], source="B", target="U", quantity=blocked, document=name)
        note_rejection(tx, tx.document("QI", report["qi"]), -blocked)
        changes |= {"status": "executed", "executed_quantity": report["quantity"]}
    tx.change("NCR", report, changes)
    tx.sign(name)


@command("ncr.close", code="NC06", document="NCR", fields=(_NCR,))
def close(tx: Transaction) -> None:
    """Closes an executed report; what was reworked must have been inspected again."""
    report = tx.document("NCR")
    for order in tx.state.documents("WO"):
        if order["kind"] == "rework" and order.get("ncr") == report["id"]:
            inspected = order["status"] != "released" and _is_inspected(tx, order["id"])
            tx.require(inspected, "REINSPECTION_OPEN", about=f"WO:{order['id']}", document=f"WO:{order['id']}")
    tx.change("NCR", report, {"status": "closed", "closed_by": tx.user})


def _is_inspected(tx: Transaction, order: str) -> bool:
    """Whether the rework's inspection lot has its readings; a failed one needs a report of its own."""
    waiting = ("created", "sampled")
    return all(row["status"] not in waiting for row in tx.state.documents("QI") if row.get("wo") == order)
