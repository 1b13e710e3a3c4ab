"""One place of the grid: what it asks, for readers; the form that changes, adds or ends a requirement, for leads."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from curricula.organisation.models import JobRole
from curricula.training import matrix_services as services
from curricula.training.due_words import due_of_cell
from curricula.training.durations import actual_duration
from curricula.training.forms import CellForm
from curricula.training.matrix_queries import cells_of_version
from curricula.training.models import Activity, MatrixVersion, Requirement
from curricula.training.queries import assignments_in_force, holds_on
from curricula.training.shown_version import may_edit, may_read_matrix, shown_version
from lms.foundation.api import Refusal, clock, require_access, signed_in_person

State = MatrixVersion.State
OPEN = "open"
"""name in the grid's address of the place that stands beside the grid"""


@require_http_methods(["GET", "POST"])
@require_access(may_read_matrix)
def matrix_cell(request: HttpRequest, job_role: str, activity: str) -> HttpResponse:
    """The place as a page of its own, or beside the grid; a change goes into the draft."""
    role, asked = _place(job_role, activity)
    version = shown_version(request)
    form = None
    if request.method == "POST":
        if not may_edit(request, version):
            raise Http404
        answer = _save(request, role, asked, version)
        if isinstance(answer, HttpResponse):
            return answer
        form = answer
    is_panel = bool(getattr(request, "htmx", False)) and request.method == "GET"
    context = cell_context(request, role, asked, version, form=form, back=_grid_address(request) if is_panel else "")
    template = "curricula/training/cell_panel.html" if is_panel else "curricula/training/cell.html"
    response = render(request, template, context, status=422 if form is not None else 200)
    if is_panel:
        response["HX-Replace-Url"] = context["back"]
    return response


def opened_cell(request: HttpRequest, version: MatrixVersion) -> dict[str, Any] | None:
    """What stands beside the grid when its address names a place; a place that is none leaves the grid alone."""
    role, _colon, activity = request.GET.get(OPEN, "").partition(":")
    found = JobRole.objects.select_related("department").filter(code=role).first() if activity else None
    asked = Activity.objects.filter(code=activity).first() if found else None
    if found is None or asked is None:
        return None
    return cell_context(request, found, asked, version, back=request.get_full_path())


def cell_context(
    request: HttpRequest,
    role: JobRole,
    asked: Activity,
    version: MatrixVersion,
    *,
    form: CellForm | None = None,
    back: str = "",
) -> dict[str, Any]:
    """What the panel shows; `back` is the address of the grid that it stands beside, empty on a page of its own."""
    cells = list(_cells_here(version, role, asked))
    chosen = _chosen_cell(request, cells, version)
    if form is None and may_edit(request, version):
        form = _blank_form(version, chosen, asked)
    return {
        "role": role, "activity": asked, "version": version, "cells": cells, "cell": chosen, "form": form,
        "due": due_of_cell(chosen) if chosen else None, "numbers": _numbers(role, asked),
        "actual": actual_duration(role, asked, clock.today()), "today": clock.today(),
        "back": back or _safe_back(request),
    }  # fmt: skip


def _place(job_role: str, activity: str) -> tuple[JobRole, Activity]:
    role = get_object_or_404(JobRole.objects.select_related("department"), code=job_role)
    return role, get_object_or_404(Activity, code=activity)


def _grid_address(request: HttpRequest) -> str:
    """The grid's own address with this place named in it, so that a reload shows both again."""
    current = getattr(request.htmx, "current_url_abs_path", None) or ""  # type: ignore[attr-defined]  # django-htmx
    path, _mark, query = current.partition("?")
    kept = QueryDict(query, mutable=True)
    kept[OPEN] = ":".join(request.path.strip("/").split("/")[-2:])
    return f"{reverse('matrix')}?{kept.urlencode(safe=':')}" if path == reverse("matrix") else request.get_full_path()


def _safe_back(request: HttpRequest) -> str:
    """Where a saved form leads: only back to the grid, never to an address that somebody else wrote into the form."""
    back = request.POST.get("back", "")
    return back if back.startswith(reverse("matrix") + "?") and url_has_allowed_host_and_scheme(back, None) else ""


def _cells_here(version: MatrixVersion, role: JobRole, activity: Activity) -> Any:
    return (
        (cells_of_version(version) | Requirement.objects.filter(until=version))
        .filter(job_role=role, activity=activity)
        .select_related("scope_site", "scope_station", "go_live", "since", "until")
        .order_by("pk")
    )


def _chosen_cell(request: HttpRequest, cells: list[Requirement], version: MatrixVersion) -> Requirement | None:
    """The requirement that is asked for, of those that the version holds; without a wish the first."""
    wanted = request.POST.get("cell") or request.GET.get("cell") or ""
    if wanted == "new":
        return None
    held = [cell for cell in cells if cell.until_id != version.pk]
    found = next((cell for cell in held if str(cell.uuid) == wanted), None)
    return found or (held[0] if held and request.method == "GET" else None)


def _blank_form(version: MatrixVersion, cell: Requirement | None, activity: Activity) -> CellForm:
    initial: dict[str, Any] = {"edit_count": version.edit_count if version.state == State.DRAFT else 0}
    if cell is None:
        initial |= {
            "level": 3, "criticality": "required", "risk": "medium", "method": activity.assessment, "anchor_kind": "go_live",
            "due_offset_days": -14, "buffer_days": 4, "validity_months": 12, "retraining_rules": ["R12"], "effectiveness": "OBS7",
        }  # fmt: skip
    return CellForm(instance=cell, initial=initial)


def _save(request: HttpRequest, role: JobRole, activity: Activity, version: MatrixVersion) -> HttpResponse | CellForm:
    """Save or end a cell in the draft (opened now if there is none); an invalid form comes back with its errors."""
    form = CellForm(request.POST)
    cell = _chosen_cell(request, list(_cells_here(version, role, activity)), version)
    is_end = request.POST.get("action") == "end"
    if is_end:
        for name in list(form.fields):
            if name not in {"reason", "edit_count"}:
                form.fields[name].required = False
    if request.POST.get("cell") not in {"", "new", None} and cell is None:
        form.add_error(None, _("This requirement is no longer in the matrix. Open the matrix again and look."))
    if not form.is_valid():
        return form
    try:
        with transaction.atomic():  # a refused change leaves no empty draft behind
            _write(request, form, (role, activity), cell, is_end=is_end)
    except Refusal as refusal:
        form.add_error(None, str(refusal))
        return form
    return redirect(_safe_back(request) or reverse("matrix-cell", args=[role.code, activity.code]))


def _write(
    request: HttpRequest,
    form: CellForm,
    place: tuple[JobRole, Activity],
    cell: Requirement | None,
    *,
    is_end: bool,
) -> None:
    person, (role, activity) = signed_in_person(request), place
    edit_count, reason = form.cleaned_data["edit_count"], form.cleaned_data["reason"]
    draft = services.open_draft(person)
    if is_end and cell is not None:
        services.end_cell(draft, cell, actor=person, reason=reason, edit_count=edit_count)
        messages.success(request, _("Taken out in the draft. It stays in force until the draft is published."))
    else:
        values = {**form.cell_values(), "job_role_id": role.pk, "activity_id": activity.pk}
        services.save_cell(draft, values, replaces=cell, actor=person, reason=reason, edit_count=edit_count)
        messages.success(request, _("Saved in the draft. Nobody is asked for anything until it is published."))


def _numbers(role: JobRole, activity: Activity) -> dict[str, int]:
    """How many holders of the role have met the activity today."""
    day = clock.today()
    asked = assignments_in_force(day).filter(activity=activity, posting__job_role=role)
    return asked.aggregate(asked=Count("pk"), met=Count("pk", filter=holds_on(day)))
