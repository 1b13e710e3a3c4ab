"""The change log of one object as rows of cells; a value that is a table itself is summed up, its rows folded away."""

from collections.abc import Iterator, Mapping
from typing import Any

from scenarios.sandbox.areas import UNSEEN
from scenarios.sandbox.shell import STATES, Desk
from scenarios.sandbox.tables import Cell, Table
from scenarios.sandbox.wording import Shown, Words

LONGEST_PLAIN = 6
"""Entries up to which a mapping of plain values reads well in one cell; a longer one is a table."""
MOST_FOLDED = 100
"""Rows that are unfolded at once; a load of thousands says how many more there are."""
COLUMNS = ("clock", "who", "what", "old", "new", "outcome")
MISSING = object()


def log_table(desk: Desk, kind: str, number: str) -> Table:
    """All that happened to an object, the newest first."""
    words = desk.words
    body = desk.state.document(kind, number) or desk.state.master(kind, number) or {}
    rows = []
    for row in reversed(desk.state.change_log(f"{kind}:{number}")):
        field_name = row.path.rsplit("/", 1)[-1]
        if field_name in UNSEEN:
            continue
        item = str(body.get("item") or _line_item(body, row.path))
        what = words.command(row.command)
        if row.path:
            what = f"{what} · {_path_words(words, kind, row.path)}"
        outcome = words.pack.say(f"outcome.{row.outcome}", words.language)
        tone = {str(key): value for key, value in STATES.items()}[row.outcome]
        head = (row.at.replace("T", " "), words.name_of("USER", row.user) or row.user, what)
        values = _values(words, kind, field_name, item, row.old, row.new) if row.path else (Shown(""), Shown(""))
        cells = (*(Shown(text) for text in head), *values)
        rows.append((*(Cell("", shown) for shown in cells), Cell("", Shown(f"{outcome} {row.code}".strip()), tone)))
    return Table(tuple((words.pack.say(f"log.{name}", words.language), False) for name in COLUMNS), tuple(rows))


def _values(words: Words, kind: str, field: str, item: str, old: Any, new: Any) -> tuple[Shown, Shown]:
    before, after = rows_of(old), rows_of(new)
    if before is None and after is None:
        return tuple(Shown(words.shown(field, value, kind=kind, item=item).text) for value in (old, new))  # type: ignore[return-value]
    lines = [_line(words, *change) for change in changed_rows(before or {}, after or {})]
    more = len(lines) - MOST_FOLDED
    if more > 0:
        lines = [*lines[:MOST_FOLDED], _counted(words, "log.more", more)]
        count = MOST_FOLDED + more
    else:
        count = len(lines)
    return (
        Shown(_counted(words, "log.rows", len(before)) if before else "–"),
        Shown(_counted(words, "log.rows_changed", count), folded=tuple(lines)),
    )


def _counted(words: Words, key: str, count: int) -> str:
    return words.say(f"{key}.one" if count == 1 else key).format(n=f"{count:,}")


def rows_of(value: Any) -> Mapping[str, Any] | None:
    """The rows of a value that is a table, each under its key or its place; None for what reads well in one cell."""
    if isinstance(value, Mapping):
        is_table = len(value) > LONGEST_PLAIN or any(
            isinstance(part, Mapping | list | tuple) for part in value.values()
        )
        return value if value and is_table else None
    if isinstance(value, list | tuple) and any(isinstance(part, Mapping) for part in value):
        return {str(place): part for place, part in enumerate(value, start=1)}
    return None


def changed_rows(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    """The rows that differ, with what stood there before and after; a row that came or went lacks one of them."""
    for key in dict.fromkeys((*before, *after)):
        old, new = before.get(key, MISSING), after.get(key, MISSING)
        if old != new:
            yield key, old, new


def _line(words: Words, key: str, old: Any, new: Any) -> str:
    """One changed row in words: only the fields that differ where it stood before, all of it where it is new."""
    name = words.name_of("USER", key) or words.name_of("CUSTOMER", key) or key
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        parts = [
            f"{words.label(field)} {_said(words, field, a)} → {_said(words, field, b)}"
            for field, a, b in changed_rows(old, new)
        ]
        return f"{name}: {'; '.join(parts)}"
    if old is MISSING:
        return f"{name}: {_whole(words, new)}"
    return f"{name}: {_whole(words, old)} → {'–' if new is MISSING else _whole(words, new)}"


def _whole(words: Words, row: Any) -> str:
    if isinstance(row, Mapping):
        return "; ".join(f"{words.label(field)} {_said(words, field, value)}" for field, value in row.items())
    return _said(words, "", row)


def _said(words: Words, field: str, value: Any) -> str:
    return "–" if value is MISSING else words.shown(field, value).text


def _line_item(body: Any, path: str) -> str:
    parts = path.split("/")
    line = (body.get("lines") or {}).get(parts[1]) if len(parts) > 1 and isinstance(body.get("lines"), dict) else None
    return str((line or {}).get("item", ""))


def _path_words(words: Words, kind: str, path: str) -> str:
    parts = path.split("/")
    line = f"{words.label('line')} {parts[1]}, " if len(parts) > 2 else ""  # noqa: PLR2004 - lines/10/received
    return line + words.label(parts[-1], kind.lower())
