"""All tables of the stratum; each lives in its applet."""

from scenarios.drills.models import DrillItem, GradeMark, GradeResult, Scenario, ScenarioVersion
from scenarios.sandbox.models import Attempt, JournalRow

__all__ = [
    "Attempt",
    "DrillItem",
    "GradeMark",
    "GradeResult",
    "JournalRow",
    "Scenario",
    "ScenarioVersion",
]
