"""Within: something must be done in time; late but done earns half."""

from __future__ import annotations

from dataclasses import dataclass

from scenarios.grading.constraints.pairs import never_came
from scenarios.grading.finding import FULL, HALF, Finding
from scenarios.grading.patterns import StepPattern
from scenarios.grading.reading import Table
from scenarios.grading.text import Text
from scenarios.grading.trace import Trace, minutes_between


@dataclass(frozen=True)
class Within:
    """The first accepted `a` comes at most `max_minutes` (virtual) after the opening, or after the first `since`."""

    a: StepPattern
    since: StepPattern | None
    max_minutes: int

    @classmethod
    def read(cls, table: Table) -> Within:
        """Read the constraint's own fields."""
        since = StepPattern.read(table, "since") if "since" in table else None
        return cls(StepPattern.read(table, "a"), since, table.integer("max_minutes", least=1))

    def sentence(self) -> Text:
        """Return the constraint as prose."""
        since = self.since.sentence() if self.since is not None else Text("开始", "the start")
        return Text("{since}后 {n} 分钟内{a}", "{a} within {n} minutes of {since}").fill(
            since=since, n=self.max_minutes, a=self.a.sentence()
        )

    def check(self, trace: Trace) -> Finding:
        """Measure the virtual minutes."""
        rows = trace.accepted(self.a)
        starts = trace.accepted(self.since) if self.since is not None else []
        if not rows or (self.since is not None and not starts):
            return never_came(self.a if not rows else self.since or self.a)
        begin = starts[0].at if starts else trace.opening.clock
        minutes = minutes_between(begin, rows[0].at)
        found = Text("用了 {n} 分钟（限 {most} 分钟）。", "It took {n} minutes ({most} allowed).").fill(
            n=minutes, most=self.max_minutes
        )
        return Finding(FULL if minutes <= self.max_minutes else HALF, found, (rows[0].seq,))
