"""The curricula stratum's door: organisation, processes, go-lives, activities, the matrix and its assignments."""

from curricula.milestones.loading import load_milestones
from curricula.organisation.loading import load_organisation
from curricula.processes.editing import describe_step, step_record
from curricula.processes.loading import load_goals, load_processes
from curricula.processes.publishing import publish_chain, standings_of
from curricula.processes.working import work_record
from curricula.training.assigning import (
    differences_from_facts,
    rebuild_assignments,
    refresh_assignments,
    settle_outcome,
)
from curricula.training.inputs import cells_in_force
from curricula.training.items import items_of
from curricula.training.loading import load_activities
from curricula.training.loading_matrix import load_matrix
from curricula.training.matrix.days import add_months
from curricula.training.matrix.status import status_on
from curricula.training.matrix_services import open_draft, publish_matrix, save_cell
from curricula.training.queries import assignments_in_force, holds_on, with_status
from curricula.training.vocabulary import Criticality, Form, Level, Method, Risk, Status

__all__ = [
    "Criticality",
    "Form",
    "Level",
    "Method",
    "Risk",
    "Status",
    "add_months",
    "assignments_in_force",
    "cells_in_force",
    "describe_step",
    "differences_from_facts",
    "holds_on",
    "items_of",
    "load_activities",
    "load_goals",
    "load_matrix",
    "load_milestones",
    "load_organisation",
    "load_processes",
    "open_draft",
    "publish_chain",
    "publish_matrix",
    "rebuild_assignments",
    "refresh_assignments",
    "save_cell",
    "settle_outcome",
    "standings_of",
    "status_on",
    "step_record",
    "with_status",
    "work_record",
]
