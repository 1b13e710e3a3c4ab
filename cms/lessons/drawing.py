"""A lesson's parts and contents as markup, put together here: a template's loop over them took a third of the page's time."""

from collections.abc import Iterable
from html import escape
from typing import Any

from django.template import Context
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from cms.lessons.showing import Part
from lms.foundation.templatetags.shapes import icon


def contents_lines(parts: Iterable[Part]) -> SafeString:
    """The headings with what is read already, as the lines of a list."""
    read = icon("check", "s", _("Already read"))
    waits = '<span class="reading-dot" aria-hidden="true"></span>'
    drawn = []
    for part in parts:
        passed, sign = (" data-passed", read) if part.is_passed else ("", waits)
        heading = escape(part.block.heading)
        drawn.append(f'<li{passed}><a href="#{part.block.anchor}">{sign}<span>{heading}</span></a></li>')
    return mark_safe("".join(drawn))  # noqa: S308 - the headings are escaped above, an anchor is a letter and a number


def reading_parts(context: Context, parts: Iterable[Part], progress_url: str) -> SafeString:
    """Every block as this reader meets it, and after each that is not passed yet what keeps the place.

    `context` is the page's: a check's form takes the item and the forgery token from it.
    """
    check: Any = get_template("cms/lessons/check.html").template  # type: ignore[attr-defined]  # Django's own engine
    url, token = escape(progress_url), escape(str(context["csrf_token"]))
    keep = escape(_("Read up to here: keep my place"))
    drawn = []
    for part in parts:
        block = part.block
        if block.question:
            with context.push(block=block, answer=part.answer, error=""):
                markup = check.render(context)
        else:
            markup = block.html
        drawn.append(f'<div class="reading-part" id="{block.anchor}">\n{markup}\n')
        if not part.is_passed:
            block_id = escape(block.block_id)
            drawn.append(
                f'<div class="reading-passed" hx-post="{url}" hx-vals=\'{{"block": "{block_id}"}}\' '
                f'hx-trigger="intersect once" hx-swap="none"><noscript><form method="post" action="{url}">'
                f'<input type="hidden" name="csrfmiddlewaretoken" value="{token}">'
                f'<input type="hidden" name="block" value="{block_id}">'
                f'<button class="btn btn-quiet">{keep}</button></form></noscript></div>\n'
            )
        drawn.append("</div>")
    return mark_safe("".join(drawn))  # noqa: S308 - blocks are rendered by their templates, all else is escaped above
