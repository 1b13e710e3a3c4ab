"""The matrix's pages: the grid, a cell, what the draft would do, publishing it, its versions."""

import csv
from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from curricula.organisation.models import Department, JobRole
from curricula.training import matrix_services as services
from curricula.training.durations import actual_duration
from curricula.training.forms import CellForm, ReasonForm
from curricula.training.grid import drawn_grid, group_name
from curricula.training.matrix_queries import ROW_FIELDS, canonical_matrix, cells_of_version, group_of, matrix_rows
from curricula.training.models import Activity, MatrixVersion, Requirement
from curricula.training.queries import assignments_in_force, holds_on
from lms.foundation.api import (
    Refusal,
    SignatureRefused,
    access,
    clock,
    confirm_signer,
    digest_of,
    prepared,
    require_access,
    signed_in_person,
)

State = MatrixVersion.State
may_read_matrix = access.may_edit_matrix | access.is_auditor | access.is_executive | access.is_manager


@require_GET
@require_access(may_read_matrix)
def matrix(request: HttpRequest) -> HttpResponse:
    """The grid of the draft where there is one and one may edit, else of the version in force; ?version=N for another."""
    version = _shown_version(request)
    departments = [code for code in request.GET.getlist("department") if code]
    group = request.GET.get("group", "")
    if request.GET.get("export") == "csv":
        return _csv(version)
    may_edit = access.may_edit_matrix(request.user) and version.state != State.SUPERSEDED
    rows, total = drawn_grid(version, departments, group, may_edit=may_edit)
    return render(
        request,
        "curricula/training/matrix.html",
        {
            "version": version,
            "grid": rows,
            "total": total,
            "may_edit": may_edit,
            "preview": services.preview(version) if version.state == State.DRAFT else None,
            "departments": _departments(),
            "chosen_departments": departments,
            "groups": [(code, group_name(code)) for code in _group_codes()],
            "chosen_group": group,
        },
    )


@require_http_methods(["GET", "POST"])
@require_access(may_read_matrix)
def matrix_cell(request: HttpRequest, job_role: str, activity: str) -> HttpResponse:
    """One place of the grid: its requirements; for training leads also the form that changes, adds or ends one."""
    role = get_object_or_404(JobRole.objects.select_related("department"), code=job_role)
    asked = get_object_or_404(Activity, code=activity)
    version = _shown_version(request)
    may_edit = access.may_edit_matrix(request.user)
    cells = list(_cells_here(version, role, asked))
    chosen = _chosen_cell(request, cells)
    if request.method == "POST":
        if not may_edit:
            raise Http404
        answer = _save(request, role, asked, chosen)
        if isinstance(answer, HttpResponse):
            return answer
        form: CellForm | None = answer
    else:
        form = _blank_form(version, chosen, asked) if may_edit else None
    context = {
        "role": role, "activity": asked, "version": version, "cells": cells, "cell": chosen, "form": form,
        "numbers": _numbers(role, asked), "actual": actual_duration(role, asked, clock.today()), "today": clock.today(),
        "is_panel": bool(getattr(request, "htmx", False)) and request.method == "GET",
    }  # fmt: skip
    template = "curricula/training/cell_panel.html" if context["is_panel"] else "curricula/training/cell.html"
    return render(request, template, context, status=422 if form is not None and form.errors else 200)


@require_GET
@require_access(access.may_edit_matrix)
def matrix_preview(request: HttpRequest) -> HttpResponse:
    """Who is concerned by the draft, row by row."""
    draft = get_object_or_404(MatrixVersion, state=State.DRAFT)
    found = services.preview(draft)
    return render(
        request, "curricula/training/preview.html", {"version": draft, "preview": found, "rows": _preview_rows(found)}
    )


@require_http_methods(["GET", "POST"])
@require_access(access.may_edit_matrix)
def matrix_publish(request: HttpRequest) -> HttpResponse:
    """Ask for both components of the signature, then put the draft in force."""
    draft = MatrixVersion.objects.filter(state=State.DRAFT).first()
    if draft is None:
        messages.info(request, _("There is no draft: the matrix is in force as you see it."))
        return redirect("matrix")
    signing, person = _signing(draft), signed_in_person(request)
    if request.method == "POST":
        try:
            confirm_signer(person, number=request.POST.get("number", ""), password=request.POST.get("password", ""))
            services.publish_matrix(
                draft,
                signer=person,
                note=request.POST.get("note", ""),
                edit_count=int(request.POST.get("edit_count") or -1),
            )
        except (SignatureRefused, Refusal) as refusal:
            signing |= {
                "error": str(refusal),
                "number": request.POST.get("number", ""),
                "note": request.POST.get("note", ""),
            }
        else:
            messages.success(
                request,
                _("Version %(number)s is in force. Everybody concerned sees it on the own path now.")
                % {"number": draft.number},
            )
            return redirect("matrix")
    context = {"version": draft, "signing": signing, "preview": services.preview(draft)}
    return render(request, "curricula/training/publish.html", context, status=422 if "error" in signing else 200)


@require_http_methods(["GET", "POST"])
@require_access(access.may_edit_matrix)
def matrix_discard(request: HttpRequest) -> HttpResponse:
    """Drop the draft, with a reason."""
    draft = get_object_or_404(MatrixVersion, state=State.DRAFT)
    form = ReasonForm(request.POST or None, initial={"edit_count": draft.edit_count})
    if request.method == "POST" and form.is_valid():
        services.discard_draft(draft, actor=signed_in_person(request), reason=form.cleaned_data["reason"])
        messages.success(request, _("The draft is gone. The matrix in force has not changed."))
        return redirect("matrix")
    context = {
        "heading": _("Discard the draft"), "form": form, "is_danger": True, "confirm_label": _("Discard the draft"),
        "sentence": _("All changes of this draft are dropped. The audit trail keeps them."), "cancel_url": reverse("matrix"),
    }  # fmt: skip
    return render(request, "confirm.html", context)


@require_GET
@require_access(may_read_matrix)
def matrix_versions(request: HttpRequest) -> HttpResponse:
    """All versions with their signatures; each opens as it was."""
    versions = MatrixVersion.objects.select_related("signature", "created_by").annotate(
        begun_count=Count("begun", distinct=True), ended_count=Count("ended", distinct=True)
    )
    return render(request, "curricula/training/versions.html", {"versions": versions})


def _shown_version(request: HttpRequest) -> MatrixVersion:
    number = request.GET.get("version", "")
    if number:
        if not number.isdigit():
            raise Http404
        version = get_object_or_404(MatrixVersion.objects.select_related("signature", "based_on"), number=number)
        if version.state == State.DRAFT and not access.may_edit_matrix(request.user):
            raise Http404
        return version
    shown = (_newest_version if access.may_edit_matrix(request.user) else _newest_published).first()
    if shown is None:
        raise Http404
    return shown


def _group_codes() -> list[str]:
    return sorted({group_of(code) for code in _activity_codes()})


@prepared
def _newest_version() -> Any:
    return _newest_of(State.DRAFT, State.PUBLISHED)


@prepared
def _newest_published() -> Any:
    return _newest_of(State.PUBLISHED)


def _newest_of(*states: State) -> Any:
    rows = MatrixVersion.objects.filter(state__in=states).select_related("signature", "based_on")
    return rows.order_by("-number")[:1]


@prepared
def _activity_codes() -> Any:
    return Activity.objects.order_by().values_list("code", flat=True)


@prepared
def _departments() -> Any:
    return Department.objects.all()


def _cells_here(version: MatrixVersion, role: JobRole, activity: Activity) -> Any:
    return (
        (cells_of_version(version) | Requirement.objects.filter(until=version))
        .filter(job_role=role, activity=activity)
        .select_related("scope_site", "scope_station", "go_live", "since", "until")
        .order_by("pk")
    )


def _chosen_cell(request: HttpRequest, cells: list[Requirement]) -> Requirement | None:
    wanted = request.POST.get("cell") or request.GET.get("cell") or ""
    if wanted == "new":
        return None
    live = [cell for cell in cells if cell.until_id is None]
    found = next((cell for cell in live if str(cell.uuid) == wanted), None)
    return found or (live[0] if live and request.method == "GET" else None)


def _blank_form(version: MatrixVersion, cell: Requirement | None, activity: Activity) -> CellForm:
    initial: dict[str, Any] = {"edit_count": version.edit_count if version.state == State.DRAFT else 0}
    if cell is None:
        initial |= {
            "level": 3, "criticality": "required", "risk": "medium", "method": activity.assessment, "anchor_kind": "go_live",
            "due_offset_days": -14, "buffer_days": 4, "validity_months": 12, "retraining_rules": ["R12"], "effectiveness": "OBS7",
        }  # fmt: skip
    return CellForm(instance=cell, initial=initial)


def _save(request: HttpRequest, role: JobRole, activity: Activity, cell: Requirement | None) -> HttpResponse | CellForm:
    """Save or end a cell in the draft (opened now if there is none); an invalid form comes back with its errors."""
    form = CellForm(request.POST)
    person = signed_in_person(request)
    is_end = request.POST.get("action") == "end"
    if is_end:
        for name in list(form.fields):
            if name not in {"reason", "edit_count"}:
                form.fields[name].required = False
    if request.POST.get("cell") not in {"", "new", None} and cell is None:
        form.add_error(None, _("This requirement is no longer in the matrix. Open it anew and look."))
    if not form.is_valid():
        return form
    draft = services.open_draft(person)
    edit_count, reason = form.cleaned_data["edit_count"], form.cleaned_data["reason"]
    try:
        if is_end and cell is not None:
            services.end_cell(draft, cell, actor=person, reason=reason, edit_count=edit_count)
            messages.success(request, _("Taken out in the draft. It stays in force until the draft is published."))
        else:
            values = {**form.cell_values(), "job_role_id": role.pk, "activity_id": activity.pk}
            services.save_cell(draft, values, replaces=cell, actor=person, reason=reason, edit_count=edit_count)
            messages.success(request, _("Saved in the draft. Nobody is asked for anything until it is published."))
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return form
    return redirect("matrix-cell", job_role=role.code, activity=activity.code)


def _numbers(role: JobRole, activity: Activity) -> dict[str, int]:
    """How many holders of the role have met the activity today."""
    day = clock.today()
    asked = assignments_in_force(day).filter(activity=activity, posting__job_role=role)
    return asked.aggregate(asked=Count("pk"), met=Count("pk", filter=holds_on(day)))


def _preview_rows(found: services.Preview) -> list[dict[str, Any]]:
    """At most 500 rows with names, additions first; the counts above them are complete."""
    listed = [("added", row) for row in found.difference.added]
    listed += [("removed", row) for row in found.difference.removed]
    listed += [("altered", after) for _before, after in found.difference.altered]
    listed = listed[:500]
    from lms.foundation.models import Person  # only names are read here

    people = Person.objects.in_bulk({row.person for _kind, row in listed})
    activities = Activity.objects.in_bulk({row.activity for _kind, row in listed})
    return [
        {
            "kind": kind,
            "person": people[row.person],
            "activity": activities[row.activity],
            "due_on": row.due_on,
            "level": row.level,
        }
        for kind, row in listed
    ]


def _signing(draft: MatrixVersion) -> dict[str, Any]:
    record = canonical_matrix(Requirement.objects.filter(until__isnull=True))
    return {
        "heading": _("Publish the training matrix"),
        "subject": _("Training matrix, version %(number)s") % {"number": draft.number},
        "detail": _("%(count)s requirements") % {"count": len(record)},
        "digest": digest_of(record),
        "action": reverse("matrix-publish"),
        "meanings": [("published", _("Approved for use"))],
        "note_required": True,
        "note_hint": _("Why the matrix changes; it stands in the audit trail and beside the version."),
        "page_url": reverse("matrix-publish"),
    }


def _csv(version: MatrixVersion) -> HttpResponse:
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="training-matrix-v{version.number}.csv"'
    response.write("\ufeff")
    writer = csv.writer(response)
    writer.writerow([name.replace("__code", "") for name in ROW_FIELDS])
    writer.writerows(matrix_rows(cells_of_version(version)))
    return response
