"""Profiles of a staged table: how full each column is, how many values, and in which patterns they are written."""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from scenarios.migration.identifiers import half_width

Row = Mapping[str, str]
MOST_PATTERNS = 3
_RUNS = re.compile(r"(.)\1+")


@dataclass(frozen=True)
class ColumnProfile:
    """One column in figures; `patterns` are the commonest spellings with their counts."""

    column: str
    rows: int
    filled: int
    distinct: int
    repeated: int
    patterns: tuple[tuple[str, int], ...]
    not_plain: int


def pattern_of(value: str) -> str:
    """How a value is written: 9 for digits, A for letters, 文 for other letters, runs shortened; full width shows as `F`."""
    signs = []
    for sign in value:
        if half_width(sign) != sign and not sign.isspace():
            signs.append("F")
        elif sign.isascii():
            signs.append("9" if sign.isdigit() else "A" if sign.isalpha() else sign)
        else:
            signs.append("文" if sign.isalpha() else sign)
    return _RUNS.sub(r"\1+", "".join(signs))


def profile(rows: Mapping[str, Row], columns: tuple[str, ...]) -> tuple[ColumnProfile, ...]:
    """The profile of each column over all rows."""
    return tuple(_column(rows, column) for column in columns)


def _column(rows: Mapping[str, Row], column: str) -> ColumnProfile:
    values = [row.get(column, "") for row in rows.values()]
    filled = [value for value in values if value.strip()]
    counts = Counter(half_width(value) for value in filled)
    patterns = Counter(pattern_of(value) for value in filled)
    common = sorted(patterns.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_PATTERNS]
    return ColumnProfile(
        column=column,
        rows=len(values),
        filled=len(filled),
        distinct=len(counts),
        repeated=sum(count for count in counts.values() if count > 1),
        patterns=tuple(common),
        not_plain=sum(half_width(value) != value for value in filled),
    )
