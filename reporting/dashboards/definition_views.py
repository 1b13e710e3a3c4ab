"""What each number means, and where its rows are."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from lms.foundation.api import access, require_access
from reporting.metrics.proficiency import RETENTION_ASSUMPTION
from reporting.metrics.registry import DEFINITIONS

ROWS = {
    "coverage": "coverage-names",
    "coverage_critical": "coverage-names",
    "people_complete": "coverage-names",
    "exams": "coverage-names",
    "proficiency": "proficiency",
    "critical_drills": "proficiency",
    "confident_and_wrong": "confident-and-wrong",
    "cover": "cover",
    "score": "readiness",
}
NARROWED = {"coverage_critical": "critical=1"}


@require_access(access.may_read_readiness)
def definitions(request: HttpRequest) -> HttpResponse:
    """All definitions, each under its own anchor."""
    listed = [{"definition": definition, "rows_url": rows_url(code)} for code, definition in DEFINITIONS.items()]
    return render(
        request, "reporting/dashboards/definitions.html", {"listed": listed, "assumption": RETENTION_ASSUMPTION}
    )


def rows_url(code: str) -> str:
    """The page that lists the rows of a number; empty where nothing is recorded yet."""
    if code not in ROWS:
        return ""
    return f"{reverse(ROWS[code])}?{NARROWED[code]}" if code in NARROWED else reverse(ROWS[code])
