"""Reconciliation: control figures of the source against the sums of what was loaded, difference by difference."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from scenarios.migration.loading import Row, Table
from scenarios.migration.transforms import decimal_of, number_text


@dataclass(frozen=True)
class Line:
    """One line of the sheet: what is compared (`count`, `quantity`, `value`, …), of which key, and both figures."""

    measure: str
    key: str
    source: Decimal
    target: Decimal

    @property
    def difference(self) -> Decimal:
        """Target less source: positive is too much in the new books."""
        return self.target - self.source

    @property
    def agrees(self) -> bool:
        """Whether both figures are the same."""
        return not self.difference


def figures(rows: Iterable[Row], measure: Mapping[str, Any]) -> dict[str, Decimal]:
    """The sums of one measure by key: of `sum` over `by`, or counted; `only` narrows the rows."""
    found: dict[str, Decimal] = {}
    for row in rows:
        if any(row.get(name) not in values for name, values in measure.get("only", {}).items()):
            continue
        key = row.get(measure["by"], "") if measure.get("by") else ""
        amount = decimal_of(row.get(measure["sum"], "")) or Decimal(0) if measure.get("sum") else Decimal(1)
        found[key] = found.get(key, Decimal(0)) + amount
    return found


def reconciled(table: Table, rows: Iterable[Row]) -> tuple[Line, ...]:
    """The whole sheet, measure by measure in the table's order, keys in theirs."""
    kept = tuple(rows)
    lines: list[Line] = []
    for name, measure in table.get("measures", {}).items():
        target = figures(kept, measure)
        source = {key: Decimal(value) for key, value in table["controls"][name].items()}
        lines += [
            Line(name, key, source.get(key, Decimal(0)), target.get(key, Decimal(0)))
            for key in sorted(source.keys() | target.keys())
        ]
    return tuple(lines)


def differences(lines: Iterable[Line]) -> tuple[Line, ...]:
    """The lines that do not agree."""
    return tuple(line for line in lines if not line.agrees)


def controls_of(rows: Iterable[Row], measures: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, str]]:
    """Control figures as a source system hands them over, summed from its true rows."""
    kept = tuple(rows)
    return {
        name: {key: number_text(value) for key, value in sorted(figures(kept, measure).items())}
        for name, measure in measures.items()
    }
