"""Reading the first sheet of an Excel workbook, guarding against what only looks like one."""

import io
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from lms.exchange.people.faults import Fault
from lms.exchange.people.sheets import MAX_COLUMNS, MAX_ROWS, Sheet, gathered

MAX_UNPACKED_BYTES = 80 * 1024 * 1024
"""20,000 rows unpack to some 15 MB; a bomb to gigabytes"""
HEAD_OF_A_PART = 4096
"""bytes in which a document type would have to stand"""


def read_xlsx(content: bytes) -> Sheet:
    """Read the sheet that was open when the workbook was saved, without its formulas' results."""
    try:
        code = _danger(content)
        if code:
            return Sheet(faults=[Fault(0, "", code)])
        cell_faults: list[tuple[int, int, str]] = []
        return gathered(_lines(content, cell_faults), cell_faults)
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


def _lines(content: bytes, cell_faults: list[tuple[int, int, str]]) -> Iterator[tuple[int, Sequence[str]]]:
    from openpyxl import load_workbook  # 150 ms that only an import should pay

    with warnings.catch_warnings():  # openpyxl warns of styles and extensions that it leaves out
        warnings.simplefilter("ignore")
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
        sheet = book.active or book.worksheets[0]
        sheet.reset_dimensions()  # the size that a file claims for itself may be anything
        for row in sheet.iter_rows(max_row=MAX_ROWS + 100, max_col=MAX_COLUMNS):
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
