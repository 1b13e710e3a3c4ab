"""Inventing what people did before the demonstration's day, by the parameters of people.yaml. Pure: dice and days come in.

Nothing here is a figure of a page: it makes acts (a lesson read, an exam failed, a drill passed), and the product's own
rules make everything else of them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

FIRST_TRAINING_DAY = date(2026, 7, 20)
PASS_MARK, BEST = 80, 100
# Of what was not shown in time, this much was shown late: reminders and escalation work, mostly.
LATE_SHARE = 0.8
# Between two attempts people rest, read again, and find a free machine.
DAYS_BETWEEN_ATTEMPTS = (1, 4)


@dataclass(frozen=True)
class Task:
    """One requirement of one person as the matrix drew it up."""

    person: int
    activity: int
    code: str
    wave: str
    method: str
    from_day: date
    planned_on: date
    due_on: date
    minutes: int


@dataclass(frozen=True)
class Act:
    """One thing done: what, when, how it ended."""

    person: int
    activity: int
    method: str
    outcome: str
    on: date
    score: int | None = None
    minutes: int | None = None
    level: int | None = None
    number: int = 1
    # A lesson that stands for all lessons of the activity: who goes on to be judged has read them all.
    is_whole: bool = False


@dataclass
class Plot:
    """What must be seen in the demonstration, by person and activity code."""

    never: set[tuple[int, str]] = field(default_factory=set)
    always: set[tuple[int, str]] = field(default_factory=set)
    fails_only: dict[tuple[int, str], int] = field(default_factory=dict)
    only_level: dict[tuple[int, str], int] = field(default_factory=dict)
    stale: set[tuple[int, str]] = field(default_factory=set)
    revised: dict[str, date] = field(default_factory=dict)
    absent: dict[int, tuple[date, date]] = field(default_factory=dict)


def invent_history(
    tasks: Iterable[Task],
    prerequisites: Mapping[int, set[int]],
    parameters: Mapping[str, Any],
    plot: Plot,
    *,
    as_of: date,
    seed: int,
) -> Iterator[Act]:
    """Acts of everybody up to `as_of`, person by person, in an order that respects the prerequisites."""
    by_person: dict[int, list[Task]] = defaultdict(list)
    for task in tasks:
        by_person[task.person].append(task)
    for person in sorted(by_person):
        dice = Random(f"{seed}:{person}")
        done: dict[int, date] = {}
        asked = {task.activity for task in by_person[person]}
        for task in _in_order(by_person[person], prerequisites):
            needs = prerequisites.get(task.activity, set())
            yield from _Writer(task, done, asked, needs, parameters, plot, as_of, dice).acts()


def _in_order(tasks: list[Task], prerequisites: Mapping[int, set[int]]) -> list[Task]:
    """By due day, but never before a prerequisite that is asked of the same person."""
    waiting = sorted(tasks, key=lambda task: (task.due_on, task.code))
    asked = {task.activity for task in tasks}
    placed: set[int] = set()
    ordered: list[Task] = []
    while waiting:
        ready = next(
            (task for task in waiting if not (prerequisites.get(task.activity, set()) & asked) - placed), waiting[0]
        )
        waiting.remove(ready)
        placed.add(ready.activity)
        ordered.append(ready)
    return ordered


@dataclass
class _Writer:
    """The acts of one person on one requirement."""

    task: Task
    done: dict[int, date]
    asked: set[int]
    needs: set[int]
    parameters: Mapping[str, Any]
    plot: Plot
    as_of: date
    dice: Random

    def acts(self) -> Iterator[Act]:
        """Nothing, a beginning, or everything up to the pass."""
        key = (self.task.person, self.task.code)
        earliest = self._out_of_absence(max([FIRST_TRAINING_DAY, self.task.from_day, *self._needed_days()]))
        if earliest > self.as_of or key in self.plot.never:
            return
        if key in self.plot.fails_only:
            yield from self._failures(earliest, self.plot.fails_only[key])
            return
        last = self._last_day(key, earliest)
        if last is None:
            if (
                self.dice.random() < self.parameters["started_share_of_not_yet_due"]
                and self.task.planned_on > self.as_of
            ):
                yield self._act(
                    "lesson", "completed", max(earliest, self.as_of - timedelta(days=self.dice.randint(0, 6)))
                )
            return
        yield from self._success(key, earliest, last)

    def _needed_days(self) -> list[date]:
        """The days on which what comes first was shown; the end of time for what was asked and not shown."""
        return [self.done.get(need, date.max) for need in self.needs if need in self.asked]

    def _last_day(self, key: tuple[int, str], earliest: date) -> date | None:
        """The day by which it was shown; None where it has not been."""
        if key in self.plot.always or key in self.plot.stale or key in self.plot.only_level:
            return max(min(self.task.planned_on, self.as_of), earliest)
        wave_share = {
            "W1": self.parameters["done_before_due_share_wave_1"], "W2": self.parameters["done_before_due_share_wave_2"]
        }[self.task.wave]  # fmt: skip
        if self.task.due_on > self.as_of:
            # Not due yet: the nearer the planned day, the likelier it is done already.
            left = (self.task.planned_on - self.as_of).days
            wave_share *= 0.95 if left <= 0 else max(0.0, 0.9 - left * 0.04)
        if self.dice.random() < wave_share:
            return max(min(self.task.planned_on, self.as_of), earliest)
        if self.task.due_on <= self.as_of and self.dice.random() < LATE_SHARE:
            late = self.task.due_on + timedelta(days=self.dice.randint(1, 9))
            return max(min(late, self.as_of), earliest)
        return None

    def _failures(self, earliest: date, count: int) -> Iterator[Act]:
        day = max(earliest, self.as_of - timedelta(days=16))
        yield self._act("lesson", "completed", day, is_whole=True)
        for number in range(1, count + 1):
            yield self._act(self.task.method, "failed", day, score=self.dice.randint(52, 74), number=number)
            day = min(day + timedelta(days=self.dice.randint(*DAYS_BETWEEN_ATTEMPTS)), self.as_of)

    def _success(self, key: tuple[int, str], earliest: date, last: date) -> Iterator[Act]:
        rates = self.parameters["pass_rate_first_attempt"]
        revised = self.plot.revised.get(self.task.code)
        if revised is not None:
            before = revised - timedelta(days=1)
            last = min(last, before) if earliest <= before else last
        first = max(earliest, last - timedelta(days=self.dice.randint(0, 18)))
        day = self._out_of_absence(first)
        if self.task.method != "read_and_sign":
            yield self._act("lesson", "completed", day, is_whole=True)
        number, rate = 1, rates.get(self.task.method, 1.0)
        while day < last and self.dice.random() > rate:
            yield self._act(self.task.method, "failed", day, score=self.dice.randint(45, PASS_MARK - 2), number=number)
            day = min(day + timedelta(days=self.dice.randint(*DAYS_BETWEEN_ATTEMPTS)), last)
            number, rate = number + 1, self.parameters["pass_rate_second_attempt"]
        yield self._passed(day, number, self.plot.only_level.get(key))
        if revised is not None and day < revised <= self.as_of and key not in self.plot.stale:
            day = revised + timedelta(days=self.dice.randint(0, max(0, (self.as_of - revised).days)))
            yield self._passed(day, number + 1, None)
        self.done[self.task.activity] = day

    def _out_of_absence(self, day: date) -> date:
        away = self.plot.absent.get(self.task.person)
        return min(day, away[0] - timedelta(days=1)) if away and away[0] <= day <= away[1] else day

    def _passed(self, day: date, number: int, level: int | None) -> Act:
        score = (
            None if self.task.method == "read_and_sign" else min(BEST, PASS_MARK + int(self.dice.triangular(0, 20, 12)))
        )
        return self._act(self.task.method, "passed", day, score=score, level=level, number=number)

    def _act(
        self,
        method: str,
        outcome: str,
        on: date,
        *,
        score: int | None = None,
        level: int | None = None,
        number: int = 1,
        is_whole: bool = False,
    ) -> Act:
        spread = self.parameters["minutes_spread"]
        minutes = max(2, round(self.task.minutes * (1 + self.dice.uniform(-spread, spread))))
        return Act(self.task.person, self.task.activity, method, outcome, on, score, minutes, level, number, is_whole)
