"""Printing a report as a job."""

from django.utils.functional import lazy
from django.utils.translation import gettext, gettext_lazy

from lms.foundation.api import access, attach_file, job_kind
from lms.foundation.models import Job
from reporting.documents.readiness_report.rendering import readiness_report
from reporting.snapshots.models import Snapshot
from reporting.snapshots.taking import Report

PRINT = "readiness-report"


@job_kind(PRINT, gettext_lazy("Readiness report"), again=access.may_read_all_records)
def print_report(job: Job, report: Report) -> None:
    """Render the report of the snapshot named in the parameters and keep it as the job's file."""
    report(0, 2, gettext_lazy("Setting the pages"))
    snapshot = Snapshot.objects.get(number=job.parameters["number"])
    language = job.parameters["report_language"]
    attach_file(job, f"readiness-{snapshot.name}-{language}.pdf", readiness_report(snapshot, language=language))
    report(2, 2, lazy(_is_ready, str)(snapshot.name))


def _is_ready(name: str) -> str:
    return gettext("%(name)s is ready") % {"name": name}
