"""Pairs: what the constraints on two steps have in common. No constraint of its own lives here."""

from __future__ import annotations

from dataclasses import dataclass

from scenarios.grading.finding import FULL, NO_CREDIT, Finding
from scenarios.grading.patterns import StepPattern
from scenarios.grading.reading import Table
from scenarios.grading.text import Text
from scenarios.grading.vocabulary import document_kinds


@dataclass(frozen=True)
class Pair:
    """Steps `a` and `b`, on the same object of kind `same` when that is not empty.

    `vacuous` says that it is right, too, when the occasion never came (nothing was sampled again, so nothing is wrong).
    """

    a: StepPattern
    b: StepPattern
    same: str
    vacuous: bool = False

    def never_came(self, step: StepPattern) -> Finding:
        """Return the finding for an occasion that never came."""
        if self.vacuous:
            return Finding(
                FULL,
                Text("没有做过{a}，无可指摘。", "{a} was never done, so there is nothing to object to.").fill(
                    a=step.sentence()
                ),
            )
        return never_came(step)


def read_pair(table: Table) -> Pair:
    """Read `a`, `b` and `same`."""
    same = table.word("same", known=(*document_kinds(), "LOT"), default="") if "same" in table else ""
    return Pair(StepPattern.read(table, "a"), StepPattern.read(table, "b"), same, table.truth("vacuous", default=False))


def never_came(step: StepPattern) -> Finding:
    """Return the finding for a step that was never reached: nothing was shown, so nothing is earned."""
    return Finding(NO_CREDIT, Text("没有走到{a}。", "It never came to {a}.").fill(a=step.sentence()))
