"""The gauge, the bar and the sparkline: all drawn by attributes, so that no page needs an inline style."""

from collections.abc import Sequence
from math import sqrt

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from lms.foundation.templatetags.shapes import named

CENTRE = 32
RADIUS = 19
RIM = RADIUS - 0.01
"""Highest and lowest the water goes: at the rim itself the segment has no width and draws nothing."""
MARK_WIDTH = 0.6
FULL = 100
HATCH = (
    "M14.0 26.0L26.0 14.0M13.0 33.0L33.0 13.0M14.0 38.0L38.0 14.0M15.9 42.1L42.1 15.9M18.6 45.4L45.4 18.6"
    "M21.9 48.1L48.1 21.9M26.0 50.0L50.0 26.0M31.0 51.0L51.0 31.0M38.0 50.0L50.0 38.0"
)


def gauge(
    value: float | None,
    line: float,
    half: float,
    state: str,
    size: str = "",
    label: str = "",
    tick: float | None = None,
    less_is_better: bool = False,
    line_text: str = "",
    tick_text: str = "",
) -> SafeString:
    """Draw a ring crossed by the load line, with water up to the value; `half` is what the radius stands for."""
    wide = bool(line_text or tick_text)
    classes = "gauge" + (f" gauge-{size}" if size else "") + (" gauge-wide" if wide else "")
    direction = -1 if less_is_better else 1
    tick_y = None if tick is None else CENTRE - RADIUS * direction * (float(tick) - float(line)) / float(half)
    if value is None or state == "none":
        state, water = "none", format_html('<path class="hatch-line" d="{}"/>', HATCH)
    else:
        water = _water(CENTRE - RADIUS * direction * (float(value) - float(line)) / float(half))
    return format_html(
        '<svg class="{}" data-state="{}" viewBox="0 0 {} 64" {}><circle class="gauge-bed" cx="32" cy="32" r="21"/>'
        '{}{}<circle class="gauge-ring" cx="32" cy="32" r="22"/><path class="gauge-line" d="M2 32h60"/></svg>',
        classes,
        state,
        82 if wide else 64,
        named(label),
        water,
        _marks(tick_y, line_text, tick_text),
    )


def load_bar(
    value: float | None, line: float | None = None, state: str = "", label: str = "", large: bool = False
) -> SafeString:
    """Draw a bar of 0 to 100, with its load line when there is one."""
    width = min(max(float(value or 0), 0), FULL)
    at = "" if line is None else f"{min(float(line) - MARK_WIDTH / 2, FULL - MARK_WIDTH):.1f}"
    marked = format_html('<rect class="bar-mark" x="{}" width="{}" height="6"/>', at, MARK_WIDTH) if at else ""
    return format_html(
        '<svg class="bar{}"{} viewBox="0 0 100 6" preserveAspectRatio="none" {}>'
        '<rect class="bar-bed" width="100" height="6"/><rect class="bar-fill" width="{}" height="6"/>{}</svg>',
        " bar-l" if large else "",
        format_html(' data-state="{}"', state) if state else "",
        named(label),
        f"{width:g}",
        marked,
    )


def spark(values: Sequence[float]) -> SafeString:
    """Draw a run of numbers as a small line that ends in a dot; fewer than two draw nothing."""
    if len(values) < 2:  # noqa: PLR2004 - a line needs two ends
        return mark_safe("")
    low, high = min(values), max(values)
    step = 68 / (len(values) - 1)
    spread = (high - low) or 1
    points = [(2 + i * step, 17 - 14 * (v - low) / spread) for i, v in enumerate(values)]
    path = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    x, y = points[-1]
    return format_html(
        '<svg class="spark" viewBox="0 0 72 20" aria-hidden="true"><path d="{}"/>'
        '<circle cx="{}" cy="{}" r="2.5"/></svg>',
        path,
        f"{x:.1f}",
        f"{y:.1f}",
    )


def _water(surface: float) -> SafeString:
    y = min(max(surface, CENTRE - RIM), CENTRE + RIM)
    chord = sqrt(RADIUS**2 - (y - CENTRE) ** 2)
    return format_html(
        '<path class="gauge-water" d="M{} {}A19 19 0 {} 0 {} {}z"/>',
        f"{CENTRE - chord:.2f}",
        f"{y:.2f}",
        1 if y < CENTRE else 0,
        f"{CENTRE + chord:.2f}",
        f"{y:.2f}",
    )


def _marks(tick_y: float | None, line_text: str, tick_text: str) -> SafeString:
    drawn = format_html('<path class="gauge-tick" d="M8 {}h48"/>', f"{tick_y:g}") if tick_y is not None else ""
    texts = [("strong", "33.7", line_text)] if line_text else []
    if tick_text and tick_y is not None:
        texts.append(("", f"{tick_y + 1.7:.1f}", tick_text))
    return format_html("{}{}", drawn, format_html_join("", '<text class="{}" x="65" y="{}">{}</text>', texts))
