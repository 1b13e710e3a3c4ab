"""What can be learned (activities), who must reach what (matrix), and what follows for each person (assignments)."""

from curricula.training.activity_models import Activity, LearningItem, PlannedItem
from curricula.training.assignment_models import Assignment, AssignmentMark, EvidenceFact
from curricula.training.matrix_models import MatrixVersion, Requirement

__all__ = [
    "Activity",
    "Assignment",
    "AssignmentMark",
    "EvidenceFact",
    "LearningItem",
    "MatrixVersion",
    "PlannedItem",
    "Requirement",
]
