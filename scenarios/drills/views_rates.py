"""Detection and correction over people, drill by drill: for whoever answers for what people can do. Counts, no names."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from lms.foundation.api import Column, Filter, Listing, access, render_listing, require_access
from lms.foundation.templatetags.shapes import state
from lms.foundation.templatetags.wording import percent
from scenarios.drills.rate_totals import RateTotal, rate_totals
from scenarios.grading.api import Rate

ALL = "-"
"""what the filter calls the lines of all departments together"""


@require_access(access.may_read_all_records)
def drill_rates(request: HttpRequest) -> HttpResponseBase:
    """The list with its filters and export."""
    rows = rate_totals()
    return render_listing(request, _listing(rows), "scenarios/drills/rate_totals.html")


def _listing(rows: list[RateTotal]) -> Listing:
    drills = sorted({(row.code, f"{row.code} {row.title}") for row in rows})
    departments = sorted({(row.department, row.department_name) for row in rows if row.department})
    return Listing(
        rows=rows,
        columns=(
            Column("code", _("Drill"), show=_drill, link=lambda row: reverse("drill", args=[row.code]), sort=True),
            Column("title", _("Title"), on_page=False),
            Column(
                "department", _("Department"), value=lambda row: row.department_name or _("All departments"), sort=True
            ),
            *_columns("detection", _("Detection rate"), lambda row: row.detection, found=_("Found")),
            *_columns("correction", _("Correction rate"), lambda row: row.correction, found=_("Mended")),
            Column("reached", _("Reached both"), value="reached_both", sort=True, align="end"),
            Column("people", _("People"), sort=True, align="end"),
        ),
        filters=(
            Filter("drill", _("Drill"), lookup="code", choices=drills),
            Filter(
                "department",
                _("Department"),
                lookup=_in_department,
                choices=[(ALL, _("All departments")), *departments],
            ),
        ),
        export_name="drill-rates",
        label=_("Found and mended"),
        empty=_("Nobody has handed in a data drill with rates yet."),
    )


def _drill(row: RateTotal) -> Any:
    return format_html('<span class="nowrap">{}</span> {}', row.code, row.title)


def _columns(
    key: str, label: str, rate_of: Callable[[RateTotal], Rate | None], *, found: str
) -> tuple[Column, Column, Column, Column]:
    """A rate as one cell of the page, and as three figures and the rate in an export."""

    def shown(row: RateTotal) -> Any:
        rate = rate_of(row)
        if rate is None or rate.percent is None:
            return "–"
        counts = _("%(done)d of %(planted)d, at least %(threshold)s") % {
            "done": rate.done,
            "planted": rate.planted,
            "threshold": percent(float(rate.threshold)),
        }
        return format_html('{}<br><span class="small muted">{}</span>', _judged(row, rate), counts)

    return (
        Column(key, label, value=lambda row: _figure(rate_of(row), "percent"), show=shown, sort=True),
        Column(f"{key}_done", found, value=lambda row: _figure(rate_of(row), "done"), on_page=False),
        Column(
            f"{key}_planted", _("Planted faults"), value=lambda row: _figure(rate_of(row), "planted"), on_page=False
        ),
        Column(f"{key}_line", _("Threshold"), value=lambda row: _figure(rate_of(row), "threshold"), on_page=False),
    )


def _judged(row: RateTotal, rate: Rate) -> Any:
    """The rate with its state; too few people are not judged."""
    figure = percent(float(rate.percent or 0))
    if row.is_small:
        return state("none", _("%(figure)s, too few people to judge") % {"figure": figure})
    if rate.is_met:
        return state("go", _("%(figure)s, reached") % {"figure": figure})
    return state("stop", _("%(figure)s, not reached") % {"figure": figure})


def _figure(rate: Rate | None, name: str) -> Any:
    return None if rate is None else getattr(rate, name)


def _in_department(rows: list[RateTotal], value: str) -> list[RateTotal]:
    return [row for row in rows if row.department == ("" if value == ALL else value)]
