"""All tables of the applet; each lives with its siblings."""

from lms.records.practicals.assessment_models import Assessment, AssessmentPhoto, Observation
from lms.records.practicals.checklist_models import Checklist, ChecklistStep, PracticalItem
from lms.records.practicals.rubric_models import Criterion, CriterionLevel, OutrightFailure, Rubric, RubricItem

__all__ = [
    "Assessment",
    "AssessmentPhoto",
    "Checklist",
    "ChecklistStep",
    "Criterion",
    "CriterionLevel",
    "Observation",
    "OutrightFailure",
    "PracticalItem",
    "Rubric",
    "RubricItem",
]
