"""The order of a list as its reader asked for it: by any column, and back again."""

import re
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

from scenarios.sandbox.areas import SCREENS
from scenarios.sandbox.tables import Table, cell, value_of
from scenarios.sandbox.wording import Words

Body = Mapping[str, Any]
MOMENT = re.compile(r"\d{4}-\d\d-\d\d")
Key = tuple[int, int, str]


def ordered(words: Words, kind: str, bodies: Iterable[Body], sort: str) -> list[Body]:
    """By a column of the kind's list (“-” before it: backwards), what has no value last; else in the order they came."""
    rows, field = list(bodies), sort.removeprefix("-")
    if field not in SCREENS[kind].columns:
        return rows
    known = [row for row in rows if value_of(words, row, field) not in (None, "", (), [], {})]
    known.sort(key=lambda row: _key(words, kind, row, field), reverse=sort.startswith("-"))
    shown = {str(row["id"]) for row in known}
    return known + [row for row in rows if str(row["id"]) not in shown]


def heads(table: Table, kind: str, *, sort: str, asked: str) -> list[dict[str, Any]]:
    """The head row: label, alignment, how it is sorted now, and the link that sorts it."""
    found = []
    for field, (label, is_figure) in zip(SCREENS[kind].columns, table.headings, strict=True):
        direction = {field: "ascending", f"-{field}": "descending"}.get(sort, "none")
        wanted = f"-{field}" if direction == "ascending" else field
        link = "?" + urlencode({**({"q": asked} if asked else {}), "sort": wanted})
        found.append({"label": label, "align": "end" if is_figure else "start", "direction": direction, "link": link})
    return found


def _key(words: Words, kind: str, body: Body, field: str) -> Key:
    """Figures and moments as they are kept; everything else as the reader sees it."""
    value = value_of(words, body, field)
    if isinstance(value, int) and not isinstance(value, bool):
        return 0, value, ""
    if isinstance(value, str) and MOMENT.match(value):
        return 1, 0, value
    return 1, 0, cell(words, kind, body, field).shown.text.casefold()
