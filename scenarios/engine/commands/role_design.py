"""Roles and users: which commands a role opens, who is locked, and who loses a role. It counts from the next command on."""

from fnmatch import fnmatchcase

from scenarios.engine.registry import Field, FieldType, command, declared
from scenarios.engine.transaction import Body, Transaction

_ROLE = Field("role", FieldType.REF, kind="ROLE")
_USER = Field("user", FieldType.REF, kind="USER")
_REASON = Field("reason")
_PATTERN = Field("right", FieldType.CODE)


def master(tx: Transaction, kind: str) -> Body:
    """The master record that the argument of its kind names; the shape check has found it."""
    body = tx.state.master(kind, tx.args[kind.lower()])
    assert body is not None
    tx.read(kind, body["id"])
    return body


def _require_not_own(tx: Transaction, role: Body) -> None:
    own = role["id"] in (tx.state.master("USER", tx.user) or {}).get("roles", ())
    tx.require(not own, "SELF_ELEVATION", about=f"ROLE:{role['id']}", role=role["id"], user=tx.user)


@command("role.grant", code="RL01", document="ROLE", fields=(_ROLE, _PATTERN, _REASON))
def grant_right(tx: Transaction) -> None:
    """Lets a role use one more command, or a family such as `qi.*`; nobody widens a role of their own."""
    role, right = master(tx, "ROLE"), tx.args["right"]
    known = any(fnmatchcase(name, right) for name in declared())
    tx.require(known, "UNKNOWN_OBJECT", kind="right", id=right)
    _require_not_own(tx, role)
    held = right in role["commands"]
    tx.require(not held, "ROLE_UNCHANGED", about=f"ROLE:{role['id']}", role=role["id"], right=right)
    tx.change_master("ROLE", role, {"commands": (*role["commands"], right)})


@command("role.withdraw", code="RL02", document="ROLE", fields=(_ROLE, _PATTERN, _REASON))
def withdraw_right(tx: Transaction) -> None:
    """Takes a command from a role, for everybody who holds it."""
    role, right = master(tx, "ROLE"), tx.args["right"]
    held = right in role["commands"]
    tx.require(held, "ROLE_UNCHANGED", about=f"ROLE:{role['id']}", role=role["id"], right=right)
    tx.change_master("ROLE", role, {"commands": tuple(name for name in role["commands"] if name != right)})


@command("user.lock", code="US01", document="USER", fields=(_USER, _REASON))
def lock_user(tx: Transaction) -> None:
    """Locks an account; its roles stay on record, and nobody signs in with it."""
    user = master(tx, "USER")
    tx.require(user["active"], "USER_UNCHANGED", about=f"USER:{user['id']}", user=user["id"])
    tx.change_master("USER", user, {"active": False, "locked_because": tx.args["reason"]})


@command("user.unlock", code="US02", document="USER", fields=(_USER, _REASON))
def unlock_user(tx: Transaction) -> None:
    """Opens a locked account again; refuses that of somebody who has left."""
    user = master(tx, "USER")
    name = f"USER:{user['id']}"
    tx.require(not user["active"], "USER_UNCHANGED", about=name, user=user["id"])
    tx.require(not user.get("left_on"), "USER_HAS_LEFT", about=name, user=user["id"], date=user.get("left_on", ""))
    tx.change_master("USER", user, {"active": True, "locked_because": ""})


@command("user.revoke", code="US03", document="USER", fields=(_USER, _ROLE, Field("rec", FieldType.REF, kind="REC")))
def revoke_role(tx: Transaction) -> None:
    """Takes a role from a user; refuses what no signed review has decided, for the administrator does not judge."""
    user, role, review = master(tx, "USER"), tx.args["role"], tx.document("REC")
    name = f"USER:{user['id']}"
    tx.require(role in user["roles"], "ROLE_NOT_HELD", about=name, user=user["id"], role=role)
    decided = any(
        line["user"] == user["id"] and line["role"] == role and line["decision"] == "remove" for line in review["lines"]
    )
    tx.require(decided, "REVIEW_MISSING", about=name, user=user["id"], role=role)
    tx.read("REC", review["id"])
    tx.change_master("USER", user, {"roles": tuple(held for held in user["roles"] if held != role)})
