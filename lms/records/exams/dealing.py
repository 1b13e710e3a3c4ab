"""Dealing a form: drawing it from the bank and writing it down as it will be shown."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from lms.foundation.api import digest_of, prepared, record_change
from lms.foundation.models import Person
from lms.records.exams.content import contents_of
from lms.records.exams.drawing import Candidate, Drawn, PoolTooSmall, Row, draw, shuffled_keys
from lms.records.exams.models import AttemptQuestion, DrawRow, Exam, ExamAttempt, ExamItem, Question
from lms.records.exams.refusals import CannotDraw
from lms.records.exams.vocabulary import UseState


class Place(NamedTuple):
    """Where a question stands in the bank, and the digest of its version."""

    pk: int
    digest: str
    uuid: UUID


@dataclass(frozen=True)
class Pool:
    """What a blueprint may draw from: its rows, the candidates, and where each stands in the bank."""

    rows: tuple[Row, ...]
    candidates: tuple[Candidate, ...]
    places: dict[str, Place]


def read_pool(exam: Exam) -> Pool:
    """The rows of the blueprint and the questions in use that one of them takes. Three queries."""
    steps_of: dict[int, set[str]] = defaultdict(set)
    for row, step in _steps_of_rows(exam=exam.pk):
        steps_of[row].add(step)
    rows = tuple(
        Row(row.section.key, row.items, frozenset(row.levels), frozenset(steps_of[row.pk]), frozenset(row.topics))
        for row in _draw_rows(exam=exam.pk)
    )
    topics = {topic for row in rows for topic in row.topics}
    known = [row for row in _questions_in_use(exam=exam.pk) if not row[3] or row[3] in topics]
    return Pool(rows, tuple(Candidate(*row[:4]) for row in known), {row[0]: Place(*row[4:]) for row in known})


@prepared
def _draw_rows(exam: int) -> Any:
    rows = DrawRow.objects.filter(section__exam=exam).select_related("section")
    return rows.order_by("section__position", "position")


@prepared
def _steps_of_rows(exam: int) -> Any:
    links = DrawRow.steps.through.objects.filter(drawrow__section__exam=exam)
    return links.values_list("drawrow_id", "step__code")


@prepared
def _questions_in_use(exam: int) -> Any:
    """Those of the blueprint's steps, and those of any topic: which of these it draws, its rows say."""
    steps = DrawRow.steps.through.objects.filter(drawrow__section__exam=exam).values("step_id")
    rows = Question.objects.non_polymorphic().filter(Q(topic="", step__in=steps) | ~Q(topic=""), state=UseState.IN_USE)
    return rows.values_list("code", "step__code", "level", "topic", "pk", "digest", "uuid")


def draw_form(exam: Exam, pool: Pool, seed: int) -> tuple[Drawn, ...]:
    """A form of the blueprint; refuses CannotDraw where the bank is too small."""
    try:
        return draw(pool.rows, pool.candidates, seed)
    except PoolTooSmall as short:
        raise CannotDraw(
            _(
                "This exam cannot be set: the question bank is too small for section %(section)s. "
                "Nothing has begun. Please tell the training lead."
            )
            % {"section": short.row.section}
        ) from short


def deal(
    person: Person, item: ExamItem, *, number: int, seed: int, at: datetime, pool: Pool | None = None
) -> ExamAttempt:
    """Write down a new open attempt and its form, in the caller's transaction. Who may have one is decided before."""
    exam = item.exam
    pool = pool or read_pool(exam)
    form = draw_form(exam, pool, seed)
    places = [pool.places[drawn.code] for drawn in form]
    contents = contents_of({place.pk: place.uuid for place in places})
    dealt = [
        AttemptQuestion(
            position=position,
            question_id=place.pk,
            section=drawn.section,
            shown_order=shuffled_keys(contents[place.pk].keys_to_shuffle, seed, drawn.code),
        )
        for position, (drawn, place) in enumerate(zip(form, places, strict=True), start=1)
    ]
    attempt = ExamAttempt.objects.create(
        person=person,
        item=item,
        exam=exam,
        number=number,
        seed=seed,
        started_at=at,
        deadline=at + timedelta(minutes=exam.minutes),
        form_digest=digest_of(
            {
                "exam": exam.digest,
                "questions": [
                    [drawn.section, place.digest, row.shown_order]
                    for drawn, place, row in zip(form, places, dealt, strict=True)
                ],
            }
        ),
    )
    for row in dealt:
        row.attempt = attempt
    AttemptQuestion.objects.bulk_create(dealt)
    record_change(
        "exam.attempt", attempt.uuid, action="start", actor=person, subject_label=f"{person.name} · {exam.code}",
        after={"exam": exam.code, "version": exam.version, "number": number, "seed": seed, "form": attempt.form_digest},
        reason=f"{exam.code}: attempt {number} begun",
    )  # fmt: skip
    return attempt
