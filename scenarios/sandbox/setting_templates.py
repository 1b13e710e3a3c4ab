"""The company's configuration and permission templates, and how an attempt's present settings differ from them.

A template is a table of the dataset as it was published; nothing is copied out of it by hand.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from scenarios.engine.api import Dataset, State, start_state
from scenarios.engine.duties import conflicts_of
from scenarios.engine.quantities import money_text
from scenarios.sandbox.wording import Words

Key = tuple[str, ...]
Values = tuple[str, ...]
HELD = "✓"


@dataclass(frozen=True)
class Template:
    """One table: its name, the fields that make a row what it is, the fields compared, and how both are read."""

    name: str
    key_fields: tuple[str, ...]
    value_fields: tuple[str, ...]
    rows: Callable[[State, Words], Mapping[Key, Values]]


def _duties(state: State, words: Words) -> Mapping[Key, Values]:
    holders: dict[str, list[str]] = {}
    for user in state.masters("USER").values():
        for rule in conflicts_of(state, user):
            holders.setdefault(rule["id"], []).append(user["id"])
    return {
        (number, words.command(rule["one"]), words.command(rule["other"])): (
            words.choice("severity", rule["severity"]),
            words.listed(holders.get(number, ())),
        )
        for number, rule in state.masters("SODRULE").items()
    }


def _roles(state: State, words: Words) -> Mapping[Key, Values]:
    return {
        (role["id"], words.name_of("ROLE", role["id"]), right): (HELD,)
        for role in state.masters("ROLE").values()
        for right in role["commands"]
    }


def _approvals(state: State, words: Words) -> Mapping[Key, Values]:
    limits = state.parameter("signing_limits")
    return {
        (role, words.name_of("ROLE", role)): (money_text(above), money_text(limits[role]) if role in limits else "–")
        for role, above in state.parameter("approval_levels")
    }


def _parameters(state: State, words: Words) -> Mapping[Key, Values]:
    return {
        (name, words.name_of("PARAMETER", name)): (
            str(row["live_value"]),
            str(row["qas_value"]),
            str(row.get("minimum", "–")),
            str(row.get("maximum", "–")),
        )
        for name, row in state.masters("PARAMETER").items()
        if isinstance(row["live_value"], int | str)
    }


TEMPLATES: Mapping[str, Template] = {
    template.name: template
    for template in (
        Template("duties", ("conflicts", "one", "other"), ("severity", "holders"), _duties),
        Template("roles", ("role", "name", "right"), ("held",), _roles),
        Template("approvals", ("role", "name"), ("from_amount", "deputy_limit"), _approvals),
        Template("parameters", ("parameter", "name"), ("live_value", "qas_value", "minimum", "maximum"), _parameters),
    )
}


class Mark(StrEnum):
    """How a row of the attempt stands to the template."""

    SAME = "same"
    CHANGED = "changed"
    ADDED = "added"
    MISSING = "missing"


@dataclass(frozen=True)
class Compared:
    """One row: what makes it what it is, what the template says, what the attempt has now."""

    key: Key
    template: Values
    now: Values
    mark: Mark


def published_state(dataset: Dataset) -> State:
    """The company as published, before any drill."""
    return start_state(dataset, clock=dataset.clock)


def template_rows(template: Template, dataset: Dataset, words: Words) -> list[tuple[str, ...]]:
    """The template as a table with its head."""
    head = tuple(words.label(field) for field in (*template.key_fields, *template.value_fields))
    rows = template.rows(published_state(dataset), words)
    return [head, *((*key, *values) for key, values in rows.items())]


def compared(template: Template, state: State, words: Words) -> Iterator[Compared]:
    """Every row of the template and of the attempt, in the template's order, then what the attempt has added."""
    published = template.rows(published_state(state.dataset), words)
    now = template.rows(state, words)
    nothing = ("–",) * len(template.value_fields)
    for key in (*published, *(key for key in now if key not in published)):
        if key not in now:
            yield Compared(key, published[key], nothing, Mark.MISSING)
        elif key not in published:
            yield Compared(key, nothing, now[key], Mark.ADDED)
        else:
            mark = Mark.SAME if published[key] == now[key] else Mark.CHANGED
            yield Compared(key, published[key], now[key], mark)
