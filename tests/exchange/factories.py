"""What the import tests arrange: a small company, and people files in any form."""

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any

from curricula.models import Department, JobRole, Posting, Shift, Site
from lms.exchange.people.models import PeopleImport
from lms.exchange.people.services import apply_import, make_dry_run, receive_file
from lms.foundation.models import Person
from tests.factories import named

HEADINGS = ("number", "name", "department", "site", "job_roles", "shift", "email", "from", "to")
CHINESE = ("工号", "姓名", "部门", "工厂", "岗位", "班次", "邮箱", "开始", "结束")


def make_company() -> None:
    """Two departments, two sites (CD works no nights), three shifts, four job roles."""
    day, evening, night = named(Shift, "day"), named(Shift, "evening"), named(Shift, "night")
    Shift.objects.filter(code="night").update(name_zh="夜班", name_en="Night")
    named(Site, "SZ", name_zh="苏州制造", name_en="Suzhou manufacturing").shifts.set([day, evening, night])
    named(Site, "CD", name_zh="成都配送", name_en="Chengdu distribution").shifts.set([day, evening])
    warehouse = named(Department, "WHS", name_zh="仓储物流部", name_en="Warehouse and logistics")
    purchasing = named(Department, "PUR", name_zh="采购部", name_en="Purchasing")
    named(JobRole, "RECV", name_zh="收货员", name_en="Receiving clerk", department=warehouse)
    named(JobRole, "KEEPER", name_zh="仓管员", name_en="Storekeeper", department=warehouse)
    named(JobRole, "BUYER", name_zh="采购员", name_en="Buyer", department=purchasing)
    named(JobRole, "CHAMPION", name_zh="变革推动者", name_en="Change champion")


def line(number: str = "YF20260001", **cells: str) -> dict[str, str]:
    """One row of a file: a receiving clerk at Suzhou since September."""
    row = {
        "number": number, "name": "周婷", "department": "WHS", "site": "SZ", "job_roles": "RECV", "shift": "day",
        "email": f"{number.lower()}@example.com", "from": "2026-09-01", "to": "",
    }  # fmt: skip
    return {**row, **{key.rstrip("_"): value for key, value in cells.items()}}


def as_csv(
    rows: Iterable[Mapping[str, Any]],
    *,
    headings: Iterable[str] = HEADINGS,
    keys: Iterable[str] = HEADINGS,
    separator: str = ",",
    encoding: str = "utf-8-sig",
) -> bytes:
    """The rows as a CSV file."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator)
    writer.writerow(headings)
    listed = list(keys)
    writer.writerows([row.get(key, "") for key in listed] for row in rows)
    return text.getvalue().encode(encoding)


def as_xlsx(rows: Iterable[Mapping[str, Any]], *, headings: Iterable[str] = HEADINGS) -> bytes:
    """The rows as an Excel workbook."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("People")
    sheet.append(list(headings))
    for row in rows:
        sheet.append([row.get(key) for key in HEADINGS])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def as_book(sheets: Mapping[str, Iterable[Iterable[Any]]], *, hidden: Iterable[str] = ()) -> bytes:
    """A workbook with these sheets, row by row; the first is the open one."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        sheet.sheet_state = "hidden" if name in hidden else "visible"
        for row in rows:
            sheet.append(list(row))
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def dry_run(
    rows: Iterable[Mapping[str, Any]], *, actor: Person | None = None, is_complete: bool = False
) -> PeopleImport:
    """Send the rows in and look at the dry run."""
    received = receive_file("people.csv", as_csv(rows), actor=actor, is_complete=is_complete)
    make_dry_run(received)
    received.refresh_from_db()
    return received


def bring_in(
    rows: Iterable[Mapping[str, Any]], *, actor: Person | None = None, is_complete: bool = False
) -> PeopleImport:
    """Send the rows in and apply them."""
    return apply_import(dry_run(rows, actor=actor, is_complete=is_complete), actor=actor)


def counts(people_import: PeopleImport) -> tuple[int, int, int, int, int]:
    """Added, changed, ended, unchanged, errors."""
    one = people_import
    return one.added, one.changed, one.ended, one.unchanged, one.errors


def posts_of(number: str) -> list[tuple[str, ...]]:
    """Role, department, site, shift, main, from, to of all postings of a person, by first day and role."""
    rows = Posting.objects.filter(person__number=number).order_by("starts_on", "job_role__code", "pk")
    return [
        (
            row.job_role.code, row.department.code, row.site.code, row.shift.code, "main" if row.is_main else "beside",
            row.starts_on.isoformat(), row.ends_on.isoformat() if row.ends_on else "",
        )
        for row in rows.select_related("job_role", "department", "site", "shift")
    ]  # fmt: skip


def everything() -> dict[str, Any]:
    """All people and postings as they stand, to compare before and after."""
    return {
        "people": sorted(Person.objects.values_list("number", "name", "email", "is_active")),
        "postings": {number: posts_of(number) for number in Person.objects.values_list("number", flat=True)},
    }
