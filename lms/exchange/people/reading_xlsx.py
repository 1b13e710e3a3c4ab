"""Reading the people's sheet of an Excel workbook, guarding against what only looks like one."""

import io
import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from typing import Any

from lms.exchange.people.columns import known_columns
from lms.exchange.people.faults import Fault
from lms.exchange.people.sheets import MAX_COLUMNS, MAX_ROWS, Line, Sheet, gathered, heading_among

MAX_UNPACKED_BYTES = 80 * 1024 * 1024
"""20,000 rows unpack to some 15 MB; a bomb to gigabytes"""
HEAD_OF_A_PART = 4096
"""bytes in which a document type would have to stand"""
COLUMNS_OF_A_LIST = 4
"""known headings that make a row of a sheet the heading of a list of people, and no accident"""
ROWS_LOOKED_AT, ROWS_ABOVE = 40, 100
"""rows, empty ones too, in which a sheet shows its heading; and rows that may stand above and between the people's"""


def read_xlsx(content: bytes) -> Sheet:
    """Read the sheet of the workbook that holds people, without its formulas' results."""
    try:
        code = _danger(content)
        return Sheet(faults=[Fault(0, "", code)]) if code else _read(content)
    except Exception:
        return Sheet(faults=[Fault(0, "", "damaged")])


def _danger(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
        if any(part.flag_bits & 1 for part in parts):
            return "locked_or_old"
        if sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
            return "suspicious"
        names = {part.filename for part in parts}
        if "xl/workbook.xml" not in names:
            return "wrong_type"
        for part in parts:
            if part.filename.endswith((".xml", ".rels")):
                with archive.open(part) as file:
                    head = file.read(HEAD_OF_A_PART)
                if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                    return "suspicious"
    return ""


def _read(content: bytes) -> Sheet:
    from openpyxl import load_workbook  # 150 ms that only an import should pay

    with warnings.catch_warnings():  # openpyxl warns of styles and extensions that it leaves out
        warnings.simplefilter("ignore")
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        sheets = _shown_sheets(book)
        with_people = [sheet for sheet in sheets if _holds_people(sheet)]
        if len(with_people) > 1:
            names = ", ".join(sheet.title for sheet in with_people)
            return Sheet(faults=[Fault(0, "", "several_sheets", {"sheets": names})])
        if not sheets:
            return Sheet(faults=[Fault(0, "", "empty_file")])
        cell_faults: list[tuple[int, int, str]] = []
        return gathered(_lines((with_people or sheets)[0], cell_faults), cell_faults)


def _shown_sheets(book: Any) -> list[Any]:
    """The sheets of cells that somebody sees, the one that was open first; drawings are none, hidden ones not meant."""
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible" and hasattr(sheet, "iter_rows")]
    return sorted(sheets, key=lambda sheet: sheet is not book.active)


def _holds_people(sheet: Any) -> bool:
    """Whether a row near its top names more columns than a title or a list of codes would."""
    lines = list(islice(_lines(sheet, []), ROWS_LOOKED_AT))
    return bool(lines) and known_columns(heading_among(lines)[1][1]) >= COLUMNS_OF_A_LIST


def _lines(sheet: Any, cell_faults: list[tuple[int, int, str]]) -> Iterator[Line]:
    sheet.reset_dimensions()  # the size that a file claims for itself may be anything
    for row in sheet.iter_rows(max_row=MAX_ROWS + ROWS_ABOVE, max_col=MAX_COLUMNS):
        number = next((cell.row for cell in row if cell.value is not None), 0) or 0
        yield number, [_text(cell, cell_faults) for cell in row]


def _text(cell: Any, cell_faults: list[tuple[int, int, str]]) -> str:
    value = cell.value
    if value is None:
        return ""
    if cell.data_type == "f" or (isinstance(value, str) and value.startswith("=")):
        cell_faults.append((cell.row, cell.column - 1, "formula"))
        return str(value)
    if cell.data_type == "e":
        cell_faults.append((cell.row, cell.column - 1, "cell_error"))
        return str(value)
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
