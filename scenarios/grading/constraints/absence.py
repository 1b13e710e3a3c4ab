"""Absence: something must not have been done, not even when it was taken back later."""

from __future__ import annotations

from dataclasses import dataclass

from scenarios.grading.finding import FULL, NO_CREDIT, Finding
from scenarios.grading.patterns import StepPattern
from scenarios.grading.reading import Table
from scenarios.grading.text import Text
from scenarios.grading.trace import Trace


@dataclass(frozen=True)
class Absence:
    """`a` was never accepted; with `attempts`, not even tried."""

    a: StepPattern
    attempts: bool

    @classmethod
    def read(cls, table: Table) -> Absence:
        """Read the constraint's own fields."""
        return cls(StepPattern.read(table, "a"), table.truth("attempts", default=False))

    def sentence(self) -> Text:
        """Return the constraint as prose."""
        if self.attempts:
            return Text("没有做过、也没有试过{a}", "{a} is neither done nor tried").fill(a=self.a.sentence())
        return Text("没有做过{a}", "{a} is never done").fill(a=self.a.sentence())

    def check(self, trace: Trace) -> Finding:
        """Look for accepted rows, and for refused ones when attempts count."""
        rows = trace.accepted(self.a) + (trace.tried(self.a) if self.attempts else [])
        if not rows:
            return Finding(FULL, Text("日志里没有{a}。", "The journal holds no {a}.").fill(a=self.a.sentence()))
        found = Text("日志里有 {n} 次{a}。", "The journal holds {a} {n} time(s).").fill(
            n=len(rows), a=self.a.sentence()
        )
        return Finding(NO_CREDIT, found, tuple(sorted(row.seq for row in rows)))
