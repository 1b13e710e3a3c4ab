"""What is wrong with the rows of `matrix.csv`."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from curricula.api import (
    BY_SITE,
    MATRIX_COLUMNS,
    MAY_CLOSE_HIGH_RISK,
    Criticality,
    Effectiveness,
    Method,
    RetrainingRule,
    Risk,
)
from lms.exchange.company.checking.problems import KIND_WORDS, Problem, home_of, nearest, shown
from lms.exchange.company.checking.shapes import Known

DESIGNATIONS = ("key_user", "early_bird")
WHOLE = re.compile(r"^[+-]?\d{1,9}$")
# Smallest and largest value of each column of numbers; a requirement is due before the go-live or after it.
NUMBERS = {"level": (0, 4), "due_offset_days": (-1000, 1000), "buffer_days": (0, 1000), "validity_months": (0, 1200)}
CHOICES: dict[str, tuple[str, ...]] = {
    "criticality": tuple(Criticality.values),
    "risk": tuple(Risk.values),
    "assessment": tuple(Method.values),
    "effectiveness": tuple(Effectiveness.values),
}


def matrix_problems(path: Path, name: str, known: Known) -> Iterator[Problem]:
    """Everything that is wrong with the file; `known` are the ids by kind."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = [(reader.line_num, row) for reader in [csv.reader(file)] for row in reader if row]
    except (UnicodeDecodeError, csv.Error):
        yield Problem(name, 0, "", "unreadable")
        return
    heading = lines[0][1] if lines else []
    missing = [column for column in MATRIX_COLUMNS if column not in heading]
    yield from (Problem(name, 1, "", "missing_column", {"column": column}) for column in missing)
    for column in heading:
        if column not in MATRIX_COLUMNS:
            yield Problem(name, 1, "", "unknown_column", {"column": shown(column), "nearest": nearest(column, missing)})
    if missing:
        return
    first: dict[tuple[str, ...], int] = {}
    for line, cells in lines[1:]:
        if len(cells) != len(heading):
            yield Problem(name, line, "", "cells", {"count": len(cells), "expected": len(heading)})
            continue
        row = dict(zip(heading, cells, strict=True))
        yield from _Row(name, line, row, known).problems()
        key = tuple(row[column] for column in ("job_role", "activity", "scope", "wave"))
        if key in first:
            yield Problem(name, line, _place(row), "double_cell", {"other": first[key]})
        first.setdefault(key, line)


def _place(row: dict[str, str]) -> str:
    return f"{row['job_role']} × {row['activity']}"


class _Row:
    """One row of the file."""

    def __init__(self, name: str, line: int, row: dict[str, str], known: Known) -> None:
        self.name, self.line, self.row, self.known = name, line, row, known

    def problems(self) -> Iterator[Problem]:
        """Everything that is wrong with it."""
        row = self.row
        yield from self._known("job_role", "job_role", row["job_role"])
        yield from self._known("activity", "activity", row["activity"])
        if row["wave"] != BY_SITE:
            yield from self._known("wave", "go_live", row["wave"])
        for column, choices in CHOICES.items():
            yield from self._choice(column, row[column], choices)
        for rule in row["retraining"].split("+"):
            yield from self._choice("retraining", rule, tuple(RetrainingRule.values))
        for column, (least, most) in NUMBERS.items():
            if not WHOLE.match(row[column]):
                yield self._problem(column, "not_whole", value=shown(row[column]))
            elif not least <= int(row[column]) <= most:
                yield self._problem(column, "out_of_range", value=row[column], least=least, most=most)
        if (
            row["risk"] == Risk.HIGH
            and row["assessment"] in Method.values
            and row["assessment"] not in MAY_CLOSE_HIGH_RISK
        ):
            yield self._problem("assessment", "high_risk")
        yield from self._scope(row["scope"])

    def _scope(self, text: str) -> Iterator[Problem]:
        kind, _is, value = text.partition("=")
        if kind in {"site", "station"} and value:
            yield from self._known("scope", kind, value)
        elif text and text not in DESIGNATIONS:
            yield self._problem("scope", "bad_scope", value=shown(text))

    def _known(self, column: str, kind: str, code: str) -> Iterator[Problem]:
        known = self.known[kind]
        if code not in known:
            yield self._problem(
                column, "unknown_id", kind=KIND_WORDS[kind], value=shown(code), home=home_of(kind), nearest=nearest(code, known)
            )  # fmt: skip

    def _choice(self, column: str, value: str, choices: tuple[str, ...]) -> Iterator[Problem]:
        if value not in choices:
            yield self._problem(
                column, "not_choice", value=shown(value), choices=", ".join(choices), nearest=nearest(value, choices)
            )  # fmt: skip

    def _problem(self, column: str, code: str, **values: Any) -> Problem:
        return Problem(self.name, self.line, f"{_place(self.row)} › {column}", code, values)
