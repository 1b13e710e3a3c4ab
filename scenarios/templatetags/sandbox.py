"""The sandbox's cells: `{% sandbox_rows table attempt %}` and `{% sandbox_cell cell attempt %}`; plain string building.

A table of two hundred rows has more than a thousand cells: an included template for each cost four times as much.
"""

from django import template
from django.urls import reverse
from django.utils.html import escape, format_html, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe

from lms.foundation.templatetags.shapes import state
from scenarios.sandbox.models import Attempt
from scenarios.sandbox.tables import Cell, Table
from scenarios.sandbox.tracing import FORWARD, Step
from scenarios.sandbox.wording import Words

register = template.Library()

SHORT = 16
"""Latin letters, of which a Chinese character has the width of two: a day with its hour, a name, a state"""


@register.simple_tag
def sandbox_cell(cell: Cell, attempt: Attempt) -> SafeString:
    """One value: a status with its shape, a link with what stands beside it, or words."""
    return _cell(cell, reverse("drill-attempt", args=[attempt.uuid]))


@register.simple_tag
def sandbox_rows(table: Table, attempt: Attempt) -> SafeString:
    """The rows of a table's body."""
    home = reverse("drill-attempt", args=[attempt.uuid])
    parts: list[str] = []
    names = [name for name, _ in table.headings]
    for row in table.rows:
        parts.append("<tr>")
        parts += [
            f"<td{_label(name)}{_width(cell)}>{_cell(cell, home)}</td>" for name, cell in zip(names, row, strict=True)
        ]
        parts.append("</tr>")
    return mark_safe("".join(parts))  # noqa: S308 - every part has been escaped by _cell


@register.simple_tag(takes_context=True)
def sandbox_say(context: template.Context, key: str) -> str:
    """A word of the label pack in the reader's language."""
    words: Words = context["words"]
    return words.say(key)


@register.simple_tag(takes_context=True)
def trace_step(context: template.Context, step: Step, attempt: Attempt, direction: str) -> SafeString:
    """One line of a trace: how one came here, what it is, how much, by which document, and what is left of it."""
    words: Words = context["words"]
    home = reverse("drill-attempt", args=[attempt.uuid])
    parts: list[SafeString] = []
    if step.relation:
        said = words.choice("relation" if direction == FORWARD else "relation_back", step.relation)
        parts.append(format_html('<span class="tag tag-accent">{}</span>', said))
    if step.kind:
        parts.append(format_html('<a href="{}lists/{}/{}/"><b>{}</b></a>', home, step.kind, step.name, step.name))
    else:
        parts.append(format_html("<b>{}</b>", step.name))
    name = words.name_of("ITEM", step.item) if step.item else words.name_of(step.kind, step.name)
    parts += [format_html('<span class="muted">{} {}</span>', step.item, name)] if name or step.item else []
    if step.quantity is not None:
        count = words.quantity(step.item, step.quantity) if step.item else f"{step.quantity:,}"
        parts.append(format_html('<span class="num">{}</span>', count))
    if step.document and step.document_number != step.name:
        place = (home, step.document_kind, step.document_number)
        parts.append(format_html('<a class="small" href="{}lists/{}/{}/">{}</a>', *place, words.object(step.document)))
    held = [(words.choice("stock_type", kind), words.quantity(step.item, count)) for kind, count in step.stock]
    parts.append(format_html_join("", '<span class="tag tag-line">{} {}</span>', held))
    if step.seen or step.more:
        query = urlencode({"q": step.name, "direction": direction})
        said = words.say("trace.seen" if step.seen else "trace.more")
        parts.append(format_html('<a class="small" href="{}trace/?{}">{}</a>', home, query, said))
    return mark_safe(" ".join(part for part in parts if part))  # noqa: S308 - every part was built by format_html


def _label(name: str) -> str:
    """The column's name, which a narrow window shows beside the value."""
    return f' data-label="{escape(name)}"' if name else ""


def _width(cell: Cell) -> str:
    """A figure stands at the end; what is short is never broken; what is long has room for a few words."""
    shown = cell.shown
    if shown.is_figure:
        return ' class="num"'
    if shown.folded:
        return ' class="said"'
    if shown.beside:
        return ' class="named"'
    width = sum(1 if letter.isascii() else 2 for letter in shown.text)
    return ' class="nowrap"' if width <= SHORT else ' class="said"'


def _cell(cell: Cell, home: str) -> SafeString:
    shown = cell.shown
    if cell.tone:
        return state(cell.tone, shown.text)
    if shown.folded:
        lines = format_html_join("", "<li>{}</li>", ((line,) for line in shown.folded))
        return format_html(
            '<details class="fold"><summary>{}</summary><ul class="list small">{}</ul></details>', shown.text, lines
        )
    if not shown.number:
        return escape(shown.text)
    beside = format_html(' <span class="muted">{}</span>', shown.beside) if shown.beside else ""
    return format_html('<a href="{}lists/{}/{}/">{}</a>{}', home, shown.kind, shown.number, shown.text, beside)
