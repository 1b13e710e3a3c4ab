"""From the bytes of a file to rows of text, or to what is wrong with them. Decides by content, not by the name."""

from collections.abc import Mapping
from dataclasses import dataclass

from lms.exchange.people.faults import Fault
from lms.exchange.people.reading_csv import read_csv
from lms.exchange.people.reading_xlsx import read_xlsx
from lms.exchange.people.sheets import Sheet

MAX_MEGABYTES = 10
"""a list of 20,000 people is 2 MB; more is something else"""
ZIP_MAGIC, OLE_MAGIC = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"


@dataclass(frozen=True)
class FileRow:
    """One row of the file: its number as the spreadsheet counts, and the text of each known column."""

    row: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class PeopleFile:
    """What was read: the rows, what is wrong, and which columns the file has."""

    rows: tuple[FileRow, ...] = ()
    faults: tuple[Fault, ...] = ()
    columns: frozenset[str] = frozenset()


def size_fault(size: int) -> Fault | None:
    """What is wrong with a file of this many bytes, before anything of it is read."""
    if size == 0:
        return Fault(0, "", "empty_file")
    if size > MAX_MEGABYTES * 1024 * 1024:
        return Fault(0, "", "too_large", {"size": f"{size / 1024 / 1024:.0f}", "limit": str(MAX_MEGABYTES)})
    return None


def read_people_file(content: bytes) -> PeopleFile:
    """Read a workbook or a CSV file. Never raises: whatever is wrong comes back as faults, all of them."""
    fault = size_fault(len(content))
    if fault is not None:
        return PeopleFile(faults=(fault,))
    if content.startswith(OLE_MAGIC):
        return PeopleFile(faults=(Fault(0, "", "locked_or_old"),))
    sheet = read_xlsx(content) if content.startswith(ZIP_MAGIC) else read_csv(content)
    return _as_people_file(sheet)


def _as_people_file(sheet: Sheet) -> PeopleFile:
    places = sheet.places
    faults = list(sheet.faults)
    rows = tuple(
        FileRow(number, {key: cells[place] for place, key in places.items() if place < len(cells)})
        for number, cells in sheet.rows
    )
    if not rows and not faults:
        faults.append(Fault(0, "", "no_rows"))
    return PeopleFile(rows, tuple(faults), frozenset(places.values()))
