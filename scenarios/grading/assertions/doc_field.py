"""Document field: what stands in the books at the end, by any way that led there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from scenarios.engine.api import State
from scenarios.grading.assertions.ledger_sum import money
from scenarios.grading.finding import NO_CREDIT, Finding, share
from scenarios.grading.patterns import COMPARISONS, DocumentPattern, agrees, describe_wanted, shown, values_at
from scenarios.grading.reading import Plain, Table
from scenarios.grading.text import Text, listed, same
from scenarios.grading.trace import Trace
from scenarios.grading.vocabulary import document_text, field_text, person_text, value_text

MONEY = frozenset({"price", "net", "tax", "gross", "open", "total"})
"""Fields in cents, shown in yuan."""


@dataclass(frozen=True)
class DocField:
    """In every matched document the field is as wanted; no matched document earns nothing."""

    documents: DocumentPattern
    field: str
    wanted: Plain

    @classmethod
    def read(cls, table: Table) -> DocField:
        """Read `doc`, `where`, `field` and one or more comparisons."""
        wanted: dict[str, Plain] = {name: table.value(name) for name in COMPARISONS if name in table}
        return cls(DocumentPattern.read(table), table.word("field"), wanted)

    def sentence(self) -> Text:
        """Return the assertion as prose."""
        return Text("{documents}的 {field} {wanted}", "{field} of {documents} is {wanted}").fill(
            documents=self.documents.sentence(),
            field=field_text(self.field),
            wanted=self._wanted_text(),
        )

    def _wanted_text(self) -> Text:
        if isinstance(self.wanted, dict) and set(self.wanted) == {"eq"}:
            named = value_text(self.documents.kind, self.field, self.wanted["eq"])
            if named.zh != named.en:
                return named
        return describe_wanted(self._wanted_shown())

    def _wanted_shown(self) -> Plain:
        if self.field.rpartition(".")[2] not in MONEY or not isinstance(self.wanted, dict):
            return self.wanted
        return {name: money(value) if type(value) is int else value for name, value in self.wanted.items()}

    def check(self, trace: Trace) -> Finding:
        """Read the field of each document."""
        bodies = trace.documents(self.documents)
        if not bodies:
            return Finding(NO_CREDIT, Text("没有找到{d}。", "No {d} was found.").fill(d=self.documents.sentence()))
        good = [body for body in bodies if self._holds(body)]
        names = frozenset(f"{self.documents.kind}:{body['id']}" for body in bodies)
        found = Text("{all}。", "{all}.").fill(all=listed([self._said(body, trace.state) for body in bodies[:3]]))
        seqs = tuple(sorted({seq for name in names for seq in trace.settled(name, self.field)}))
        tally = (len(good), len(bodies))
        return Finding(share(*tally), found, seqs, names if good else frozenset(), tally)

    def _holds(self, body: Any) -> bool:
        found = values_at(body, self.field)
        return bool(found) and all(agrees(value, self.wanted) for value in found)

    def _said(self, body: Any, state: State) -> Text:
        text = Text("{kind} {id}：{field} {value}", "{kind} {id}: {field} {value}")
        kind, field = document_text(self.documents.kind), field_text(self.field)
        return text.fill(kind=kind, id=body["id"], field=field, value=self._shown(body, state))

    def _shown(self, body: Any, state: State) -> str | Text:
        value = self._value(body)
        people = [value] if isinstance(value, str) else list(value) if isinstance(value, list | tuple) else []
        if any(isinstance(one, str) and state.master("USER", one) is not None for one in people):
            return listed([person_text(state, str(one)) if one else same("–") for one in people])
        if self.field.rpartition(".")[2] in MONEY and isinstance(value, int):
            return money(value)
        named = value_text(self.documents.kind, self.field, value)
        return named if named.zh != named.en else shown(value).rstrip("。.")

    def _value(self, body: Any) -> Any:
        found = values_at(body, self.field)
        return found[0] if len(found) == 1 else found or None
