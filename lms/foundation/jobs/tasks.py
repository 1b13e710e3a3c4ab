"""The one Celery task: take a job's id, run it."""

from celery import shared_task

from lms.foundation.jobs.services import run_job


@shared_task(name="plimsoll.run_job")
def run_job_task(job_uuid: str) -> None:
    """Run the job; running it twice is harmless."""
    run_job(job_uuid)
