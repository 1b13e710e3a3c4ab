"""The trace explorer: one address says what was asked for, in which direction and how deep; the same as a table in CSV."""

import csv
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from lms.foundation.api import access, require_access
from scenarios.sandbox.access import visit
from scenarios.sandbox.shell import Desk, open_desk, shell_context
from scenarios.sandbox.tables import document_table
from scenarios.sandbox.tracing import DEEPEST, DIRECTIONS, FORWARD, Step, Tracer, rows
from scenarios.sandbox.views.documents import looked

MOST_CANDIDATES = 50
MOST_ROOTS = 3
BYTE_ORDER_MARK = "\ufeff"
FORMULA_SIGNS = ("=", "+", "-", "@")


@dataclass(frozen=True)
class Asked:
    """What the address says."""

    text: str
    direction: str
    depth: int

    @classmethod
    def of(cls, request: HttpRequest) -> "Asked":
        """Read the address; what makes no sense is the default."""
        direction, depth = request.GET.get("direction", ""), request.GET.get("depth", "")
        return cls(
            request.GET.get("q", "").strip()[:60],
            direction if direction in DIRECTIONS else FORWARD,
            min(int(depth), DEEPEST) if depth.isdigit() and int(depth) else DEEPEST,
        )


def _looked(request: HttpRequest, uuid: UUID, asked: Asked) -> Desk:
    params = {"q": asked.text, "direction": asked.direction, "depth": str(asked.depth)} if asked.text else {}
    args = {"report": "TRACE", **({"params": params} if params else {})}
    return looked(open_desk(visit(request, uuid)), "report.run", args)


@require_GET
@require_access(access.is_signed_in)
def explorer(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The tree of what was asked for, or the lots that it may mean."""
    asked = Asked.of(request)
    desk = _looked(request, uuid, asked)
    tracer = Tracer(desk.state)
    names = tracer.found(asked.text)
    is_clear = 0 < len(names) <= MOST_ROOTS
    lots = [lot for name in names[:MOST_CANDIDATES] if (lot := desk.state.lot(name))] if not is_clear else []
    context = {
        "heading": desk.words.report("TRACE"),
        "asked": asked,
        "roots": [tracer.tree(name, asked.direction, asked.depth) for name in names] if is_clear else [],
        "candidates": document_table(desk.words, "LOT", lots) if lots else None,
        "directions": [(name, desk.words.choice("direction", name)) for name in DIRECTIONS],
        "depths": range(1, 7),
        "deepest": DEEPEST,
    }
    return render(request, "scenarios/sandbox/trace.html", shell_context(desk, **context, here="TRACE"))


@require_GET
@require_access(access.is_signed_in)
def export(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The same tree line by line, for a spreadsheet."""
    asked = Asked.of(request)
    desk = _looked(request, uuid, asked)
    tracer = Tracer(desk.state)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="trace.csv"'
    response.write(BYTE_ORDER_MARK)
    writer = csv.writer(response)
    heads = ("level", "from", "relation", "to", "item", "name", "quantity", "unit", "document", "stock")
    writer.writerow([desk.words.label(f"trace_{name}") for name in heads])
    for name in tracer.found(asked.text)[:MOST_ROOTS]:
        for level, source, step in rows(tracer.tree(name, asked.direction, asked.depth)):
            writer.writerow([_plain(value) for value in _line(desk, level, source, step)])
    return response


def _line(desk: Desk, level: int, source: str, step: Step) -> list[str]:
    words = desk.words
    item = desk.state.master("ITEM", step.item) or {}
    stock = words.clauses(f"{words.choice('stock_type', kind)} {count}" for kind, count in step.stock)
    quantity = "" if step.quantity is None else str(step.quantity)
    relation = words.choice("relation", step.relation) if step.relation else ""
    name = words.name_of("ITEM", step.item) if step.item else words.name_of(step.kind, step.name)
    return [
        str(level),
        source,
        relation,
        step.name,
        step.item,
        name,
        quantity,
        item.get("unit", ""),
        step.document,
        stock,
    ]


def _plain(value: str) -> str:
    """No cell may begin as a formula does."""
    return f"'{value}" if value.startswith(FORMULA_SIGNS) else value
