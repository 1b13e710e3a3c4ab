"""Reading CSV as spreadsheets in China and Europe write it: three encodings, three separators."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from itertools import islice

from lms.exchange.people.columns import known_columns
from lms.exchange.people.faults import Fault
from lms.exchange.people.sheets import HEADING_WITHIN, MAX_COLUMNS, Sheet, gathered

SEPARATORS = ",;\t"
UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
# A spreadsheet exports ="00123" so that the zeros stay: that is the text 00123 and no formula.
_TEXT_AS_FORMULA = re.compile(r'^="([^"]*)"$')
# Pictures decode as Chinese by accident, but no list of people holds control characters; web pages and PDF are text.
_NO_LIST = re.compile(r"[\x00-\x08\x0e-\x1f]|^\s*<|^%PDF")


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
        return None if _NO_LIST.search(text) else text
    return None


def _lines(text: str, cell_faults: list[tuple[int, int, str]]) -> Iterator[tuple[int, Sequence[str]]]:
    separator = _separator_of(text)
    for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator), start=1):
        texts = [_TEXT_AS_FORMULA.sub(r"\1", cell.strip()) for cell in cells[:MAX_COLUMNS]]
        for place, cell in enumerate(texts):
            if cell.startswith("="):
                cell_faults.append((number, place, "formula"))
        yield number, texts


def _separator_of(text: str) -> str:
    """The separator under which some row says most as a heading; a semicolon may stand inside a cell of job roles."""
    lines = list(islice((line for line in text.splitlines() if line.strip()), HEADING_WITHIN))
    return max(SEPARATORS, key=lambda one: max((_columns_in(line, one) for line in lines), default=0))


def _columns_in(line: str, separator: str) -> int:
    return known_columns([cell.strip('" ') for cell in line.split(separator)])
