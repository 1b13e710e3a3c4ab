"""Time as a line and as a number: the slack to a milestone, the days to go-live, the minutes of an exam."""

import re
from datetime import date, datetime

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from lms.foundation.templatetags.wording import day_short, days, weekday

LEFT, RIGHT = 5, 635
WIDTH = 640
LABEL_GAP = 10
ROOM_FOR_WEEKDAYS = 24
_REMARK = re.compile(r", |，|（| \(")
LATIN_WIDTH, CHINESE_WIDTH = 6.2, 11.2
"""Of one character at 11 px, in units of the drawing: a little more than most, so that labels never touch."""


def slack(
    today: date, due: date | None, milestone_day: date | None, go_live_day: date, milestone: str = ""
) -> SafeString:
    """Draw today, due date, milestone and go-live to scale, and the buffer between; narrow screens get words."""
    if due is None:
        return mark_safe("")
    limit = milestone_day or go_live_day
    scale = _Scale(min(today, due), max(today, due, limit, go_live_day))
    stops = [(gettext("Today"), today), (gettext("Due"), due)]
    if milestone_day and milestone_day != go_live_day:
        stops.append((milestone or gettext("Milestone"), milestone_day))
    stops.append((gettext("Go-live"), go_live_day))
    stops.sort(key=lambda stop: stop[1])
    leeway = _leeway_words(today, due, limit)
    spoken = " · ".join([f"{name} {day_short(when)}" for name, when in stops] + [leeway] * bool(leeway))
    return format_html(
        '<svg class="slack only-wide" viewBox="0 0 640 44" role="img" aria-label="{}">{}{}{}{}</svg>'
        '<p class="small muted only-narrow">{}</p>',
        spoken,
        _lines(scale, today, due, limit),
        _dots(scale, stops, today, due),
        _labels(scale, stops),
        _leeway_label(scale, max(today, due), limit, leeway),
        spoken,
    )


def countdown(go_live_day: date | None, today: date) -> SafeString:
    """Write the days left to go-live as a figure; on and after the day, say so in words."""
    if go_live_day is None:
        return format_html('<p class="muted">{}</p>', gettext("No go-live date yet"))
    left = (go_live_day - today).days
    if left > 0:
        unit = gettext("day") if left == 1 else gettext("days")
        return format_html('<p><span class="figure">{}</span> {}</p>', left, unit)
    words = gettext("Go-live is today") if left == 0 else gettext("Live for %(days)s") % {"days": days(-left)}
    return format_html('<p class="lead strong">{}</p>', words)


def timer(deadline: datetime, now: datetime) -> SafeString:
    """Write minutes and seconds left; plimsoll.js counts on by the server's clock, not by the reader's."""
    left = max(int((deadline - now).total_seconds()), 0)
    return format_html(
        '<span class="timer" role="timer" data-timer="{}" aria-label="{}">{}</span>',
        left,
        gettext("Time left"),
        f"{left // 60}:{left % 60:02d}",
    )


class _Scale:
    """Gives each day its place on the line."""

    def __init__(self, first: date, last: date) -> None:
        self.first = first
        self.span_days = max((last - first).days, 1)

    def place(self, when: date) -> float:
        return round(LEFT + (RIGHT - LEFT) * (when - self.first).days / self.span_days, 1)


def _lines(scale: _Scale, today: date, due: date, limit: date) -> SafeString:
    segments: list[tuple[str, float, float]] = [("slack-axis", LEFT, RIGHT)]
    if due >= today:
        segments.append(("slack-used", scale.place(today), scale.place(due)))
    else:
        segments.append(("slack-late", scale.place(due), scale.place(today)))
    if limit > max(due, today):
        segments.append(("slack-buffer", scale.place(max(due, today)), scale.place(limit)))
    return format_html_join("", '<path class="{}" d="M{} 22H{}"/>', segments)


def _dots(scale: _Scale, stops: list[tuple[str, date]], today: date, due: date) -> SafeString:
    round_ones = [(scale.place(when),) for when in (today, due)]
    upright = [(scale.place(when),) for _, when in stops if when not in {today, due}]
    return format_html(
        "{}{}",
        format_html_join("", '<circle class="slack-dot" cx="{}" cy="22" r="4"/>', round_ones),
        format_html_join("", '<path class="slack-axis" d="M{} 15v14"/>', upright),
    )


def _labels(scale: _Scale, stops: list[tuple[str, date]]) -> SafeString:
    merged: list[tuple[str, date]] = []
    for name, when in stops:
        if merged and merged[-1][1] == when:
            merged[-1] = (f"{merged[-1][0]} · {name}", when)
        else:
            merged.append((name, when))
    texts = [f"{_name_alone(name)} {day_short(when)}" for name, when in merged]
    weekdays = [weekday(when) for _, when in merged]
    places = [scale.place(when) for _, when in merged]
    rows = zip(_spread(places, texts), texts, _spread(places, weekdays), weekdays, strict=True)
    return format_html_join(
        "",
        '<text class="strong" x="{}" y="10" text-anchor="middle">{}</text>'
        '<text x="{}" y="42" text-anchor="middle">{}</text>',
        rows,
    )


def _name_alone(name: str) -> str:
    """What a milestone is called, without what is said of it behind a comma: its label would push the others off their days."""
    return _REMARK.split(name, maxsplit=1)[0]


def _spread(places: list[float], texts: list[str]) -> list[float]:
    """Move labels apart that would touch, and keep all of them inside the drawing; returns their middles."""
    widths = [_text_width(text) for text in texts]
    lefts = [place - width / 2 for place, width in zip(places, widths, strict=True)]
    edge = 0.0
    for i, width in enumerate(widths):
        lefts[i] = max(lefts[i], edge)
        edge = lefts[i] + width + LABEL_GAP
    edge = WIDTH + LABEL_GAP
    for i in reversed(range(len(widths))):
        lefts[i] = min(lefts[i], edge - LABEL_GAP - widths[i])
        edge = lefts[i]
    return [round(left + width / 2, 1) for left, width in zip(lefts, widths, strict=True)]


def _text_width(text: str) -> float:
    return sum(CHINESE_WIDTH if character > "\u2e80" else LATIN_WIDTH for character in text)


def _leeway_words(today: date, due: date, limit: date) -> str:
    if due < today:
        return gettext("late by %(days)s") % {"days": days((today - due).days)}
    return gettext("buffer %(days)s") % {"days": days((limit - due).days)} if limit > due else ""


def _leeway_label(scale: _Scale, start: date, end: date, words: str) -> SafeString:
    width = scale.place(end) - scale.place(start)
    if not words or width < _text_width(words) + 2 * ROOM_FOR_WEEKDAYS:
        return mark_safe("")
    middle = f"{scale.place(start) + width / 2:.1f}"
    return format_html('<text x="{}" y="42" text-anchor="middle">{}</text>', middle, words)
