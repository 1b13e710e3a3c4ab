"""The Celery tasks: a job by its id, and the commands that the clock starts."""

import logging

from celery import shared_task
from django.core.management import CommandError, call_command

from lms.foundation.jobs.services import run_job

logger = logging.getLogger("plimsoll.jobs")


@shared_task(name="plimsoll.run_job")
def run_job_task(job_uuid: str) -> None:
    """Run the job; running it twice is harmless."""
    run_job(job_uuid)


@shared_task(name="plimsoll.run_command")
def run_command_task(name: str, *arguments: str) -> None:
    """Run a management command of the timetable (settings); one that finds something wrong is logged as an error.

    Every command of the timetable may run twice.
    """
    try:
        call_command(name, *arguments)
    except (CommandError, SystemExit) as fault:  # a command's exit must not end the worker
        logger.error("%s %s: %s", name, " ".join(arguments), fault)
