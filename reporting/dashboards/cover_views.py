"""Cover per step, site and shift: the grid, and the people behind one cell."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from curricula.models import GoLive, Shift
from lms.foundation.api import access, render_listing, require_access
from reporting.dashboards.choosing import chosen_go_live, go_lives
from reporting.dashboards.figure_listings import cover_of_cells
from reporting.gates.values import State
from reporting.metrics.cover import CoverCell, cover_cells, cover_measure
from reporting.metrics.remembered import KEPT_SECONDS, remembered
from reporting.metrics.visibility import Departments, ReadLog, may_see, only_visible, visible_departments

WORST_FIRST = {State.STOP: 0, State.NONE: 1, State.RISK: 2, State.GO: 3}


@require_access(access.may_read_readiness)
def cover(request: HttpRequest) -> HttpResponseBase:
    """The grid, weakest step first, also as a file; with step, split, site and shift in the query the people of that cell."""
    known = go_lives()
    go_live = chosen_go_live(request, known)
    if go_live is None:
        return render(request, "reporting/dashboards/no_go_live.html", {"title": _("Cover")})
    cells: list[CoverCell] = remembered(go_live, "cover", lambda: cover_cells(go_live))
    if "export" in request.GET:
        return render_listing(request, cover_of_cells(cells, go_live.code), "reporting/dashboards/cover.html")
    departments = visible_departments(request.user)  # type: ignore[arg-type]  # signed in: a Person
    asked = tuple(request.GET.get(key, "") for key in ("step", "split", "site", "shift"))
    chosen = next((cell for cell in cells if _key(cell) == asked), None)
    context = {
        "go_live": go_live,
        "go_lives": known,
        "counts": cover_measure(cells),
        "places": _places(cells),
        "rows": _rows(cells, go_live, asked),
        "chosen": None if chosen is None else _people(chosen, departments),
        "delay_minutes": KEPT_SECONDS // 60,
    }
    if chosen is not None:
        log = ReadLog(request.user, page="cover")  # type: ignore[arg-type]
        for person in (*context["chosen"]["qualified"], *context["chosen"]["unqualified"]):  # type: ignore[index]
            log.note(person.id)
        log.flush()
    return render(request, "reporting/dashboards/cover.html", context)


def _key(cell: CoverCell) -> tuple[str, str, str, str]:
    return (cell.step, cell.split, cell.site, cell.shift)


def _places(cells: list[CoverCell]) -> list[dict[str, Any]]:
    """Sites with their shifts in order of the day: the head of the grid."""
    order = dict(Shift.objects.values_list("code", "position"))
    sites: dict[str, dict[str, Any]] = {}
    for cell in sorted(cells, key=lambda cell: (cell.site, order.get(cell.shift, 0))):
        site = sites.setdefault(cell.site, {"code": cell.site, "name": cell.site_name, "shifts": {}})
        site["shifts"][cell.shift] = cell.shift_name
    return list(sites.values())


def _rows(cells: list[CoverCell], go_live: GoLive, asked: tuple[str, ...]) -> list[dict[str, Any]]:
    """One row a step (or qualification of it), the weakest first, with a cell for each place of the head."""
    places = [(site["code"], shift) for site in _places(cells) for shift in site["shifts"]]
    rows: dict[tuple[str, str], dict[tuple[str, str], CoverCell]] = {}
    for cell in cells:
        rows.setdefault((cell.step, cell.split), {})[cell.site, cell.shift] = cell
    ordered = sorted(rows.values(), key=lambda row: min((WORST_FIRST[cell.state], cell.count) for cell in row.values()))
    return [
        {
            "first": next(iter(row.values())),
            "cells": [_drawn(row.get(place), go_live, asked) for place in places],
        }
        for row in ordered
    ]


def _drawn(cell: CoverCell | None, go_live: GoLive, asked: tuple[str, ...]) -> dict[str, Any]:
    if cell is None:
        return {"state": "off"}
    query = {"go_live": go_live.code, "step": cell.step, "split": cell.split, "site": cell.site, "shift": cell.shift}
    return {
        "state": cell.state,
        "count": cell.count,
        "url": f"{reverse('cover')}?{urlencode(query)}#people",
        "is_chosen": _key(cell) == asked,
    }


def _people(cell: CoverCell, departments: Departments) -> dict[str, Any]:
    """The people of a cell, those of other departments counted and not named."""
    qualified = only_visible(cell.qualified, departments)
    unqualified = only_visible(cell.unqualified, departments)
    hidden = len(cell.qualified) + len(cell.unqualified) - len(qualified) - len(unqualified)
    lapsed = [(person, until) for person, until in cell.lapsed if may_see(departments, person.department)]
    return {"cell": cell, "qualified": qualified, "unqualified": unqualified, "lapsed": lapsed, "hidden": hidden}
