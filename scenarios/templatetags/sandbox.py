"""The sandbox's cells: `{% sandbox_rows table attempt %}` and `{% sandbox_cell cell attempt %}`; plain string building.

A table of two hundred rows has more than a thousand cells: an included template for each cost four times as much.
"""

from django import template
from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from lms.foundation.templatetags.shapes import state
from scenarios.sandbox.models import Attempt
from scenarios.sandbox.tables import Cell, Table

register = template.Library()


@register.simple_tag
def sandbox_cell(cell: Cell, attempt: Attempt) -> SafeString:
    """One value: a status with its shape, a link with what stands beside it, or words."""
    return _cell(cell, reverse("drill-attempt", args=[attempt.uuid]))


@register.simple_tag
def sandbox_rows(table: Table, attempt: Attempt) -> SafeString:
    """The rows of a table's body."""
    home = reverse("drill-attempt", args=[attempt.uuid])
    parts: list[str] = []
    for row in table.rows:
        parts.append("<tr>")
        for cell in row:
            opening = '<td class="num">' if cell.shown.is_figure else "<td>"
            parts.append(f"{opening}{_cell(cell, home)}</td>")
        parts.append("</tr>")
    return mark_safe("".join(parts))  # noqa: S308 - every part has been escaped by _cell


def _cell(cell: Cell, home: str) -> SafeString:
    shown = cell.shown
    if cell.tone:
        return state(cell.tone, shown.text)
    if not shown.number:
        return escape(shown.text)
    beside = format_html(' <span class="muted">{}</span>', shown.beside) if shown.beside else ""
    return format_html('<a href="{}lists/{}/{}/">{}</a>{}', home, shown.kind, shown.number, shown.text, beside)
