"""The schedule as bars: places in units of the drawing's width, for whoever draws them."""

from dataclasses import dataclass

from scenarios.runbook.schedule import Schedule, Slot
from scenarios.runbook.steps import StepStatus

TICK_MINUTES = 360
"""Six hours: ten marks over a long weekend, which is as many as can be read."""


@dataclass(frozen=True)
class Bar:
    """One step's bar, and where its plan had it; places are 0 … WIDTH."""

    id: str
    tone: str
    x: int
    width: int
    is_critical: bool


@dataclass(frozen=True)
class Gantt:
    """Bars in the order of the book, with the marks of the axis: hours, now, the window's end, and the escalation line."""

    bars: tuple[Bar, ...]
    ticks: tuple[tuple[int, int], ...]
    now: int
    window_end: int
    escalation: int
    finish: int


TONES = {
    StepStatus.DONE: "done",
    StepStatus.RUNNING: "running",
    StepStatus.FAILED: "failed",
    StepStatus.SKIPPED: "skipped",
    StepStatus.PENDING: "pending",
}
WIDTH = 640
LEAST_WIDTH = 4


def gantt(plan: Schedule, *, escalation_minutes: int) -> Gantt:
    """Lay out the bars; `escalation_minutes` is how long before the window's end help must have been called."""
    end = max(plan.finish, plan.window_minutes, 1)

    def place(minute: int) -> int:
        return round(minute * WIDTH / end)

    critical = set(plan.critical_path)
    bars = tuple(_bar(plan.slots[step.id], place(plan.slots[step.id].start), place(plan.slots[step.id].finish), critical)
                 for step in plan.book.steps)  # fmt: skip
    return Gantt(
        bars=bars,
        ticks=tuple((place(minute), minute // 60) for minute in range(0, end + 1, TICK_MINUTES)),
        now=place(min(plan.now, end)),
        window_end=place(plan.window_minutes),
        escalation=place(max(plan.window_minutes - escalation_minutes, 0)),
        finish=place(plan.finish),
    )


def _bar(slot: Slot, start: int, finish: int, critical: set[str]) -> Bar:
    is_critical = slot.step.id in critical
    return Bar(slot.step.id, TONES[slot.step.status], start, max(finish - start, LEAST_WIDTH), is_critical)
