"""The auditor's view: what somebody would read in the records a year later, and which questions no record answers."""

from __future__ import annotations

from dataclasses import dataclass

from scenarios.grading.finding import Finding
from scenarios.grading.scenario import Expectation
from scenarios.grading.text import Text
from scenarios.grading.trace import Trace
from scenarios.grading.vocabulary import command_text, person_text

REFUSED = Text(
    "{user} 尝试“{command}”，被系统拒绝（{code}）。拒绝的尝试会留在记录里，这本身没有问题。",
    "{user} tried “{command}” and was refused ({code}). Refused attempts stay on record; nothing wrong with that.",
)


@dataclass(frozen=True)
class AuditorLine:
    """One line: a fact with its time and row, or an open question with its reference."""

    seq: int
    at: str
    sentence: Text
    is_open_question: bool
    reference: str


def auditor_view(trace: Trace, results: list[tuple[Expectation, Finding]]) -> tuple[AuditorLine, ...]:
    """Return the facts in the order of the journal, then the open questions."""
    facts, questions = [], []
    for expectation, finding in results:
        entry = trace.entry(finding.seqs[-1]) if finding.seqs else None
        seq, at = (entry.seq, entry.at) if entry is not None else (0, "")
        reference = " · ".join(part for part in (expectation.clause, expectation.procedure) if part)
        if finding.met and expectation.seen:
            facts.append(AuditorLine(seq, at, expectation.seen, False, reference))
        elif not finding.met and expectation.missed:
            questions.append(AuditorLine(seq, at, expectation.missed, True, reference))
    for entry in trace.refused:
        sentence = REFUSED.fill(
            user=person_text(trace.state, entry.command.user),
            command=command_text(entry.command.name),
            code=entry.refusal.code if entry.refusal is not None else "",
        )
        facts.append(AuditorLine(entry.seq, entry.at, sentence, False, ""))
    return (*sorted(facts, key=lambda line: line.seq), *questions)
