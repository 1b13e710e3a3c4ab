"""Starting and running jobs. A kind is a function registered from above; the worker knows it by name only."""

import logging
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from lms.foundation import clock
from lms.foundation.accounts.models import Person
from lms.foundation.errors import Refusal
from lms.foundation.jobs.models import Job, JobState

logger = logging.getLogger("plimsoll.jobs")
Report = Callable[[int, int, str], None]
Work = Callable[[Job, Report], None]
_kinds: dict[str, Work] = {}
_labels: dict[str, Any] = {}


def job_kind(name: str, label: Any = "") -> Callable[[Work], Work]:
    """Register `work(job, report)` under `name`; `report(done, total, message)` moves the progress bar.

    `label` is what people call it (lazily translated).
    """

    def register(work: Work) -> Work:
        _kinds[name], _labels[name] = work, label
        return work

    return register


def name_of_kind(kind: str) -> Any:
    """What people call a kind of job; its code where nobody said."""
    return _labels.get(kind) or kind


def start_job(kind: str, *, owner: Person | None, parameters: dict[str, Any]) -> Job:
    """Make the row now and hand it to a worker when the caller's transaction has been committed."""
    from lms.foundation.jobs.tasks import run_job_task  # the task module imports this one

    if kind not in _kinds:
        raise LookupError(f"no job kind {kind}")
    job = Job.objects.create(
        kind=kind,
        owner=owner,
        parameters={**parameters, "language": translation.get_language() or "zh-hans"},
        created_at=clock.now(),
    )
    transaction.on_commit(lambda: run_job_task.delay(str(job.uuid)))
    return job


def run_job(uuid: UUID | str) -> None:
    """Run one waiting job to its end; a second delivery of the same message finds it taken and does nothing."""
    taken = Job.objects.filter(uuid=uuid, state=JobState.WAITING).update(state=JobState.RUNNING, started_at=clock.now())
    if not taken:
        logger.info("job %s is not waiting; nothing to do", uuid)
        return
    job = Job.objects.select_related("owner").get(uuid=uuid)

    def report(done: int, total: int, message: str = "") -> None:
        Job.objects.filter(pk=job.pk).update(done=done, total=total, message=message[:200])

    with translation.override(job.parameters.get("language", "zh-hans")):
        try:
            _kinds[job.kind](job, report)
        except Refusal as refusal:
            _finish(job, JobState.FAILED, error=str(refusal))
        except Exception:
            logger.exception("job %s (%s) failed", job.uuid, job.kind)
            _finish(
                job,
                JobState.FAILED,
                error=_("This task stopped because of a fault. It has been logged; please start it again."),
            )
        else:
            _finish(job, JobState.DONE)


def _finish(job: Job, state: JobState, error: str = "") -> None:
    job.state, job.error, job.finished_at = state, error, clock.now()
    job.save(update_fields=["state", "error", "finished_at", "result", "result_url"])
