"""Pairs: what the constraints on two steps have in common. No constraint of its own lives here."""

from __future__ import annotations

from dataclasses import dataclass

from scenarios.grading.finding import NO_CREDIT, Finding
from scenarios.grading.patterns import StepPattern
from scenarios.grading.reading import Table
from scenarios.grading.text import Text
from scenarios.grading.vocabulary import DOCUMENTS


@dataclass(frozen=True)
class Pair:
    """Steps `a` and `b`, on the same object of kind `same` when that is not empty."""

    a: StepPattern
    b: StepPattern
    same: str


def read_pair(table: Table) -> Pair:
    """Read `a`, `b` and `same`."""
    same = table.word("same", known=(*DOCUMENTS, "LOT"), default="") if "same" in table else ""
    return Pair(StepPattern.read(table, "a"), StepPattern.read(table, "b"), same)


def never_came(step: StepPattern) -> Finding:
    """Return the finding for a step that was never reached: nothing was shown, so nothing is earned."""
    return Finding(NO_CREDIT, Text("没有走到{a}。", "It never came to {a}.").fill(a=step.sentence()))
