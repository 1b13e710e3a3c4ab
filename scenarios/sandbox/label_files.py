"""Label packs as spreadsheets: the template with every key, and what somebody filled in, as rows of text."""

import csv
import io
import zipfile
from collections.abc import Sequence

from scenarios.labels.pack import LabelPack, label_pack
from scenarios.labels.rows import COLUMNS

MAX_BYTES = 5_000_000
ZIP_MAGIC = b"PK\x03\x04"


class UnreadableSheet(ValueError):  # noqa: N818 - said to the person, not raised at us
    """The bytes are neither an XLSX workbook nor a UTF-8 CSV file."""


def sheet_rows(content: bytes) -> list[list[str]]:
    """Rows of text from a workbook's first sheet or a CSV file; a formula stays what was typed, `=…`."""
    if content.startswith(ZIP_MAGIC):
        return _workbook_rows(content)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableSheet from error
    if "\x00" in text:
        raise UnreadableSheet
    return [list(row) for row in csv.reader(io.StringIO(text))]


def _workbook_rows(content: bytes) -> list[list[str]]:
    from openpyxl import load_workbook  # 150 ms that only an import should pay

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=False)
        sheet = book.worksheets[0]
        return [["" if cell is None else str(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    except (zipfile.BadZipFile, KeyError, ValueError, OSError, IndexError) as error:
        raise UnreadableSheet from error


def template_rows(pack: LabelPack) -> list[Sequence[str]]:
    """Every key with the generic words beside the pack's own, ready to be filled in and imported again."""
    generic = label_pack().labels
    head: list[Sequence[str]] = [(*COLUMNS, "generic zh", "generic en")]
    for key, label in generic.items():
        own = pack.labels[key] if key in pack.own and pack.name != "generic" else {}
        head.append((key, own.get("zh", ""), own.get("en", ""), own.get("words", ""), label["zh"], label["en"]))
    return head


def workbook_of(rows: Sequence[Sequence[str]]) -> bytes:
    """The rows as an XLSX workbook."""
    from openpyxl import Workbook  # as above

    book = Workbook(write_only=True)
    sheet = book.create_sheet("labels")
    for row in rows:
        sheet.append([f"'{cell}" if cell.startswith("=") else cell for cell in row])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
