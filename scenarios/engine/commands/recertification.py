"""Recertification: the owner of the process, not the administrator, decides which of a user's roles stay."""

from typing import Any

from scenarios.engine.duties import CRITICAL, conflicts_of
from scenarios.engine.registry import Field, FieldType, command
from scenarios.engine.transaction import Transaction

KEEP, REMOVE, MITIGATE = "keep", "remove", "mitigate"
_LINES = Field(
    "lines",
    FieldType.LINES,
    columns=(
        Field("user", FieldType.REF, kind="USER"),
        Field("role", FieldType.REF, kind="ROLE"),
        Field("decision", FieldType.CHOICE, choices=(KEEP, REMOVE, MITIGATE)),
        Field("control", required=False),
    ),
)


@command("rec.sign", code="RC01", document="REC", fields=(_LINES,), meaning="recertification")
def sign_review(tx: Transaction) -> None:
    """One signed sheet of decisions. `mitigate` names the control that keeps a conflict harmless.

    Refuses a decision about oneself, a role that the user does not hold, a mitigation without a control, and the
    mitigation of a critical conflict: that one must be taken apart.
    """
    for line in tx.args["lines"]:
        _require_decidable(tx, line)
    body = {"lines": tuple({"control": "", **line} for line in tx.args["lines"])}
    number = tx.create("REC", body, status="signed")
    for line in tx.args["lines"]:
        if line["decision"] == MITIGATE:
            _mitigate(tx, line, number)
    tx.sign(f"REC:{number}")


def _require_decidable(tx: Transaction, line: dict[str, Any]) -> None:
    user = tx.state.master("USER", line["user"]) or {}
    name = f"USER:{line['user']}"
    tx.require(line["user"] != tx.user, "FOUR_EYES", about=name, rule="SOD-25", document=name)
    tx.require(line["role"] in user["roles"], "ROLE_NOT_HELD", about=name, user=line["user"], role=line["role"])
    if line["decision"] == MITIGATE:
        tx.require(bool(line.get("control")), "CONTROL_MISSING", about=name, user=line["user"])
        broken = conflicts_of(tx.state, user)
        critical = next((rule["id"] for rule in broken if rule["severity"] == CRITICAL), "")
        tx.require(not critical, "DUTY_CONFLICT", about=name, user=line["user"], sodrule=critical)


def _mitigate(tx: Transaction, line: dict[str, Any], number: str) -> None:
    user = tx.state.master("USER", line["user"]) or {}
    control = {"control": line["control"], "by": tx.user, "rec": number}
    changes = {f"mitigations/{rule['id']}": control for rule in conflicts_of(tx.state, user)}
    tx.change_master("USER", user, changes)
