"""Four eyes: two steps on the same object must be two people's."""

from __future__ import annotations

from dataclasses import dataclass

from scenarios.grading.constraints.pairs import Pair, read_pair
from scenarios.grading.finding import Finding, share
from scenarios.grading.reading import Table
from scenarios.grading.text import Text
from scenarios.grading.trace import Trace, share_object
from scenarios.grading.vocabulary import person_text


@dataclass(frozen=True)
class FourEyes:
    """For each pair of accepted `a` and `b` on the same object the users differ."""

    pair: Pair

    @classmethod
    def read(cls, table: Table) -> FourEyes:
        """Read the constraint's own fields."""
        return cls(read_pair(table))

    def sentence(self) -> Text:
        """Return the constraint as prose."""
        return Text("{a}和{b}由不同的人做", "{a} and {b} are done by different people").fill(
            a=self.pair.a.sentence(), b=self.pair.b.sentence()
        )

    def check(self, trace: Trace) -> Finding:
        """Compare the users of each pair; one learner in two hats is said so."""
        firsts, seconds = trace.accepted(self.pair.a), trace.accepted(self.pair.b)
        pairs = [(a, b) for a in firsts for b in seconds if share_object(a, b, self.pair.same)]
        if not pairs:
            return self.pair.never_came(self.pair.b if firsts else self.pair.a)
        good = [(a, b) for a, b in pairs if a.command.user != b.command.user]
        a, b = next(((a, b) for a, b in pairs if a.command.user == b.command.user), pairs[0])
        found = Text("前者由 {one}，后者由 {other}。", "The first by {one}, the second by {other}.").fill(
            one=person_text(trace.state, a.command.user), other=person_text(trace.state, b.command.user)
        )
        if good and a.command.seat == b.command.seat:
            found += Text(
                "演练中由您一人分饰两角，真实系统里必须是两个人。",
                "Here you wore both hats; in the live system it takes two people.",
            )
        return Finding(share(len(good), len(pairs)), found, tuple(sorted({a.seq, b.seq})))
