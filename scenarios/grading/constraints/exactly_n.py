"""Exactly n: something must have been done so often, no more and no less."""

from __future__ import annotations

from dataclasses import dataclass

from scenarios.grading.finding import FULL, NO_CREDIT, Finding
from scenarios.grading.patterns import StepPattern
from scenarios.grading.reading import Table
from scenarios.grading.text import Text
from scenarios.grading.trace import Trace


@dataclass(frozen=True)
class ExactlyN:
    """`a` was accepted exactly `n` times."""

    a: StepPattern
    n: int

    @classmethod
    def read(cls, table: Table) -> ExactlyN:
        """Read the constraint's own fields."""
        return cls(StepPattern.read(table, "a"), table.integer("n"))

    def sentence(self) -> Text:
        """Return the constraint as prose."""
        return Text("{a}恰好做 {n} 次", "{a} is done exactly {n} time(s)").fill(a=self.a.sentence(), n=self.n)

    def check(self, trace: Trace) -> Finding:
        """Count the accepted rows."""
        rows = trace.accepted(self.a)
        found = Text("找到 {n} 次{a}。", "Found {n} × {a}.").fill(n=len(rows), a=self.a.sentence())
        return Finding(FULL if len(rows) == self.n else NO_CREDIT, found, tuple(row.seq for row in rows))
