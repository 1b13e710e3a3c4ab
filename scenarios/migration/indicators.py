"""Data-quality indicators of a staged table: duplicate, missing, invalid, reconciled; each a count of its population."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from scenarios.migration.identifiers import is_valid_gtin, is_valid_uscc
from scenarios.migration.loading import Prepared, Table
from scenarios.migration.reconciling import Line

Row = Mapping[str, str]
MISSING = "MISSING"
IDENTIFIERS = {"uscc": is_valid_uscc, "di_primary": is_valid_gtin, "di_inner": is_valid_gtin, "di_case": is_valid_gtin}


@dataclass(frozen=True)
class Indicator:
    """So many of so many; a population of nought is unknown, never nought percent."""

    name: str
    count: int
    population: int

    @property
    def percent(self) -> float | None:
        """The share in percent, or None where there is nothing to measure."""
        return 100 * self.count / self.population if self.population else None


def of_master(table: Table, rows: Iterable[Row], undecided: int) -> tuple[Indicator, ...]:
    """The indicators of a master: rows that look like another and are undecided, empty cells, identifiers that fail."""
    kept = tuple(rows)
    wanted = [name for name in table.get("compare", ()) if name != "status"] or ["name"]
    cells = [row.get(name, "") for row in kept for name in wanted]
    checked = [(check, row[name]) for row in kept for name, check in IDENTIFIERS.items() if row.get(name, "").strip()]
    return (
        Indicator("duplicate", undecided, len(kept)),
        Indicator("missing", sum(not cell.strip() for cell in cells), len(cells)),
        Indicator("invalid", sum(not check(value) for check, value in checked), len(checked)),
        Indicator("reconciled", 0, 0),
    )


def of_load(table: Table, found: Prepared, lines: Iterable[Line]) -> tuple[Indicator, ...]:
    """The indicators of a load: rows with a repeated key, with an empty cell, with a bad one, and lines that agree."""
    wanted = len(table["rows"]) - len(found.left_out)
    empty = {fault.row for fault in found.faults if fault.code == MISSING}
    repeated = {fault.row for fault in found.faults if fault.code == "REPEATED"}
    bad = {fault.row for fault in found.faults} - empty - repeated
    sheet = tuple(lines)
    return (
        Indicator("duplicate", len(repeated), wanted),
        Indicator("missing", len(empty), wanted),
        Indicator("invalid", len(bad), wanted),
        Indicator("reconciled", sum(line.agrees for line in sheet), len(sheet)),
    )
