"""The columns of a people file: their keys, their headings in both languages, and recognising a heading row."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

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
    FileColumn("name", "姓名", pgettext_lazy("person", "name"), longest=120),
    FileColumn("department", "部门", _("department")),
    FileColumn("site", "工厂", pgettext_lazy("of the company", "site")),
    FileColumn("job_roles", "岗位", _("job roles"), longest=400),
    FileColumn("shift", "班次", _("shift")),
    FileColumn("email", "邮箱", _("e-mail"), is_needed=False, is_filled=False, longest=254),
    FileColumn("from", "开始", _("from")),
    FileColumn("to", "结束", _("to"), is_needed=False, is_filled=False),
)
BY_KEY = {column.key: column for column in COLUMNS}
DAY_COLUMNS = frozenset({"from", "to"})


# A star or a remark in brackets says that a column must be filled, and how; the heading is what stands before it.
_REMARK = re.compile(r"[(\[【].*?[)\]】]|[*:]")
_BLANKS = re.compile(r"[\s_-]+")
OTHER_HEADINGS = {
    "number": (
        "employee number",
        "employee no",
        "personnel number",
        "employee id",
        "员工编号",
        "人员编号",
        "员工号",
        "职工号",
    ),
    "name": ("full name", "employee name", "员工姓名"),
    "department": ("department name", "department code", "部门名称", "部门代码", "部门编码", "所属部门", "所在部门"),
    "site": ("plant", "site name", "site code", "厂区", "所属工厂", "所在工厂", "工厂名称", "工厂代码"),
    "job_roles": ("job role", "roles", "岗位名称", "岗位代码", "所在岗位"),
    "shift": ("shift name", "shift code", "班次名称", "班别"),
    "email": ("email address", "电子邮箱", "电子邮件", "邮箱地址", "邮件地址"),
    "from": ("start", "start date", "from date", "开始日期", "起始日期", "开始时间"),
    "to": ("end", "end date", "to date", "结束日期", "终止日期", "截止日期", "结束时间"),
}
"""what HR systems write above these columns; our own headings outweigh them where a file has both"""


def _folded(heading: str) -> str:
    return _BLANKS.sub("", _REMARK.sub("", unicodedata.normalize("NFKC", heading))).casefold()


_KEY_OF_HEADING = {_folded(text): column.key for column in COLUMNS for text in (column.key, column.heading_zh)}
_KEY_OF_ANY_HEADING = {_folded(text): key for key, texts in OTHER_HEADINGS.items() for text in texts} | _KEY_OF_HEADING


def key_of(heading: str) -> str | None:
    """The column that a heading means, in either language or both with a stroke between; None if it means none."""
    return _key_in(_KEY_OF_ANY_HEADING, heading)


def known_columns(cells: Sequence[str]) -> int:
    """How many columns a row would name if it were the heading."""
    return len({key_of(cell) for cell in cells} - {None})


def _key_in(headings: Mapping[str, str], heading: str) -> str | None:
    """The template writes "number / 工号"; a heading in one language alone is as good."""
    parts = [headings.get(_folded(part)) for part in heading.split("/")]
    known = {part for part in parts if part}
    return known.pop() if len(known) == 1 and all(parts) else None


def read_heading(cells: Sequence[str], row: int) -> tuple[dict[int, str], list[Fault]]:
    """Which place holds which column, and what is wrong with the heading (everything, not the first thing)."""
    places: dict[int, str] = {}
    faults = []
    own = {_key_in(_KEY_OF_HEADING, cell) for cell in cells}
    for place, cell in enumerate(cells):
        key = key_of(cell)
        if key is None or (key in own and _key_in(_KEY_OF_HEADING, cell) is None):
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
