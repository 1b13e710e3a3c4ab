"""Golden records: groups of rows become one record each, field by field, and every old code points at its record."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from scenarios.migration.identifiers import half_width, is_valid_uscc

Row = Mapping[str, str]
HELD = "account_no"
"""The field that never survives by itself: where the rows differ it stays empty until a call-back confirms it."""


@dataclass(frozen=True)
class Group:
    """Rows taken for one partner: the survivor, the fields taken from another row, and the call-back that backs them."""

    rows: tuple[str, ...]
    survivor: str
    fields: Mapping[str, str] = field(default_factory=dict)
    evidence: str = ""


def group_from(body: Mapping[str, Any]) -> Group:
    """A group as a worksheet keeps it."""
    return Group(tuple(body["rows"]), body["survivor"], dict(body["fields"]), body["evidence"])


def differing(rows: Mapping[str, Row], members: tuple[str, ...], column: str) -> bool:
    """Whether the members say different things in a column; an empty cell says nothing."""
    said = {half_width(rows[number].get(column, "")) for number in members} - {""}
    return len(said) > 1


def record(rows: Mapping[str, Row], group: Group) -> dict[str, str]:
    """The surviving record of a group, in plain width."""
    taken = {
        column: half_width(rows[group.fields.get(column, group.survivor)].get(column, ""))
        for column in rows[group.survivor]
    }
    if differing(rows, group.rows, HELD) and HELD not in group.fields:
        taken[HELD] = ""
    return taken


def singles(rows: Mapping[str, Row], groups: Mapping[str, Group], excluded: frozenset[str]) -> tuple[str, ...]:
    """The rows that stand for themselves."""
    grouped = {number for group in groups.values() for number in group.rows}
    return tuple(number for number in rows if number not in grouped and number not in excluded)


def records(
    rows: Mapping[str, Row], groups: Mapping[str, Group], excluded: frozenset[str]
) -> dict[str, tuple[Group, dict[str, str]]]:
    """Every golden record under its new code, in the file order of its first row."""
    everything = [*groups.values(), *(Group((number,), number) for number in singles(rows, groups, excluded))]
    place = {number: index for index, number in enumerate(rows)}
    ordered = sorted(everything, key=lambda group: min(place[number] for number in group.rows))
    return {f"N{number:05d}": (group, record(rows, group)) for number, group in enumerate(ordered, start=1)}


def cross_reference(rows: Mapping[str, Row], groups: Mapping[str, Group], excluded: frozenset[str]) -> dict[str, str]:
    """Old code → new code; an excluded row has none."""
    found = {number: code for code, (group, _) in records(rows, groups, excluded).items() for number in group.rows}
    return {number: found[number] for number in rows if number in found}


def best_row(rows: Mapping[str, Row], members: tuple[str, ...], rule: str) -> str:
    """The survivor that a simple rule picks: the newest row, or the most complete one (a right code counts double)."""
    if rule == "newest":
        return max(members, key=lambda number: (rows[number].get("created", ""), number))
    return max(members, key=lambda number: (_fullness(rows[number]), rows[number].get("created", ""), number))


def _fullness(row: Row) -> int:
    return sum(bool(value.strip()) for value in row.values()) + 2 * is_valid_uscc(row.get("uscc", ""))
