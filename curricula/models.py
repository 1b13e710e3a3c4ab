"""All tables of the stratum; each lives in its applet."""

from curricula.milestones.models import Blackout, GoLive, GoLiveMove, Milestone
from curricula.organisation.models import Absence, Department, JobRole, Posting, ProductionLine, Shift, Site, Station
from curricula.processes.models import (
    BusinessObject,
    Chain,
    Goal,
    GoalIndicator,
    OutsideSystem,
    Step,
    StepDuty,
    StepException,
    StepInterface,
    StepPlace,
)
from curricula.training.models import (
    Activity,
    Assignment,
    AssignmentMark,
    EvidenceFact,
    LearningItem,
    MatrixVersion,
    PlannedItem,
    Requirement,
)

__all__ = [
    "Absence",
    "Activity",
    "Assignment",
    "AssignmentMark",
    "Blackout",
    "BusinessObject",
    "Chain",
    "Department",
    "EvidenceFact",
    "Goal",
    "GoalIndicator",
    "GoLive",
    "GoLiveMove",
    "JobRole",
    "LearningItem",
    "MatrixVersion",
    "Milestone",
    "OutsideSystem",
    "PlannedItem",
    "Posting",
    "ProductionLine",
    "Requirement",
    "Shift",
    "Site",
    "Station",
    "Step",
    "StepDuty",
    "StepException",
    "StepInterface",
    "StepPlace",
]
