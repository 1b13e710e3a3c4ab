"""Numbers, days and durations as each language writes them: English 95.8 %, Chinese 95.8%."""

from datetime import date, datetime
from typing import Any

from django.utils import formats, timezone
from django.utils.translation import gettext, ngettext

from lms.foundation.text import is_chinese

NO_BREAK_SPACE = "\u00a0"
FULL = 100
HOUR = 60
"""minutes"""

# As strftime writes them in the C locale, at a fifth of its time.
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
CHINESE_WEEKDAYS = "一二三四五六日"

Day = date | datetime


def percent(points: float | None, digits: int = 1) -> str:
    """Write a share given in percentage points; less than all is never rounded up to all, nothing known is a dash."""
    if points is None or points == "":
        return "–"
    value = float(points)
    shown = round(value, digits)
    if shown >= FULL > value:
        shown = FULL - 10**-digits
    text = f"{shown:.{digits}f}".rstrip("0").rstrip(".") if digits else f"{shown:.0f}"
    return f"{text}%" if is_chinese() else f"{text}{NO_BREAK_SPACE}%"


def percent_of(part: float | None, whole: float | None) -> str:
    """Write one number as a share of another; a share of nothing is a dash."""
    if not whole or part is None:
        return "–"
    return percent(FULL * float(part) / float(whole))


def number(value: Any) -> str:
    """Write a number with its thousands apart; nothing known is a dash."""
    if value is None or value == "":
        return "–"
    return f"{value:,}" if isinstance(value, int | float) else formats.localize(value)


def minutes(duration_minutes: float | None) -> str:
    """Write a duration in hours and minutes."""
    if duration_minutes is None or duration_minutes == "":
        return "–"
    hours, rest = divmod(round(float(duration_minutes)), HOUR)
    if not hours:
        return gettext("%(minutes)d min") % {"minutes": rest}
    if not rest:
        return gettext("%(hours)d h") % {"hours": hours}
    return gettext("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": rest}


def days(count: int) -> str:
    """Write a number of days."""
    return ngettext("%(count)d day", "%(count)d days", count) % {"count": count}


def day(when: Day | None) -> str:
    """Write a day with its year: 1 Dec 2026, 2026-12-01."""
    return day_in(when, chinese=is_chinese())


def day_short(when: Day | None) -> str:
    """Write a day without its year: 1 Dec, 12-01."""
    return day_short_in(when, chinese=is_chinese())


def day_in(when: Day | None, *, chinese: bool) -> str:
    """As `day`, for whoever writes many and has looked up the language once."""
    if not when:
        return "–"
    local = _local(when)
    return local.isoformat()[:10] if chinese else f"{local.day} {MONTHS[local.month - 1]} {local.year}"


def day_short_in(when: Day | None, *, chinese: bool) -> str:
    """As `day_short`, for whoever writes many and has looked up the language once."""
    if not when:
        return "–"
    local = _local(when)
    return local.isoformat()[5:10] if chinese else f"{local.day} {MONTHS[local.month - 1]}"


def weekday(when: Day | None) -> str:
    """Write the short name of the weekday."""
    if not when:
        return "–"
    local = _local(when)
    return f"周{CHINESE_WEEKDAYS[local.weekday()]}" if is_chinese() else f"{local:%a}"


def moment(when: datetime | None) -> str:
    """Write a moment on the 24-hour clock, in the site's zone."""
    return f"{day(when)} {_local(when):%H:%M}" if when else "–"


def _local(when: Day) -> Day:
    if isinstance(when, datetime) and timezone.is_aware(when):
        return timezone.localtime(when)
    return when
