"""Succession: every a is followed by a b, and every b comes after an a."""

from __future__ import annotations

from dataclasses import dataclass

from scenarios.grading.constraints.pairs import Pair, read_pair
from scenarios.grading.constraints.precedence import Precedence
from scenarios.grading.constraints.response import Response
from scenarios.grading.finding import Finding
from scenarios.grading.reading import Table
from scenarios.grading.text import Text
from scenarios.grading.trace import Trace


@dataclass(frozen=True)
class Succession:
    """Precedence and response at once; the weaker of the two counts."""

    pair: Pair

    @classmethod
    def read(cls, table: Table) -> Succession:
        """Read the constraint's own fields."""
        return cls(read_pair(table))

    def sentence(self) -> Text:
        """Return the constraint as prose."""
        return Text("{a}与{b}成对出现，先前者后后者", "{a} and {b} come in pairs, in this order").fill(
            a=self.pair.a.sentence(), b=self.pair.b.sentence()
        )

    def check(self, trace: Trace) -> Finding:
        """Look in both directions and return the weaker finding."""
        return min(Precedence(self.pair).check(trace), Response(self.pair).check(trace), key=lambda found: found.credit)
