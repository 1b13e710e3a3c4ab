"""The audit log of the sandbox company: words, user, action and days narrow it, pages show it, a look is journalled.

It is read only. What is found is recorded as an audit finding, with the numbers of its entries.
"""

from dataclasses import dataclass
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from lms.foundation.api import access, require_access
from scenarios.engine.api import Command
from scenarios.engine.commands.audit_review import AUDIT_PART
from scenarios.sandbox.access import visit
from scenarios.sandbox.reports.administration import log_rows, log_table
from scenarios.sandbox.services import look_up
from scenarios.sandbox.shell import Desk, open_desk, shell_context

PAGE_ROWS = 100
AUDITLOG = "AUDITLOG"
FILTERS = ("q", "user", "action", "from", "to")
MOST_WORDS = 60


@dataclass(frozen=True)
class Filters:
    """What the reader asked for, and what there is to choose from."""

    asked: dict[str, str]
    users: tuple[tuple[str, str], ...]
    actions: tuple[tuple[str, str], ...]


def _filters(request: HttpRequest, desk: Desk) -> Filters:
    log = desk.state.dataset.part(AUDIT_PART).values()
    words = desk.words
    users = sorted({entry["user"] for entry in log})
    actions = sorted({entry["action"] for entry in log})
    asked = {name: request.GET.get(name, "").strip()[:MOST_WORDS] for name in FILTERS}
    return Filters(
        {name: value for name, value in asked.items() if value},
        tuple((user, f"{user} {words.name_of('USER', user)}".strip()) for user in users),
        tuple((action, words.choice("log_action", action)) for action in actions),
    )


@require_GET
@require_access(access.is_signed_in)
def audit_log(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One page of the entries asked for, oldest first; a drill without an audit log has no such page."""
    desk = open_desk(visit(request, uuid))
    if AUDITLOG not in desk.opening.scenario.screens:
        raise Http404
    filters = _filters(request, desk)
    if desk.visit.may_act:
        args = {"report": AUDITLOG, **({"params": filters.asked} if filters.asked else {})}
        command = Command("report.run", args, user=desk.hat, seat=desk.seat)
        desk = open_desk(desk.visit, look_up(desk.attempt, command))
    found = log_rows(desk, filters.asked)
    page = Paginator(found, PAGE_ROWS).get_page(request.GET.get("page"))
    context = {
        "heading": desk.words.report(AUDITLOG),
        "table": log_table(desk, list(page.object_list)),
        "count": len(found),
        "page": page,
        "filters": filters,
    }
    return render(request, "scenarios/sandbox/audit_log.html", shell_context(desk, **context, here=AUDITLOG))
