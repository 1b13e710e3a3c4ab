"""Coverage: from the share of a company through department and chain down to names, in three clicks."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.http.response import HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from lms.foundation.api import access, require_access
from reporting.dashboards.choosing import chosen_go_live, go_lives
from reporting.dashboards.completions import completion_lines
from reporting.dashboards.heat import heat_rows
from reporting.gates.thresholds import thresholds_in_force
from reporting.gates.values import State, Thresholds
from reporting.metrics.coverage import Coverage, CoverageLine
from reporting.metrics.heat import heat_map
from reporting.metrics.shares import Share
from reporting.metrics.visibility import visible_departments


@require_access(access.may_read_readiness)
def coverage(request: HttpRequest) -> HttpResponse:
    """Key figures, the heat map, and coverage by department, site, job role and chain."""
    known = go_lives()
    go_live = chosen_go_live(request, known)
    if go_live is None:
        return render(request, "reporting/dashboards/no_go_live.html", {"title": _("Coverage")})
    figures = Coverage(go_live)
    limits = thresholds_in_force(go_live)
    names = f"{reverse('coverage-names')}?{urlencode({'go_live': go_live.code})}"
    overall = figures.overall()
    groups = (
        (_("By department"), "department", figures.by_department()),
        (_("By site"), "site", figures.by_site()),
        (_("By process chain"), "chain", figures.by_chain()),
        (_("By job role"), "job_role", figures.by_job_role()),
    )
    context = {
        "go_live": go_live,
        "go_lives": known,
        "overall": overall,
        "people_in_scope": figures.people_in_scope(),
        "recommended": figures.recommended(),
        "tiles": _tiles(overall, limits),
        "heat": heat_rows(heat_map(go_live), limits["coverage"], names),
        "groups": [
            {
                "title": title,
                "key": key,
                "lines": [_line(line, limits["coverage"], f"{names}&{key}={line.code}") for line in lines],
            }
            for title, key, lines in groups
        ],
        "names_url": names,
        "data_moment": figures.state.refreshed_at,
    }
    return render(request, "reporting/dashboards/coverage.html", context)


@require_access(access.may_read_readiness)
def completions(request: HttpRequest) -> HttpResponseBase:
    """Everybody's completions as one CSV: a person a line, an activity a column, the day it was met in the cell."""
    go_live = chosen_go_live(request, go_lives())
    if go_live is None:
        return render(request, "reporting/dashboards/no_go_live.html", {"title": _("Coverage")})
    lines = completion_lines(go_live, visible_departments(request.user))  # type: ignore[arg-type]  # signed in: a Person
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="completions-{go_live.code}.csv"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def state_of(share: Share, limits: Thresholds) -> str:
    """The colour of a share; grey under five."""
    if share.is_small:
        return State.NONE
    points = 100 * share.part / share.whole
    return State.GO if points >= limits.green else State.RISK if points >= limits.amber else State.STOP


def _tiles(overall: CoverageLine, limits: dict[str, Thresholds]) -> list[dict[str, Any]]:
    shown = (
        ("coverage", _("Everyone in scope"), overall.requirements, _("requirements")),
        ("coverage_critical", _("Critical roles"), overall.critical, _("critical requirements")),
        ("exams", _("Exams passed"), overall.exams, _("required exams")),
        ("people_complete", _("People who meet everything"), overall.people, _("people")),
    )
    return [
        {
            "code": code,
            "title": title,
            "share": share,
            "noun": noun,
            "line": limits[code].green if code in limits else None,
            "state": state_of(share, limits[code]) if code in limits else "",
        }
        for code, title, share, noun in shown
    ]


def _line(line: CoverageLine, limits: Thresholds, url: str) -> dict[str, Any]:
    return {"line": line, "state": state_of(line.requirements, limits), "url": url, "is_small": line.people.is_small}
