"""Grading: expectations, deductions and the pass rule become one Grade that explains itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Any

from scenarios.engine.api import State
from scenarios.grading import deductions
from scenarios.grading.auditor import AuditorLine, auditor_view
from scenarios.grading.deductions import Deduction
from scenarios.grading.finding import Finding
from scenarios.grading.needless import needless
from scenarios.grading.opening import Opening
from scenarios.grading.rates import Rate, rates_of
from scenarios.grading.scenario import Expectation, Group, Mode

FULL_SCORE = Decimal(100)
PERCENT = 100
CONFIDENT = frozenset({"sure", "certain"})
"""The two upper answers to “how sure are you”, the same words as in examinations."""


@dataclass(frozen=True)
class MarkResult:
    """One expectation with what was found for it and what it earned."""

    expectation: Expectation
    finding: Finding
    confidence: str

    @property
    def points(self) -> Decimal:
        """The earned part of the weight, rounded down to the tenth, so that the whole weight is shown only where it was earned."""
        return _tenth(Fraction(self.expectation.weight) * self.finding.credit)

    @property
    def is_critical_failure(self) -> bool:
        """Whether this alone fails the drill."""
        return self.expectation.critical and not self.finding.met

    @property
    def is_confident_and_wrong(self) -> bool:
        """Whether the learner was sure of an answer that is not right: a risk of its own."""
        return self.confidence in CONFIDENT and not self.finding.met


@dataclass(frozen=True)
class Grade:
    """The whole result of an attempt."""

    scenario_id: str
    scenario_version: str
    mode: Mode
    score: Decimal
    earned: Decimal
    passed: bool
    pass_score: Decimal
    marks: tuple[MarkResult, ...]
    refusals: tuple[Deduction, ...]
    needless: tuple[Deduction, ...]
    hints: tuple[Deduction, ...]
    overtime: tuple[Deduction, ...]
    duration_minutes: int
    auditor: tuple[AuditorLine, ...]
    rates: tuple[Rate, ...] = ()

    @property
    def short_rates(self) -> tuple[str, ...]:
        """The rates that fall short of their thresholds; each alone fails the drill."""
        return tuple(rate.kind.value for rate in self.rates if not rate.is_met)

    @property
    def critical_failures(self) -> tuple[str, ...]:
        """The ids of the critical expectations that were not met."""
        return tuple(mark.expectation.id for mark in self.marks if mark.is_critical_failure)

    @property
    def unmet(self) -> tuple[str, ...]:
        """The ids of all expectations that were not wholly met."""
        return tuple(mark.expectation.id for mark in self.marks if not mark.finding.met)

    @property
    def deducted(self) -> Decimal:
        """All that was taken off."""
        return cost_of((*self.refusals, *self.needless, *self.hints, *self.overtime))


def grade(opening: Opening, state: State, *, answers: Mapping[str, Mapping[str, Any]] | None = None) -> Grade:
    """Grade what was done since the opening. `answers` is {question id: {"value": …, "confidence": …}}.

    score = 100 · Σ weight·credit / Σ weight − refusals − needless − hints − overtime, never under 0, reckoned exactly and
    rounded down to the tenth, so that 80 is shown only where 80 was reached. Passed when the score reaches the line, no
    critical expectation is unmet, both rates of a data drill reach their thresholds and the mode counts (guided never
    does).
    """
    scenario, mode = opening.scenario, opening.mode
    trace = opening.trace(state, answers)
    marks = tuple(
        MarkResult(
            expectation, expectation.rule.check(trace), str(trace.answers.get(expectation.id, {}).get("confidence", ""))
        )
        for expectation in scenario.expectations
    )
    goals = [mark.finding for mark in marks if mark.expectation.group is not Group.ANSWERS]
    taken = (
        deductions.refusals(trace, scenario.refusals, mode),
        needless(trace, goals, scenario.needless, mode),
        deductions.hints(trace, scenario.hints, mode),
        deductions.overtime(trace, scenario.time, mode),
    )
    earned = _earned(marks)
    score = _tenth(max(Fraction(0), earned - sum(Fraction(cost_of(rows)) for rows in taken)))
    critical = any(mark.is_critical_failure for mark in marks)
    results = [(mark.expectation, mark.finding) for mark in marks]
    rates = rates_of(results, scenario.thresholds)
    is_verified = all(rate.is_met for rate in rates)
    return Grade(
        scenario_id=scenario.id,
        scenario_version=scenario.version,
        mode=mode,
        score=score,
        earned=_tenth(earned),
        passed=score >= scenario.pass_score and not critical and is_verified and mode is not Mode.GUIDED,
        pass_score=scenario.pass_score,
        marks=marks,
        refusals=taken[0],
        needless=taken[1],
        hints=taken[2],
        overtime=taken[3],
        duration_minutes=trace.duration_minutes,
        auditor=auditor_view(trace, results),
        rates=rates,
    )


def _earned(marks: tuple[MarkResult, ...]) -> Fraction:
    """Exact, so that three thirds of a weight are the whole of it."""
    weights = sum(Fraction(mark.expectation.weight) for mark in marks)
    if not weights:
        return Fraction(0)
    reached = sum((Fraction(mark.expectation.weight) * mark.finding.credit for mark in marks), Fraction(0))
    return PERCENT * reached / weights


def cost_of(rows: tuple[Deduction, ...]) -> Decimal:
    """Return what some deductions cost together."""
    return sum((row.cost for row in rows), Decimal(0))


def _tenth(value: Fraction) -> Decimal:
    """Rounded down: a score never passes by rounding."""
    return Decimal(floor(value * 10)).scaleb(-1)
