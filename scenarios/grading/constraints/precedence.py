"""Precedence: before every b there must have been an a."""

from __future__ import annotations

from dataclasses import dataclass

from scenarios.grading.constraints.pairs import Pair, read_pair
from scenarios.grading.finding import Finding, share
from scenarios.grading.reading import Table
from scenarios.grading.text import Text
from scenarios.grading.trace import Trace, share_object


@dataclass(frozen=True)
class Precedence:
    """Each accepted `b` has an accepted `a` before it, on the same object when `same` names a kind."""

    pair: Pair

    @classmethod
    def read(cls, table: Table) -> Precedence:
        """Read the constraint's own fields."""
        return cls(read_pair(table))

    def sentence(self) -> Text:
        """Return the constraint as prose."""
        return Text("先{a}，后{b}", "{a} comes before {b}").fill(a=self.pair.a.sentence(), b=self.pair.b.sentence())

    def check(self, trace: Trace) -> Finding:
        """Count the b that had their a; without any b nothing was shown."""
        firsts, seconds = trace.accepted(self.pair.a), trace.accepted(self.pair.b)
        if not seconds:
            return self.pair.never_came(self.pair.b)
        good = [
            (next(a for a in firsts if a.seq < b.seq and share_object(a, b, self.pair.same)), b)
            for b in seconds
            if any(a.seq < b.seq and share_object(a, b, self.pair.same) for a in firsts)
        ]
        found = Text("{m} 次{b}中有 {n} 次之前做过{a}。", "{n} of {m} × {b} had {a} before.").fill(
            n=len(good), m=len(seconds), a=self.pair.a.sentence(), b=self.pair.b.sentence()
        )
        rows = [row.seq for pair in good for row in pair] or [b.seq for b in seconds]
        return Finding(share(len(good), len(seconds)), found, tuple(sorted(set(rows))))
