"""Existence: something must have been done at least so often."""

from __future__ import annotations

from dataclasses import dataclass

from scenarios.grading.finding import FULL, Finding, share
from scenarios.grading.patterns import StepPattern
from scenarios.grading.reading import Table
from scenarios.grading.text import Text
from scenarios.grading.trace import Trace


@dataclass(frozen=True)
class Existence:
    """`a` was accepted at least `times` times; fewer earn their share."""

    a: StepPattern
    times: int

    @classmethod
    def read(cls, table: Table) -> Existence:
        """Read the constraint's own fields."""
        return cls(StepPattern.read(table, "a"), table.integer("times", default=1, least=1))

    def sentence(self) -> Text:
        """Return the constraint as prose."""
        if self.times == 1:
            return Text("做过{a}", "{a} is done").fill(a=self.a.sentence())
        return Text("{a}至少做 {n} 次", "{a} is done at least {n} times").fill(a=self.a.sentence(), n=self.times)

    def check(self, trace: Trace) -> Finding:
        """Count the accepted rows."""
        rows = trace.accepted(self.a)
        found = Text("找到 {n} 次{a}。", "Found {n} × {a}.").fill(n=len(rows), a=self.a.sentence())
        credit = FULL if len(rows) >= self.times else share(len(rows), self.times)
        return Finding(credit, found, tuple(row.seq for row in rows))
