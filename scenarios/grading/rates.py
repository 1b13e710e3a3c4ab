"""Rates: of the faults planted in a drill's data, how many were found and how many were mended. Pure.

An expectation says what it shows (`shows`); how many faults that is follows from what its rule counted, from the number
that the author declares (`faults`), or is one. A rate that falls short of its threshold fails the drill.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from scenarios.grading.finding import Finding
from scenarios.grading.scenario import Expectation, RateKind

PERCENT = 100
TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Rate:
    """So many of the planted faults; `sources` are the expectations that count."""

    kind: RateKind
    done: int
    planted: int
    threshold: Decimal
    sources: tuple[str, ...]

    @property
    def percent(self) -> Decimal | None:
        """The rate, cut to the tenth so that it never looks better than it is; None where no fault was planted."""
        if not self.planted:
            return None
        return (Decimal(PERCENT * self.done) / self.planted).quantize(TENTH, rounding=ROUND_DOWN)

    @property
    def is_met(self) -> bool:
        """Whether the threshold is reached, exactly at it too; where no fault was planted there is nothing to reach."""
        return PERCENT * self.done >= self.threshold * self.planted


def rates_of(
    results: Iterable[tuple[Expectation, Finding]], thresholds: Mapping[RateKind, Decimal]
) -> tuple[Rate, ...]:
    """The rates that a drill has a threshold for, detection first; none for a drill that plants no faults."""
    rows = tuple(results)
    found = []
    for kind in RateKind:
        if kind in thresholds:
            counted = [(row[0].id, *faults_of(*row)) for row in rows if kind in row[0].shows]
            found.append(
                Rate(
                    kind,
                    done=sum(done for _, done, _ in counted),
                    planted=sum(planted for _, _, planted in counted),
                    threshold=thresholds[kind],
                    sources=tuple(name for name, _, _ in counted),
                )
            )
    return tuple(found)


def faults_of(expectation: Expectation, finding: Finding) -> tuple[int, int]:
    """How many of how many planted faults an expectation shows.

    Declared faults lie among the many things that a rule counts: each thing that is not right is one of them left, so
    that seven of twelve lots in the right status are none of five planted ones mended. Where the rule counts nothing,
    or fewer things, it is all of them or none.
    """
    done, counted = finding.tally or (int(finding.met), 1)
    declared = expectation.faults
    if not isinstance(declared, int):
        return done, counted
    if finding.tally is None or counted < declared:
        return (declared if finding.met else 0), declared
    return max(0, declared - (counted - done)), declared
