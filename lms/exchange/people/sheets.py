"""The rectangle of text between a file's own form and the rows of people."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from lms.exchange.people.columns import read_heading
from lms.exchange.people.faults import Fault

MAX_ROWS = 20_000
"""rows of people in one file; the largest company we serve has 3,000"""
MAX_COLUMNS = 60
"""columns looked at; HR exports bring many that nobody here needs"""


@dataclass
class Sheet:
    """Rows with their number and cells as text, which place holds which column, and what is wrong so far."""

    rows: list[tuple[int, Sequence[str]]] = field(default_factory=list)
    places: dict[int, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def gathered(lines: Iterable[tuple[int, Sequence[str]]], cell_faults: list[tuple[int, int, str]]) -> Sheet:
    """Take heading and rows from numbered lines; empty lines do not count. `cell_faults` (row, place, code) fills up
    while the lines are drawn, and counts only in columns that are known."""
    sheet = Sheet()
    for number, cells in lines:
        if not any(cell.strip() for cell in cells):
            continue
        if not sheet.places:
            sheet.places, faults = read_heading(cells, number)
            sheet.faults.extend(faults)
            if not sheet.places:
                break
            continue
        if len(sheet.rows) == MAX_ROWS:
            sheet.faults.append(Fault(0, "", "too_many_rows", {"limit": f"{MAX_ROWS:,}"}))
            break
        sheet.rows.append((number, [cell.strip() for cell in cells]))
    else:
        if not sheet.places:
            sheet.faults.append(Fault(0, "", "empty_file"))
    sheet.faults.extend(
        Fault(row, sheet.places[place], code) for row, place, code in cell_faults if place in sheet.places
    )
    return sheet
