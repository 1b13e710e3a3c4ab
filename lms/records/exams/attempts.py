"""Beginning and handing in an examination, and allowing one more attempt."""

import secrets
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext
from django.utils.translation import gettext as _

from lms.foundation.api import clock, prepared, record_change, take_the_chain
from lms.foundation.models import Person
from lms.foundation.templatetags.wording import moment as moment_text
from lms.records.exams.answering import refuse_impersonation
from lms.records.exams.dealing import deal
from lms.records.exams.locking import is_time_over, lock_attempt
from lms.records.exams.models import ExamAttempt, ExamItem, ExtraAttempt
from lms.records.exams.refusals import ExamRefused, NotAsked
from lms.records.exams.standing import BLOCKED, PASSED, USED_UP, WAITING, Standing, standing_in
from lms.records.exams.vocabulary import AttemptState

SEED_BITS = 53
"""what every reader of JSON keeps exactly"""


def start_attempt(person: Person, item: ExamItem) -> ExamAttempt:
    """Draw a form and begin, or return the attempt that is running; an attempt whose time is over is handed in first.

    Refuses (ExamRefused): not asked of the person (NotAsked), blocked, passed already, no attempt left, too soon; CannotDraw.
    """
    refuse_impersonation()
    now = clock.now()
    running = running_attempt(person, item, now)
    if running is not None:
        return running
    try:
        with transaction.atomic():
            standing = standing_in(person, item, now)
            if standing is None:
                raise NotAsked(_("This exam is not asked of you. Nothing has begun."))
            _refuse_unready(standing)
            return deal(person, standing.item, number=standing.next_number, seed=secrets.randbits(SEED_BITS), at=now)
    except IntegrityError:
        # Two clicks at once: the other one has begun the attempt.
        return ExamAttempt.objects.get(person=person, item=item, state=AttemptState.OPEN)


def submit_attempt(attempt: ExamAttempt) -> ExamAttempt:
    """Hand in one's own attempt now; after the deadline it counts as handed in at the deadline. Twice is once."""
    refuse_impersonation()
    now = clock.now()
    is_overdue = is_time_over(attempt.deadline, now)
    return lock_attempt(attempt, at=min(now, attempt.deadline), is_overdue=is_overdue)


def running_attempt(person: Person, item: ExamItem, now: datetime) -> ExamAttempt | None:
    """The person's open attempt; one whose time is over is handed in and no longer running."""
    attempt = _open_attempt.first(person=person.pk, item=item.pk)
    return None if attempt is None else settled(attempt, now, only_open=True)


@prepared
def _open_attempt(person: int, item: int) -> Any:
    return ExamAttempt.objects.filter(person=person, item=item, state=AttemptState.OPEN)


def settled(attempt: ExamAttempt, now: datetime, *, only_open: bool = False) -> ExamAttempt | None:
    """The attempt as it stands at `now`, handed in if its time is over (None then, if only an open one is wanted)."""
    if attempt.state == AttemptState.OPEN and is_time_over(attempt.deadline, now):
        attempt = lock_attempt(attempt, at=attempt.deadline, is_overdue=True)
    return None if only_open and attempt.state != AttemptState.OPEN else attempt


def allow_attempt(person: Person, item: ExamItem, *, lead: Person, reason: str) -> ExtraAttempt:
    """Allow one more attempt after all have been used. Refuses: attempts are left, for oneself, without a reason."""
    if lead.pk == person.pk:
        raise ExamRefused(_("Nobody allows an attempt to themselves. Ask another training lead."))
    with transaction.atomic():
        take_the_chain()  # of two clicks at once, the second sees that an attempt is left
        standing = standing_in(person, item, clock.now())
        if standing is None or standing.state != USED_UP:
            raise ExamRefused(_("This person has attempts left, or does not need this exam. Nothing has changed."))
        record_change(
            "exam.extra_attempt", person.uuid, action="create", actor=lead, reason=reason,
            after={"exam": item.ref, "person": person.number}, subject_label=f"{person.name} · {item.ref}",
        )  # fmt: skip
        return ExtraAttempt.objects.create(person=person, item=item, allowed_by=lead, reason=reason, at=clock.now())


def _refuse_unready(standing: Standing) -> None:
    if standing.state == BLOCKED:
        names = gettext(", ").join(need.title for need in standing.needs)
        raise ExamRefused(_("Not begun: this comes first: %(names)s.") % {"names": names}, code="BLOCKED")
    if standing.state == PASSED:
        raise ExamRefused(_("Not begun: you have passed this exam, and the result still holds."), code="PASSED")
    if standing.state == USED_UP:
        raise ExamRefused(
            _("Not begun: all %(count)s attempts have been used. The training lead can allow one more.")
            % {"count": standing.allowed},
            code="USED_UP",
        )
    if standing.state == WAITING:
        raise ExamRefused(
            _("Not begun: the next attempt opens at %(moment)s. Use the time for the steps the result named.")
            % {"moment": moment_text(standing.opens_at)},
            code="WAITING",
        )
