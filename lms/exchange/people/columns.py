"""The columns of a people file: their keys, their headings in both languages, and recognising a heading row."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from lms.exchange.people.faults import Fault


@dataclass(frozen=True)
class FileColumn:
    """One column: key, Chinese heading, whether the file must have it, whether each row must fill it, longest text."""

    key: str
    heading_zh: str
    label: Any
    is_needed: bool = True
    is_filled: bool = True
    longest: int = 200


COLUMNS = (
    FileColumn("number", "工号", _("number"), longest=32),
    FileColumn("name", "姓名", _("name"), longest=120),
    FileColumn("department", "部门", _("department")),
    FileColumn("site", "工厂", _("site")),
    FileColumn("job_roles", "岗位", _("job roles"), longest=400),
    FileColumn("shift", "班次", _("shift")),
    FileColumn("email", "邮箱", _("e-mail"), is_needed=False, is_filled=False, longest=254),
    FileColumn("from", "开始", _("from")),
    FileColumn("to", "结束", _("to"), is_needed=False, is_filled=False),
)
BY_KEY = {column.key: column for column in COLUMNS}
DAY_COLUMNS = frozenset({"from", "to"})


def _folded(heading: str) -> str:
    return unicodedata.normalize("NFKC", heading).strip().casefold().replace(" ", "_").replace("-", "_")


# The template writes "number / 工号"; a heading in one language alone is as good.
_KEY_OF_HEADING = {_folded(text): column.key for column in COLUMNS for text in (column.key, column.heading_zh)} | {
    "e_mail": "email",
    "job_role": "job_roles",
}


def key_of(heading: str) -> str | None:
    """The column that a heading means, in either language or both with a stroke between; None if it means none."""
    parts = [_KEY_OF_HEADING.get(_folded(part)) for part in heading.split("/")]
    known = {part for part in parts if part}
    return known.pop() if len(known) == 1 and all(parts) else None


def read_heading(cells: Sequence[str], row: int) -> tuple[dict[int, str], list[Fault]]:
    """Which place holds which column, and what is wrong with the heading (everything, not the first thing)."""
    places: dict[int, str] = {}
    faults = []
    for place, cell in enumerate(cells):
        key = key_of(cell)
        if key is None:
            continue
        if key in places.values():
            faults.append(Fault(row, key, "double_column", {"column": heading_of(key)}))
        places[place] = key
    if not places:
        return {}, [Fault(row, "", "no_heading")]
    missing = [column.key for column in COLUMNS if column.is_needed and column.key not in places.values()]
    faults.extend(Fault(row, key, "missing_column", {"column": heading_of(key)}) for key in missing)
    return places, faults


def heading_of(key: str) -> str:
    """The heading as the template writes it: both languages."""
    return f"{key} / {BY_KEY[key].heading_zh}"


FileCells = Mapping[str, str]
