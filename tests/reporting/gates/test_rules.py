from decimal import Decimal

import pytest

from reporting.gates import rules
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

NINETY_FIVE = Thresholds(Decimal(95), Decimal(90))
GO, RISK, STOP, NONE = Judgement(State.GO), Judgement(State.RISK), Judgement(State.STOP), Judgement(State.NONE)
BLOCKS, GREY_BLOCKS = Judgement(State.STOP, blocks=True), Judgement(State.NONE, blocks=True)


@pytest.mark.parametrize(
    ("part", "whole", "judged"),
    [(95, 100, GO), (949, 1000, RISK), (90, 100, RISK), (899, 1000, STOP), (0, 0, NONE), (19, 20, GO), (0, 7, STOP)],
)
def test_share_is_green_and_amber_from_its_thresholds_on(part: int, whole: int, judged: Judgement) -> None:
    assert rules.judge_share(Share(part, whole), NINETY_FIVE) == judged


def test_one_critical_requirement_open_blocks() -> None:
    hundred = Thresholds(Decimal(100), Decimal(100))
    assert rules.judge_critical_share(Share(96, 96), hundred) == GO
    assert rules.judge_critical_share(Share(95, 96), hundred) == BLOCKS
    assert rules.judge_critical_share(Share(0, 0), hundred) == GREY_BLOCKS


def test_proficiency_blocks_only_by_critical_drills() -> None:
    limits = Thresholds(Decimal(90), Decimal(80))
    drills = Share(7, 7)
    assert rules.judge_proficiency(ProficiencyMeasure(Share(90, 100), drills), limits) == GO
    assert rules.judge_proficiency(ProficiencyMeasure(Share(89, 100), drills), limits) == RISK
    assert rules.judge_proficiency(ProficiencyMeasure(Share(79, 100), drills), limits) == STOP
    assert rules.judge_proficiency(ProficiencyMeasure(Share(100, 100), Share(6, 7)), limits) == BLOCKS
    assert rules.judge_proficiency(ProficiencyMeasure(Share(0, 0), Share(0, 0)), limits) == GREY_BLOCKS


def test_weakest_cell_of_cover_decides() -> None:
    assert rules.judge_cover(CoverMeasure(0, 0, 72), NINETY_FIVE) == GO
    assert rules.judge_cover(CoverMeasure(0, 1, 71), NINETY_FIVE) == RISK
    assert rules.judge_cover(CoverMeasure(1, 0, 71), NINETY_FIVE) == BLOCKS
    assert rules.judge_cover(CoverMeasure(0, 1, 70, unmeasured=1), NINETY_FIVE) == GREY_BLOCKS
    assert rules.judge_cover(CoverMeasure(1, 0, 0, unmeasured=71), NINETY_FIVE) == BLOCKS
    assert rules.judge_cover(CoverMeasure(0, 0, 0), NINETY_FIVE) == GREY_BLOCKS


@pytest.mark.parametrize(
    ("tests", "judged"),
    [
        (AcceptanceTests(318, 318, 314), GO),
        (AcceptanceTests(318, 318, 314, {2: 1}), RISK),
        (AcceptanceTests(318, 317, 317), RISK),
        (AcceptanceTests(100, 100, 95), RISK),
        (AcceptanceTests(100, 100, 94), BLOCKS),
        (AcceptanceTests(100, 94, 94), BLOCKS),
        (AcceptanceTests(100, 100, 100, {1: 1}), BLOCKS),
        (AcceptanceTests(100, 0, 0), GREY_BLOCKS),
    ],
)
def test_acceptance_tests_are_run_in_full_and_nothing_grave_is_open(tests: AcceptanceTests, judged: Judgement) -> None:
    assert rules.judge_acceptance_tests(tests, NINETY_FIVE) == judged


@pytest.mark.parametrize(
    ("found", "judged"),
    [
        (Reconciliation(0, Decimal(0), Decimal("0.5")), GO),
        (Reconciliation(0, Decimal("0.01"), Decimal(0)), BLOCKS),
        (Reconciliation(2, Decimal(0), Decimal(0)), BLOCKS),
        (Reconciliation(0, Decimal(0), Decimal("-0.6")), BLOCKS),
        (Reconciliation(2, Decimal("48260.00"), Decimal(0), is_exception_signed=True), RISK),
    ],
)
def test_money_is_reconciled_to_the_penny(found: Reconciliation, judged: Judgement) -> None:
    assert rules.judge_reconciliation(found, NINETY_FIVE) == judged


@pytest.mark.parametrize(
    ("runs", "hours", "in_time", "judged"),
    [
        (2, "55.4", True, GO),
        (2, "57.3", True, BLOCKS),
        (2, "46.7", True, BLOCKS),
        (2, "55.4", False, BLOCKS),
        (1, "52.0", True, RISK),
        (0, "0", False, GREY_BLOCKS),
    ],
)
def test_mock_cutover_fits_plan_and_window_twice(runs: int, hours: str, in_time: bool, judged: Judgement) -> None:
    mock = MockCutover(runs, Decimal(hours), Decimal(52), Decimal(58), is_rollback_rehearsed_in_time=in_time)
    assert rules.judge_mock_cutover(mock, NINETY_FIVE) == judged


def test_mock_cutover_outside_the_window_blocks_though_close_to_plan() -> None:
    mock = MockCutover(2, Decimal(59), Decimal(57), Decimal(58), is_rollback_rehearsed_in_time=True)
    assert rules.judge_mock_cutover(mock, NINETY_FIVE) == BLOCKS


def test_change_is_amber_for_one_barrier_and_red_for_two() -> None:
    three, more = Decimal(3), Decimal("3.1")
    assert rules.judge_change(ChangePulse({"PRD ability": more}), NINETY_FIVE) == GO
    assert rules.judge_change(ChangePulse({"PRD ability": three, "WHS desire": more}), NINETY_FIVE) == RISK
    assert rules.judge_change(ChangePulse({"PRD ability": three, "WHS desire": three}), NINETY_FIVE) == STOP
    assert rules.judge_change(ChangePulse({}), NINETY_FIVE) == NONE


def test_hypercare_is_judged_by_its_checks() -> None:
    limits = Thresholds(Decimal(100), Decimal(90))
    assert rules.judge_hypercare(HypercareChecks(Share(44, 44)), limits) == GO
    assert rules.judge_hypercare(HypercareChecks(Share(40, 44)), limits) == RISK
    assert rules.judge_hypercare(HypercareChecks(Share(39, 44)), limits) == STOP
