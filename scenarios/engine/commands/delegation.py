"""Delegation of approval: a deputy signs in somebody's place, within that one's limit, for a stated time."""

from typing import Any

from scenarios.engine.clock import days_between
from scenarios.engine.duties import rules_broken_by
from scenarios.engine.policy import roles_of
from scenarios.engine.quantities import money_text
from scenarios.engine.registry import Field, FieldType, command
from scenarios.engine.transaction import Transaction

_DEL = Field("del", FieldType.REF, kind="DEL")
LONGEST_DELEGATION_DAYS = 30
"""A longer absence is a change of post, with a role request of its own."""


@command(
    "del.request",
    code="DL01",
    document="DEL",
    fields=(
        Field("valid_from", FieldType.DATE),
        Field("valid_to", FieldType.DATE),
        Field("limit", FieldType.MONEY, minimum=1),
        Field("delegator", FieldType.REF, kind="USER"),
        Field("deputy", FieldType.REF, kind="USER"),
        Field("role", FieldType.REF, kind="ROLE"),
        Field("reason"),
    ),
    for_everybody=True,
)
def request_delegation(tx: Transaction) -> None:
    """Asks that a deputy may approve in a role; for a colleague on leave somebody else may ask.

    Refuses a role the delegator does not hold or may not hand on, more than the delegator's own limit, a time that has
    begun before today or is longer than a month, and a deputy who would then order and approve.
    """
    args = tx.args
    delegator, deputy, role = args["delegator"], args["deputy"], args["role"]
    name = f"USER:{deputy}"
    tx.require(delegator != deputy, "FOUR_EYES", about=name, rule="SOD-24", document=name)
    limits: dict[str, int] = tx.state.parameter("signing_limits")
    held = role in roles_of(tx.state, delegator) and role in limits
    tx.require(held, "DELEGATION_ROLE", about=f"USER:{delegator}", user=delegator, role=role)
    own = limits[role]
    within = args["limit"] <= own
    sums = {"wanted": money_text(args["limit"]), "limit": money_text(own)}
    tx.require(within, "DELEGATION_LIMIT", about=f"USER:{delegator}", **sums)
    days = days_between(args["valid_from"], args["valid_to"])
    timely = tx.today <= args["valid_from"] and 0 <= days < LONGEST_DELEGATION_DAYS
    tx.require(timely, "DELEGATION_PERIOD", about=name, valid_from=args["valid_from"], valid_to=args["valid_to"])
    before = {rule["id"] for rule in rules_broken_by(tx.state, roles_of(tx.state, deputy))}
    fresh = [
        rule["id"]
        for rule in rules_broken_by(tx.state, (*roles_of(tx.state, deputy), role))
        if rule["id"] not in before and ("po.approve" in (rule["one"], rule["other"]))
    ]
    tx.require(not fresh, "DUTY_CONFLICT", about=name, user=deputy, sodrule=", ".join(fresh))
    names = ("delegator", "deputy", "role", "limit", "valid_from", "valid_to", "reason")
    body: dict[str, Any] = {key: args[key] for key in names}
    tx.create("DEL", {**body, "approved_by": "", "ended_by": ""}, status="requested")


@command("del.approve", code="DL02", document="DEL", fields=(_DEL,), meaning="delegation_approval")
def approve_delegation(tx: Transaction) -> None:
    """Somebody above agrees and signs; neither the deputy, nor who asked unless that was the delegator."""
    delegation = tx.document("DEL")
    name = f"DEL:{delegation['id']}"
    parties = {delegation["deputy"], delegation["delegator"], delegation["created_by"]}
    tx.require(tx.user not in parties, "FOUR_EYES", about=name, rule="SOD-24", document=name)
    tx.change("DEL", delegation, {"status": "active", "approved_by": tx.user})
    tx.sign(name)


@command("del.reject", code="DL03", document="DEL", fields=(_DEL, Field("reason")))
def reject_delegation(tx: Transaction) -> None:
    """Declines the delegation, with a reason."""
    changes = {"status": "rejected", "rejected_because": tx.args["reason"]}
    tx.change("DEL", tx.document("DEL"), changes)


@command("del.end", code="DL04", document="DEL", fields=(_DEL, Field("reason")), for_everybody=True)
def end_delegation(tx: Transaction) -> None:
    """Ends a delegation before its time; anybody concerned may, for less right is always safe."""
    changes = {"status": "ended", "ended_by": tx.user, "ended_because": tx.args["reason"]}
    tx.change("DEL", tx.document("DEL"), changes)
