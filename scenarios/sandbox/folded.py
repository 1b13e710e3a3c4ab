"""Values that are tables themselves: how many rows they have or how many changed, and the rows folded beneath."""

from collections.abc import Iterator, Mapping
from typing import Any

from scenarios.sandbox.wording import Shown, Words

LONGEST_PLAIN = 6
"""Entries up to which a mapping of plain values reads well in one cell; a longer one is a table."""
MOST_FOLDED = 100
"""Rows that are unfolded at once; a load of thousands says how many more there are."""
MISSING = object()


def rows_of(value: Any) -> Mapping[str, Any] | None:
    """The rows of a value that is a table, each under its key or its place; None for what reads well in one cell."""
    if isinstance(value, Mapping):
        is_table = len(value) > LONGEST_PLAIN or any(_holds_rows(part) for part in value.values())
        return value if value and is_table else None
    if isinstance(value, list | tuple) and any(isinstance(part, Mapping) for part in value):
        return {str(place): part for place, part in enumerate(value, start=1)}
    return None


def _holds_rows(part: Any) -> bool:
    if isinstance(part, list | tuple):
        return any(isinstance(one, Mapping) for one in part)
    return isinstance(part, Mapping)


def changed_rows(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    """The rows that differ, with what stood there before and after; a row that came or went lacks one of them."""
    for key in dict.fromkeys((*before, *after)):
        old, new = before.get(key, MISSING), after.get(key, MISSING)
        if old != new:
            yield key, old, new


def _changed(words: Words, key: str, old: Any, new: Any) -> str:
    """One changed row in words: only the fields that differ where it stood before, all of it where it is new."""
    name = words.name_of("USER", key) or words.name_of("CUSTOMER", key) or key
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        parts = [
            f"{words.label(field)} {_said(words, field, a)} → {_said(words, field, b)}"
            for field, a, b in changed_rows(old, new)
        ]
        return words.told(name, words.clauses(parts))
    if old is MISSING:
        return words.told(name, _whole(words, new))
    return words.told(name, f"{_whole(words, old)} → {'–' if new is MISSING else _whole(words, new)}")


def _whole(words: Words, row: Any) -> str:
    if isinstance(row, Mapping):
        return words.clauses(f"{words.label(field)} {_said(words, field, value)}" for field, value in row.items())
    return _said(words, "", row)


def _said(words: Words, field: str, value: Any) -> str:
    return "–" if value is MISSING else words.shown(field, value).text


def folded_changes(words: Words, before: Mapping[str, Any], after: Mapping[str, Any]) -> Shown:
    """How many rows changed, and what changed in each."""
    lines = [_changed(words, *change) for change in changed_rows(before, after)]
    return Shown(counted(words, "log.rows_changed", len(lines)), folded=_shortened(words, lines))


def folded_rows(words: Words, rows: Mapping[str, Any]) -> Shown:
    """How many rows there are, and each of them."""
    lines = [_changed(words, key, MISSING, row) for key, row in rows.items()]
    return Shown(counted(words, "log.rows", len(lines)), folded=_shortened(words, lines))


def _shortened(words: Words, lines: list[str]) -> tuple[str, ...]:
    more = len(lines) - MOST_FOLDED
    return (*lines[:MOST_FOLDED], counted(words, "log.more", more)) if more > 0 else tuple(lines)


def counted(words: Words, key: str, count: int) -> str:
    """A number of rows in words; one has words of its own."""
    return words.say(f"{key}.one" if count == 1 else key).format(n=f"{count:,}")
