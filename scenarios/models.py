"""All tables of the stratum; each lives in its applet."""

from scenarios.authoring.models import ScenarioDraft
from scenarios.drills.models import DrillItem, GradeMark, GradeRate, GradeResult, Scenario, ScenarioVersion
from scenarios.sandbox.models import (
    Attempt,
    AttemptOpening,
    JournalRow,
    LabelChoice,
    LabelPackVersion,
    PublishedDataset,
)
from scenarios.sandbox.seat_models import Seat, SeatInvitation

__all__ = [
    "Attempt",
    "AttemptOpening",
    "DrillItem",
    "GradeMark",
    "GradeRate",
    "GradeResult",
    "JournalRow",
    "LabelChoice",
    "LabelPackVersion",
    "PublishedDataset",
    "Scenario",
    "ScenarioDraft",
    "ScenarioVersion",
    "Seat",
    "SeatInvitation",
]
