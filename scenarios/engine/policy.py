"""Who may do what: permissions, separation of duties, qualifications and approval levels, all read from tables.

The separations stand in the areas, per command: the way from an argument to the other document, whose user must differ,
the code, the rule. A step `*GR` means every goods receipt that names the document; any other step is a field that holds
a number.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from scenarios.engine.areas import SEPARATIONS
from scenarios.engine.duties import opens
from scenarios.engine.reads import Reads

DELEGABLE = ("po.approve", "po.reject")
"""What a deputy may do in somebody's place: approvals, never the work itself."""


def may_use(state: Reads, user: str, command: str) -> bool:
    """Whether one of the user's roles opens the command, or a delegation in force does."""
    if opens(state, (state.master("USER", user) or {}).get("roles", ()), command):
        return True
    return command in DELEGABLE and any(opens(state, (row["role"],), command) for row in delegations_to(state, user))


def delegations_to(state: Reads, user: str) -> list[Mapping[str, Any]]:
    """The approved delegations by which the user is somebody's deputy on the virtual day."""
    today = state.clock[:10]
    return [
        row
        for row in state.documents("DEL")
        if row["deputy"] == user and row["status"] == "active" and row["valid_from"] <= today <= row["valid_to"]
    ]


def roles_of(state: Reads, user: str) -> tuple[str, ...]:
    """The roles a user holds."""
    return tuple((state.master("USER", user) or {}).get("roles", ()))


def competence_lapse(state: Reads, user: str, competence: str) -> str:
    """The refusal code if the user's competence is missing or has expired on the virtual day, else nothing."""
    return competence_lapse_on(state, user, competence, state.clock[:10])


def competence_lapse_on(state: Reads, user: str, competence: str, day: str) -> str:
    """The refusal code if the competence is missing or will have expired on a day, else nothing.

    A scenario's parameter `competence.<user>.<code>` goes before the dataset: so a drill can run on somebody's real
    certificate. It holds the last valid day; an empty text says that there is none.
    """
    parameter = f"competence.{user}.{competence}"
    held: Mapping[str, str] = (state.master("USER", user) or {}).get("competences", {})
    valid_to = state.start.parameters.get(parameter, held.get(competence))
    if not valid_to:
        return "QUALIFICATION_MISSING"
    return "QUALIFICATION_EXPIRED" if valid_to < day else ""


def conflicts(state: Reads, command: str, args: Mapping[str, Any], user: str) -> Iterator[tuple[str, str, str]]:
    """For each separation rule that the user would break: the code, the rule's number, the document (`KIND:id`)."""
    for path, field, code, rule in SEPARATIONS.get(command, ()):
        for name, body in _resolved(state, path, args):
            if body.get(field) == user:
                yield code, rule, name


def _resolved(state: Reads, path: str, args: Mapping[str, Any]) -> list[tuple[str, Mapping[str, Any]]]:
    first, *steps = path.split(".")
    number = args.get(first)
    found = [(first.upper(), number)] if isinstance(number, str) and number else []
    for step in steps:
        found = [target for kind, name in found for target in _step(state, kind, name, step)]
    bodies = [(f"{kind}:{name}", state.document(kind, name)) for kind, name in found]
    return [(name, body) for name, body in bodies if body is not None]


def _step(state: Reads, kind: str, number: str, step: str) -> list[tuple[str, str]]:
    if step.startswith("*"):
        target = step[1:]
        return [(target, body["id"]) for body in state.documents(target) if body.get(kind.lower()) == number]
    body = state.document(kind, number) or {}
    return [(step.upper(), body[step])] if body.get(step) else []


def admission(state: Reads, item: str, vendor: str) -> Mapping[str, Any] | None:
    """The temporary approval by which a supplier may deliver an item on the virtual day, if there is one."""
    row: Mapping[str, Any] | None = (state.master("ITEM", item) or {}).get("admitted", {}).get(vendor)
    return row if row is not None and row["from"] <= state.clock[:10] <= row["to"] else None


def posting_window(state: Reads, user: str, date: str) -> Mapping[str, Any] | None:
    """The window by which this user may still post to the closed month of a date, if there is one now."""
    windows = (row for row in state.documents("PEX") if row["status"] == "open" and row["until"] >= state.clock)
    return next((row for row in windows if row["period"] == date[:7] and row["user"] == user), None)


def approval_roles(state: Reads, total: int) -> tuple[str, ...]:
    """The roles that must all approve an order of this total, lowest first."""
    return tuple(role for role, above in state.parameter("approval_levels") if total >= above)
