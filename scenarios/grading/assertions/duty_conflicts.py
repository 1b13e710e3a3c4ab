"""Duty conflicts: who could still do two things that one person should not, and no control covers it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from scenarios.engine.duties import open_conflicts
from scenarios.grading.finding import FULL, NO_CREDIT, Finding
from scenarios.grading.reading import Table
from scenarios.grading.text import Text, listed
from scenarios.grading.trace import Trace
from scenarios.grading.vocabulary import of_person

SEVERITIES = ("critical", "high", "all")


@dataclass(frozen=True)
class DutyConflicts:
    """No conflict of this severity is open at the end; what was taken apart of those at the start earns its share."""

    severity: str

    @classmethod
    def read(cls, table: Table) -> DutyConflicts:
        """Read `duty_conflicts: critical`."""
        return cls(table.word("duty_conflicts", known=SEVERITIES))

    def sentence(self) -> Text:
        """Return the assertion as prose."""
        if self.severity == "all":
            return Text("没有未控制的职责冲突", "No conflict of duties is open")
        said = {"critical": Text("严重", "critical"), "high": Text("高", "high")}[self.severity]
        return Text("没有未控制的{severity}职责冲突", "No {severity} conflict of duties is open").fill(severity=said)

    def check(self, trace: Trace) -> Finding:
        """Look at every user of the final state; a conflict that was made in the drill leaves nothing to earn."""
        wanted = "" if self.severity == "all" else self.severity
        before, after = (
            {(user["id"], rule["id"]) for user, rule in open_conflicts(state, wanted)}
            for state in (trace.opening, trace.state)
        )
        settled, fresh = before - after, after - before
        names = frozenset(f"USER:{user}" for user, _ in settled)
        said = listed([of_person(trace.state, user, rule) for user, rule in sorted(after)])
        if not after:
            return Finding(FULL, Text("没有未控制的冲突。", "No conflict is open."), (), names)
        found = Text("仍有 {n} 处：{names}。", "{n} still open: {names}.").fill(n=len(after), names=said)
        credit = Fraction(len(settled), len(before)) if before and not fresh else NO_CREDIT
        return Finding(credit, found, (), names)
