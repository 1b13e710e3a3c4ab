"""Workbooks that people fill in: the empty template, and the present people in the same form."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from curricula.models import Department, JobRole, Posting, Shift, Site
from lms.exchange.people.columns import COLUMNS, heading_of

WIDTHS = (14, 16, 22, 22, 34, 12, 32, 14, 14)
"""characters, column by column"""


def template_workbook() -> BytesIO:
    """The headings in both languages, and a second sheet with all codes and names that the cells may hold."""
    return _workbook([])


def people_workbook(day: date) -> BytesIO:
    """Everybody who holds a post on `day` or later, as rows of an import: sent back unchanged, nothing changes."""
    posts: dict[tuple[Any, ...], list[str]] = defaultdict(list)
    rows = (
        Posting.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))
        .order_by("person__number", "starts_on", "-is_main", "job_role__code")
        .values_list(
            "person__number", "person__name", "department__code", "site__code", "shift__code", "person__email", "starts_on",
            "ends_on", "job_role__code",
        )
    )  # fmt: skip
    for *post, job_role in rows:
        posts[tuple(post)].append(job_role)
    return _workbook(
        [number, name, department, site, ";".join(roles), shift, email, first, last]
        for (number, name, department, site, shift, email, first, last), roles in posts.items()
    )


def _workbook(rows: Iterable[Sequence[Any]]) -> BytesIO:
    from openpyxl import Workbook  # 150 ms that only this page should pay
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet(pgettext("navigation", "People"))
    sheet.freeze_panes = "A2"
    for place, width in enumerate(WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.append([heading_of(column.key) for column in COLUMNS])
    for row in rows:
        sheet.append(list(row))
    codes = book.create_sheet(_("Codes"))
    for row in _codes():
        codes.append(row)
    file = BytesIO()
    book.save(file)
    file.seek(0)
    return file


def _codes() -> Iterable[Sequence[str]]:
    yield [_("column"), _("code"), "中文", "English", _("shifts worked there")]
    for column, model in (("department", Department), ("site", Site), ("job_roles", JobRole), ("shift", Shift)):
        for one in model._default_manager.all():
            worked = " ".join(shift.code for shift in one.shifts.all()) if isinstance(one, Site) else ""
            yield [heading_of(column), one.code, one.name_zh, one.name_en, worked]
