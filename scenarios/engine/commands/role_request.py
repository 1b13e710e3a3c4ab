"""Role assignment request: asked for, checked against the conflicts of duty, agreed by the owner, given by another."""

from typing import Any

from scenarios.engine.duties import CRITICAL, rules_broken_by
from scenarios.engine.registry import Field, FieldType, command
from scenarios.engine.transaction import Body, Transaction

_ACR = Field("acr", FieldType.REF, kind="ACR")


@command(
    "acr.request",
    code="AC01",
    document="ACR",
    fields=(Field("reason"), Field("user", FieldType.REF, kind="USER"), Field("role", FieldType.REF, kind="ROLE")),
    for_everybody=True,
)
def request_role(tx: Transaction) -> None:
    """Asks for a role for a user, oneself or another; refuses a role held already."""
    user = tx.state.master("USER", tx.args["user"]) or {}
    name = f"USER:{user['id']}"
    held = tx.args["role"] in user["roles"]
    tx.require(not held, "ROLE_HELD", about=name, user=user["id"], role=tx.args["role"])
    tx.require(user["active"], "UNKNOWN_USER", about=name, user=user["id"])
    body: dict[str, Any] = {"user": user["id"], "role": tx.args["role"], "reason": tx.args["reason"]}
    rest = {"conflicts": (), "severity": "", "checked_by": "", "control": "", "approved_by": "", "provisioned_by": ""}
    tx.create("ACR", {**body, **rest}, status="requested")


@command("acr.check", code="AC02", document="ACR", fields=(_ACR,))
def check_request(tx: Transaction) -> None:
    """Notes which conflicts of duty the user would have with the role besides those held."""
    request = tx.document("ACR")
    user = tx.state.master("USER", request["user"]) or {}
    broken = rules_broken_by(tx.state, (*user["roles"], request["role"]))
    severe = any(rule["severity"] == CRITICAL for rule in broken)
    changes = {
        "status": "sod_checked",
        "conflicts": tuple(rule["id"] for rule in broken),
        "severity": CRITICAL if severe else "high" if broken else "none",
        "checked_by": tx.user,
    }
    tx.change("ACR", request, changes)


@command(
    "acr.approve",
    code="AC03",
    document="ACR",
    fields=(_ACR, Field("control", required=False)),
    meaning="role_approval",
)
def approve_request(tx: Transaction) -> None:
    """The owner agrees and signs; a conflict needs a control, a critical one is not agreed to at all."""
    request = tx.document("ACR")
    name = f"ACR:{request['id']}"
    tx.require_status("ACR", request, "sod_checked")
    tx.require(request["user"] != tx.user, "FOUR_EYES", about=name, rule="SOD-26", document=name)
    rules = ", ".join(request["conflicts"])
    tx.require(request["severity"] != CRITICAL, "DUTY_CONFLICT", about=name, user=request["user"], sodrule=rules)
    controlled = not rules or bool(tx.args.get("control"))
    tx.require(controlled, "CONTROL_MISSING", about=name, user=request["user"])
    tx.change("ACR", request, {"status": "approved", "approved_by": tx.user, "control": tx.args.get("control", "")})
    tx.sign(name)


@command("acr.reject", code="AC04", document="ACR", fields=(_ACR, Field("reason")))
def reject_request(tx: Transaction) -> None:
    """The owner declines, with a reason."""
    changes = {"status": "rejected", "rejected_because": tx.args["reason"]}
    tx.change("ACR", tx.document("ACR"), changes)


@command("acr.provision", code="AC05", document="ACR", fields=(_ACR,))
def provision_role(tx: Transaction) -> None:
    """The administrator gives the role as approved; nobody gives a role to themselves, or what they approved."""
    request = tx.document("ACR")
    name = f"ACR:{request['id']}"
    tx.require_status("ACR", request, "approved")
    own = request["user"] == tx.user
    tx.require(not own, "SELF_ELEVATION", about=name, role=request["role"], user=tx.user)
    user = tx.state.master("USER", request["user"]) or {}
    tx.change("ACR", request, {"status": "provisioned", "provisioned_by": tx.user})
    changes: dict[str, Any] = {"roles": (*user["roles"], request["role"])}
    control = {"control": request["control"], "by": request["approved_by"], "rec": request["id"]}
    changes |= {
        f"mitigations/{rule}": control for rule in request["conflicts"] if rule not in user.get("mitigations", {})
    }
    tx.change_master("USER", user, changes)


@command("acr.revoke", code="AC06", document="ACR", fields=(_ACR, Field("reason")))
def revoke_request(tx: Transaction) -> None:
    """Takes back a role given by a request."""
    request: Body = tx.document("ACR")
    changes = {"status": "revoked", "revoked_because": tx.args["reason"], "revoked_by": tx.user}
    tx.change("ACR", request, changes)
    user = tx.state.master("USER", request["user"]) or {}
    tx.change_master("USER", user, {"roles": tuple(held for held in user["roles"] if held != request["role"])})
