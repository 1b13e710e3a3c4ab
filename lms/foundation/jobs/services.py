"""Starting and running jobs. A kind is a function registered from above; the worker knows it by name only."""

import logging
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from kombu.exceptions import OperationalError

from lms.foundation import clock
from lms.foundation.accounts.access import Predicate
from lms.foundation.accounts.models import Person
from lms.foundation.errors import Refusal
from lms.foundation.jobs.lease import LEASE, Replaced, kept_alive, renew
from lms.foundation.jobs.models import Failure, Job, JobState
from lms.foundation.text import in_each_language

logger = logging.getLogger("plimsoll.jobs")
MOST_OF_A_MESSAGE = 200
"""characters that the column holds"""
Report = Callable[[int, int, Any], None]
Work = Callable[[Job, Report], None]
_kinds: dict[str, Work] = {}
_labels: dict[str, Any] = {}
_again: dict[str, Predicate] = {}


def job_kind(name: str, label: Any = "", *, again: Predicate | None = None) -> Callable[[Work], Work]:
    """Register `work(job, report)` under `name`; `report(done, total, message)` moves the progress bar.

    A message, and the sentence of a refusal, is kept in each language where it is a lazy text: who reads it may have changed
    the language since, or be somebody else.

    `label` is what people call it (lazily translated). `again` says who may start it again after a fault; a kind has it
    only where a run that broke off leaves nothing behind and a second one counts nothing twice.
    """

    def register(work: Work) -> Work:
        _kinds[name], _labels[name] = work, label
        if again is not None:
            _again[name] = again
        return work

    return register


def name_of_kind(kind: str) -> Any:
    """What people call a kind of job; its code where nobody said."""
    return _labels.get(kind) or kind


def is_repeatable(kind: str) -> bool:
    """Whether a job of this kind that broke off may be started again."""
    return kind in _again


def may_start_again(job: Job, person: Person) -> bool:
    """Its owner may, after a fault or a lost worker, who still may do what the job does."""
    return (
        job.owner_id == person.pk
        and job.failure in {Failure.FAULT, Failure.LOST}
        and is_repeatable(job.kind)
        and bool(_again[job.kind](person))
    )


def start_job(kind: str, *, owner: Person | None, parameters: dict[str, Any]) -> Job:
    """Make the row now and hand it to a worker when the caller's transaction has been committed."""
    if kind not in _kinds:
        raise LookupError(f"no job kind {kind}")
    job = Job.objects.create(
        kind=kind,
        owner=owner,
        parameters={**parameters, "language": translation.get_language() or "zh-hans"},
        created_at=clock.now(),
    )
    transaction.on_commit(lambda: hand_over(job))
    return job


def hand_over(job: Job) -> bool:
    """Put the job in the queue; where that cannot be reached the job says so, waits, and is handed over again later.

    Handed over twice it runs once.
    """
    from lms.foundation.jobs.tasks import run_job_task  # the task module imports this one

    try:
        run_job_task.delay(str(job.uuid))
    except (OperationalError, OSError) as fault:
        logger.error("job %s could not be put in the queue: %s", job.uuid, fault)
        waits = _(
            "The queue cannot be reached at the moment. The work is kept and starts by itself when it can; "
            "you need not start it again."
        )
        with translation.override(job.parameters.get("language", "zh-hans")):
            kept = {"message": str(waits), "message_in": in_each_language(waits)}
        Job.objects.filter(pk=job.pk, state=JobState.WAITING).update(sent_at=None, **kept)
        return False
    Job.objects.filter(pk=job.pk).update(sent_at=clock.now())
    return True


def run_job(uuid: UUID | str) -> None:
    """Run one waiting job to its end; a second delivery of the same message finds it taken and does nothing."""
    now = clock.now()
    taken = Job.objects.filter(uuid=uuid, state=JobState.WAITING).update(
        state=JobState.RUNNING, started_at=now, lease_until=now + LEASE, message="", message_in={}
    )
    if not taken:
        logger.info("job %s is not waiting; nothing to do", uuid)
        return
    job = Job.objects.select_related("owner").get(uuid=uuid)

    def report(done: int, total: int, message: Any = "") -> None:
        renew(
            job, done=done, total=total, message=str(message)[:MOST_OF_A_MESSAGE], message_in=in_each_language(message)
        )

    with translation.override(job.parameters.get("language", "zh-hans")):
        try:
            with kept_alive(job):
                _kinds[job.kind](job, report)
        except Refusal as refusal:
            finish(job, JobState.FAILED, Failure.REFUSED, refusal.sentence)
        except Replaced:
            logger.warning("job %s was started again; this run has ended", job.uuid)
        except Exception:
            logger.exception("job %s (%s) failed", job.uuid, job.kind)
            fault = _("This task stopped because of a fault. It has been logged; please start it again.")
            finish(job, JobState.FAILED, Failure.FAULT, fault)
        else:
            finish(job, JobState.DONE)


def finish(job: Job, state: JobState, failure: str = "", error: Any = "") -> None:
    """Write how the job's present run ended; a run that was replaced meanwhile changes nothing."""
    Job.objects.filter(pk=job.pk, run=job.run).update(
        state=state, failure=failure, error=str(error), error_in=in_each_language(error), finished_at=clock.now(), lease_until=None,
        result=job.result, result_url=job.result_url,
    )  # fmt: skip
