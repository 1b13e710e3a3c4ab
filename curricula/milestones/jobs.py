"""Moving a go-live for thousands of people, as a job. Registered when the application starts."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from curricula.milestones.models import GoLive
from curricula.milestones.services import move_go_live
from lms.foundation.api import Report, job_kind
from lms.foundation.models import Job

MOVE = "go-live.move"


@job_kind(MOVE)
def move_in_background(job: Job, report: Report) -> None:
    """Move as the job's owner; a second run is refused because the day is reached."""
    go_live = GoLive.objects.get(code=job.parameters["go_live"])
    report(0, 1, _("Due days are being drawn up anew for everybody concerned."))
    move_go_live(
        go_live, date.fromisoformat(job.parameters["to_day"]), actor=job.owner, reason=job.parameters["reason"]
    )
    report(1, 1, _("The go-live has been moved."))
    job.result_url = reverse("go-live", args=[go_live.code])
