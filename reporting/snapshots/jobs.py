"""A snapshot as a job: some seconds of work that a person may leave alone."""

from django.urls import reverse
from django.utils.functional import lazy
from django.utils.translation import gettext, gettext_lazy

from curricula.models import GoLive
from lms.foundation.api import access, job_kind
from lms.foundation.models import Job
from reporting.snapshots.taking import Report, take_snapshot

TAKE = "take-snapshot"


@job_kind(TAKE, gettext_lazy("Taking a snapshot"), again=access.may_edit_matrix)
def take(job: Job, report: Report) -> None:
    """Take a snapshot of the go-live named in the parameters; its page is the result."""
    go_live = GoLive.objects.get(code=job.parameters["go_live"])
    snapshot = take_snapshot(go_live, actor=job.owner, report=report)
    job.result = {"number": snapshot.number}
    job.result_url = reverse("snapshot", args=[snapshot.number])
    report(3, 3, lazy(_is_ready, str)(snapshot.name))


def _is_ready(name: str) -> str:
    return gettext("%(name)s is ready") % {"name": name}
