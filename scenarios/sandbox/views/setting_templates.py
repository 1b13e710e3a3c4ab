"""Configuration and permission templates: to download, and to hold against the settings of an attempt."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET

from lms.foundation.api import access, require_access
from scenarios.datasets.api import dataset
from scenarios.engine.api import Command
from scenarios.sandbox.access import visit
from scenarios.sandbox.details import text_cell
from scenarios.sandbox.models import Attempt
from scenarios.sandbox.services import look_up
from scenarios.sandbox.setting_files import COMPANY, company_words
from scenarios.sandbox.setting_templates import (
    TEMPLATES,
    Compared,
    Mark,
    Template,
    compared,
    template_rows,
)
from scenarios.sandbox.sheets import FORMS, sheet_response
from scenarios.sandbox.shell import open_desk, shell_context
from scenarios.sandbox.tables import Cell, Table
from scenarios.sandbox.wording import Words

SETTINGS = "SETTINGS"
TONES = {Mark.SAME: "go", Mark.CHANGED: "risk", Mark.ADDED: "stop", Mark.MISSING: "stop"}


def _words() -> Words:
    return company_words(get_language() or "zh")


@require_GET
@require_access(access.is_signed_in)
def templates(request: HttpRequest) -> HttpResponse:
    """All templates with their size, and one's own open attempts to hold them against."""
    words = _words()
    rows = [
        (
            name,
            words.pack.say(f"template.{name}", words.language),
            len(template_rows(template, dataset(COMPANY), words)) - 1,
        )
        for name, template in TEMPLATES.items()
    ]
    mine = Attempt.objects.filter(person=request.user.pk, status=Attempt.Status.OPEN).select_related(
        "version__scenario"
    )
    context = {"templates": rows, "attempts": mine.order_by("-started_at")[:10], "company": dataset(COMPANY).ref[:24]}
    return render(request, "scenarios/sandbox/templates.html", context)


@require_GET
@require_access(access.is_signed_in)
def download(request: HttpRequest, name: str, form: str) -> HttpResponse:
    """One template as CSV or XLSX, from the company's own tables."""
    if name not in TEMPLATES or form not in FORMS:
        raise Http404
    rows = template_rows(TEMPLATES[name], dataset(COMPANY), _words())
    return sheet_response(rows, name=f"template-{name}", form=form)


@require_GET
@require_access(access.is_signed_in)
def settings(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """A template beside the attempt's present settings, differences marked; `format=csv` is the same table as a file."""
    desk = open_desk(visit(request, uuid))
    template = TEMPLATES.get(request.GET.get("template", "parameters"))
    if template is None:
        raise Http404
    if desk.visit.may_act:
        args = {"report": SETTINGS, "params": {"template": template.name}}
        desk = open_desk(desk.visit, look_up(desk.attempt, Command("report.run", args, user=desk.hat, seat=desk.seat)))
    words = desk.words
    rows = list(compared(template, desk.state, words))
    differing = [row for row in rows if row.mark is not Mark.SAME]
    shown = differing if request.GET.get("only") else rows
    if request.GET.get("format") == "csv":
        head = [name for name, _ in _headings(template, words)]
        lines = [[*row.key, *row.template, *row.now, _mark(words, row)] for row in shown]
        return sheet_response([head, *lines], name=f"settings-{template.name}", form="csv")
    context = {
        "heading": words.report(SETTINGS),
        "templates": [(name, words.pack.say(f"template.{name}", words.language)) for name in TEMPLATES],
        "chosen": template.name,
        "only": bool(request.GET.get("only")),
        "table": Table(_headings(template, words), tuple(_cells(words, row) for row in shown)),
        "count": len(rows),
        "differing": len(differing),
    }
    return render(request, "scenarios/sandbox/settings.html", shell_context(desk, **context, here=SETTINGS))


def _mark(words: Words, row: Compared) -> str:
    return words.pack.say(f"choice.setting.{row.mark.value}", words.language)


def _headings(template: Template, words: Words) -> tuple[tuple[str, bool], ...]:
    said = [words.label(field) for field in template.key_fields]
    for where in ("template", "now"):
        side = words.pack.say(f"template.{where}", words.language)
        said += [words.told(side, words.label(field)) for field in template.value_fields]
    return tuple((name, False) for name in (*said, words.label("comparison")))


def _cells(words: Words, row: Compared) -> tuple[Cell, ...]:
    plain = [text_cell(value or "–") for value in (*row.key, *row.template, *row.now)]
    return (*plain, text_cell(_mark(words, row), tone=TONES[row.mark]))
