"""Files that jobs make: kept in the data folder under the job's id, given to the job's owner only."""

from pathlib import Path

from django.conf import settings
from django.urls import reverse

from lms.foundation.jobs.models import Job


def attach_file(job: Job, name: str, content: bytes) -> None:
    """Keep `content` as the job's result under `name`; the job is saved by whoever runs it."""
    folder = job_folder(job)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / Path(name).name).write_bytes(content)
    job.result = {**job.result, "file": Path(name).name}
    job.result_url = reverse("job-file", args=[job.uuid])


def file_of(job: Job) -> Path | None:
    """Where the job's file is; None where it made none or it was cleared away."""
    name = job.result.get("file")
    path = job_folder(job) / name if name else None
    return path if path is not None and path.exists() else None


def job_folder(job: Job) -> Path:
    """The folder of one job's files."""
    return Path(settings.HOME) / "job-files" / str(job.uuid)
