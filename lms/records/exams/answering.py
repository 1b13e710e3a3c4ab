"""Saving one answer, in as few statements as it takes: the last write counts, and nobody is left in doubt about what is saved."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from lms.foundation.api import clock, current_origin, prepared
from lms.foundation.models import Person
from lms.records.exams.grading import read_answer
from lms.records.exams.grading.values import Fields, first
from lms.records.exams.locking import is_time_over, lock_attempt
from lms.records.exams.models import AttemptQuestion, ExamAttempt
from lms.records.exams.refusals import AnswerRefused
from lms.records.exams.vocabulary import AttemptState, Confidence

LOCKED, TIME_OVER = "LOCKED", "TIME_OVER"
LAST_POSITION = 32_767
"""what the column holds; an address may name any number"""
_READ = (
    "pk", "given", "confidence", "is_flagged", "revision", "saved_at", "question__kind",
    "attempt_id", "attempt__state", "attempt__deadline", "attempt__submitted_at", "attempt__is_overdue",
)  # fmt: skip
_WRITTEN = ("given", "confidence", "is_flagged", "saved_at")
_UPDATE = (
    f"UPDATE {AttemptQuestion._meta.db_table} SET {', '.join(f'{name} = %s' for name in _WRITTEN)}, revision = revision + 1"  # noqa: S608 - our own names
    f" WHERE id = %s AND EXISTS (SELECT 1 FROM {ExamAttempt._meta.db_table} WHERE id = %s AND state = %s)"
)


@dataclass(frozen=True)
class Saved:
    """What stands now. `replaced_at`: another window had answered then, and this answer took its place;
    `kept_at`: this window sent nothing, so the other window's answer of that moment was kept.
    """

    revision: int
    saved_at: datetime | None
    replaced_at: datetime | None = None
    kept_at: datetime | None = None


def save_answer(person: Person, attempt: UUID, position: int, fields: Fields) -> Saved:
    """Save what a form holds for one question of the person's own attempt. The same content twice is once.

    Fields: the answer as its kind names them, `confidence`, `flag` (1, 0, or absent: as it is), `revision` (the one the
    window showed). Raises AttemptQuestion.DoesNotExist for another's attempt; refuses AnswerRefused after the end,
    and while looking as another person.
    """
    refuse_impersonation()
    row = None
    if position <= LAST_POSITION:
        row = _own_question.first(person=person.pk, attempt=attempt, position=position)
    if row is None:
        raise AttemptQuestion.DoesNotExist
    now = clock.now()
    if row["attempt__state"] != AttemptState.OPEN:
        raise _locked(row["attempt__submitted_at"], row["attempt__is_overdue"])
    if is_time_over(row["attempt__deadline"], now):
        lock_attempt(ExamAttempt(pk=row["attempt_id"]), at=row["attempt__deadline"], is_overdue=True)
        raise _locked(row["attempt__deadline"], True)
    given = read_answer(row["question__kind"], fields)
    confidence = _confidence(fields)
    flag = first(fields, "flag")
    is_flagged = row["is_flagged"] if flag == "" else flag == "1"
    is_stale = first(fields, "revision") not in {"", str(row["revision"])}
    if is_stale and given is None and row["given"] is not None:
        return Saved(row["revision"], row["saved_at"], kept_at=row["saved_at"])
    if (given, confidence, is_flagged) == (row["given"], row["confidence"], row["is_flagged"]):
        return Saved(row["revision"], row["saved_at"])
    _write(row, {"given": given, "confidence": confidence, "is_flagged": is_flagged, "saved_at": now})
    is_other = is_stale and row["given"] is not None and row["given"] != given
    return Saved(row["revision"] + 1, now, replaced_at=row["saved_at"] if is_other else None)


def refuse_impersonation() -> None:
    """Refuse to answer while looking as another person: the result would be somebody else's."""
    if current_origin.get().impersonator_id is not None:
        raise AnswerRefused(_("You are looking as another person. Nobody sits an exam for another. Nothing was saved."))


@prepared
def _own_question(person: int, attempt: UUID, position: int) -> Any:
    rows = AttemptQuestion.objects.filter(attempt__uuid=attempt, attempt__person=person, position=position)
    return rows.order_by().values(*_READ)


def _write(row: dict[str, Any], values: dict[str, Any]) -> None:
    """Write with one statement of our own: it is the most frequent of all, and putting it together took most of its time."""
    fields: list[Any] = [AttemptQuestion._meta.get_field(name) for name in _WRITTEN]
    stored = [field.get_db_prep_save(values[field.name], connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(_UPDATE, [*stored, row["pk"], row["attempt_id"], AttemptState.OPEN.value])
        written = cursor.rowcount
    if written and not connection.features.has_select_for_update:
        return  # one writer at a time: what was written while the attempt was open has been written in time
    # Read again: a hand-in that held the row meanwhile has graded without this answer.
    state = ExamAttempt.objects.values("state", "submitted_at", "is_overdue").get(pk=row["attempt_id"])
    if state["state"] != AttemptState.OPEN:
        raise _locked(state["submitted_at"], state["is_overdue"])


def _confidence(fields: Fields) -> str:
    chosen = first(fields, "confidence")
    return chosen if chosen in Confidence.values else ""


def _locked(at: datetime | None, is_overdue: bool) -> AnswerRefused:
    assert at is not None, "a locked attempt has been handed in"
    moment = f"{timezone.localtime(at):%H:%M}"
    if is_overdue:
        sentence = _(
            "Not saved: your time was over at %(moment)s. All answers saved until then have been graded. Open the result."
        )
        return AnswerRefused(sentence % {"moment": moment}, code=TIME_OVER)
    sentence = _("Not saved: this exam was handed in at %(moment)s and is locked. Open the result.")
    return AnswerRefused(sentence % {"moment": moment}, code=LOCKED)
