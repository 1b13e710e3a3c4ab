"""Change request: every function says what the change means for it before anybody agrees, acts and checks.

The same for an item, a bill of materials, a supplier, a document, a parameter or an interface: the parameter
`change_functions` says per kind of subject who must be heard, `change_approvers` who may agree.
"""

from collections.abc import Mapping
from typing import Any

from scenarios.engine.policy import roles_of
from scenarios.engine.registry import Field, FieldType, command
from scenarios.engine.transaction import Body, Transaction

SUBJECT_KINDS = (
    "item",
    "bom",
    "routing",
    "supplier",
    "equipment",
    "document",
    "label",
    "parameter",
    "role",
    "interface",
)
FUNCTIONS = (
    "quality",
    "regulatory",
    "rnd",
    "purchasing",
    "planning",
    "production",
    "warehouse",
    "sales",
    "finance",
    "it",
)
OLD_STOCK = ("use_up", "rework", "scrap", "return", "not_concerned")
VERDICTS = ("agree", "agree_with_actions", "against")
_CR = Field("cr", FieldType.REF, kind="CR")


def _name(change: Body) -> str:
    return f"CR:{change['id']}"


def missing_functions(change: Body) -> tuple[str, ...]:
    """The functions that must be heard and have not been."""
    return tuple(name for name in change["functions"] if name not in change["assessments"])


@command(
    "cr.create",
    code="CR01",
    document="CR",
    fields=(
        Field("subject_kind", FieldType.CHOICE, choices=SUBJECT_KINDS),
        Field("about", FieldType.CODE, required=False),
        Field("title"),
        Field("change"),
        Field("reason"),
    ),
)
def create_change(tx: Transaction) -> None:
    """A draft change to one kind of subject, about an object if one is named as `KIND:id`."""
    about = tx.args.get("about", "")
    if about:
        kind, _, number = about.partition(":")
        tx.require(tx.state.exists(kind, number), "UNKNOWN_OBJECT", kind=kind, id=number)
        tx.read(kind, number)
    body: dict[str, Any] = {name: tx.args[name] for name in ("subject_kind", "title", "change", "reason")}
    heard: Mapping[str, list[str]] = tx.state.parameter("change_functions")
    body |= {"about": about, "functions": tuple(heard[tx.args["subject_kind"]]), "assessments": {}}
    body |= {"effective_from": "", "effective_lot": "", "old_stock": "", "implementation": "", "verification": ""}
    body |= {"approved_by": "", "implemented_by": "", "done": "", "verified_by": "", "evidence": "", "closed_by": ""}
    tx.create("CR", body, status="draft", refs=[about] if about else [])


@command(
    "cr.assess",
    code="CR02",
    document="CR",
    fields=(
        _CR,
        Field("function", FieldType.CHOICE, choices=FUNCTIONS),
        Field("verdict", FieldType.CHOICE, choices=VERDICTS),
        Field("impact"),
        Field("action", required=False),
    ),
)
def assess_change(tx: Transaction) -> None:
    """One function says what the change means for it; the last one that must be heard makes it assessed.

    A function may correct its assessment until the change is approved. Refuses somebody of another function.
    """
    change = tx.document("CR")
    tx.require_status("CR", change, "draft", "impact_assessed")
    function = tx.args["function"]
    entitled: list[str] = tx.state.parameter("change_function_roles")[function]
    mine = [role for role in roles_of(tx.state, tx.user) if role in entitled]
    tx.require(bool(mine), "FUNCTION_NOT_YOURS", about=_name(change), function=function, roles=" / ".join(entitled))
    row = {"function": function, "by": tx.user, "at": tx.state.clock, "verdict": tx.args["verdict"]}
    row |= {"impact": tx.args["impact"], "action": tx.args.get("action", "")}
    assessed = {**change, "assessments": {**change["assessments"], function: row}}
    changes: dict[str, Any] = {f"assessments/{function}": row}
    if change["status"] == "draft" and not missing_functions(assessed):
        changes["status"] = "impact_assessed"
    tx.change("CR", change, changes)


@command(
    "cr.plan",
    code="CR03",
    document="CR",
    fields=(
        _CR,
        Field("effective_from", FieldType.DATE),
        Field("effective_lot", FieldType.CODE, required=False),
        Field("old_stock", FieldType.CHOICE, choices=OLD_STOCK),
        Field("implementation"),
        Field("verification"),
    ),
)
def plan_change(tx: Transaction) -> None:
    """From when the change counts, what becomes of the old stock, how it is carried out and how it is checked.

    Refuses a date that has passed: what was made yesterday was made by yesterday's rule.
    """
    change = tx.document("CR")
    tx.require_status("CR", change, "draft", "impact_assessed")
    date = tx.args["effective_from"]
    tx.require(date >= tx.today, "EFFECTIVITY_PAST", about=_name(change), date=date, today=tx.today)
    names = ("effective_from", "effective_lot", "old_stock", "implementation", "verification")
    tx.change("CR", change, {name: tx.args.get(name, "") for name in names})


@command("cr.approve", code="CR04", document="CR", fields=(_CR,), meaning="change_approval")
def approve_change(tx: Transaction) -> None:
    """Signs the change; refuses its author, an unplanned or unassessed change, and one that a function opposes."""
    change = tx.document("CR")
    name = _name(change)
    missing = missing_functions(change)
    tx.require(not missing, "CHANGE_INCOMPLETE", about=name, cr=change["id"], functions=", ".join(missing))
    tx.require_status("CR", change, "impact_assessed")
    planned = bool(change["effective_from"])
    tx.require(planned, "CHANGE_INCOMPLETE", about=name, cr=change["id"], functions="effective_from")
    against = [function for function, row in change["assessments"].items() if row["verdict"] == "against"]
    tx.require(not against, "CHANGE_OPPOSED", about=name, cr=change["id"], functions=", ".join(against))
    entitled: list[str] = tx.state.parameter("change_approvers")[change["subject_kind"]]
    may = set(entitled) & set(roles_of(tx.state, tx.user))
    tx.require(bool(may), "APPROVER_NOT_ENTITLED", about=name, user=tx.user, roles=" / ".join(entitled))
    tx.change("CR", change, {"status": "approved", "approved_by": tx.user})
    tx.sign(name)


@command("cr.reject", code="CR05", document="CR", fields=(_CR, Field("reason")))
def reject_change(tx: Transaction) -> None:
    """Declines the change, with a reason; it stays on record."""
    changes = {"status": "rejected", "rejected_because": tx.args["reason"], "closed_by": tx.user}
    tx.change("CR", tx.document("CR"), changes)


@command("cr.implement", code="CR06", document="CR", fields=(_CR, Field("done")))
def implement_change(tx: Transaction) -> None:
    """Says what was done; nothing may have been done before the approval."""
    changes = {"status": "implemented", "implemented_by": tx.user, "done": tx.args["done"]}
    tx.change("CR", tx.document("CR"), changes)


@command(
    "cr.verify",
    code="CR07",
    document="CR",
    fields=(_CR, Field("result", FieldType.CHOICE, choices=("effective", "not_effective")), Field("evidence")),
    meaning="change_verification",
)
def verify_change(tx: Transaction) -> None:
    """Somebody else than the one who carried it out checks and signs; what is not effective goes back."""
    change = tx.document("CR")
    tx.require_status("CR", change, "implemented")
    status = "verified" if tx.args["result"] == "effective" else "approved"
    changes = {"status": status, "verified_by": tx.user, "evidence": tx.args["evidence"], "result": tx.args["result"]}
    tx.change("CR", change, changes)
    tx.sign(_name(change))


@command("cr.close", code="CR08", document="CR", fields=(_CR,))
def close_change(tx: Transaction) -> None:
    """Closes a verified change."""
    tx.change("CR", tx.document("CR"), {"status": "closed", "closed_by": tx.user})
