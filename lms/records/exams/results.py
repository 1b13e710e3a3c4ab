"""What a locked attempt shows: the score and its sections, every question with its feedback, and what to learn next."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import F

from curricula.models import Activity, LearningItem, Step
from lms.records.exams.content import Content, Error, Part, Words, contents_of
from lms.records.exams.grading import grade_answer
from lms.records.exams.grading.values import Mark
from lms.records.exams.models import AttemptQuestion, ExamAttempt, ItemResponse, SectionResult
from lms.records.exams.paper import in_shown_order
from lms.records.exams.vocabulary import CONFIDENT, Confidence, QuestionKind

FULL = 1
LESSONS_PER_STEP = 2
BY_CHOICE = frozenset({QuestionKind.SINGLE, QuestionKind.MULTIPLE, QuestionKind.TRUE_FALSE, QuestionKind.SITUATIONAL})


@dataclass(frozen=True)
class Line:
    """One option, item, pair or gap of an answered question: what was given, what is right, and why."""

    text: Words
    given: str
    right: str
    feedback: Words
    is_chosen: bool
    is_right: bool


@dataclass(frozen=True)
class Reviewed:
    """One question of a locked attempt."""

    position: int
    content: Content
    response: ItemResponse
    mark: Mark
    lines: Sequence[Line]

    @property
    def state(self) -> str:
        """The design's state of the credit: all, some, none."""
        return "go" if self.response.credit == FULL else "risk" if self.response.credit > 0 else "stop"

    @property
    def is_by_choice(self) -> bool:
        """Whether options were chosen (else something was written, ordered or matched)."""
        return self.content.kind in BY_CHOICE

    @property
    def is_confident_and_wrong(self) -> bool:
        """Sure of it, and not right."""
        return self.response.credit < FULL and self.response.confidence in CONFIDENT

    @property
    def confidence_label(self) -> str:
        """How sure, in words; empty where it was not said."""
        return str(Confidence(self.response.confidence).label) if self.response.confidence else ""

    @property
    def given_text(self) -> str:
        """What was written, where something was."""
        return self.response.given if isinstance(self.response.given, str) else ""

    @property
    def right_text(self) -> str:
        """The right answer, where one is written."""
        if self.content.kind == QuestionKind.NUMERIC:
            return f"{_plain(self.content.key.answer)} {self.content.unit}".strip()  # type: ignore[union-attr]
        return " / ".join(dict.fromkeys(self.content.accepted))

    @property
    def met_error(self) -> Error | None:
        """The common error that the answer was."""
        return None if self.mark.common_error is None else self.content.errors[self.mark.common_error]


@dataclass(frozen=True)
class ToLearn:
    """A step in which something was wrong, and where to learn it."""

    step: Step
    items: int
    wrong: int
    lessons: Sequence[LearningItem]


@dataclass(frozen=True)
class Result:
    """The whole page of one locked attempt."""

    attempt: ExamAttempt
    sections: Sequence[tuple[str, SectionResult]]
    questions: Sequence[Reviewed]
    to_learn: Sequence[ToLearn]

    @property
    def confident_and_wrong(self) -> list[Reviewed]:
        """What one was sure of and got wrong: the most useful list on the page."""
        return [question for question in self.questions if question.is_confident_and_wrong]

    @property
    def failed_sections(self) -> list[str]:
        """Names of the critical sections below their mark."""
        return [title for title, section in self.sections if not section.passed]

    @property
    def state(self) -> str:
        """The design's state of the result."""
        return "go" if self.attempt.passed else "stop"


def read_result(attempt: ExamAttempt) -> Result:
    """Everything on the result page of a locked attempt."""
    titles = {section.key: section.title for section in attempt.exam.sections.all()}
    sections = [(titles.get(one.key, one.key), one) for one in attempt.section_results.all()]
    responses: list[Any] = list(attempt.responses.annotate(uuid=F("question__uuid")))
    contents = contents_of({response.question_id: response.uuid for response in responses})
    orders = dict(AttemptQuestion.objects.filter(attempt=attempt).values_list("position", "shown_order"))
    questions = [
        _reviewed(contents[response.question_id], response, orders.get(response.position, [])) for response in responses
    ]
    return Result(attempt, sections, questions, _to_learn(questions))


def _reviewed(content: Content, response: ItemResponse, order: list[str]) -> Reviewed:
    mark = grade_answer(content.kind, content.key, response.given)
    return Reviewed(response.position, content, response, mark, lines_of(content, order, response.given, mark))


def lines_of(content: Content, order: Sequence[str], given: Any, mark: Mark) -> list[Line]:
    """The lines of one question, in the order in which it was shown; in the preview nothing is given."""
    rights = {right.key: right.text for right in content.rights}
    places = {part: str(place) for place, part in enumerate(getattr(content.key, "order", ()), start=1)}
    lines = []
    for choice in in_shown_order(content, order, given):
        part = choice.part
        shown_given, shown_right = str(choice.given or ""), ""
        is_right = mark.parts.get(part.key, False)
        if content.kind == QuestionKind.MATCHING:
            shown_given, shown_right = str(rights.get(choice.given, "")), str(rights[part.belongs_to])
        elif content.kind == QuestionKind.ORDERING:
            shown_right = places[part.key]
        elif content.kind == QuestionKind.GAP_FILL:
            shown_right = str(part.text)
        else:
            is_right = part.credit == FULL
        lines.append(Line(_label(content, part), shown_given, shown_right, part.feedback, choice.is_chosen, is_right))
    return lines


def _label(content: Content, part: Part) -> Words:
    return Words(f"（{part.key}）", f"({part.key})") if content.kind == QuestionKind.GAP_FILL else part.text


def _plain(number: Any) -> str:
    return f"{number.normalize():f}"


def _to_learn(questions: Sequence[Reviewed]) -> list[ToLearn]:
    """Steps with something wrong, the worst first, each with lessons that teach it."""
    by_step: dict[int, list[Reviewed]] = defaultdict(list)
    for question in questions:
        by_step[question.content.step].append(question)
    wrong = {
        step: sum(1 for one in ones if one.response.credit < FULL)
        for step, ones in by_step.items()
        if any(one.response.credit < FULL for one in ones)
    }
    steps = Step.objects.in_bulk(list(wrong))
    lessons = _lessons_on(list(wrong))
    found = [ToLearn(steps[pk], len(by_step[pk]), count, lessons[pk]) for pk, count in wrong.items()]
    return sorted(found, key=lambda one: (-one.wrong / one.items, -one.wrong, one.step.code))


def _lessons_on(steps: list[int]) -> dict[int, list[LearningItem]]:
    """Lessons of activities that teach these steps; those of activities about fewer steps come first."""
    links = Activity.steps.through.objects.filter(step_id__in=steps)
    pairs = list(links.values_list("step_id", "activity_id"))
    breadth: dict[int, int] = defaultdict(int)
    for _step, activity in pairs:
        breadth[activity] += 1
    items = LearningItem.objects.filter(activity__in={activity for _step, activity in pairs}, planneditem__isnull=True)
    by_activity: dict[int, list[LearningItem]] = defaultdict(list)
    for item in items.order_by("position"):
        if item.kind == "lesson" and item.is_available:
            by_activity[item.activity_id].append(item)
    found: dict[int, list[LearningItem]] = defaultdict(list)
    for step, activity in sorted(pairs, key=lambda pair: (breadth[pair[1]], pair)):
        for lesson in by_activity[activity]:
            if len(found[step]) < LESSONS_PER_STEP and lesson.ref not in {other.ref for other in found[step]}:
                found[step].append(lesson)
    return found
