"""Pages of the people import: send a file, look at the dry run, apply, undo."""

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lms.exchange.people import jobs
from lms.exchange.people.acts import RowKind
from lms.exchange.people.forms import FileForm, UndoForm
from lms.exchange.people.listings import received_files, rows_of
from lms.exchange.people.models import PeopleImport
from lms.exchange.people.services import (
    PeopleImportRefused,
    apply_import,
    last_applied,
    make_dry_run,
    receive_file,
    undo_import,
)
from lms.exchange.people.workbook import people_workbook, template_workbook
from lms.foundation.api import (
    Refusal,
    access,
    clock,
    may_start_again,
    render_listing,
    require_access,
    settle_lost_job,
    signed_in_person,
)

LARGE_FILE_BYTES = 200_000
"""some 3,000 rows: more than a second of reading and planning"""
LARGE_ROWS = 1_000
"""rows to write in a request; more take seconds"""


@require_access(access.may_import_people)
@require_http_methods(["GET", "POST"])
def people_import(request: HttpRequest) -> HttpResponseBase:
    """The form for a file, and the files received so far."""
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        received = receive_file(
            upload.name, upload.read(), actor=signed_in_person(request), is_complete=form.cleaned_data["is_complete"]
        )
        if upload.size > LARGE_FILE_BYTES:
            jobs.start(jobs.READ, received, owner=signed_in_person(request))
            return redirect("people-import-file", received.uuid)
        make_dry_run(received)
        received.refresh_from_db()
        if received.state != PeopleImport.State.REFUSED:
            return redirect("people-import-file", received.uuid)
        for sentence in received.sentences_about_the_file:
            form.add_error("file", sentence)
    return render_listing(request, received_files(), "exchange/people/import.html", {"form": form})


@require_access(access.may_import_people)
@require_GET
def people_import_file(request: HttpRequest, uuid: UUID) -> HttpResponseBase:
    """One file: what it does, row by row, and what can be done with it now."""
    received = get_object_or_404(
        PeopleImport.objects.select_related("job", "received_by", "applied_by", "undone_by"), uuid=uuid
    )
    if received.job is not None:
        settle_lost_job(received.job)
    return render_listing(
        request,
        rows_of(received),
        "exchange/people/file.html",
        {
            "received": received,
            "is_under_way": jobs.is_under_way(received),
            "has_failed": received.job is not None and received.job.state == "failed",
            "may_be_undone": received == last_applied(),
            "rows_to_correct": received.rows.filter(kind=RowKind.ERROR).count(),
        },
    )


@require_access(access.may_import_people)
@require_GET
def people_import_progress(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The progress bar of a file that is being read or applied."""
    received = get_object_or_404(PeopleImport.objects.select_related("job"), uuid=uuid, job__isnull=False)
    assert received.job is not None, "asked for above"
    job = settle_lost_job(received.job)
    context = {"job": job, "poll_url": request.path, "may_start_again": may_start_again(job, signed_in_person(request))}
    return render(request, "jobs/bar.html", context)


@require_access(access.may_import_people)
@require_POST
def people_import_check(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Make the dry run anew, against the posts of this moment."""
    received = get_object_or_404(PeopleImport, uuid=uuid)
    try:
        make_dry_run(received)
        messages.success(request, _("The file has been checked again. Nothing was written."))
    except PeopleImportRefused as refusal:
        messages.error(request, refusal.sentence)
    return redirect("people-import-file", uuid)


@require_access(access.may_import_people)
@require_POST
def people_import_apply(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Write what the dry run shows."""
    received = get_object_or_404(PeopleImport.objects.select_related("job"), uuid=uuid)
    if jobs.is_under_way(received):
        return redirect("people-import-file", uuid)
    if received.state == PeopleImport.State.DRY_RUN and _is_large(received):
        jobs.start(jobs.APPLY, received, owner=signed_in_person(request))
        return redirect("people-import-file", uuid)
    try:
        apply_import(received, actor=signed_in_person(request))
        messages.success(request, _("The file has been applied. Assignments are up to date."))
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    return redirect("people-import-file", uuid)


@require_access(access.may_import_people)
@require_http_methods(["GET", "POST"])
def people_import_undo(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Ask for the reason, then take the import back."""
    received = get_object_or_404(PeopleImport.objects.select_related("job"), uuid=uuid)
    form = UndoForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        reason, person = form.cleaned_data["reason"], signed_in_person(request)
        if jobs.is_under_way(received):
            return redirect("people-import-file", uuid)
        if _is_large(received):
            jobs.start(jobs.UNDO, received, owner=person, reason=reason)
            return redirect("people-import-file", uuid)
        try:
            result = undo_import(received, actor=person, reason=reason)
        except PeopleImportRefused as refusal:
            messages.error(request, refusal.sentence)
        else:
            (messages.warning if result.kept else messages.success)(request, jobs.what_was_undone(result))
        return redirect("people-import-file", uuid)
    return render(request, "exchange/people/undo.html", {"received": received, "form": form})


@require_access(access.may_import_people)
@require_GET
def people_import_template(request: HttpRequest) -> FileResponse:
    """The empty workbook, headings in both languages."""
    return FileResponse(template_workbook(), as_attachment=True, filename="plimsoll-people.xlsx")


@require_access(access.may_import_people)
@require_GET
def people_import_current(request: HttpRequest) -> FileResponse:
    """The present people in the form of an import."""
    today = clock.today()
    return FileResponse(people_workbook(today), as_attachment=True, filename=f"people-{today.isoformat()}.xlsx")


def _is_large(received: PeopleImport) -> bool:
    return received.added + received.changed + received.ended > LARGE_ROWS
