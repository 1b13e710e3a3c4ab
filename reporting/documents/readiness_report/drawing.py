"""Drawings for print: WeasyPrint styles no inline SVG, so each carries its own fill and stroke."""

from math import sqrt

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

INK, SLATE, GREY = "#0f2536", "#5f7080", "#6f7a84"
FILLS = {"go": "#1a7a4c", "risk": "#d98a00", "stop": "#b1291f"}
CENTRE, RADIUS = 32.0, 19.0
RIM = RADIUS - 0.01
HATCH = (
    "M14.0 26.0L26.0 14.0M13.0 33.0L33.0 13.0M14.0 38.0L38.0 14.0M15.9 42.1L42.1 15.9M18.6 45.4L45.4 18.6"
    "M21.9 48.1L48.1 21.9M26.0 50.0L50.0 26.0M31.0 51.0L51.0 31.0M38.0 50.0L50.0 38.0"
)
SHAPES = {
    "go": '<circle fill="#1a7a4c" cx="8" cy="8" r="8"/><path fill="none" stroke="#fff" stroke-width="2" d="M4.5 8.3l2.4 2.4 4.6-5"/>',
    "risk": '<path fill="#d98a00" d="M8-.6 16.6 8 8 16.6-.6 8z"/>',
    "stop": '<rect fill="#b1291f" x=".5" y=".5" width="15" height="15" rx="1"/>'
    '<path fill="none" stroke="#fff" stroke-width="2" d="M5 5l6 6M11 5l-6 6"/>',
    "none": '<rect fill="#fff" stroke="#6f7a84" stroke-width="1.4" x="1" y="1" width="14" height="14" rx="2"/>'
    '<path stroke="#6f7a84" stroke-width="1.4" d="M1.5 10 10 1.5M3 15 15 3M9 15l6-6"/>',
}


def gauge(
    value: float | None, line: float, half: float, state: str, label: str, tick: float | None = None
) -> SafeString:
    """The ring crossed by the load line, with water up to the value; hatched where nothing is measured."""
    ring = GREY if value is None else INK
    water = (
        format_html('<path stroke="{}" stroke-width="1.5" d="{}"/>', GREY, HATCH)
        if value is None
        else _water(value, line, half, state)
    )
    mark = ""
    if tick is not None and value is not None:
        y = CENTRE - RADIUS * (tick - line) / half
        mark = format_html(
            '<path stroke="{}" stroke-width="1.2" stroke-dasharray="2 2" d="M10 {}h44"/>', SLATE, f"{y:.1f}"
        )
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" class="pgauge" viewBox="0 0 64 64" role="img" aria-label="{}">'
        '<circle fill="#fff" cx="32" cy="32" r="22"/>{}{}'
        '<circle fill="none" stroke="{}" stroke-width="3" cx="32" cy="32" r="22"/><path stroke="{}" stroke-width="3" d="M2 32h60"/></svg>',
        label,
        water,
        mark,
        ring,
        ring,
    )


def shape(state: str) -> SafeString:
    """The shape of a state; a word stands beside it."""
    drawn = mark_safe(SHAPES.get(state, SHAPES["none"]))  # noqa: S308 - our own constants
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" class="shape" viewBox="-1 -1 18 18" aria-hidden="true">{}</svg>', drawn
    )


def _water(value: float, line: float, half: float, state: str) -> SafeString:
    y = min(max(CENTRE - RADIUS * (value - line) / half, CENTRE - RIM), CENTRE + RIM)
    chord = sqrt(RADIUS**2 - (y - CENTRE) ** 2)
    return format_html(
        '<path fill="{}" d="M{} {}A19 19 0 {} 0 {} {}z"/>',
        FILLS.get(state, GREY),
        f"{CENTRE - chord:.2f}",
        f"{y:.2f}",
        1 if y < CENTRE else 0,
        f"{CENTRE + chord:.2f}",
        f"{y:.2f}",
    )
