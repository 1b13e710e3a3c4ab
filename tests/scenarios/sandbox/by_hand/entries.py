"""Fills in a command's form: what a path gives is typed as a person types it, and nothing else is left standing."""

from collections.abc import Mapping
from typing import Any

from scenarios.engine.api import CommandSpec, Field, FieldType, State
from scenarios.sandbox import numbers
from tests.scenarios.sandbox.by_hand.pages import Form, NotOnThePageError

KEYS = ("line", "characteristic", "criterion", "lot", "item")
"""Columns by which a person knows which row is meant."""
BESIDE = frozenset(("token", "seq", "number", "password", "override_reason"))


def grid_of(spec: CommandSpec) -> Field | None:
    """The field that the form draws as a grid."""
    return next((one for one in spec.fields if one.type is FieldType.LINES), None)


def fill_in(form: Form, state: State, spec: CommandSpec, args: Mapping[str, Any]) -> None:
    """Type the head, then row by row; whatever the form knew beyond what the path says is cleared."""
    grid = grid_of(spec)
    for one in spec.fields:
        if one is not grid and (one.name in args or one.name in form.visible()):
            form.fill(one.name, typed(state, one, args.get(one.name), args, {}))
    if grid is not None:
        _fill_rows(form, state, grid, args)


def missing_rows(form: Form, grid: Field, wanted: list[Mapping[str, Any]]) -> int:
    """How many lines must be added before the grid holds what is wanted."""
    return sum(place is None for place in _places(form, grid, wanted))


def _fill_rows(form: Form, state: State, grid: Field, args: Mapping[str, Any]) -> None:
    wanted = args.get(grid.name) or []
    by_place = dict(zip(_places(form, grid, wanted), wanted, strict=True))
    for number in range(1, _count(form, grid) + 1):
        row = by_place.get(number, {})
        for column in grid.columns:
            name = f"{grid.name}-{number}-{column.name}"
            form.fill(name, typed(state, column, row.get(column.name), args, row))


def _count(form: Form, grid: Field) -> int:
    entry = form.entries.get(f"{grid.name}-count")
    if entry is None:
        raise NotOnThePageError(f"the form has no grid {grid.name}")
    return int(entry.value)


def _places(form: Form, grid: Field, wanted: list[Mapping[str, Any]]) -> list[int | None]:
    """The row that each wanted line goes into: one that names it already, else an empty one, else none yet."""
    keys = [column.name for column in grid.columns if column.name in KEYS]
    drawn = {
        number: tuple(form.entries[f"{grid.name}-{number}-{key}"].value for key in keys)
        for number in range(1, _count(form, grid) + 1)
    }
    free = [number for number, values in drawn.items() if not any(values)]
    places: list[int | None] = []
    for row in wanted:
        said = tuple(str(row.get(key, "")) for key in keys)
        same = (
            number
            for number, values in drawn.items()
            if any(values) and all(mine == theirs or not theirs for mine, theirs in zip(said, values, strict=True))
        )
        place = next((number for number in same if number not in places), None)
        if place is None and free:
            place = free.pop(0)
        places.append(place)
    return places


def typed(state: State, one: Field, value: Any, args: Mapping[str, Any], row: Mapping[str, Any]) -> str:
    """An argument as a person types it."""
    if value is None:
        return ""
    if one.type is FieldType.REFS:
        return ", ".join(str(part) for part in value)
    if isinstance(value, int) and one.type is not FieldType.TEXT:
        return numbers.to_text(value, numbers.decimals_of(state, one, args, row))
    return str(value)
