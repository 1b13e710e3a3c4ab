"""Answer: what the learner was asked on handing in; the key is never shown before."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from scenarios.grading.assertions.set_equals import compare_sets
from scenarios.grading.finding import FULL, HALF, NO_CREDIT, Finding
from scenarios.grading.patterns import shown
from scenarios.grading.reading import Plain, Table
from scenarios.grading.text import NOTHING, Text
from scenarios.grading.trace import Trace

KINDS = ("number", "choice", "set")


@dataclass(frozen=True)
class Option:
    """One choice: its key, its words, and what to say to somebody who chose it."""

    key: str
    text: Text
    feedback: Text


@dataclass(frozen=True)
class Answer:
    """A question with its key. A number within `tolerance` is right, within `near` it earns half."""

    id: str
    kind: str
    prompt: Text
    key: Plain
    tolerance: Decimal
    near: Decimal
    unit: Text
    options: tuple[Option, ...]
    explanation: Text

    @classmethod
    def read(cls, table: Table, question: str) -> Answer:
        """Read the question's own fields."""
        options = []
        for inner in table.tables("options"):
            options.append(Option(inner.word("key"), inner.text("text"), inner.text("feedback", required=False)))
            inner.finish()
        return cls(
            id=question,
            kind=table.word("kind", known=KINDS),
            prompt=table.text("prompt"),
            key=table.value("key"),
            tolerance=table.number("tolerance", default=0),
            near=table.number("near", default=0),
            unit=table.text("unit", required=False),
            options=tuple(options),
            explanation=table.text("explanation", required=False),
        )

    def sentence(self) -> Text:
        """Return the question."""
        return self.prompt

    def check(self, trace: Trace) -> Finding:
        """Compare what was handed in with the key."""
        given = trace.answers.get(self.id, {}).get("value")
        if given in (None, "", []):
            return Finding(NO_CREDIT, Text("没有回答。", "Not answered."))
        if self.kind == "set":
            wanted = frozenset(str(item) for item in self.key) if isinstance(self.key, list) else frozenset()
            spelled = {item.casefold(): item for item in wanted}
            return compare_sets({spelled.get(str(item).casefold(), str(item)) for item in given}, wanted)
        finding = self._number(given) if self.kind == "number" else self._choice(str(given))
        return Finding(finding.credit, finding.found + self.explanation)

    def _number(self, given: Any) -> Finding:
        key = Decimal(str(self.key))
        try:
            distance = abs(Decimal(str(given).replace(",", "").replace("，", "").rstrip("%％ ")) - key)
        except InvalidOperation:
            return Finding(NO_CREDIT, Text("“{given}”不是数字。", "“{given}” is not a number.").fill(given=given))
        credit = FULL if distance <= self.tolerance else HALF if distance <= self.near else NO_CREDIT
        found = Text(
            "您答 {given} {unit}，正确是 {key} {unit}。", "You answered {given} {unit}; right is {key} {unit}."
        )
        return Finding(credit, found.fill(given=given, unit=self.unit, key=shown(self.key)))

    def _choice(self, given: str) -> Finding:
        words = {option.key: option for option in self.options}
        chosen = words.get(given)
        right = given == str(self.key)
        found = Text("您选“{text}”。", "You chose “{text}”.").fill(text=chosen.text if chosen else given)
        return Finding(FULL if right else NO_CREDIT, found + (chosen.feedback if chosen else NOTHING))
