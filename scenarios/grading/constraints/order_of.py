"""Order of: several steps must come in a given order; each neighbouring pair in order earns its share."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from scenarios.grading.finding import Finding, share
from scenarios.grading.patterns import StepPattern
from scenarios.grading.reading import Table
from scenarios.grading.text import Text
from scenarios.grading.trace import Trace
from scenarios.grading.vocabulary import command_text


@dataclass(frozen=True)
class OrderOf:
    """The first accepted row of each step comes after that of the step before it."""

    steps: tuple[StepPattern, ...]

    @classmethod
    def read(cls, table: Table) -> OrderOf:
        """Read the constraint's own fields."""
        return cls(tuple(StepPattern(name) for name in table.words("steps", required=True)))

    def sentence(self) -> Text:
        """Return the constraint as prose."""
        return Text("按顺序：{steps}", "In this order: {steps}").fill(
            steps=Text(
                " → ".join(command_text(step.command).zh for step in self.steps),
                " → ".join(command_text(step.command).en for step in self.steps),
            )
        )

    def check(self, trace: Trace) -> Finding:
        """Compare the first rows of neighbouring steps."""
        firsts = [next(iter(trace.accepted(step)), None) for step in self.steps]
        pairs = list(pairwise(firsts))
        good = sum(1 for one, other in pairs if one is not None and other is not None and one.seq < other.seq)
        missing = [step.sentence() for step, row in zip(self.steps, firsts, strict=True) if row is None]
        found = Text("{m} 组先后中有 {n} 组正确。", "{n} of {m} neighbouring pairs are in order.").fill(
            n=good, m=len(pairs)
        )
        if missing:
            found += Text("没有做：{a}。", "Never done: {a}.").fill(
                a=Text("、".join(text.zh for text in missing), ", ".join(text.en for text in missing))
            )
        return Finding(share(good, len(pairs)), found, tuple(row.seq for row in firsts if row is not None))
