"""The door to the run-book: steps become a book, a book and a moment become a schedule, a schedule becomes bars."""

from scenarios.runbook.gantt import Bar, Gantt, gantt
from scenarios.runbook.schedule import Schedule, Slot, schedule
from scenarios.runbook.steps import BrokenBookError, RunBook, Step, StepStatus

__all__ = [
    "Bar",
    "BrokenBookError",
    "Gantt",
    "RunBook",
    "Schedule",
    "Slot",
    "Step",
    "StepStatus",
    "gantt",
    "schedule",
]
