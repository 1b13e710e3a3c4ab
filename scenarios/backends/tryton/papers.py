"""Two papers of quality that Tryton has no form for: their wording, which is all by which they are known when read back.

The review board's decision is a note on the alert. A corrective action request is an e-mail that went out from it.
"""

from __future__ import annotations

import datetime
import html
import re
from dataclasses import dataclass

from scenarios.engine.api import command_specs

DECISION = re.compile(r"Disposition: (?P<disposition>\w+)\n(?P<rationale>.*)", re.DOTALL)
SUBJECT = re.compile(
    r"Supplier corrective action request (?P<number>\S+) on report (?P<report>\S+), answer by (?P<due>\d{4}-\d\d-\d\d)"
)


@dataclass(frozen=True)
class Decision:
    """What a review board has decided, and why."""

    disposition: str
    rationale: str


@dataclass(frozen=True)
class Heading:
    """What the subject of a corrective action request says; `due` is a day of Tryton's."""

    number: str
    report: str
    due: datetime.date


def word_decision(decision: Decision) -> str:
    """The text of the note."""
    return f"Disposition: {decision.disposition}\n{decision.rationale}"


def read_decision(text: str) -> Decision | None:
    """The decision that a note is, or None if it is any other note or names none of the ways there are."""
    found = DECISION.fullmatch(text)
    if found is None or found["disposition"] not in _ways():
        return None
    return Decision(found["disposition"], found["rationale"])


def _ways() -> tuple[str, ...]:
    (field,) = (field for field in command_specs()["mrb.decide"].fields if field.name == "disposition")
    return field.choices


def word_subject(heading: Heading) -> str:
    """The subject of the e-mail."""
    return (
        f"Supplier corrective action request {heading.number} on report {heading.report}, "
        f"answer by {heading.due.isoformat()}"
    )


def read_subject(text: str) -> Heading | None:
    """What a subject says, or None if the e-mail is about something else."""
    found = SUBJECT.fullmatch(text)
    if found is None:
        return None
    return Heading(found["number"], found["report"], datetime.date.fromisoformat(found["due"]))


def word_body(text: str) -> str:
    """A plain text as the HTML that Tryton takes for the body of an e-mail."""
    return html.escape(text).replace("\n", "<br/>")


def read_body(body: str) -> str:
    """The plain text of such a body."""
    return html.unescape(body.replace("<br/>", "\n"))
