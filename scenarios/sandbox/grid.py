"""The staging grid: the rows of a sheet or batch, found, sorted and paged; suggestions, and rows side by side."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from scenarios.engine.api import State
from scenarios.engine.staging import excluded, groups, sheet_rows, staged_table
from scenarios.engine.staging import plan as plan_of
from scenarios.migration.api import (
    ALIKE,
    HELD,
    Fault,
    Suggestion,
    applied,
    differing,
    half_width,
    is_valid_uscc,
    mapping_of,
    prepared,
    source_rows,
    suggestions,
)
from scenarios.sandbox.staged import named
from scenarios.sandbox.wording import Words

__all__ = ["GRID_COMMANDS", "Asked", "Grid", "GridRow", "compared", "grid", "mapped", "open_suggestions", "plan_of"]

Body = Mapping[str, Any]
SHEET_COMMANDS = ("merge", "split", "apart", "exclude", "include", "number", "suffix", "query", "set")
BATCH_COMMANDS = ("map", "correct", "dispose")
GRID_COMMANDS = frozenset(
    [*(f"stg.{name}" for name in SHEET_COMMANDS), *(f"mig.{name}" for name in BATCH_COMMANDS)],
)
"""Commands that a grid gives better than a form."""


@dataclass(frozen=True)
class GridRow:
    """One staged row: its number, its cells, the cells somebody corrected, and what has become of it."""

    number: str
    cells: tuple[tuple[str, bool, bool], ...]
    group: str
    is_out: bool
    is_faulty: bool


@dataclass(frozen=True)
class Grid:
    """What a staging grid shows before paging: column names with their ids, and all rows that match."""

    columns: tuple[tuple[str, str], ...]
    rows: tuple[GridRow, ...]


@dataclass(frozen=True)
class Asked:
    """What the reader asked the grid for."""

    text: str = ""
    sort: str = ""
    backwards: bool = False
    only: str = ""


def grid(state: State, words: Words, kind: str, body: Body, asked: Asked) -> Grid:
    """The rows of a sheet or batch as it stands, narrowed and sorted."""
    table = staged_table(state, body["table"])
    shown = [column for column in table["columns"] if column["id"] != "dated"]
    if table.get("codable"):
        shown += [{"id": name, "zh": words.label(name), "en": words.label(name)} for name in ("new_code", "means")]
    rows = source_rows(table, plan_of(body)) if kind == "MIG" else sheet_rows(state, body)
    member = {number: code for code, group in _groups(kind, body).items() for number in group}
    out = excluded(body) if kind == "STG" else frozenset(body["decisions"])
    faulty = frozenset(prepared(table, plan_of(body)).rejected) if kind == "MIG" else frozenset()
    corrected = body.get("corrections", {})
    found = []
    for number, row in rows.items():
        if asked.text and not _holds(asked.text, (number, *row.values())):
            continue
        if asked.only and not _is_wanted(asked.only, number in member, number in out, number in faulty):
            continue
        cells = tuple(_cell(words, column["id"], row, corrected.get(number, {})) for column in shown)
        found.append(GridRow(number, cells, member.get(number, ""), number in out, number in faulty))
    places = {column["id"]: place for place, column in enumerate(shown)}
    if asked.sort in places:
        place = places[asked.sort]
        found.sort(key=lambda row: (half_width(row.cells[place][0]), row.number), reverse=asked.backwards)
    return Grid(tuple((column["id"], named(column, words)) for column in shown), tuple(found))


def _holds(text: str, values: tuple[str, ...]) -> bool:
    """Whether a row holds the text; an amount may be typed with its commas."""
    said = half_width(" ".join(values)).casefold()
    return text.casefold() in said or text.replace(",", "").casefold() in said.replace(",", "")


def _groups(kind: str, body: Body) -> dict[str, tuple[str, ...]]:
    return {code: group.rows for code, group in groups(body).items()} if kind == "STG" else {}


def _is_wanted(only: str, is_grouped: bool, is_out: bool, is_faulty: bool) -> bool:
    return {"grouped": is_grouped, "free": not is_grouped and not is_out, "out": is_out, "faulty": is_faulty}.get(
        only, True
    )


def _cell(words: Words, column: str, row: Mapping[str, str], corrected: Mapping[str, str]) -> tuple[str, bool, bool]:
    """The text, whether somebody corrected it, and whether its check character is wrong."""
    text = row.get(column, "")
    if column == "means" and text:
        text = words.choice("means", text)
    return text, column in corrected, column == "uscc" and bool(text) and not is_valid_uscc(text)


def open_suggestions(state: State, body: Body) -> list[Suggestion]:
    """Look-alikes that nobody has decided yet: not all in one group, and not every two kept apart."""
    table = staged_table(state, body["table"])
    rows, rule = table["rows"], ALIKE[table.get("alike", "PARTNERS")]
    taken = {number for group in groups(body).values() for number in group.rows} | excluded(body)
    apart = {pair for pair, reason in body["apart"].items() if reason}
    found = []
    for one in suggestions(rows, rule=rule):
        left = tuple(number for number in one.rows if number not in taken)
        pairs = {f"{first}|{second}" for place, first in enumerate(left) for second in left[place + 1 :]}
        if len(left) > 1 and not pairs <= apart:
            found.append(Suggestion(left, one.points))
    return found


@dataclass(frozen=True)
class Compared:
    """One column over several rows: each text, and whether they differ."""

    id: str
    name: str
    cells: tuple[tuple[str, str, bool], ...]
    differs: bool
    is_held: bool


def compared(state: State, words: Words, body: Body, numbers: tuple[str, ...]) -> list[Compared]:
    """The rows side by side, column by column after the number; a wrong check character is marked."""
    table = staged_table(state, body["table"])
    rows = table["rows"]
    found = []
    for column in table["columns"][1:]:
        name = column["id"]
        cells = tuple((number, *_cell(words, name, rows[number], {})[::2]) for number in numbers)
        differs = differing(rows, numbers, name) or len({row[1] for row in cells}) > 1
        held = name == HELD and differing(rows, numbers, name)
        found.append(Compared(name, named(column, words), cells, differs, held))
    return found


@dataclass(frozen=True)
class Mapped:
    """One target field with the step in force, whether it must be filled, and what three rows would give."""

    id: str
    name: str
    is_required: bool
    source: str
    transform: str
    argument: str
    by: str
    samples: tuple[str, ...]
    is_open: bool


def mapped(state: State, words: Words, body: Body) -> list[Mapped]:
    """The mapping table of a batch."""
    table = staged_table(state, body["table"])
    steps = mapping_of(table, plan_of(body))
    sample = list(source_rows(table, plan_of(body)).values())[:: max(1, len(table["rows"]) // 3)][:3]
    found = []
    for one in table["targets"]:
        step = steps.get(one["id"])
        results = [applied(step, row) for row in sample] if step is not None else []
        texts = tuple(f"✕ {result.value}" if isinstance(result, Fault) else result for result in results)
        parts = (step.source, step.transform, step.argument, step.by) if step is not None else ("", "", "", "")
        required = "required" in one.get("rules", ())
        found.append(Mapped(one["id"], named(one, words), required, *parts, texts, step is None))
    return found
