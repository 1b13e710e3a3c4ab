"""Lists, documents and reports: what there is to look at. Opening one is journalled, for checking is graded too."""

import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from lms.foundation.api import access, head_cells, require_access
from scenarios.engine.api import DOCUMENT_KINDS, MASTER_KINDS, Command, FieldType
from scenarios.sandbox.access import visit
from scenarios.sandbox.details import detail
from scenarios.sandbox.grid import GRID_COMMANDS
from scenarios.sandbox.ordering import heads, ordered
from scenarios.sandbox.reports import REPORT_DRAWINGS, REPORT_TABLES
from scenarios.sandbox.services import look_up
from scenarios.sandbox.shell import Desk, open_desk, shell_context
from scenarios.sandbox.staged import KINDS as STAGED
from scenarios.sandbox.tables import document_table
from scenarios.sandbox.worklist import in_turn

KINDS = (*DOCUMENT_KINDS, *MASTER_KINDS, "LOT")
PAGE_ROWS = 50
MONEY_TEXT = re.compile(r"-?[\d,]+\.\d\d")
"""A report's total as money is written; a rate or a count says itself what it is."""
OWN_SCREENS = {"AUDITLOG": "drill-audit-log", "SETTINGS": "drill-settings", "TRACE": "drill-trace"}
"""Reports whose screen has filters and pages of its own."""


def looked(desk: Desk, name: str, args: dict[str, Any]) -> Desk:
    """Journal the look if the reader may act, and sit down again at what then is."""
    if not desk.visit.may_act:
        return desk
    command = Command(name, args, user=desk.hat, seat=desk.seat)
    return open_desk(desk.visit, look_up(desk.attempt, command, person=desk.visit.person))


@require_GET
@require_access(access.is_signed_in)
def listing(request: HttpRequest, uuid: UUID, kind: str) -> HttpResponse:
    """All documents or master records of a kind, found by any word that stands in them."""
    if kind not in KINDS:
        raise Http404
    desk = open_desk(visit(request, uuid))
    bodies = list(in_turn(desk.state, kind) if kind in DOCUMENT_KINDS else desk.state.masters(kind).values())
    asked = request.GET.get("q", "").strip()[:60]
    if asked:
        bodies = [body for body in bodies if asked.casefold() in _said(body)]
    sort = request.GET.get("sort", "")[:60]
    bodies = ordered(desk.words, kind, bodies, sort)
    page = Paginator(bodies, PAGE_ROWS).get_page(request.GET.get("page"))
    table = document_table(desk.words, kind, page.object_list)
    context = {
        "heading": desk.words.entity(kind),
        "table": table,
        "head": head_cells(heads(table, kind, sort=sort, asked=asked)),
        "sort": sort,
        "count": len(bodies),
        "page": page,
        "asked": asked,
        "kind": kind,
    }
    return render(request, "scenarios/sandbox/list.html", shell_context(desk, **context, here=kind))


def _said(body: Mapping[str, Any]) -> str:
    return " ".join(str(value) for value in body.values() if isinstance(value, str | int)).casefold()


@require_GET
@require_access(access.is_signed_in)
def document(request: HttpRequest, uuid: UUID, kind: str, number: str) -> HttpResponse:
    """One document or master record: head, lines, flow, change log, postings, and what can be done with it."""
    desk = open_desk(visit(request, uuid))
    if kind not in KINDS or not desk.state.exists(kind, number):
        raise Http404
    desk = looked(desk, "view.open", {"kind": kind, "id": number})
    actions = [
        (spec, desk.words.command(spec.name), field.name)
        for spec in desk.offered()
        for field in spec.fields
        if field.type in {FieldType.REF, FieldType.REFS} and field.kind == kind and field.name != "evidence"
        if spec.name not in GRID_COMMANDS
    ]
    actions = list({spec.name: (spec, name, field) for spec, name, field in reversed(actions)}.values())[::-1]
    shown = detail(desk, kind, number, request.GET.get("tab", ""))
    context = shell_context(
        desk, detail=shown, actions=actions, here=kind, stop_about=f"{kind}:{number}", staged=kind in STAGED
    )
    return render(request, "scenarios/sandbox/document.html", context)


@require_GET
@require_access(access.is_signed_in)
def report(request: HttpRequest, uuid: UUID, name: str) -> HttpResponse:
    """One of the reports, journalled with what it was asked for."""
    if name in OWN_SCREENS:
        visit(request, uuid)
        query = request.GET.urlencode()
        return redirect(reverse(OWN_SCREENS[name], args=[uuid]) + (f"?{query}" if query else ""))
    if name not in REPORT_TABLES:
        raise Http404
    asked = request.GET.get("q", "").strip()[:60]
    args = {"report": name, **({"params": {"q": asked}} if asked else {})}
    desk = looked(open_desk(visit(request, uuid)), "report.run", args)
    table, total = REPORT_TABLES[name](desk, asked)
    context = {
        "heading": desk.words.report(name),
        "table": table,
        "total": total,
        "total_is_money": MONEY_TEXT.fullmatch(total) is not None,
        "asked": asked,
        "count": len(table.rows),
        **(REPORT_DRAWINGS[name](desk) if name in REPORT_DRAWINGS else {}),
    }
    return render(request, "scenarios/sandbox/report.html", shell_context(desk, **context, here=name))
