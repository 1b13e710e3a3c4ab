"""Jobs that got stuck: their worker died, or they never reached the queue. Found by the timetable and by who looks."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import translation
from django.utils.functional import lazy
from django.utils.translation import gettext as _

from lms.foundation import clock
from lms.foundation.accounts.models import Person
from lms.foundation.errors import Refusal
from lms.foundation.jobs.lease import LEASE
from lms.foundation.jobs.models import Failure, Job, JobState
from lms.foundation.jobs.services import finish, hand_over, is_repeatable, may_start_again
from lms.foundation.templatetags.wording import moment
from lms.foundation.text import is_chinese

UNSENT_AFTER = timedelta(minutes=1)
"""a waiting job that is older and was not put in the queue did not get there"""
SENT_AGAIN_AFTER = timedelta(minutes=15)
"""a waiting job is put in the queue again: its message may have been lost with the broker, and twice runs once"""


class JobRefused(Refusal):
    """The job was not started again; the sentence says why."""

    code = "JOB_REFUSED"


@dataclass(frozen=True)
class Recovered:
    """How many jobs were given up because their worker is gone, put in the queue again, and still cannot get there."""

    given_up: int
    sent: int
    unsent: int


def recover_jobs() -> Recovered:
    """Give up every job whose worker let its lease run out, and put those in the queue that are not there. Twice is once."""
    now = clock.now()
    lost = [_give_up(pk) for pk in Job.objects.filter(_is_lost()).values_list("pk", flat=True)]
    unsent = Q(sent_at=None, created_at__lt=now - UNSENT_AFTER) | Q(sent_at__lt=now - SENT_AGAIN_AFTER)
    handed = [hand_over(job) for job in Job.objects.filter(unsent, state=JobState.WAITING)]
    return Recovered(sum(lost), sum(handed), len(handed) - sum(handed))


def settle_lost_job(job: Job) -> Job:
    """The job as it stands now: given up where its lease has run out while nobody looked.

    Looked at first without a lock: the embedded database has one writer, which may be the very job that is asked about.
    """
    is_lost = job.state == JobState.RUNNING and Job.objects.filter(_is_lost(), pk=job.pk).exists()
    if is_lost and _give_up(job.pk):
        job.refresh_from_db()
    return job


def start_again(job: Job, *, actor: Person) -> None:
    """Put a job that broke off back in the queue, as a new run of the same job. Twice is once.

    Refuses others than its owner, kinds that may not be repeated, and a job whose worker turns out to be alive.
    """
    with transaction.atomic():
        # Where a living worker has written progress in its transaction the row is its own until it has committed.
        row = Job.objects.select_for_update(skip_locked=True).filter(pk=job.pk).first()
        if row is None:
            raise JobRefused(_("This task is still being worked on. Look again in a minute."))
        if row.state != JobState.FAILED:
            return
        if not may_start_again(row, actor):
            raise JobRefused(_("This task cannot be started again here. Start it where you started it first."))
        Job.objects.filter(pk=row.pk).update(
            state=JobState.WAITING, run=row.run + 1, done=0, total=0, message="", message_in={}, error="", error_in={}, failure="",
            result={}, result_url="", started_at=None, finished_at=None, lease_until=None, sent_at=None,
        )  # fmt: skip
        transaction.on_commit(lambda: hand_over(row))


def _is_lost() -> Q:
    now = clock.now()
    # A row without a lease was taken by a worker of an earlier release.
    never_renewed = Q(lease_until=None, started_at__lt=now - LEASE)
    return Q(state=JobState.RUNNING) & (Q(lease_until__lt=now) | never_renewed)


def _give_up(pk: int) -> bool:
    with transaction.atomic():
        job = Job.objects.select_for_update(skip_locked=True).filter(_is_lost(), pk=pk).first()
        if job is None:
            return False
        with translation.override(job.parameters.get("language", "zh-hans")):
            finish(job, JobState.FAILED, Failure.LOST, lazy(_what_happened, str)(job))
    return True


def _what_happened(job: Job) -> str:
    heard = moment(job.lease_until - LEASE if job.lease_until else job.started_at)
    happened = _(
        "The process that was doing this has not been heard from since %(moment)s: as a rule it was restarted, or the "
        "machine ran out of memory."
    ) % {"moment": heard}
    if is_repeatable(job.kind):
        then = _(
            "What it had not finished was undone, so you can start it again without anything counting twice. If this "
            "happens again, tell the administrator."
        )
    else:
        then = _("Look whether its result is there before you begin it anew, and tell the administrator.")
    return f"{happened}{'' if is_chinese() else ' '}{then}"
