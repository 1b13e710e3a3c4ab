"""The lines of *My path* as markup, put together here: a template's loop over forty of them took half of the page's time."""

from collections.abc import Iterable
from decimal import ROUND_DOWN, Decimal
from functools import cache
from html import escape

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from curricula.api import Criticality
from lms.foundation.api import is_chinese
from lms.foundation.templatetags.shapes import icon, state
from lms.foundation.templatetags.wording import day_in, day_short_in, minutes
from reporting.my_path.asking import Asking
from reporting.my_path.queries import Line


def open_lines(lines: Iterable[Line]) -> SafeString:
    """What is open or blocked, each with what it takes and why it waits."""
    chinese, lock = is_chinese(), icon("lock")
    phone, first, comma = escape(_("fits a phone")), escape(_("First:")), escape(_(", "))
    due = _("due %(day)s")
    weights = {kind.value: escape(str(kind.label)) for kind in Criticality}
    drawn = []
    for line in lines:
        asked, place = line.assignment, line.stop.place
        said = state("stop", asked.status_label) if line.is_late else state(place)
        meta = (
            f"<span>{escape(minutes(asked.planned_minutes))}</span>"
            f"<span>{escape(due % {'day': day_short_in(asked.due_on, chinese=chinese)})}</span>"
            f"<span>{weights[asked.criticality]}</span>"
        )
        if asked.form == "micro":
            meta += f"<span>{phone}</span>"
        waits_for = comma.join(_linked(one, chinese=chinese) for one in line.blocked_by)
        blockers = f"{first} {waits_for}" if waits_for else ""
        drawn.append(
            f'<li data-state="{place}"><span class="path-dot">{lock if place == "locked" else ""}</span>'
            f'<div class="path-item"><span class="path-title">{_linked(asked, chinese=chinese)}</span>{said}'
            f'<span class="path-meta">{meta}</span>{_why(blockers)}{_why(escape(_lapse_of(asked, chinese=chinese)))}'
            f"</div></li>"
        )
    return mark_safe("\n".join(drawn))  # noqa: S308 - every text is escaped above


def done_lines(lines: Iterable[Line]) -> SafeString:
    """What was shown, with score and day; what is waived, until when."""
    chinese, waived, valid = is_chinese(), _("waived until %(day)s"), _("valid until %(day)s")
    drawn = []
    for line in lines:
        asked = line.assignment
        if asked.status == "waived":
            said = waived % {"day": day_short_in(asked.waived_until, chinese=chinese)}
        else:
            parts = [] if asked.score is None else [_whole(asked.score)]
            parts.append(day_short_in(asked.met_on, chinese=chinese))
            if asked.valid_until:
                parts.append(valid % {"day": day_in(asked.valid_until, chinese=chinese)})
            said = " · ".join(parts)
        drawn.append(f"<li>{_linked(asked, chinese=chinese)} · {escape(said)}</li>")
    return mark_safe("".join(drawn))  # noqa: S308 - every text is escaped above


def later_lines(lines: Iterable[Line]) -> SafeString:
    """What opens on a later day."""
    chinese, opens = is_chinese(), _("opens %(day)s")
    drawn = []
    for line in lines:
        said = opens % {"day": day_short_in(line.assignment.opens_on, chinese=chinese)}
        drawn.append(f"<li>{_linked(line.assignment, chinese=chinese)} · {escape(said)}</li>")
    return mark_safe("".join(drawn))  # noqa: S308 - every text is escaped above


def _linked(asked: Asking, *, chinese: bool) -> str:
    name = (asked.name_zh or asked.name_en) if chinese else (asked.name_en or asked.name_zh)
    return f'<a href="{escape(asked.url)}">{escape(name)}</a>'


def _why(markup: str) -> str:
    return f'<span class="path-why"><span>{markup}</span></span>' if markup else ""


def _lapse_of(asked: Asking, *, chinese: bool) -> str:
    """Why something that was shown is asked again."""
    if asked.status == "stale":
        return _("Revised on %(day)s: %(note)s Your earlier result is kept; please show the new way once.") % {
            "day": day_in(asked.revised_on, chinese=chinese),
            "note": asked.revision_note,
        }
    if asked.status == "expired":
        return _("Lapsed on %(day)s. Showing it again renews it.") % {"day": day_in(asked.valid_until, chinese=chinese)}
    return ""


@cache  # some hundred scores exist
def _whole(score: Decimal) -> str:
    """Rounded down, as scores are everywhere: 79.6 shown as 80 would look like a pass."""
    return str(score.quantize(Decimal(1), ROUND_DOWN))
