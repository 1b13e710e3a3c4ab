"""The lines of *My path* as markup, put together here: a template's loop over forty of them took half of the page's time."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from lms.foundation.templatetags.shapes import icon, state
from lms.foundation.templatetags.wording import day, day_short, minutes
from reporting.my_path.asking import Asking
from reporting.my_path.queries import Line


def open_lines(lines: Iterable[Line]) -> SafeString:
    """What is open or blocked, each with what it takes and why it waits."""
    phone, first, comma = escape(_("fits a phone")), escape(_("First:")), escape(_(", "))
    due = _("due %(day)s")
    drawn = []
    for line in lines:
        asked, place = line.assignment, line.stop.place
        lock = icon("lock") if place == "locked" else ""
        said = state("stop", asked.status_label) if line.is_late else state(place)
        meta = (
            f"<span>{escape(minutes(asked.planned_minutes))}</span>"
            f"<span>{escape(due % {'day': day_short(asked.due_on)})}</span>"
            f"<span>{escape(asked.criticality_label)}</span>"
        )
        if asked.form == "micro":
            meta += f"<span>{phone}</span>"
        blockers = f"{first} {comma.join(_linked(one) for one in line.blocked_by)}" if line.blocked_by else ""
        drawn.append(
            f'<li data-state="{place}"><span class="path-dot">{lock}</span>'
            f'<div class="path-item"><span class="path-title">{_linked(asked)}</span>{said}'
            f'<span class="path-meta">{meta}</span>{_why(blockers)}{_why(escape(_lapse_of(asked)))}</div></li>'
        )
    return mark_safe("\n".join(drawn))  # noqa: S308 - every text is escaped above


def done_lines(lines: Iterable[Line]) -> SafeString:
    """What was shown, with score and day; what is waived, until when."""
    return _listed((line.assignment, _result_of(line.assignment)) for line in lines)


def later_lines(lines: Iterable[Line]) -> SafeString:
    """What opens on a later day."""
    opens = _("opens %(day)s")
    return _listed((line.assignment, opens % {"day": day_short(line.assignment.opens_on)}) for line in lines)


def _listed(lines: Iterable[tuple[Asking, str]]) -> SafeString:
    drawn = "".join(f"<li>{_linked(asked)} · {escape(said)}</li>" for asked, said in lines)
    return mark_safe(drawn)  # noqa: S308 - every text is escaped above


def _linked(asked: Asking) -> str:
    return f'<a href="{escape(asked.url)}">{escape(asked.name)}</a>'


def _why(markup: str) -> str:
    return f'<span class="path-why"><span>{markup}</span></span>' if markup else ""


def _lapse_of(asked: Asking) -> str:
    """Why something that was shown is asked again."""
    if asked.status == "stale":
        return _("Revised on %(day)s: %(note)s Your earlier result is kept; please show the new way once.") % {
            "day": day(asked.revised_on),
            "note": asked.revision_note,
        }
    if asked.status == "expired":
        return _("Lapsed on %(day)s. Showing it again renews it.") % {"day": day(asked.valid_until)}
    return ""


def _result_of(asked: Asking) -> str:
    if asked.status == "waived":
        return _("waived until %(day)s") % {"day": day_short(asked.waived_until)}
    parts = [] if asked.score is None else [str(asked.score.quantize(Decimal(1), ROUND_HALF_UP))]
    parts.append(day_short(asked.met_on))
    if asked.valid_until:
        parts.append(_("valid until %(day)s") % {"day": day(asked.valid_until)})
    return " · ".join(parts)
