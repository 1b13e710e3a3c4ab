"""Lists and facts as rows of cells, ready for a template to draw."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from scenarios.engine.quantities import decimal_text
from scenarios.sandbox.areas import MONEY, QUANTITIES, SCREENS, TONES
from scenarios.sandbox.folded import folded_rows, rows_of
from scenarios.sandbox.wording import NAMED_AFTER, Shown, Words

LIMITS = frozenset(("low", "high"))
"""Limits of a characteristic: kept without their decimals, which stand beside them."""
MOST_IN_HEAD = 2
"""Rows of a table that a document's head still says in words."""


@dataclass(frozen=True)
class Cell:
    """One cell: the value, and for a status the shape that stands before it."""

    field: str
    shown: Shown
    tone: str = ""


@dataclass(frozen=True)
class Table:
    """Headings (with whether figures stand below) and rows of cells."""

    headings: tuple[tuple[str, bool], ...]
    rows: tuple[tuple[Cell, ...], ...]


def value_of(words: Words, body: Mapping[str, Any], field: str) -> Any:
    """What a record holds in a field, a name in the reader's language."""
    if field not in body and f"{field}_zh" in body:
        return body.get(f"{field}_zh" if words.language.startswith("zh") else f"{field}_en", "")
    value = body.get(field)
    if field in LIMITS and "decimals" in body and isinstance(value, int):
        return decimal_text(value, body["decimals"])
    return value


def cell(words: Words, kind: str, body: Mapping[str, Any], field: str, *, item: str = "") -> Cell:
    """One field of a document or master record."""
    counted = item or str(body.get("item") or (body.get("id") if kind == "ITEM" else "") or "")
    if field == "id" and kind:
        beside = words.name_of(kind, str(body["id"])) if kind in NAMED_AFTER else ""
        return Cell(field, Shown(str(body["id"]), beside, kind, str(body["id"])))
    shown = words.shown(field, value_of(words, body, field), kind=kind, item=counted)
    return Cell(field, shown, TONES.get(str(body.get("status")), "next") if field == "status" else "")


def document_table(words: Words, kind: str, bodies: Iterable[Mapping[str, Any]]) -> Table:
    """A list of documents or master records."""
    columns = SCREENS[kind].columns
    rows = tuple(tuple(cell(words, kind, body, field) for field in columns) for body in bodies)
    return Table(_headings(words, kind, columns), rows)


def facts(words: Words, kind: str, body: Mapping[str, Any]) -> list[tuple[str, Cell]]:
    """The head of a document: each fact that is there, with its name; a long table is folded."""
    pairs = [(words.label(field, kind.lower()), _fact(words, kind, body, field)) for field in SCREENS[kind].head]
    return [(label, one) for label, one in pairs if one.shown.text != "–"]


def _fact(words: Words, kind: str, body: Mapping[str, Any], field: str) -> Cell:
    rows = rows_of(value_of(words, body, field))
    if rows is not None and len(rows) > MOST_IN_HEAD:
        return Cell(field, folded_rows(words, rows))
    return cell(words, kind, body, field)


def lines_table(words: Words, kind: str, body: Mapping[str, Any], items: Mapping[str, str]) -> Table | None:
    """The lines of a document; `items` names the item of a line that does not say so itself."""
    screen = SCREENS[kind]
    lines = body.get(screen.lines) if screen.lines else None
    if not lines:
        return None
    numbered = (
        lines.items() if isinstance(lines, Mapping) else ((str(number), line) for number, line in enumerate(lines, 1))
    )
    rows = []
    for number, line in numbered:
        full = {"line": number, **line}
        item = str(line.get("item") or items.get(number, ""))
        rows.append(tuple(cell(words, "", full, field, item=item) for field in screen.line_columns))
    return Table(_headings(words, kind, screen.line_columns), tuple(rows))


def further_tables(words: Words, kind: str, body: Mapping[str, Any]) -> list[tuple[str, Table]]:
    """The other rows that a document holds, each as a table with its name."""
    found = []
    for field, columns in SCREENS[kind].more.items():
        rows = body.get(field) or ()
        numbered = (
            rows.items() if isinstance(rows, Mapping) else ((str(place), row) for place, row in enumerate(rows, 1))
        )
        cells = [tuple(cell(words, "", {"line": key, **row}, name) for name in columns) for key, row in numbered]
        if cells:
            heads = _headings(words, f"{kind}.{field}", columns)
            found.append((words.label(field, kind.lower()), Table(heads, tuple(cells))))
    return found


def _headings(words: Words, kind: str, columns: tuple[str, ...]) -> tuple[tuple[str, bool], ...]:
    return tuple((words.label(field, kind.lower()), field in MONEY or field in QUANTITIES) for field in columns)
