"""Prose: a scenario's rules as a training lead reads them, without having to know the file format."""

from __future__ import annotations

from dataclasses import dataclass

from scenarios.grading.scenario import Scenario
from scenarios.grading.text import Text


@dataclass(frozen=True)
class RuleSentence:
    """One expectation in words: its own title, the rule behind it, and its weight."""

    id: str
    title: Text
    rule: Text
    weight: str
    critical: bool
    reference: str


def rules_as_prose(scenario: Scenario) -> tuple[RuleSentence, ...]:
    """Return every expectation of a scenario as sentences, in the author's order."""
    return tuple(
        RuleSentence(
            id=expectation.id,
            title=expectation.name,
            rule=expectation.rule.sentence(),
            weight=str(expectation.weight),
            critical=expectation.critical,
            reference=" · ".join(part for part in (expectation.clause, expectation.procedure) if part),
        )
        for expectation in scenario.expectations
    )
