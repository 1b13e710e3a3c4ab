"""Reading CSV as spreadsheets in China and Europe write it: three encodings, three separators."""

import csv
import io
from collections.abc import Iterator, Sequence

from lms.exchange.people.columns import key_of
from lms.exchange.people.faults import Fault
from lms.exchange.people.sheets import MAX_COLUMNS, Sheet, gathered

SEPARATORS = ",;\t"
UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def read_csv(content: bytes) -> Sheet:
    """Read the text; a file that is no text at all is of the wrong type."""
    text = _decoded(content)
    if text is None:
        return Sheet(faults=[Fault(0, "", "wrong_type")])
    cell_faults: list[tuple[int, int, str]] = []
    try:
        return gathered(_lines(text, cell_faults), cell_faults)
    except csv.Error:
        return Sheet(faults=[Fault(0, "", "unreadable_csv")])


def _decoded(content: bytes) -> str | None:
    if content.startswith(UTF_16_MARKS):
        encodings: tuple[str, ...] = ("utf-16",)
    elif b"\x00" in content:
        return None
    else:
        encodings = ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\x00" in text else text
    return None


def _lines(text: str, cell_faults: list[tuple[int, int, str]]) -> Iterator[tuple[int, Sequence[str]]]:
    separator = _separator_of(text)
    for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator), start=1):
        for place, cell in enumerate(cells[:MAX_COLUMNS]):
            if cell.lstrip().startswith("="):
                cell_faults.append((number, place, "formula"))
        yield number, cells[:MAX_COLUMNS]


def _separator_of(text: str) -> str:
    """The separator under which the heading says most; a semicolon may stand inside a cell of job roles."""
    heading = next((line for line in text.splitlines() if line.strip()), "")
    return max(SEPARATORS, key=lambda one: sum(key_of(cell.strip('" ')) is not None for cell in heading.split(one)))
