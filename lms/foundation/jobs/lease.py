"""The lease of a running job: its worker renews it, and who lets it run out has lost the job.

A job belongs to one run at a time. Renewing says "this run, still alive"; a run that was replaced is told so and stops.
"""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Event, Thread
from typing import Any

from django.db import DatabaseError, connection

from lms.foundation import clock
from lms.foundation.jobs.models import Job, JobState

logger = logging.getLogger("plimsoll.jobs")
LEASE = timedelta(minutes=5)
"""how long a worker may be silent; longer than the longest transaction that keeps the embedded database to itself"""
BEAT = timedelta(seconds=20)
"""how often a living worker renews, however long one piece of its work takes"""
LAST_BEAT_S = 30
"""seconds that the end of a job waits for a beat that is being written"""


class Replaced(Exception):  # noqa: N818 - not a fault: somebody started the job again
    """This run is no longer the job's; what it has not committed must not be committed."""


def renew(job: Job, **progress: Any) -> None:
    """Say that this run lives, and how far it is. Raises Replaced where the job was started again meanwhile.

    A run that had been given up by mistake (a machine that slept) is running again: it brings the truth itself.
    """
    alive: dict[str, Any] = {"state": JobState.RUNNING, "failure": "", "error": "", "error_in": {}, "finished_at": None}
    if not Job.objects.filter(pk=job.pk, run=job.run).update(lease_until=clock.now() + LEASE, **alive, **progress):
        raise Replaced


@contextmanager
def kept_alive(job: Job) -> Iterator[None]:
    """Renew the lease from a thread of its own, so that work without progress in between is not taken for dead."""
    ended = Event()
    beating = Thread(target=_beat, args=(job, ended), name=f"lease-{job.pk}", daemon=True)
    beating.start()
    try:
        yield
    finally:
        ended.set()
        beating.join(timeout=LAST_BEAT_S)


def _beat(job: Job, ended: Event) -> None:
    try:
        while not ended.wait(BEAT.total_seconds()):
            _beat_once(job)
    except Replaced:
        logger.warning("job %s was started again; this run ends at its next step", job.uuid)
    finally:
        connection.close()  # the thread's own


def _beat_once(job: Job) -> None:
    try:
        renew(job)
    except DatabaseError:  # the database is kept by the work itself, or away: the next beat tries again
        logger.warning("the lease of job %s was not renewed", job.uuid, exc_info=True)
