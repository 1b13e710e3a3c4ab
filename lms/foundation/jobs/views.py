"""The reader's own jobs: the list, one with its progress bar, and the file it made."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from lms.foundation.accounts import access
from lms.foundation.accounts.gate import require_access, signed_in_person
from lms.foundation.errors import Refusal
from lms.foundation.jobs.files import file_of
from lms.foundation.jobs.models import Job, JobState
from lms.foundation.jobs.recovery import settle_lost_job, start_again
from lms.foundation.jobs.services import may_start_again, name_of_kind
from lms.foundation.listing import Column, Filter, Listing, render_listing
from lms.foundation.templatetags.shapes import state as state_mark

SHAPES = {JobState.WAITING: "next", JobState.RUNNING: "now", JobState.DONE: "done", JobState.FAILED: "stop"}


@require_access(access.is_signed_in)
def jobs(request: HttpRequest) -> HttpResponseBase:
    """What the reader has started, newest first."""
    listing = Listing(
        rows=Job.objects.filter(owner_id=request.user.pk),
        columns=(
            Column("kind", _("Task"), value=lambda row: str(name_of_kind(row.kind)), link=_link),
            Column("created_at", _("Started"), sort="created_at"),
            Column("finished_at", _("Finished"), sort="finished_at"),
            Column("state", _("State"), value=lambda row: row.get_state_display(), show=_show_state, sort="state"),
            Column("message", _("Message"), value=lambda row: row.said_error or row.said_message),
        ),
        filters=(Filter("state", _("State"), choices=JobState.choices),),
        default_sort="-created_at",
        label=_("Jobs"),
        empty=_("Nothing has been started yet. Long work, such as a report or a large import, appears here."),
    )
    return render_listing(request, listing, "foundation/jobs/list.html")


@require_access(access.is_signed_in)
def job(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One job; asked by its own page every second for the bar alone, while it runs."""
    row = settle_lost_job(_own(request, uuid))
    context: dict[str, Any] = {
        "job": row,
        "may_start_again": may_start_again(row, signed_in_person(request)),
        "heading": name_of_kind(row.kind),
        "poll_url": reverse("job", args=[row.uuid]),
        "back_url": reverse("jobs"),
    }
    part_only = getattr(request, "htmx", False) and not request.htmx.boosted  # type: ignore[attr-defined]
    return render(request, "jobs/bar.html" if part_only else "jobs/progress.html", context)


@require_access(access.is_signed_in)
@require_POST
def job_again(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Start one's own job again that broke off; its progress page follows."""
    row = _own(request, uuid)
    try:
        start_again(row, actor=signed_in_person(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("job", uuid=row.uuid)


@require_access(access.is_signed_in)
def job_file(request: HttpRequest, uuid: UUID) -> FileResponse:
    """The file that a job made."""
    path = file_of(_own(request, uuid))
    if path is None:
        raise Http404
    return FileResponse(path.open("rb"), as_attachment=True, filename=path.name)


def _own(request: HttpRequest, uuid: UUID) -> Job:
    return get_object_or_404(Job, uuid=uuid, owner_id=request.user.pk)


def _link(row: Job) -> str:
    return reverse("job", args=[row.uuid])


def _show_state(row: Job) -> str:
    return state_mark(SHAPES[JobState(row.state)], row.get_state_display())
