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
from curricula.processes.comparing import step_differences
from curricula.processes.completeness import Finding, counted, duty_findings, findings_of
from curricula.processes.content import Record, in_words, step_in_words, step_record_of, whole_steps
from curricula.processes.editing_views import may_edit_indicators, may_edit_steps
from curricula.processes.goal_queries import read_goals
from curricula.processes.listings import steps_listing
from curricula.processes.models import Chain, Goal, Step, StepDuty
from curricula.processes.publishing import newest_versions, standings_of
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
    chains = list(Chain.objects.all())
    standings = standings_of(chains) if not request.GET.get("export") else []
    found = counted(step for standing in standings for step in standing.steps)
    may_edit = may_edit_steps(request.user)
    context = {
        "chains": chains,
        "conflicts": found.get("conflict", 0),
        "gaps": found.get("gap", 0),
        "blanks": found.get("blank", 0),
        "changed": sum(standing.is_changed for standing in standings) if may_edit else 0,
        "unpublished": sum(standing.newest is None for standing in standings) if may_edit else 0,
    }
    return render_listing(request, steps_listing(), "curricula/processes/processes.html", context)


@require_GET
@require_access(access.is_signed_in)
def step(request: HttpRequest, code: str) -> HttpResponse:
    """Everything that is known about one step: as published; for those who describe it as it stands, and what differs."""
    shown = get_object_or_404(whole_steps().prefetch_related("successors", "activities__goals"), code=code)
    may_edit = may_edit_steps(request.user)
    newest = newest_versions().filter(chain=shown.chain_id).first()
    published = newest.step(code) if newest else None
    described = step_record_of(shown)
    reads_published = published is not None and not may_edit
    record = published if published is not None and reads_published else described
    context = {
        "step": shown,
        "said": step_in_words(record),
        "before": Step.objects.filter(code__in=record["predecessors"]),
        "newest": newest,
        "is_published": published is not None,
        "reads_published": reads_published,
        "differences": step_differences(published, described) if published is not None and may_edit else (),
        "findings": _notes_on(record) if reads_published else findings_of(shown),
        "may_edit": may_edit,
    }
    return render(request, "curricula/processes/step.html", context)


def _notes_on(record: Record) -> list[Finding]:
    """What a published step has to be read with: a job role in two duties. Nothing else can have been published."""
    said = in_words(record)
    return duty_findings({kind: {role["code"]: role["name"] for role in said[kind]} for kind in StepDuty.Kind.values})


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
