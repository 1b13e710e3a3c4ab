"""What is shown where a drill's company can be rebuilt no more: what happened, why, what to do, and what stays readable."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from scenarios.drills.models import GradeResult, Scenario
from scenarios.drills.presenting import journal_lines
from scenarios.sandbox.access import may_look_on
from scenarios.sandbox.dataset_store import SHOWN_REF, DatasetLost
from scenarios.sandbox.folding import entries_of, scenario_of
from scenarios.sandbox.models import Attempt
from scenarios.sandbox.seating import seats_of

GONE, NO_CONTENT = 410, 204


class LostDatasetMiddleware:
    """Every page that needs a company which is lost answers with one page about that, instead of failing.

    A part of an open page (htmx) makes the whole page load again, which then says so.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:  # noqa: D102 - Django's own protocol
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        """Answer for a lost company; every other exception is somebody else's."""
        if not isinstance(exception, DatasetLost):
            return None
        if getattr(request, "htmx", None):
            response = HttpResponse(status=NO_CONTENT)
            response["HX-Refresh"] = "true"
            return response
        return render(request, "scenarios/drills/lost.html", _context(request, exception), status=GONE)


def _context(request: HttpRequest, lost: DatasetLost) -> dict[str, Any]:
    named = request.resolver_match.kwargs if request.resolver_match else {}
    attempts = Attempt.objects.select_related("version__scenario", "person")
    attempt = attempts.filter(uuid=named["uuid"]).first() if "uuid" in named else None
    scenario = attempt.version.scenario if attempt else Scenario.objects.filter(code=named.get("code", "")).first()
    context = {"ref": lost.ref[:SHOWN_REF], "is_altered": lost.is_altered, "scenario": scenario}
    if attempt is None or not (seats_of(attempt, request.user) or may_look_on(request.user)):
        return context
    result = GradeResult.objects.filter(attempt=attempt).first()
    marks = list(result.marks.all()) if result is not None else []
    lines = journal_lines(scenario_of(attempt), entries_of(attempt), result, marks)
    is_mine = attempt.person_id == request.user.pk
    return {**context, "attempt": attempt, "result": result, "lines": lines, "is_lost": True, "is_mine": is_mine}
