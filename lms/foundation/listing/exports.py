"""A listing as a file: the same rows, the same columns, the same order; nothing in it can run in a spreadsheet."""

import csv
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from tempfile import TemporaryFile
from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils import timezone, translation
from django.utils.html import strip_tags
from django.utils.translation import gettext

from lms.foundation.listing.columns import Column
from lms.foundation.listing.pages import ListingPage

CHUNK = 2000
"""rows fetched at a time: few round trips, little memory"""
LINES_PER_PIECE = 500
BYTE_ORDER_MARK = "\ufeff"
"""without it Excel reads a UTF-8 file in the system's code page and shows Chinese as noise"""
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def export(page: ListingPage, form: str) -> HttpResponseBase:
    """Answer with all matching rows as `csv` (streamed) or `xlsx`."""
    return csv_response(page) if form == "csv" else xlsx_response(page)


def csv_response(page: ListingPage) -> StreamingHttpResponse:
    """Stream the rows as CSV."""
    language = translation.get_language() or "zh-hans"
    response = StreamingHttpResponse(_csv_pieces(page, language), content_type="text/csv; charset=utf-8")
    return _named(response, page, "csv")


def xlsx_response(page: ListingPage) -> FileResponse:
    """Write the rows as one sheet with a frozen head."""
    from openpyxl import Workbook  # 150 ms that only an export should pay

    book = Workbook(write_only=True)
    sheet = book.create_sheet(gettext("List"))
    sheet.freeze_panes = "A2"
    for line in _lines(page):
        sheet.append(line)
    file = TemporaryFile()  # noqa: SIM115 - the response closes it
    book.save(file)
    file.seek(0)
    return _named(FileResponse(file, content_type=XLSX), page, "xlsx")


def cell_value(value: Any) -> Any:
    """Return a value as a spreadsheet takes it: numbers and days as such, text that cannot become a formula."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    if isinstance(value, datetime):
        return timezone.localtime(value).replace(tzinfo=None) if timezone.is_aware(value) else value
    if isinstance(value, int | float | Decimal | date):
        return value
    text = strip_tags(str(value)) if hasattr(value, "__html__") else str(value)
    return f"'{text}" if text.startswith(STARTS_A_FORMULA) else text


class _Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        return text


def _csv_pieces(page: ListingPage, language: str) -> Iterator[str]:
    writer = csv.writer(_Echo())
    piece = [BYTE_ORDER_MARK]
    with translation.override(language):
        for line in _lines(page):
            piece.append(writer.writerow(line))
            if len(piece) >= LINES_PER_PIECE:
                yield "".join(piece)
                piece = []
        yield "".join(piece)


def _lines(page: ListingPage) -> Iterator[list[Any]]:
    columns = [column for column in page.listing.columns if column.in_export]
    yield [cell_value(column.label) for column in columns]
    for row in _all(page):
        yield [cell_value(_read(column, row)) for column in columns]


def _read(column: Column, row: Any) -> Any:
    value = column.read(row)
    return column.show(row) if value is None and column.show and column.value is None else value


def _all(page: ListingPage) -> Iterator[Any]:
    rows, gather = page.matching, page.listing.gather
    found = iter(rows.iterator(chunk_size=CHUNK)) if isinstance(rows, QuerySet) else iter(rows)
    if gather is None:
        yield from found
        return
    while piece := list(islice(found, CHUNK)):
        gather(piece)
        yield from piece


def _named(response: Any, page: ListingPage, ending: str) -> Any:
    name = f"{page.listing.export_name}-{timezone.localdate():%Y-%m-%d}.{ending}"
    response.headers["Content-Disposition"] = HttpResponse(
        headers={"Content-Disposition": f'attachment; filename="{name}"'}
    ).headers["Content-Disposition"]
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
