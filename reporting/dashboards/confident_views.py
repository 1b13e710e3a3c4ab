"""Who was sure and wrong: the names behind the list by step, with filters and export, under the rules for names."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from curricula.models import GoLive
from lms.foundation.api import Column, Filter, Listing, access, render_listing, require_access
from reporting.dashboards.choosing import chosen_go_live, go_lives
from reporting.metrics.confident import Confidence, WrongAnswer, confident_and_wrong
from reporting.metrics.remembered import remembered
from reporting.metrics.visibility import ReadLog, only_visible, visible_departments

SOURCES = {"exam": gettext_lazy("Exam"), "drill": gettext_lazy("Drill")}


def confidence_of(go_live: GoLive) -> Confidence:
    """The figures and the names, computed once for page, list and export."""
    return remembered(go_live, "confident-and-wrong", lambda: confident_and_wrong(go_live))


@require_access(access.may_read_readiness)
def confident_wrong(request: HttpRequest) -> HttpResponseBase:
    """Each confident and wrong answer with its name; names only of whom one may see, and reading them is logged."""
    go_live = chosen_go_live(request, go_lives())
    if go_live is None:
        return render(request, "reporting/dashboards/no_go_live.html", {"title": _("Confident and wrong")})
    departments = visible_departments(request.user)  # type: ignore[arg-type]  # signed in: a Person
    log = ReadLog(request.user, page="confident-and-wrong")  # type: ignore[arg-type]
    found = confidence_of(go_live)
    rows = only_visible(found.wrong, departments)
    context = {"go_live": go_live, "departments": departments}
    response = render_listing(
        request, _listing(go_live, found, rows, log), "reporting/dashboards/confident_wrong.html", context
    )
    if response.streaming:
        response._resource_closers.append(log.flush)  # type: ignore[attr-defined]  # a streamed export draws its rows only after this view is done
    else:
        log.flush()
    return response


def _listing(go_live: GoLive, found: Confidence, rows: list[WrongAnswer], log: ReadLog) -> Listing:
    def number(row: WrongAnswer) -> str:
        log.note(row.id)
        return row.number

    return Listing(
        rows=rows,
        columns=(
            Column("number", _("Number"), value=number, sort="number"),
            Column(
                "name", pgettext("person", "Name"), sort="name", link=lambda row: reverse("person", args=[row.number])
            ),
            Column("department", _("Department"), value=lambda row: str(row.department_name), sort="department"),
            Column("step", _("Step"), value="step.code", sort="step.code"),
            Column("step_name", _("Name of the step"), value=lambda row: str(row.step.name)),
            Column("regulated", _("Regulated"), value="step.is_regulated"),
            Column("source", _("Asked in"), value=lambda row: str(SOURCES[row.source])),
            Column("ref", _("Exam or drill"), sort="ref"),
            Column("question", _("Question asked")),
            Column("on", _("Day"), sort="on"),
        ),
        filters=(
            Filter("step", gettext_lazy("Step"), lookup="step.code", choices=_steps(found)),
            Filter("department", gettext_lazy("Department"), choices=_departments(rows)),
            Filter("source", gettext_lazy("Asked in"), choices=tuple(SOURCES.items())),
            Filter("regulated", gettext_lazy("Regulated steps only"), kind="bool", lookup=_only_regulated),
        ),
        search=("number", "name", "name_latin"),
        export_name=f"confident-and-wrong-{go_live.code}",
        label=_("Confident and wrong answers"),
        empty=_("Nobody here was confident and wrong."),
    )


def _only_regulated(rows: list[WrongAnswer], value: Any) -> list[WrongAnswer]:
    return [row for row in rows if row.step.is_regulated]


def _steps(found: Confidence) -> list[tuple[str, Any]]:
    """All steps of the list, also those at which nobody whom the reader may see was wrong."""
    return sorted((line.step.code, f"{line.step.code} {line.step.name}") for line in found.lines)


def _departments(rows: Iterable[WrongAnswer]) -> list[tuple[str, Any]]:
    return sorted({row.department: str(row.department_name) for row in rows}.items())
