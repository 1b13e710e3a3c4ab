"""Cells of the tables people decide by: shares, heat, cover and matrix levels. Never a share without its count."""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, pgettext_lazy

from lms.foundation.templatetags.shapes import WORDS, shape
from lms.foundation.templatetags.wording import FULL, number, percent_of

FEWEST_FOR_A_SHARE = 5
"""people; of fewer a percentage says nothing and gives single people away"""

CRITICALITIES = {
    "critical": pgettext_lazy("criticality", "critical"),
    "required": pgettext_lazy("criticality", "required"),
    "recommended": pgettext_lazy("criticality", "recommended"),
}


def share(part: int | None, whole: int | None, noun: str = "") -> SafeString:
    """Write "n of N (p %)"; where nobody was asked there is no share, and the text says so."""
    if not whole or part is None:
        return format_html('<span class="of">{}</span>', gettext("nobody asked"))
    text = gettext("%(part)s of %(whole)s %(noun)s") if noun else gettext("%(part)s of %(whole)s")
    counted = text % {"part": number(part), "whole": number(whole), "noun": noun}
    return format_html('<span class="share">{}</span>', _with_percent(counted, percent_of(part, whole)))


def heat_cell(part: int | None, whole: int | None, state: str, href: str = "", worst: bool = False) -> SafeString:
    """Fill one cell of a heat map with its figure and its n; a small n is hatched, whatever the state."""
    if state == "off" or not whole or part is None:
        return _blank("heat-cell", "·", gettext("not asked"))
    if whole < FEWEST_FOR_A_SHARE:
        state, figure = "none", f"n < {FEWEST_FOR_A_SHARE}"
    else:
        figure = str(FULL if part >= whole else min(round(FULL * part / whole), FULL - 1))
    flags = (' data-full=""' if part >= whole else "") + (' data-worst=""' if worst else "")
    return _cell(
        "heat-cell",
        state,
        flags,
        href,
        format_html(
            '<b>{}</b><small>{}/{}</small><span class="sr">{}</span>', figure, part, whole, WORDS.get(state, "")
        ),
    )


def cover_cell(count: int | None, state: str, href: str = "") -> SafeString:
    """Fill one cell of the cover table: how many people hold this step on this shift, with the state's shape."""
    if state == "off" or count is None:
        return _blank("cover-cell", "–", gettext("not done here"))
    drawn = "" if state == "go" else shape(state)
    body = format_html('{}{}<span class="sr">{}</span>', drawn, count, WORDS.get(state, ""))
    return _cell("cover-cell", state, "", href, body)


def crit(level: int | str, criticality: str) -> SafeString:
    """Write a level in the mark of its criticality: filled square, ring, dotted ring."""
    word = CRITICALITIES.get(criticality, criticality)
    return format_html('<span class="lv" data-crit="{}">{}</span><span class="sr">{}</span>', criticality, level, word)


def _with_percent(counted: str, percentage: str) -> str:
    return gettext("%(counted)s (%(percentage)s)") % {"counted": counted, "percentage": percentage}


def _blank(kind: str, sign: str, words: str) -> SafeString:
    return format_html(
        '<span class="{}" data-state="off"><span aria-hidden="true">{}</span><span class="sr">{}</span></span>',
        kind,
        sign,
        words,
    )


def _cell(kind: str, state: str, flags: str, href: str, body: SafeString) -> SafeString:
    attributes = mark_safe(flags)  # noqa: S308 - built from our own constants above
    if href:
        return format_html('<a class="{}" data-state="{}"{} href="{}">{}</a>', kind, state, attributes, href, body)
    return format_html('<span class="{}" data-state="{}"{}>{}</span>', kind, state, attributes, body)
