"""Dealing a form: drawing it from the bank and writing it down as it will be shown."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from lms.foundation.api import digest_of, record_change
from lms.foundation.models import Person
from lms.records.exams.content import read_contents
from lms.records.exams.drawing import Candidate, Drawn, PoolTooSmall, Row, draw, shuffled_keys
from lms.records.exams.models import AttemptQuestion, DrawRow, Exam, ExamAttempt, ExamItem, Question
from lms.records.exams.refusals import CannotDraw
from lms.records.exams.vocabulary import UseState


@dataclass(frozen=True)
class Pool:
    """What a blueprint may draw from: its rows, the candidates, and where each stands in the bank."""

    rows: tuple[Row, ...]
    candidates: tuple[Candidate, ...]
    places: dict[str, tuple[int, str]]


def read_pool(exam: Exam) -> Pool:
    """The rows of the blueprint and the questions in use that one of them takes. Four queries."""
    stored = list(
        DrawRow.objects.filter(section__exam=exam)
        .order_by("section__position", "position")
        .select_related("section")
        .prefetch_related("steps")
    )
    rows = tuple(
        Row(
            row.section.key, row.items, frozenset(row.levels),
            frozenset(step.code for step in row.steps.all()), frozenset(row.topics),
        )
        for row in stored
    )  # fmt: skip
    steps = {step for row in rows for step in row.steps}
    topics = {topic for row in rows for topic in row.topics}
    in_use = (
        Question.objects.non_polymorphic()
        .filter(Q(topic="", step__code__in=steps) | Q(topic__in=topics), state=UseState.IN_USE)
        .values_list("code", "step__code", "level", "topic", "pk", "digest")
    )
    known = [(Candidate(*row[:4]), row[4], row[5]) for row in in_use]
    return Pool(rows, tuple(one for one, _pk, _digest in known), {one.code: (pk, digest) for one, pk, digest in known})


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
    contents = read_contents([pool.places[drawn.code][0] for drawn in form])
    dealt = [
        AttemptQuestion(
            position=position,
            question_id=pool.places[drawn.code][0],
            section=drawn.section,
            shown_order=shuffled_keys(contents[pool.places[drawn.code][0]].keys_to_shuffle, seed, drawn.code),
        )
        for position, drawn in enumerate(form, start=1)
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
                    [drawn.section, pool.places[drawn.code][1], row.shown_order]
                    for drawn, row in zip(form, dealt, strict=True)
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
