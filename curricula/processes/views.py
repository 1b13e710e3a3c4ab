"""Pages of the processes: the list of steps, one step, and the goals down to their time nodes."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from curricula.processes.acknowledging import GoalChanged, acknowledge, acknowledged_by, goal_record
from curricula.processes.completeness import counted, findings_of
from curricula.processes.editing_views import may_edit_indicators, may_edit_steps
from curricula.processes.goal_queries import read_goals
from curricula.processes.listings import described_steps, steps_listing
from curricula.processes.models import Chain, Goal
from lms.foundation.api import (
    SignatureRefused,
    access,
    confirm_signer,
    digest_of,
    render_listing,
    require_access,
    signed_in_person,
)
from lms.foundation.models import Meaning


@require_GET
@require_access(access.is_signed_in)
def processes(request: HttpRequest) -> HttpResponseBase:
    """All steps, chain by chain, and how many of them have a conflict, a gap or a blank."""
    found = counted(described_steps()) if not request.GET.get("export") else {}
    context = {"chains": Chain.objects.all(), "conflicts": found.get("conflict", 0), "gaps": found.get("gap", 0)}
    return render_listing(
        request, steps_listing(), "curricula/processes/processes.html", {**context, "blanks": found.get("blank", 0)}
    )


@require_GET
@require_access(access.is_signed_in)
def step(request: HttpRequest, code: str) -> HttpResponse:
    """Everything that is known about one step."""
    shown = get_object_or_404(
        described_steps().prefetch_related(
            "predecessors", "successors", "objects_touched", "activities__goals", "places__site", "places__shift"
        ),
        code=code,
    )
    duties: dict[str, list[Any]] = {kind: [] for kind in ("does", "checks", "approves")}
    for duty in shown.duties.all():
        duties[duty.kind].append(duty.job_role)
    places: dict[Any, list[Any]] = {}
    for place in sorted(shown.places.all(), key=lambda one: (one.site.code, one.shift.position)):
        places.setdefault(place.site, []).append(place.shift)
    context = {
        "step": shown,
        "duties": duties,
        "places": list(places.items()),
        "interface": getattr(shown, "interface", None),
        "findings": findings_of(shown),
        "may_edit": may_edit_steps(request.user),
    }
    return render(request, "curricula/processes/step.html", context)


@require_GET
@require_access(access.is_signed_in)
def goals(request: HttpRequest) -> HttpResponse:
    """Goal, content, assessment standard and time node on one page for everybody; gaps flagged."""
    person = signed_in_person(request)
    pages = read_goals()
    signed = {
        page.goal.pk: acknowledged_by(page.goal, person) for page in pages if page.goal.is_acknowledged_by_signature
    }
    context = {
        "pages": [(page, signed.get(page.goal.pk)) for page in pages],
        "gap_count": sum(page.gap_count for page in pages),
        "may_edit": may_edit_indicators(request.user),
    }
    return render(request, "curricula/processes/goals.html", context)


@require_http_methods(["GET", "POST"])
@require_access(access.is_signed_in)
def goal_acknowledge(request: HttpRequest, code: str) -> HttpResponse:
    """Ask for both components of the signature under “read and understood”, on exactly the text that the page shows."""
    goal = get_object_or_404(Goal, code=code, is_acknowledged_by_signature=True)
    person = signed_in_person(request)
    sent, refused = request.POST, {}
    if request.method == "POST":
        try:
            confirm_signer(person, number=sent.get("number", ""), password=sent.get("password", ""))
            acknowledge(goal, person, shown=sent.get("shown", ""), note=sent.get("note", ""))
        except (SignatureRefused, GoalChanged) as refusal:
            refused = {"error": str(refusal), "number": sent.get("number", ""), "note": sent.get("note", "")}
            goal.refresh_from_db()
        else:
            messages.success(request, _("Your acknowledgement has been signed."))
            return redirect("goals")
    signing: dict[str, Any] = {
        "heading": _("Acknowledge the goal “%(goal)s”") % {"goal": goal.name},
        "subject": goal.name,
        "digest": digest_of(goal_record(goal)),
        "action": reverse("goal-acknowledge", args=[goal.code]),
        "meanings": [(Meaning.READ, Meaning.READ.label)],
        **refused,
    }
    context = {
        "goal": goal,
        "indicators": goal.indicators.order_by("code"),
        "signing": signing,
        "cancel_url": reverse("goals"),
    }
    return render(request, "curricula/processes/acknowledge.html", context, status=422 if refused else 200)
