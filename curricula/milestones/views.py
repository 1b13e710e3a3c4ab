"""Pages of go-lives: all of them, one with its milestones and buffers, and moving it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from curricula.edited import MILESTONE, identity_of
from curricula.milestones import jobs
from curricula.milestones.buffers import asked_at, consumed_buffers, count_buffers
from curricula.milestones.editing import Wanted, change_milestone, changed_fields, due_days_from, is_a_move
from curricula.milestones.forms import MilestoneForm, MoveForm
from curricula.milestones.models import GoLive, Milestone
from curricula.milestones.preview import MoveEffect, effect_of_move
from curricula.milestones.services import MoveRefused, check_move, due_days_asked, move_go_live
from curricula.organisation.queries import departments_read_by
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
from lms.foundation.models import AuditEntry, Job, Person


@require_GET
@require_access(access.is_signed_in)
def go_lives(request: HttpRequest) -> HttpResponse:
    """All waves with their day, sites, chains and the next milestone."""
    now = clock.now()
    rows = list(
        GoLive.objects.prefetch_related("sites", "chains", "milestones")
        .annotate(move_count=Count("moves"))
        .order_by("on")
    )
    cards = [(row, next((one for one in row.milestones.all() if one.starts_at > now), None)) for row in rows]
    return render(request, "curricula/milestones/go_lives.html", {"cards": cards, "today": clock.today()})


@require_GET
@require_access(access.is_signed_in)
def go_live(request: HttpRequest, code: str) -> HttpResponseBase:
    """One go-live: milestones, moves, and whose buffers are being consumed (for those who may read readiness)."""
    shown, day, reader = get_object_or_404(GoLive, code=code), clock.today(), signed_in_person(request)
    reads_names = access.may_read_readiness(reader)
    rows = asked_at(shown, departments_read_by(reader, day), day)
    context = {
        "go_live": shown,
        "today": day,
        "now": clock.now(),
        "milestones": shown.milestones.all(),
        "moves": shown.moves.select_related("actor"),
        "may_move": access.may_edit_matrix(reader),
        "reads_names": reads_names,
        "buffers": count_buffers(rows, day) if reads_names else None,
    }
    listing = consumed_buffers(rows if reads_names else rows.none(), day)
    return render_listing(request, listing, "curricula/milestones/go_live.html", context, may_export=reads_names)


@require_http_methods(["GET", "POST"])
@require_access(access.may_edit_matrix)
def go_live_move(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for the new day and the reason, show what it would do, then move."""
    shown = get_object_or_404(GoLive, code=code)
    asked = request.POST if request.method == "POST" else request.GET if "to_day" in request.GET else None
    form = MoveForm(asked, initial={"to_day": shown.on})
    effect: MoveEffect | None = None
    if asked is not None and form.is_valid():
        try:
            check_move(shown, form.cleaned_data["to_day"])
            # Only the day whose effect was shown is confirmed; another one typed meanwhile is shown first.
            if request.POST.get("confirmed") == form.cleaned_data["to_day"].isoformat():
                return _moved(request, shown, form.cleaned_data)
            effect = effect_of_move(shown, form.cleaned_data["to_day"])
        except MoveRefused as refusal:
            form.add_error("to_day", refusal.sentence)
    context = {
        "go_live": shown,
        "form": form,
        "effect": effect,
        "without_buffer": _named(effect),
        "today": clock.today(),
    }
    return render(request, "curricula/milestones/move.html", context)


@require_GET
@require_access(access.may_edit_matrix)
def go_live_progress(request: HttpRequest, code: str, uuid: UUID) -> HttpResponse:
    """A move that runs as a job: the page first, then only its bar."""
    shown = get_object_or_404(GoLive, code=code)
    heading = _("Move %(go_live)s") % {"go_live": shown.name}
    return _progress(request, jobs.MOVE, code, uuid, heading, reverse("go-live-move", args=[code]))


@require_GET
@require_access(access.may_edit_matrix)
def milestone_progress(request: HttpRequest, code: str, uuid: UUID) -> HttpResponse:
    """The same for a milestone."""
    shown = get_object_or_404(Milestone, code=code)
    heading = _("Move %(go_live)s") % {"go_live": shown.name}
    return _progress(request, jobs.MOVE_MILESTONE, code, uuid, heading, reverse("milestone-edit", args=[code]))


@require_http_methods(["GET", "POST"])
@require_access(access.may_edit_matrix)
def milestone_edit(request: HttpRequest, code: str) -> HttpResponse:
    """Name, note, day and distance of one milestone; a move draws up anew what hangs on it."""
    shown = get_object_or_404(Milestone.objects.select_related("go_live"), code=code)
    sent = request.POST if request.method == "POST" else None
    form = MilestoneForm(shown, sent)
    if sent is not None and form.is_valid():
        try:
            return _changed(request, shown, form.wanted(), form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refusal.sentence)
    entries = AuditEntry.objects.filter(subject_kind=MILESTONE, subject_uuid=identity_of(MILESTONE, code))
    stored = Milestone.objects.select_related("go_live").get(pk=shown.pk)
    context = {"milestone": stored, "form": form, "history": entries.order_by("-sequence")[:10]}
    return render(request, "curricula/milestones/milestone.html", context, status=422 if sent is not None else 200)


def _changed(request: HttpRequest, shown: Milestone, wanted: Wanted, values: dict[str, Any]) -> HttpResponse:
    actor, opened, reason = signed_in_person(request), values["opened"], values["reason"]
    if is_a_move(changed_fields(shown, wanted, opened=opened)) and due_days_from(shown) > jobs.DUE_DAYS_IN_A_REQUEST:
        job = jobs.start_milestone_move(shown, wanted, opened=opened, owner=actor, reason=reason)
        return redirect("milestone-progress", shown.code, job.uuid)
    changed = change_milestone(shown, wanted, opened=opened, actor=actor, reason=reason)
    messages.success(request, jobs.milestone_changed(changed))
    return redirect("go-live", shown.go_live.code)


def _moved(request: HttpRequest, shown: GoLive, wanted: dict[str, Any]) -> HttpResponse:
    actor, to_day, reason = signed_in_person(request), wanted["to_day"], wanted["reason"]
    if due_days_asked(shown) > jobs.DUE_DAYS_IN_A_REQUEST:
        job = jobs.start_go_live_move(shown, to_day, owner=actor, reason=reason)
        return redirect("go-live-progress", shown.code, job.uuid)
    moved = move_go_live(shown, to_day, actor=actor, reason=reason)
    messages.success(request, jobs.go_live_moved(moved))
    return redirect("go-live", shown.code)


def _progress(request: HttpRequest, kind: str, code: str, uuid: UUID, heading: str, back_url: str) -> HttpResponse:
    owner = signed_in_person(request)
    job = settle_lost_job(get_object_or_404(Job, uuid=uuid, kind=kind, parameters__subject=code, owner=owner))
    template = "jobs/bar.html" if request.headers.get("HX-Request") else "jobs/progress.html"
    context = {"job": job, "poll_url": request.path, "heading": heading, "back_url": back_url}
    context["may_start_again"] = may_start_again(job, owner)
    return render(request, template, context)


def _named(effect: MoveEffect | None) -> list[Person]:
    """The first people without buffer, by name; the page says how many there are in all."""
    if effect is None:
        return []
    return list(Person.objects.filter(pk__in=sorted(effect.people_without_buffer)[:50]))
