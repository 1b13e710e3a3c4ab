"""Who may do what: permissions, separation of duties, qualifications and approval levels, all read from tables.

The separations stand in the areas, per command: the way from an argument to the other document, whose user must differ,
the code, the rule. A step `*GR` means every goods receipt that names the document; any other step is a field that holds
a number.
"""

from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from typing import Any

from scenarios.engine.areas import SEPARATIONS
from scenarios.engine.reads import Reads


def may_use(state: Reads, user: str, command: str) -> bool:
    """Whether one of the user's roles opens the command."""
    body = state.master("USER", user) or {}
    patterns = (
        pattern for role in body.get("roles", ()) for pattern in (state.master("ROLE", role) or {}).get("commands", ())
    )
    return any(fnmatchcase(command, pattern) for pattern in patterns)


def roles_of(state: Reads, user: str) -> tuple[str, ...]:
    """The roles a user holds."""
    return tuple((state.master("USER", user) or {}).get("roles", ()))


def competence_lapse(state: Reads, user: str, competence: str) -> str:
    """The refusal code if the user's competence is missing or has expired on the virtual day, else nothing.

    A scenario's parameter `competence.<user>.<code>` goes before the dataset: so a drill can run on somebody's real
    certificate. It holds the last valid day; an empty text says that there is none.
    """
    parameter = f"competence.{user}.{competence}"
    held: Mapping[str, str] = (state.master("USER", user) or {}).get("competences", {})
    valid_to = state.start.parameters.get(parameter, held.get(competence))
    if not valid_to:
        return "QUALIFICATION_MISSING"
    return "QUALIFICATION_EXPIRED" if valid_to < state.clock[:10] else ""


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


def approval_roles(state: Reads, total: int) -> tuple[str, ...]:
    """The roles that must all approve an order of this total, lowest first."""
    return tuple(role for role, above in state.parameter("approval_levels") if total >= above)
