"""Staged exports in words: column names, values, faults, and which sheet or batch a report was asked for."""

from collections.abc import Mapping
from typing import Any

from scenarios.engine.api import State
from scenarios.sandbox.wording import Words

Body = Mapping[str, Any]
KINDS = ("STG", "MIG")
WORDED = ("result", "state")
"""Register columns whose values the label pack words."""


def named(one: Mapping[str, str], words: Words) -> str:
    """The name of a column, target or register column."""
    return one["zh" if words.language.startswith("zh") else "en"]


def fault_text(words: Words, code: str) -> str:
    """Why a row was rejected."""
    return words.choice("fault", code)


def asked_for(state: State, asked: str, kinds: tuple[str, ...] = KINDS) -> tuple[str, Body | None, str]:
    """The kind and body that a report was asked for by number, and the rest of what was typed.

    Without a number it is the latest of this attempt.
    """
    number, _, rest = asked.strip().partition(" ")
    for kind in kinds:
        body = state.document(kind, number.upper())
        if body is not None:
            return kind, body, rest.strip()
    own = [(body["changed_at"], body["id"], kind, body) for kind in kinds for body in state.own_documents(kind)]
    if not own:
        return kinds[0], None, asked
    _, _, kind, body = max(own, key=lambda row: row[:2])
    return kind, body, asked.strip()


def cell_text(words: Words, column: str, value: str) -> str:
    """A register's value: states and results in words, people with their names, the rest as it stands."""
    if column in WORDED:
        return words.choice(column, value)
    if column == "called_by":
        return words.bracketed(words.name_of("USER", value), value)
    return value or "–"
