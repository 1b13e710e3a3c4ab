"""The curricula stratum's door: organisation, processes, go-lives, activities, the matrix and its assignments."""

from curricula.edited import identity_of
from curricula.milestones.loading import load_milestones
from curricula.organisation.loading import load_organisation, shift_names
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
from curricula.training.inputs import cells_in_force, cells_with_draft
from curricula.training.items import items_of
from curricula.training.loading import load_activities
from curricula.training.loading_matrix import (
    BY_SITE,
    MATRIX_COLUMNS,
    cell_name,
    load_matrix,
    load_matrix_draft,
    named_cells,
)
from curricula.training.matrix.days import add_months
from curricula.training.matrix.status import status_on
from curricula.training.matrix_services import cell_record, open_draft, publish_matrix, save_cell
from curricula.training.queries import assignments_in_force, holds_on, with_status
from curricula.training.vocabulary import (
    MAY_CLOSE_HIGH_RISK,
    Criticality,
    Effectiveness,
    Form,
    Level,
    Method,
    RetrainingRule,
    Risk,
    Status,
)

__all__ = [
    "BY_SITE",
    "MATRIX_COLUMNS",
    "MAY_CLOSE_HIGH_RISK",
    "Criticality",
    "Effectiveness",
    "Form",
    "Level",
    "Method",
    "RetrainingRule",
    "Risk",
    "Status",
    "add_months",
    "assignments_in_force",
    "cell_name",
    "cell_record",
    "cells_in_force",
    "cells_with_draft",
    "describe_step",
    "differences_from_facts",
    "holds_on",
    "identity_of",
    "items_of",
    "load_activities",
    "load_goals",
    "load_matrix",
    "load_matrix_draft",
    "load_milestones",
    "load_organisation",
    "load_processes",
    "named_cells",
    "open_draft",
    "publish_chain",
    "publish_matrix",
    "rebuild_assignments",
    "refresh_assignments",
    "save_cell",
    "settle_outcome",
    "shift_names",
    "standings_of",
    "status_on",
    "step_record",
    "with_status",
    "work_record",
]
