"""The rectangle of text between a file's own form and the rows of people."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, islice

from lms.exchange.people.columns import known_columns, read_heading
from lms.exchange.people.faults import Fault

MAX_ROWS = 20_000
"""rows of people in one file; the largest company we serve has 3,000"""
MAX_COLUMNS = 60
"""columns looked at; HR exports bring many that nobody here needs"""
HEADING_WITHIN = 20
"""filled rows among which the heading is looked for: lists carry a title, a date and instructions above it"""
# Blanks, and marks without width that come along when a cell is copied from a web page.
_OUTER_BLANKS = re.compile(r"^[\s\u200b-\u200f\ufeff]+|[\s\u200b-\u200f\ufeff]+$")

Line = tuple[int, Sequence[str]]


@dataclass
class Sheet:
    """Rows with their number and cells as text, which place holds which column, and what is wrong so far."""

    rows: list[Line] = field(default_factory=list)
    places: dict[int, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def gathered(lines: Iterable[Line], cell_faults: list[tuple[int, int, str]]) -> Sheet:
    """Take heading and rows from numbered lines; empty lines, and what stands above the heading, do not count.

    `cell_faults` (row, place, code) fills up while the lines are drawn, and counts only under a known heading.
    """
    sheet = Sheet()
    filled = _filled(lines)
    first = list(islice(filled, HEADING_WITHIN))
    if not first:
        sheet.faults.append(Fault(0, "", "empty_file"))
        return sheet
    place_of_heading, (heading_row, heading) = heading_among(first)
    sheet.places, faults = read_heading(heading, heading_row)
    sheet.faults.extend(faults)
    if sheet.places:
        _take_rows(sheet, chain(first[place_of_heading + 1 :], filled))
    sheet.faults.extend(
        Fault(row, sheet.places[place], code)
        for row, place, code in cell_faults
        if place in sheet.places and row > heading_row
    )
    return sheet


def heading_among(lines: Sequence[Line]) -> tuple[int, Line]:
    """The line that names most columns, the first of those that name as many; with its place among `lines`."""
    return max(enumerate(lines), key=lambda one: (known_columns(one[1][1]), -one[0]))


def trimmed(text: str) -> str:
    """`text` without blanks and invisible marks around it."""
    return _OUTER_BLANKS.sub("", text)


def _filled(lines: Iterable[Line]) -> Iterator[Line]:
    for number, cells in lines:
        texts = [trimmed(cell) for cell in cells]
        if any(texts):
            yield number, texts


def _take_rows(sheet: Sheet, lines: Iterable[Line]) -> None:
    for line in lines:
        if len(sheet.rows) == MAX_ROWS:
            sheet.faults.append(Fault(0, "", "too_many_rows", {"limit": f"{MAX_ROWS:,}"}))
            return
        sheet.rows.append(line)
