"""Coverage: from the share of a company through department and chain down to names, in three clicks."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.http.response import HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from curricula.models import GoLive
from lms.foundation.api import access, render_listing, require_access
from reporting.dashboards.choosing import chosen_go_live, go_lives
from reporting.dashboards.completions import completion_lines
from reporting.dashboards.figure_listings import coverage_groups
from reporting.dashboards.heat import heat_rows
from reporting.gates.thresholds import thresholds_in_force
from reporting.gates.values import State, Thresholds
from reporting.metrics.coverage import Coverage, CoverageLine
from reporting.metrics.heat import heat_map
from reporting.metrics.remembered import remembered
from reporting.metrics.shares import Share
from reporting.metrics.summary import fresh_summary
from reporting.metrics.visibility import visible_departments


@require_access(access.may_read_readiness)
def coverage(request: HttpRequest) -> HttpResponseBase:
    """Key figures, the heat map, and coverage by department, site, job role and chain; the groups as a file for ?export=."""
    known = go_lives()
    go_live = chosen_go_live(request, known)
    if go_live is None:
        return render(request, "reporting/dashboards/no_go_live.html", {"title": _("Coverage")})
    if "export" in request.GET:
        return render_listing(
            request, coverage_groups(_states(go_live), go_live.code), "reporting/dashboards/coverage.html"
        )
    state = fresh_summary(go_live)
    context = {
        "go_live": go_live,
        "go_lives": known,
        "data_moment": state.refreshed_at,
        **remembered(go_live, f"coverage:{get_language()}", lambda: _rendered(go_live)),
    }
    return render(request, "reporting/dashboards/coverage.html", context)


def _rendered(go_live: GoLive) -> dict[str, Any]:
    """The figures as the page shows them: no names and nothing of the reader, so one rendering serves everybody."""
    coverage = Coverage(go_live)
    limits = thresholds_in_force(go_live)
    names = f"{reverse('coverage-names')}?{urlencode({'go_live': go_live.code})}"
    overall = coverage.overall()
    groups = _groups(coverage)
    context = {
        "overall": overall,
        "recommended": coverage.recommended(),
        "tiles": _tiles(overall, limits),
        "heat": heat_rows(heat_map(go_live), limits["coverage"], names),
        "export": f"{reverse('coverage')}?{urlencode({'go_live': go_live.code})}&export=",
        "groups": [
            {"title": title, "lines": [_line(line, limits["coverage"], f"{names}&{key}={line.code}") for line in lines]}
            for title, key, lines in groups
        ],
    }
    html = render_to_string("reporting/dashboards/coverage_figures.html", context)
    return {"people_in_scope": coverage.people_in_scope(), "figures": html}


def _groups(coverage: Coverage) -> tuple[tuple[str, str, list[CoverageLine]], ...]:
    return (
        (_("By department"), "department", coverage.by_department()),
        (_("By site"), "site", coverage.by_site()),
        (_("By process chain"), "chain", coverage.by_chain()),
        (_("By job role"), "job_role", coverage.by_job_role()),
    )


def _states(go_live: GoLive) -> list[tuple[str, list[tuple[CoverageLine, str]]]]:
    """The groups with the colour that the page gives each line."""
    limits = thresholds_in_force(go_live)["coverage"]
    return [
        (title, [(line, State.NONE if line.people.is_small else state_of(line.requirements, limits)) for line in lines])
        for title, _key, lines in _groups(Coverage(go_live))
    ]


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
