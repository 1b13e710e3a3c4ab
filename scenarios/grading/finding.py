"""Finding: what a rule saw in an attempt. A rule never says only yes or no; it says what it found, and where."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Protocol

from scenarios.grading.text import Text

if TYPE_CHECKING:
    from scenarios.grading.trace import Trace

FULL, HALF, NO_CREDIT = Fraction(1), Fraction(1, 2), Fraction(0)


@dataclass(frozen=True)
class Finding:
    """The share of the weight that is earned, what was found, the journal rows that show it, the objects concerned.

    `tally` is how many of how many were right, where the rule counts things; bands of credit leave it as it is.
    """

    credit: Fraction
    found: Text
    seqs: tuple[int, ...] = ()
    objects: frozenset[str] = frozenset()
    tally: tuple[int, int] | None = None

    @property
    def met(self) -> bool:
        """Whether nothing is missing."""
        return self.credit == FULL


class Rule(Protocol):
    """What every assertion, constraint and answer key is: a sentence that can be checked against a trace."""

    def sentence(self) -> Text:
        """Return the rule as a training lead would say it."""
        ...

    def check(self, trace: Trace) -> Finding:
        """Look for the rule in what was done."""
        ...


def share(part: int, whole: int) -> Fraction:
    """Return part of whole as credit; of nothing, nothing is earned."""
    return Fraction(part, whole) if whole else NO_CREDIT
