"""Measures for tests of the decision: all ten green, and any of them replaced."""

from decimal import Decimal

from reporting.gates.decision import Gate, judge
from reporting.gates.values import (
    AcceptanceTests,
    ChangePulse,
    CoverMeasure,
    HypercareChecks,
    Measure,
    MockCutover,
    ProficiencyMeasure,
    Reconciliation,
)
from reporting.metrics.shares import Share

ALL_GREEN: dict[str, Measure] = {
    "coverage_critical": Share(96, 96),
    "coverage": Share(272, 284),
    "exams": Share(640, 652),
    "proficiency": ProficiencyMeasure(Share(1253, 1372), Share(90, 90)),
    "cover": CoverMeasure(0, 0, 72),
    "acceptance_tests": AcceptanceTests(318, 318, 314),
    "reconciliation": Reconciliation(0, Decimal(0), Decimal(0)),
    "mock_cutover": MockCutover(2, Decimal("55.4"), Decimal(52), Decimal(58), is_rollback_rehearsed_in_time=True),
    "change": ChangePulse({"PRD ability": Decimal("3.4")}),
    "hypercare": HypercareChecks(Share(44, 44)),
}


def gates_with(**replaced: Measure) -> list[Gate]:
    """Ten green gates but for those replaced."""
    return judge({**ALL_GREEN, **replaced}, {})
