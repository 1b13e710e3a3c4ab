"""One pure rule for each dimension: a measure and its thresholds in, a judgement out. The table is readiness.md's."""

from decimal import Decimal

from reporting.gates.values import (
    AcceptanceTests,
    ChangePulse,
    CoverMeasure,
    HypercareChecks,
    Judgement,
    MockCutover,
    ProficiencyMeasure,
    Reconciliation,
    State,
    Thresholds,
)
from reporting.metrics.shares import Share

FULL = Decimal(100)
TESTS_PASSED_POINTS = Decimal(98)
TESTS_AMBER_POINTS = Decimal(95)
OTHER_TOLERANCE_POINTS = Decimal("0.5")
WANTED_RUNS = 2
PLAN_TOLERANCE = Decimal("0.10")
BARRIER_MEAN = Decimal(3)
"""an ADKAR element at or under this is the barrier of its group (Prosci)"""
GRAVEST, GRAVE = 1, 2
"""severities of defects"""


def judge_share(share: Share, thresholds: Thresholds) -> Judgement:
    """Green from `green`, amber from `amber`, else red; of nothing asked, grey."""
    if not share.is_known:
        return Judgement(State.NONE)
    points = FULL * share.part / share.whole
    if points >= thresholds.green:
        return Judgement(State.GO)
    return Judgement(State.RISK if points >= thresholds.amber else State.STOP)


def judge_critical_share(share: Share, thresholds: Thresholds) -> Judgement:
    """As a share, but red or unmeasured it blocks."""
    return _hard(judge_share(share, thresholds).state)


def judge_proficiency(measure: ProficiencyMeasure, thresholds: Thresholds) -> Judgement:
    """By the share of person-steps; one critical drill that does not hold makes it red and blocks."""
    if measure.critical_drills.missing:
        return _hard(State.STOP)
    judged = judge_share(measure.steps, thresholds)
    return _hard(State.NONE) if judged.state is State.NONE else judged


def judge_cover(measure: CoverMeasure, thresholds: Thresholds) -> Judgement:
    """The weakest cell decides: nobody is red; a cell that cannot be judged is grey; one is amber."""
    if measure.nobody:
        return _hard(State.STOP)
    if measure.unmeasured or not measure.cells:
        return _hard(State.NONE)
    return Judgement(State.RISK if measure.one else State.GO)


def judge_acceptance_tests(tests: AcceptanceTests, thresholds: Thresholds) -> Judgement:
    """All run, at least 98 % passed and nothing grave open is green; at least 95 % passed and no severity 1 is amber."""
    if not tests.planned or not tests.run:
        return _hard(State.NONE)
    passed = FULL * tests.passed / tests.run
    gravest, grave = tests.open_by_severity.get(GRAVEST, 0), tests.open_by_severity.get(GRAVE, 0)
    if tests.run >= tests.planned and passed >= TESTS_PASSED_POINTS and not gravest and not grave:
        return Judgement(State.GO)
    enough_run = FULL * tests.run / tests.planned >= TESTS_AMBER_POINTS
    if enough_run and passed >= TESTS_AMBER_POINTS and not gravest:
        return Judgement(State.RISK)
    return _hard(State.STOP)


def judge_reconciliation(found: Reconciliation, thresholds: Thresholds) -> Judgement:
    """Counts exact, money to the penny and the rest within 0.5 % is green; a declared and signed exception is amber."""
    if (
        not found.count_differences
        and not found.money_difference
        and abs(found.worst_other_points) <= OTHER_TOLERANCE_POINTS
    ):
        return Judgement(State.GO)
    return Judgement(State.RISK) if found.is_exception_signed else _hard(State.STOP)


def judge_mock_cutover(mock: MockCutover, thresholds: Thresholds) -> Judgement:
    """Two runs, the last one inside the window and within 10 % of plan, rollback rehearsed in time; after one run amber."""
    if not mock.runs:
        return _hard(State.NONE)
    fits = (
        mock.hours <= mock.window_hours and abs(mock.hours - mock.planned_hours) <= PLAN_TOLERANCE * mock.planned_hours
    )
    if mock.runs >= WANTED_RUNS and fits and mock.is_rollback_rehearsed_in_time:
        return Judgement(State.GO)
    return Judgement(State.RISK) if mock.runs == 1 else _hard(State.STOP)


def judge_change(pulse: ChangePulse, thresholds: Thresholds) -> Judgement:
    """No element's mean at or under 3 is green; in one group amber; in more red."""
    if not pulse.means:
        return Judgement(State.NONE)
    barriers = sum(1 for mean in pulse.means.values() if mean <= BARRIER_MEAN)
    return Judgement(State.GO if not barriers else State.RISK if barriers == 1 else State.STOP)


def judge_hypercare(ready: HypercareChecks, thresholds: Thresholds) -> Judgement:
    """By the share of checks done."""
    return judge_share(ready.checks, thresholds)


def _hard(state: State) -> Judgement:
    return Judgement(state, blocks=state in {State.STOP, State.NONE})
