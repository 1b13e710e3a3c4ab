"""Golden: do the records that the sources disagree about carry the value that holds?"""

from __future__ import annotations

from dataclasses import dataclass

from scenarios.engine.staging import excluded, groups, staged_table
from scenarios.grading.assertions.truth import sheet_and_truth
from scenarios.grading.finding import NO_CREDIT, Finding, share
from scenarios.grading.reading import Table
from scenarios.grading.text import Text
from scenarios.grading.trace import Trace
from scenarios.grading.vocabulary import field_text
from scenarios.migration.api import half_width, records


@dataclass(frozen=True)
class Golden:
    """Every record of a partner whose rows disagree in `field` holds the value that the truth names."""

    sheet: str
    field: str

    @classmethod
    def read(cls, table: Table) -> Golden:
        """Read `golden` and `field`."""
        return cls(table.word("golden"), table.word("field"))

    def sentence(self) -> Text:
        """Return the assertion as prose."""
        return Text(
            "工作表 {sheet} 的黄金记录里，有争议的{field}取值正确",
            "The golden records of sheet {sheet} hold the right {field} wherever the sources disagree",
        ).fill(sheet=self.sheet, field=field_text(self.field))

    def check(self, trace: Trace) -> Finding:
        """Look at the records of every disputed partner."""
        body, truth = sheet_and_truth(trace, self.sheet)
        if body is None:
            return Finding(NO_CREDIT, Text("没有这张工作表。", "There is no such sheet."))
        rows = staged_table(trace.state, body["table"])["rows"]
        held: dict[str, set[str]] = {}
        for group, record in records(rows, groups(body), excluded(body)).values():
            for number in group.rows:
                held.setdefault(truth["entities"][number], set()).add(record[self.field])
        disputed = truth["disputed"][self.field]
        good = [one for one in disputed if held.get(one) == {half_width(truth["fields"][one][self.field])}]
        text = Text("有争议的 {m} 家中 {n} 家正确。", "{n} of {m} disputed partners are right.")
        name = f"STG:{body['id']}"
        found = text.fill(n=len(good), m=len(disputed))
        return Finding(
            share(len(good), len(disputed)),
            found,
            trace.touching(name)[-1:],
            frozenset({name}) if good else frozenset(),
            (len(good), len(disputed)),
        )
