"""Qualifications: what the ERP goes by is what HRM says."""

from __future__ import annotations

from dataclasses import dataclass

from scenarios.engine.qualifications import qualification_rows
from scenarios.grading.finding import FULL, Finding, share
from scenarios.grading.reading import Table
from scenarios.grading.text import Text, listed
from scenarios.grading.trace import Trace
from scenarios.grading.vocabulary import of_person


@dataclass(frozen=True)
class Qualifications:
    """No qualification differs; of those that differed at the start each one settled earns its share."""

    @classmethod
    def read(cls, table: Table) -> Qualifications:
        """Read `qualifications: same`."""
        table.word("qualifications", known=("same",))
        return cls()

    def sentence(self) -> Text:
        """Return the assertion as prose."""
        return Text("ERP 的资质与人事系统一致", "The ERP's qualifications are those of HRM")

    def check(self, trace: Trace) -> Finding:
        """Compare the two systems at both ends of the drill."""
        before, after = (
            {(row.user, row.competence) for row in qualification_rows(state) if row.differs}
            for state in (trace.opening, trace.state)
        )
        names = frozenset(f"USER:{user}" for user, _ in before - after)
        if not after:
            return Finding(FULL, Text("两边一致。", "Both systems say the same."), (), names)
        said = listed([of_person(trace.state, user, competence) for user, competence in sorted(after)])
        found = Text("仍有 {n} 处不一致：{names}。", "{n} still differ: {names}.").fill(n=len(after), names=said)
        return Finding(share(len(before - after), max(len(before), len(before | after))), found, (), names)
