"""The curricula stratum's door: organisation, processes, go-lives, activities, the matrix and its assignments."""

from curricula.training.assigning import (
    differences_from_facts,
    rebuild_assignments,
    refresh_assignments,
    settle_outcome,
)
from curricula.training.matrix.status import status_on
from curricula.training.queries import assignments_in_force, holds_on, with_status
from curricula.training.vocabulary import Criticality, Form, Level, Method, Risk, Status

__all__ = [
    "Criticality",
    "Form",
    "Level",
    "Method",
    "Risk",
    "Status",
    "assignments_in_force",
    "differences_from_facts",
    "holds_on",
    "rebuild_assignments",
    "refresh_assignments",
    "settle_outcome",
    "status_on",
    "with_status",
]
