"""Response: after every a there must be a b."""

from __future__ import annotations

from dataclasses import dataclass

from scenarios.grading.constraints.pairs import Pair, read_pair
from scenarios.grading.finding import Finding, share
from scenarios.grading.reading import Table
from scenarios.grading.text import Text
from scenarios.grading.trace import Trace, share_object


@dataclass(frozen=True)
class Response:
    """Each accepted `a` has an accepted `b` after it, on the same object when `same` names a kind."""

    pair: Pair

    @classmethod
    def read(cls, table: Table) -> Response:
        """Read the constraint's own fields."""
        return cls(read_pair(table))

    def sentence(self) -> Text:
        """Return the constraint as prose."""
        return Text("做了{a}之后，要{b}", "{a} is followed by {b}").fill(
            a=self.pair.a.sentence(), b=self.pair.b.sentence()
        )

    def check(self, trace: Trace) -> Finding:
        """Count the a that got their b; without any a nothing was shown."""
        firsts, seconds = trace.accepted(self.pair.a), trace.accepted(self.pair.b)
        if not firsts:
            return self.pair.never_came(self.pair.a)
        good = [
            (a, next(b for b in seconds if b.seq > a.seq and share_object(a, b, self.pair.same)))
            for a in firsts
            if any(b.seq > a.seq and share_object(a, b, self.pair.same) for b in seconds)
        ]
        found = Text("{m} 次{a}中有 {n} 次之后做了{b}。", "{n} of {m} × {a} were followed by {b}.").fill(
            n=len(good), m=len(firsts), a=self.pair.a.sentence(), b=self.pair.b.sentence()
        )
        rows = [row.seq for pair in good for row in pair] or [a.seq for a in firsts]
        return Finding(share(len(good), len(firsts)), found, tuple(sorted(set(rows))))
