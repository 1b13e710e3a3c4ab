"""Sum limit: what was split must not add up to more than the limit; it finds orders split to slip through."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from scenarios.engine.api import JournalEntry
from scenarios.grading.finding import FULL, NO_CREDIT, Finding
from scenarios.grading.patterns import StepPattern, shown, values_at
from scenarios.grading.reading import Plain, Table
from scenarios.grading.text import Text
from scenarios.grading.trace import Trace


@dataclass(frozen=True)
class SumLimit:
    """Over all accepted `a`, grouped by the argument `per`, the sum of `field` stays at or under `most`.

    What was taken back, so that its document is reversed or cancelled, does not count.
    """

    a: StepPattern
    field: str
    per: str
    most: Plain

    @classmethod
    def read(cls, table: Table) -> SumLimit:
        """Read the constraint's own fields."""
        return cls(
            StepPattern.read(table, "a"), table.word("field"), table.word("per", default=""), table.value("most")
        )

    def sentence(self) -> Text:
        """Return the constraint as prose."""
        per = Text("按 {per} 合计", "per {per}").fill(per=self.per) if self.per else Text("合计", "in total")
        return Text("{a}的 {field} {per}不超过 {most}", "{field} of {a} {per} is at most {most}").fill(
            a=self.a.sentence(), field=self.field, per=per, most=shown(self.most)
        )

    def check(self, trace: Trace) -> Finding:
        """Add up and compare."""
        sums: dict[str, Decimal] = defaultdict(Decimal)
        rows = [row for row in trace.accepted(self.a) if not _is_taken_back(trace, row)]
        for row in rows:
            sums[self._group(row)] += sum(
                (Decimal(value) for value in values_at(row.command.args, self.field)), Decimal()
            )
        highest = max(sums.values(), default=Decimal())
        within = highest <= Decimal(str(self.most))
        found = Text("最高合计 {sum}，限 {most}。", "Highest sum {sum}, limit {most}.").fill(
            sum=highest, most=shown(self.most)
        )
        return Finding(FULL if within else NO_CREDIT, found, tuple(row.seq for row in rows))

    def _group(self, row: JournalEntry) -> str:
        return ",".join(str(value) for value in values_at(row.command.args, self.per)) if self.per else ""


def _is_taken_back(trace: Trace, row: JournalEntry) -> bool:
    made = [event.fields for event in row.events if event.kind == "document.created"]
    bodies = [trace.state.document(fields["kind"], fields["id"]) for fields in made]
    return any(body is not None and body["status"] in {"reversed", "cancelled"} for body in bodies)
