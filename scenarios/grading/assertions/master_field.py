"""Master field: what stands in a user, a role, a parameter or another master record at the end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from scenarios.engine.api import MASTER_KINDS
from scenarios.grading.finding import FULL, NO_CREDIT, Finding
from scenarios.grading.patterns import COMPARISONS, agrees, describe_wanted, in_words, values_at
from scenarios.grading.reading import Plain, Table
from scenarios.grading.text import Text
from scenarios.grading.trace import Trace
from scenarios.grading.vocabulary import document_text, field_text, person_text


@dataclass(frozen=True)
class MasterField:
    """The field of one master record is as wanted."""

    kind: str
    number: str
    field: str
    wanted: Plain

    @classmethod
    def read(cls, table: Table) -> MasterField:
        """Read `master`, `id`, `field` and one or more comparisons."""
        wanted: dict[str, Plain] = {name: table.value(name) for name in COMPARISONS if name in table}
        return cls(table.word("master", known=MASTER_KINDS), table.word("id"), table.word("field"), wanted)

    def sentence(self) -> Text:
        """Return the assertion as prose."""
        return Text("{kind} {id} 的 {field} {wanted}", "{field} of {kind} {id} is {wanted}").fill(
            kind=document_text(self.kind),
            id=self.number,
            field=field_text(self.field),
            wanted=describe_wanted(self.wanted, self.field),
        )

    def check(self, trace: Trace) -> Finding:
        """Read the field."""
        name = f"{self.kind}:{self.number}"
        found: list[Any] = values_at(trace.state.master(self.kind, self.number) or {}, self.field)
        met = bool(found) and all(agrees(value, self.wanted) for value in found)
        said = Text("{id}：{field} {value}。", "{id}: {field} {value}.").fill(
            id=person_text(trace.state, self.number) if self.kind == "USER" else self.number,
            field=field_text(self.field),
            value=in_words(self.field, found[0] if len(found) == 1 else found or None),
        )
        return Finding(
            FULL if met else NO_CREDIT, said, trace.touching(name)[-1:], frozenset((name,)) if met else frozenset()
        )
