"""Not coexist: one or the other, never both."""

from __future__ import annotations

from dataclasses import dataclass

from scenarios.grading.constraints.pairs import Pair, read_pair
from scenarios.grading.finding import FULL, NO_CREDIT, Finding
from scenarios.grading.reading import Table
from scenarios.grading.text import Text
from scenarios.grading.trace import Trace, share_object


@dataclass(frozen=True)
class NotCoexist:
    """No accepted `a` and accepted `b` together, on the same object when `same` names a kind."""

    pair: Pair

    @classmethod
    def read(cls, table: Table) -> NotCoexist:
        """Read the constraint's own fields."""
        return cls(read_pair(table))

    def sentence(self) -> Text:
        """Return the constraint as prose."""
        return Text("{a}和{b}不能同时出现", "{a} and {b} never both").fill(
            a=self.pair.a.sentence(), b=self.pair.b.sentence()
        )

    def check(self, trace: Trace) -> Finding:
        """Look for one of each."""
        firsts, seconds = trace.accepted(self.pair.a), trace.accepted(self.pair.b)
        both = [(a, b) for a in firsts for b in seconds if share_object(a, b, self.pair.same)]
        if not both:
            return Finding(FULL, Text("没有同时出现。", "They did not both occur."))
        a, b = both[0]
        return Finding(NO_CREDIT, Text("两者都做了。", "Both were done."), tuple(sorted((a.seq, b.seq))))
