"""Any of: several ends are right; the best one counts, and says so."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from scenarios.grading.finding import Finding, Rule
from scenarios.grading.reading import Table
from scenarios.grading.text import Text, enumerated
from scenarios.grading.trace import Trace

NO_KIND = Text("这里要写一种断言：{known}。", "One kind of assertion belongs here: {known}.")
TOO_FEW = Text("any_of 至少要有两个断言。", "any_of takes at least two assertions.")
LEAST = 2
Kinds = Mapping[str, Callable[[Table], Rule]]


@dataclass(frozen=True)
class AnyOf:
    """At least one of the assertions holds; if none does, the one that came nearest decides the credit."""

    rules: tuple[Rule, ...]

    @classmethod
    def reader(cls, kinds: Kinds) -> Callable[[Table], AnyOf]:
        """Return what reads `any_of: [assertion, …]` with the other kinds."""

        def read(table: Table) -> AnyOf:
            inner = table.tables("any_of", required=True)
            if len(inner) < LEAST:
                table.blame("any_of", TOO_FEW)
            return cls(tuple(rule for one in inner if (rule := _read(one, kinds)) is not None))

        return read

    def sentence(self) -> Text:
        """Return the assertion as prose."""
        said = [rule.sentence() for rule in self.rules]
        return Text("；或者".join(text.zh for text in said), "; or ".join(text.en for text in said))

    def check(self, trace: Trace) -> Finding:
        """Return the best finding; the first of equals."""
        return max((rule.check(trace) for rule in self.rules), key=lambda finding: finding.credit)


def _read(table: Table, kinds: Kinds) -> Rule | None:
    kind = next((name for name in kinds if name in table), "")
    if not kind:
        table.blame("", NO_KIND.fill(known=enumerated(kinds)))
        return None
    rule = kinds[kind](table)
    table.finish()
    return rule
