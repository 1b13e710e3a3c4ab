"""Codes and cells of a coding sheet: does every row have a sound code, and do its cells say what is true?"""

from __future__ import annotations

from dataclasses import dataclass

from scenarios.engine.staging import sheet_rows, staged_table
from scenarios.grading.assertions.truth import sheet_and_truth
from scenarios.grading.finding import NO_CREDIT, Finding, share
from scenarios.grading.reading import Table
from scenarios.grading.text import Text, enumerated
from scenarios.grading.trace import Trace
from scenarios.grading.vocabulary import field_text
from scenarios.migration.api import sound_codes

NO_SHEET = Finding(NO_CREDIT, Text("没有这张工作表。", "There is no such sheet."))
SHOWN = 6


@dataclass(frozen=True)
class Codes:
    """Every row of the sheet has a code by the rule, its own, and never retired."""

    sheet: str

    @classmethod
    def read(cls, table: Table) -> Codes:
        """Read `codes`."""
        return cls(table.word("codes"))

    def sentence(self) -> Text:
        """Return the assertion as prose."""
        return Text(
            "工作表 {sheet} 每一行的新编码合规、唯一，且不是停用编码",
            "Every row of sheet {sheet} has a code by the rule, its own, and never retired",
        ).fill(sheet=self.sheet)

    def check(self, trace: Trace) -> Finding:
        """Hold the codes against rule, each other, and the retired ones."""
        body, _ = sheet_and_truth(trace, self.sheet)
        if body is None:
            return NO_SHEET
        table = staged_table(trace.state, body["table"])
        kinds = {number: row["type"] for number, row in table["rows"].items()}
        good = sound_codes(body["codes"], kinds, table["retired"])
        return _counted(trace, self.sheet, good, list(kinds))


@dataclass(frozen=True)
class SheetCells:
    """In the rows that the truth lists under `of` (all, without it) the field says what is true."""

    sheet: str
    field: str
    of: str

    @classmethod
    def read(cls, table: Table) -> SheetCells:
        """Read `cells`, `field` and `of`."""
        return cls(table.word("cells"), table.word("field"), table.word("of", default=""))

    def sentence(self) -> Text:
        """Return the assertion as prose."""
        return Text("工作表 {sheet} 的 {field} 逐行正确", "{field} of sheet {sheet} is right, row by row").fill(
            sheet=self.sheet, field=field_text(self.field)
        )

    def check(self, trace: Trace) -> Finding:
        """Compare cell by cell."""
        body, truth = sheet_and_truth(trace, self.sheet)
        if body is None:
            return NO_SHEET
        rows = sheet_rows(trace.state, body)
        wanted = truth[self.of] if self.of else list(truth["rows"])
        good = frozenset(key for key in wanted if rows[key].get(self.field) == truth["rows"][key][self.field])
        return _counted(trace, self.sheet, good, wanted)


def _counted(trace: Trace, sheet: str, good: frozenset[str], wanted: list[str]) -> Finding:
    found = Text("{m} 行中 {n} 行正确。", "{n} of {m} rows are right.").fill(n=len(good), m=len(wanted))
    wrong = [key for key in wanted if key not in good]
    if wrong:
        found += Text("不对：{rows}。", "Not right: {rows}.").fill(rows=enumerated(wrong[:SHOWN]))
    name = f"STG:{sheet}"
    objects = frozenset({name}) if good else frozenset()
    tally = (len(good), len(wanted))
    return Finding(share(*tally), found, trace.touching(name)[-1:], objects, tally)
