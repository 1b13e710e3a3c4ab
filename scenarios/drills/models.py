"""Tables of the drills: the catalogue with its versions, the drill in an activity, and the grades."""

from scenarios.drills.grade_models import GradeMark, GradeRate, GradeResult
from scenarios.drills.scenario_models import DrillItem, Scenario, ScenarioVersion

__all__ = ["DrillItem", "GradeMark", "GradeRate", "GradeResult", "Scenario", "ScenarioVersion"]
