"""Handing in: grading what was saved, locking it, and recording the evidence, in one transaction and once only."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

from django.db import transaction
from django.db.models import F

from lms.foundation.api import clock, prepared
from lms.records.evidence.services import Outcome, record_evidence
from lms.records.exams.content import Content, contents_of
from lms.records.exams.grading import grade_answer
from lms.records.exams.grading.scoring import ExamScore, score_exam, shown_score, stored_credit
from lms.records.exams.models import AttemptQuestion, ExamAttempt, ExamSection, ItemResponse, SectionResult
from lms.records.exams.vocabulary import CONFIDENT, AttemptState

# What was sent in the last second is still on its way when the clock stands at nought.
GRACE = timedelta(seconds=5)
MINUTE_SECONDS = 60


@dataclass(frozen=True)
class _Graded:
    row: AttemptQuestion
    content: Content
    credit: Fraction


def lock_attempt(attempt: ExamAttempt, *, at: datetime, is_overdue: bool = False) -> ExamAttempt:
    """Grade and lock an open attempt as handed in at `at`, and record the evidence; all or nothing.

    Called twice, or from two windows at once, the first call counts and the others return its result.
    """
    with transaction.atomic():
        claimed = ExamAttempt.objects.filter(pk=attempt.pk, state=AttemptState.OPEN).update(
            state=AttemptState.LOCKED, submitted_at=at, is_overdue=is_overdue, score=0, passed=False
        )
        [attempt] = _attempt_whole(key=attempt.pk)
        if not claimed:
            return attempt
        graded = _grade(attempt)
        sections = dict(_section_marks(exam=attempt.exam_id))
        result = score_exam(
            [(one.row.section, one.credit) for one in graded],
            pass_mark=attempt.exam.pass_mark,
            section_marks=sections,
        )
        attempt.score, attempt.passed = shown_score(result.score), result.passed
        _keep(attempt, graded, result)
        attempt.evidence = _evidence(attempt, graded, result)
        attempt.save(update_fields=["score", "passed", "evidence"])
    return attempt


def lock_overdue_attempts(now: datetime | None = None) -> int:
    """Hand in every open attempt whose time is over, as of its deadline; returns how many. Twice is once."""
    moment = now or clock.now()
    overdue = list(ExamAttempt.objects.filter(state=AttemptState.OPEN, deadline__lt=moment - GRACE))
    for attempt in overdue:
        lock_attempt(attempt, at=attempt.deadline, is_overdue=True)
    return len(overdue)


def is_time_over(deadline: datetime, now: datetime) -> bool:
    """Whether nothing can be saved any more."""
    return now > deadline + GRACE


def _grade(attempt: ExamAttempt) -> list[_Graded]:
    # Held until the end of the transaction: a save that comes in now waits, and then finds the attempt locked.
    rows = _questions_held(attempt=attempt.pk)
    contents = contents_of({row.question_id: row.uuid for row in rows})
    return [
        _Graded(row, content, grade_answer(content.kind, content.key, row.given).credit)
        for row in rows
        for content in [contents[row.question_id]]
    ]


@prepared
def _attempt_whole(key: int) -> Any:
    return ExamAttempt.objects.filter(pk=key).select_related("exam", "item__activity", "person")


@prepared
def _section_marks(exam: int) -> Any:
    return ExamSection.objects.filter(exam=exam).values_list("key", "pass_mark")


@prepared
def _questions_held(attempt: int) -> Any:
    rows = AttemptQuestion.objects.select_for_update(of=("self",)).filter(attempt=attempt).order_by("position")
    return rows.annotate(uuid=F("question__uuid"))


def _keep(attempt: ExamAttempt, graded: Sequence[_Graded], result: ExamScore) -> None:
    ItemResponse.objects.bulk_create(
        ItemResponse(
            attempt=attempt, position=one.row.position, question_id=one.row.question_id, step_id=one.content.step,
            section=one.row.section, given=one.row.given, credit=stored_credit(one.credit),
            confidence=one.row.confidence, saved_at=one.row.saved_at,
        )
        for one in graded
    )  # fmt: skip
    SectionResult.objects.bulk_create(
        SectionResult(
            attempt=attempt, key=section.key, items=section.items, score=shown_score(section.score),
            pass_mark=section.pass_mark, passed=section.passed,
        )
        for section in result.sections
    )  # fmt: skip


def _evidence(attempt: ExamAttempt, graded: Sequence[_Graded], result: ExamScore) -> Any:
    assert attempt.submitted_at is not None, "claimed above"
    seconds = (attempt.submitted_at - attempt.started_at).total_seconds()
    return record_evidence(
        attempt.person,
        attempt.item.activity,
        method=attempt.item.method,
        outcome=Outcome.PASSED if result.passed else Outcome.FAILED,
        source_key=f"exam-attempt:{attempt.uuid}",
        item=attempt.item,
        occurred_at=attempt.submitted_at,
        score=attempt.score,
        minutes=max(1, round(seconds / MINUTE_SECONDS)),
        content_version=f"{attempt.exam.code} v{attempt.exam.version}",
        content_digest=attempt.form_digest,
        details={
            "attempt": attempt.number,
            "time_ran_out": attempt.is_overdue,
            "sections": [
                {"key": one.key, "items": one.items, "score": str(shown_score(one.score)), "passed": one.passed}
                for one in result.sections
            ],
            "steps": _by_step(graded),
        },
    )


def _by_step(graded: Sequence[_Graded]) -> list[dict[str, Any]]:
    """Right, wrong and confidently wrong per step; questions drawn by topic are no proof of the step and left out."""
    groups: dict[int, list[_Graded]] = defaultdict(list)
    for one in graded:
        if not one.content.topic:
            groups[one.content.step].append(one)
    return [
        {
            "step": step,
            "items": len(ones),
            "credit": str(stored_credit(sum((one.credit for one in ones), Fraction(0)))),
            "right": sum(1 for one in ones if one.credit == 1),
            "confident_and_wrong": sum(1 for one in ones if one.credit < 1 and one.row.confidence in CONFIDENT),
        }
        for step, ones in sorted(groups.items())
    ]
