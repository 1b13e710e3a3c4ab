"""Proficiency by process step, job role and department, each with n of N, its interval, and the levels from 0 to 4."""

from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from curricula.models import Department, GoLive, JobRole, Step
from lms.foundation.api import access, render_listing, require_access
from reporting.dashboards.choosing import chosen_go_live, go_lives
from reporting.dashboards.confident_views import confidence_of
from reporting.dashboards.figure_listings import proficiency_groups
from reporting.gates.thresholds import thresholds_in_force
from reporting.gates.values import Thresholds
from reporting.metrics.confident import Confidence
from reporting.metrics.proficiency import (
    RETENTION_ASSUMPTION,
    ProficiencyLine,
    critical_drills,
    lines_by,
    person_steps,
    share_of,
)
from reporting.metrics.remembered import remembered
from reporting.metrics.shares import FEWEST_FOR_A_SHARE
from reporting.snapshots.parts import proficiency_state


@require_access(access.may_read_readiness)
def proficiency(request: HttpRequest) -> HttpResponseBase:
    """Who will be able to do which step on go-live day, as far as their own practice can tell; as a file for ?export=."""
    known = go_lives()
    go_live = chosen_go_live(request, known)
    if go_live is None:
        return render(request, "reporting/dashboards/no_go_live.html", {"title": _("Proficiency")})
    figures = remembered(go_live, "proficiency", lambda: _figures(go_live))
    limits = thresholds_in_force(go_live)["proficiency"]
    groups = (
        (_("By process step"), "step", Step.objects.order_by("chain__position", "position", "code")),
        (_("By job role"), "job_role", JobRole.objects.order_by("code")),
        (_("By department"), "department", Department.objects.order_by("code")),
    )
    shown = [(title, _lines(named, figures[key], limits)) for title, key, named in groups]
    if "export" in request.GET:
        rows = [(title, [(one["thing"], one["line"], one["state"]) for one in lines]) for title, lines in shown]
        return render_listing(request, proficiency_groups(rows, go_live.code), "reporting/dashboards/proficiency.html")
    context = {
        "go_live": go_live,
        "go_lives": known,
        "overall": figures["overall"],
        "critical_drills": figures["critical_drills"],
        "limits": limits,
        "groups": [{"title": title, "lines": lines} for title, lines in shown],
        "assumption": RETENTION_ASSUMPTION,
        "confident": _confident(confidence_of(go_live)),
    }
    return render(request, "reporting/dashboards/proficiency.html", context)


def _figures(go_live: GoLive) -> dict[str, Any]:
    found = person_steps(go_live)
    by = {key: lines_by(found, key) for key in ("step", "job_role", "department")}
    return {"overall": share_of(found), "critical_drills": critical_drills(go_live), **by}


def _confident(found: Confidence) -> dict[str, Any]:
    """Steps at which somebody was sure and wrong, and the counts over all steps."""
    return {
        "lines": [{"line": line, "is_small": line.sure < FEWEST_FOR_A_SHARE} for line in found.lines if line.wrong],
        "steps": len(found.lines),
        "sure": sum(line.sure for line in found.lines),
        "wrong": sum(line.wrong for line in found.lines),
    }


def _lines(named: Any, lines: dict[int, ProficiencyLine], limits: Thresholds) -> list[dict[str, Any]]:
    return [
        {
            "thing": thing,
            "line": lines[thing.pk],
            "interval": lines[thing.pk].share.interval(),
            "state": proficiency_state(lines[thing.pk], limits),
        }
        for thing in named
        if thing.pk in lines
    ]
