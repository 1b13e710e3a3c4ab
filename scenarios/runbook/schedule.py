"""When everything will be done: forward and backward through the book from what has happened and what is forecast."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from scenarios.runbook.steps import RunBook, Step, StepStatus


@dataclass(frozen=True)
class Slot:
    """A step in time, in minutes since the window opened. `slack` is what it may slip without moving the end."""

    step: Step
    start: int
    finish: int
    latest_finish: int

    @property
    def slack(self) -> int:
        """Minutes that the step may still lose; nought for one on the critical path."""
        return self.latest_finish - self.finish

    @property
    def is_open(self) -> bool:
        """Whether it still has to be done."""
        return self.step.status not in (StepStatus.DONE, StepStatus.SKIPPED)

    @property
    def is_late(self) -> bool:
        """Whether it takes, or took, longer than planned."""
        return self.finish - self.start > self.step.planned_minutes


@dataclass(frozen=True)
class Schedule:
    """The book laid out at one moment, against its window."""

    book: RunBook
    now: int
    window_minutes: int
    slots: Mapping[str, Slot]

    @property
    def finish(self) -> int:
        """When the last step ends, as things stand."""
        return max((slot.finish for slot in self.slots.values()), default=self.now)

    @property
    def margin(self) -> int:
        """Minutes left in the window after the last step; negative when it will not fit."""
        return self.window_minutes - self.finish

    @cached_property
    def critical_path(self) -> tuple[str, ...]:
        """The chain that decides the end: from the last step back along whatever kept each one waiting."""
        if not self.slots:
            return ()
        path = [max(self.book.order, key=lambda name: self.slots[name].finish)]
        while predecessors := self.book.by_id[path[-1]].predecessors:
            held_by = max(sorted(predecessors), key=lambda name: self.slots[name].finish)
            path.append(held_by)
        return tuple(reversed(path))

    @property
    def is_critical(self) -> frozenset[str]:
        """The open steps that may not lose a minute."""
        return frozenset(name for name, slot in self.slots.items() if slot.is_open and slot.slack <= 0)


def schedule(book: RunBook, *, now: int, window_minutes: int) -> Schedule:
    """Lay the book out: what is done stands where it was, what runs ends at its forecast, what waits begins when it can.

    A failed step is expected to be done again from now on; a skipped one takes no time.
    """
    starts: dict[str, int] = {}
    finishes: dict[str, int] = {}
    for name in book.order:
        step = book.by_id[name]
        starts[name], finishes[name] = _placed(step, max((finishes[one] for one in step.predecessors), default=0), now)
    end = max(finishes.values(), default=now)
    latest: dict[str, int] = {}
    for name in reversed(book.order):
        limits = [latest[one] - (finishes[one] - starts[one]) for one in book.successors(name)]
        latest[name] = min(limits, default=end)
    slots = {name: Slot(book.by_id[name], starts[name], finishes[name], latest[name]) for name in book.order}
    return Schedule(book, now, window_minutes, slots)


def _placed(step: Step, ready: int, now: int) -> tuple[int, int]:
    """Start and finish of one step whose predecessors end at `ready`."""
    if step.status is StepStatus.DONE and step.started is not None and step.finished is not None:
        return step.started, step.finished
    if step.status is StepStatus.SKIPPED:
        moment = step.finished if step.finished is not None else ready
        return (max(moment, ready),) * 2
    if step.status is StepStatus.RUNNING and step.started is not None:
        return step.started, max(step.started + step.duration_minutes, now)
    start = max(ready, now)
    return start, start + step.duration_minutes
