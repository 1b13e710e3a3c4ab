"""What the pages of a running examination show: the question in its dealt order, the map, and how far one is."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lms.records.exams.content import Content, Part, read_contents
from lms.records.exams.models import AttemptQuestion, ExamAttempt
from lms.records.exams.vocabulary import Confidence, QuestionKind


@dataclass(frozen=True)
class Place:
    """One square of the question map."""

    position: int
    is_answered: bool
    is_flagged: bool


@dataclass(frozen=True)
class Form:
    """The whole form at a glance."""

    places: Sequence[Place]

    @property
    def total(self) -> int:
        """Number of questions."""
        return len(self.places)

    @property
    def answered(self) -> int:
        """How many have an answer."""
        return sum(1 for place in self.places if place.is_answered)

    @property
    def unanswered(self) -> list[Place]:
        """Those without an answer."""
        return [place for place in self.places if not place.is_answered]

    @property
    def flagged(self) -> list[Place]:
        """Those flagged for later."""
        return [place for place in self.places if place.is_flagged]


@dataclass(frozen=True)
class Choice:
    """Something to choose or fill in, with what was given before."""

    part: Part
    given: Any = None
    is_chosen: bool = False


@dataclass(frozen=True)
class QuestionPage:
    """One question as it is dealt to this attempt."""

    form: Form
    position: int
    content: Content
    choices: Sequence[Choice]
    rights: Sequence[Part]
    row: AttemptQuestion

    @property
    def template(self) -> str:
        """The template of the question's kind."""
        return f"records/exams/kinds/{self.content.kind}.html"

    @property
    def progress(self) -> float:
        """How much is answered, in per cent."""
        return 100 * self.form.answered / self.form.total

    @property
    def kind_label(self) -> str:
        """The kind in words."""
        return str(QuestionKind(self.content.kind).label)

    @property
    def previous(self) -> int | None:
        """The position before this one."""
        return self.position - 1 if self.position > 1 else None

    @property
    def next(self) -> int | None:
        """The position after this one."""
        return self.position + 1 if self.position < self.form.total else None

    @property
    def places(self) -> range:
        """Places to choose from when putting things in order."""
        return range(1, len(self.choices) + 1)

    @property
    def confidences(self) -> list[tuple[str, str, range, range]]:
        """Value, label, and how many of the four marks are lit and unlit."""
        count = len(Confidence.choices)
        return [
            (value, str(label), range(lit), range(count - lit))
            for lit, (value, label) in enumerate(Confidence.choices, start=1)
        ]


def form_of(attempt: ExamAttempt) -> Form:
    """The form at a glance; one query."""
    return _form(list(attempt.questions.only("position", "given", "is_flagged")))


def page_of(attempt: ExamAttempt, position: int) -> QuestionPage | None:
    """One question with its map; None where the form has no such position. Two queries once the question is known."""
    rows = list(attempt.questions.all())
    row = next((row for row in rows if row.position == position), None)
    if row is None:
        return None
    content = read_contents([row.question_id])[row.question_id]
    return QuestionPage(
        _form(rows), position, content, in_shown_order(content, row.shown_order, row.given), _rights(content, row), row
    )


def in_shown_order(content: Content, shown_order: Sequence[str], given: Any) -> list[Choice]:
    """The parts of a question in the order in which an attempt shows them, with what was given."""
    parts = {part.key: part for part in content.parts}
    order = shown_order if content.kind != QuestionKind.MATCHING and shown_order else list(parts)
    if isinstance(given, dict):
        return [Choice(parts[key], given=given.get(key)) for key in order]
    chosen = set(given) if isinstance(given, list) else {given}
    return [Choice(parts[key], is_chosen=key in chosen) for key in order]


def _rights(content: Content, row: AttemptQuestion) -> list[Part]:
    rights = {right.key: right for right in content.rights}
    return [rights[key] for key in row.shown_order] if rights else []


def _form(rows: Sequence[AttemptQuestion]) -> Form:
    return Form([Place(row.position, row.given is not None, row.is_flagged) for row in rows])
