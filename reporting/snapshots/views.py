"""Readiness on screen: the newest snapshot, any older one, taking a new one, and signing."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from lms.foundation.api import Column, Filter, Listing, Refusal, access, render_listing, require_access, start_job
from reporting.dashboards.choosing import chosen_go_live, go_lives
from reporting.snapshots.deciding import DecisionRefused, decide_go_live
from reporting.snapshots.jobs import TAKE
from reporting.snapshots.models import Snapshot, Verdict
from reporting.snapshots.pages import page_context
from reporting.snapshots.signing_form import SigningPage, read_mitigations, signing_page
from reporting.snapshots.taking import is_intact, may_propose


@require_access(access.may_read_readiness)
def readiness(request: HttpRequest) -> HttpResponse:
    """The newest snapshot of the go-live chosen; without any, what to do to get one."""
    known = go_lives()
    go_live = chosen_go_live(request, known)
    if go_live is None:
        return render(request, "reporting/dashboards/no_go_live.html", {"title": _("Readiness")})
    newest = (
        Snapshot.objects.filter(go_live=go_live)
        .defer("figures", "lists")
        .select_related("go_live")
        .order_by("-number")
        .first()
    )
    if newest is None:
        context = {"go_live": go_live, "go_lives": known, "may_take": may_propose(request.user)}  # type: ignore[arg-type]
        return render(request, "reporting/snapshots/none_yet.html", context)
    return _shown(request, newest, go_lives=known)


@require_access(access.may_read_readiness)
def snapshot(request: HttpRequest, number: int) -> HttpResponse:
    """One snapshot as it was sealed."""
    return _shown(request, _found(number), is_intact=is_intact(_found(number, whole=True)))


@require_access(access.may_read_readiness)
def snapshots(request: HttpRequest) -> HttpResponseBase:
    """All snapshots, newest first."""
    listing = Listing(
        rows=Snapshot.objects.defer("figures", "lists").select_related("go_live", "taken_by"),
        columns=(
            Column(
                "number",
                pgettext("of a record", "Number"),
                value="name",
                sort="number",
                link=lambda row: reverse("snapshot", args=[row.number]),
            ),
            Column("go_live", _("Go-live"), value="go_live.name", sort="go_live__on"),
            Column("taken_at", _("Taken"), sort="taken_at"),
            Column("taken_by", _("By"), value=lambda row: row.taken_by.shown_name if row.taken_by else _("Plimsoll")),
            Column(
                "recommendation",
                _("Recommendation"),
                value=lambda row: str(Verdict(row.recommendation).label),
                sort="recommendation",
            ),
            Column("score", _("Score"), sort="score", align="end"),
            Column("digest", _("Digest"), value="digest", show=lambda row: f"{row.digest[:8]} … {row.digest[-8:]}"),
        ),
        filters=(Filter("recommendation", _("Recommendation"), choices=Verdict.choices),),
        default_sort="-number",
        export_name="snapshots",
        label=_("Snapshots"),
        empty=_("No snapshot has been taken yet. A training lead takes one on the readiness page."),
    )
    return render_listing(request, listing, "reporting/snapshots/list.html")


@require_POST
@require_access(access.may_edit_matrix)
def take(request: HttpRequest) -> HttpResponse:
    """Start taking a snapshot; its progress page follows."""
    go_live = chosen_go_live(request, go_lives())
    if go_live is None:
        raise Http404
    job = start_job(TAKE, owner=request.user, parameters={"go_live": go_live.code})  # type: ignore[arg-type]
    return redirect("job", uuid=job.uuid)


@require_access(access.may_decide_go_live)
def sign_decision(request: HttpRequest, number: int) -> HttpResponse:
    """Ask for decision, mitigations and both components of the signature; a refusal gives the page again."""
    found = _found(number)
    page = signing_page(found)
    if request.method != "POST":
        return _asked(request, page)
    return _signed(request, page)


def _signed(request: HttpRequest, page: SigningPage) -> HttpResponse:
    found, answers = _found(page.snapshot.number, whole=True), request.POST
    try:
        mitigations = read_mitigations(answers, found) if answers.get("verdict") == Verdict.CONDITIONAL else ()
        decide_go_live(
            found,
            person=request.user,  # type: ignore[arg-type]  # signed in: a Person
            verdict=answers.get("verdict", ""),
            reason=answers.get("note", ""),
            number=answers.get("number", ""),
            password=answers.get("password", ""),
            mitigations=mitigations,
        )
    except DecisionRefused as refused:
        return _asked(request, page, error=refused)
    except Refusal as refused:
        return _asked(request, page, error=refused)
    messages.success(request, _("Your decision on %(name)s is signed.") % {"name": found.name})
    return redirect("snapshot", number=found.number)


def _asked(request: HttpRequest, page: SigningPage, error: Refusal | None = None) -> HttpResponse:
    context = page.context(request.POST, error=str(error) if error else "")
    return render(request, "reporting/snapshots/sign.html", context, status=422 if error else 200)


def _shown(request: HttpRequest, found: Snapshot, **more: Any) -> HttpResponse:
    return render(request, "reporting/snapshots/readiness.html", {**page_context(found, request.user), **more})  # type: ignore[arg-type]


def _found(number: int, *, whole: bool = False) -> Snapshot:
    rows = Snapshot.objects.select_related("go_live", "taken_by")
    return get_object_or_404(rows if whole else rows.defer("figures", "lists"), number=number)
