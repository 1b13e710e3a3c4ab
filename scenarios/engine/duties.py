"""Conflicts of duty: which pairs of commands one person should not hold, and who holds them nevertheless.

A rule names two commands, not two roles: whoever can do both is in conflict, by whatever roles, and a role that may do
everything is in conflict with all of them.
"""

from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from typing import Any

from scenarios.engine.reads import Reads

CRITICAL, HIGH = "critical", "high"


def opens(state: Reads, roles: Iterable[str], command: str) -> bool:
    """Whether one of the roles opens the command."""
    return any(
        fnmatchcase(command, pattern)
        for role in roles
        for pattern in (state.master("ROLE", role) or {}).get("commands", ())
    )


def rules_broken_by(state: Reads, roles: Iterable[str]) -> tuple[Mapping[str, Any], ...]:
    """The rules of which these roles together open both sides."""
    held = tuple(roles)
    return tuple(
        rule
        for rule in state.masters("SODRULE").values()
        if opens(state, held, rule["one"]) and opens(state, held, rule["other"])
    )


def conflicts_of(state: Reads, user: Mapping[str, Any]) -> tuple[Mapping[str, Any], ...]:
    """The rules that an active user breaks and that no control mitigates; who is locked breaks none."""
    if not user["active"]:
        return ()
    mitigated = user.get("mitigations", {})
    return tuple(rule for rule in rules_broken_by(state, user["roles"]) if rule["id"] not in mitigated)


def open_conflicts(state: Reads, severity: str = "") -> Iterator[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """Every unmitigated conflict as (user, rule), of one severity or of all."""
    for user in state.masters("USER").values():
        for rule in conflicts_of(state, user):
            if severity in ("", rule["severity"]):
                yield user, rule
