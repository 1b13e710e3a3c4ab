"""Cross-reference: has every old code a new one?"""

from __future__ import annotations

from dataclasses import dataclass

from scenarios.engine.staging import excluded, groups, staged_table
from scenarios.grading.finding import FULL, NO_CREDIT, Finding, share
from scenarios.grading.reading import Table
from scenarios.grading.text import Text, enumerated
from scenarios.grading.trace import Trace
from scenarios.migration.api import cross_reference


@dataclass(frozen=True)
class CrossReference:
    """Every row of the sheet's export stands in the table from old to new codes."""

    sheet: str

    @classmethod
    def read(cls, table: Table) -> CrossReference:
        """Read `xref`."""
        return cls(table.word("xref"))

    def sentence(self) -> Text:
        """Return the assertion as prose."""
        return Text("工作表 {sheet} 的每个旧编码都有新编码", "Every old code of sheet {sheet} has a new one").fill(
            sheet=self.sheet
        )

    def check(self, trace: Trace) -> Finding:
        """Count the codes; a sheet that was not handed in has no table yet."""
        body = trace.state.document("STG", self.sheet)
        if body is None or body["status"] == "open":
            return Finding(NO_CREDIT, Text("还没有提交对照表。", "No cross-reference was handed in."))
        rows = staged_table(trace.state, body["table"])["rows"]
        there = cross_reference(rows, groups(body), excluded(body))
        missing = [number for number in rows if number not in there]
        found = Text("{m} 个旧编码中 {n} 个有新编码。", "{n} of {m} old codes have a new one.").fill(
            n=len(there), m=len(rows)
        )
        if missing:
            found += Text("缺：{codes}。", "Missing: {codes}.").fill(codes=enumerated(missing[:8]))
        name = f"STG:{body['id']}"
        credit = FULL if not missing else share(len(there), len(rows))
        return Finding(credit, found, trace.touching(name)[-1:], frozenset({name}), (len(there), len(rows)))
