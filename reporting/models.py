"""All tables of the stratum; each lives in its applet."""

from reporting.gates.models import ThresholdMove
from reporting.metrics.models import CoverageCell, CoverageRow, CoverageState
from reporting.snapshots.models import DecisionMitigation, GoLiveDecision, Remeasurement, Snapshot

__all__ = [
    "CoverageCell",
    "CoverageRow",
    "CoverageState",
    "DecisionMitigation",
    "GoLiveDecision",
    "Remeasurement",
    "Snapshot",
    "ThresholdMove",
]
