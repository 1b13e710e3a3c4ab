"""Lot status: what the lot master says at the end."""

from __future__ import annotations

from dataclasses import dataclass

from scenarios.grading.finding import FULL, NO_CREDIT, Finding
from scenarios.grading.patterns import agrees, describe_wanted, shown, values_at
from scenarios.grading.reading import Plain, Table
from scenarios.grading.text import Text
from scenarios.grading.trace import Trace


@dataclass(frozen=True)
class LotStatus:
    """The lot's `field` (status by default) is as wanted."""

    lot: str
    field: str
    wanted: Plain

    @classmethod
    def read(cls, table: Table) -> LotStatus:
        """Read `lot`, `field` and `is`."""
        return cls(table.word("lot"), table.word("field", default="status"), table.value("is"))

    def sentence(self) -> Text:
        """Return the assertion as prose."""
        return Text("批次 {lot} 的 {field} {wanted}", "{field} of lot {lot} is {wanted}").fill(
            lot=self.lot, field=self.field, wanted=describe_wanted(self.wanted)
        )

    def check(self, trace: Trace) -> Finding:
        """Read the lot."""
        body = trace.state.lot(self.lot)
        found = values_at(body, self.field) if body is not None else []
        if not found:
            return Finding(NO_CREDIT, Text("没有这个批次。", "There is no such lot."))
        name = f"LOT:{self.lot}"
        credit = FULL if agrees(found[0], self.wanted) else NO_CREDIT
        text = Text("现在是 {value}。", "It is {value}.").fill(value=shown(found[0]))
        return Finding(credit, text, trace.touching(name)[-1:], frozenset({name}) if credit else frozenset())
