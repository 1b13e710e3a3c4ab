"""Icons, the mark, and the seven states: shape, word and colour, always all three."""

from functools import cache

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import pgettext_lazy

from lms.foundation.templatetags.icons import ICONS

SHAPES: dict[str, str] = {
    "go": '<circle class="shape-go" cx="8" cy="8" r="8"/><path class="shape-cut" d="M4.5 8.3l2.4 2.4 4.6-5"/>',
    "risk": '<path class="shape-risk" d="M8-.6 16.6 8 8 16.6-.6 8z"/>',
    "stop": '<rect class="shape-stop" x=".5" y=".5" width="15" height="15" rx="1"/>'
    '<path class="shape-cut" d="M5 5l6 6M11 5l-6 6"/>',
    "none": '<rect class="shape-none" x="1" y="1" width="14" height="14" rx="2"/>'
    '<path class="hatch-line" d="M1.5 10 10 1.5M3 15 15 3M9 15l6-6"/>',
    "now": '<circle class="shape-now" cx="8" cy="8" r="6"/>',
    "next": '<circle class="shape-next" cx="8" cy="8" r="6.8"/>',
}

WORDS = {
    "go": pgettext_lazy("state", "Go"),
    "done": pgettext_lazy("state", "Done"),
    "risk": pgettext_lazy("state", "At risk"),
    "stop": pgettext_lazy("state", "No-go"),
    "none": pgettext_lazy("state", "Unmeasured"),
    "now": pgettext_lazy("state", "Now"),
    "next": pgettext_lazy("state", "Next"),
    "locked": pgettext_lazy("state", "Blocked"),
}

MARK_PATHS = (
    '<path class="mark-water" d="M8.40 16.00A7.6 7.6 0 0 0 23.60 16.00z"/>'
    '<circle class="mark-ring" cx="16" cy="16" r="9.5" stroke-width="2.5"/>'
    '<path class="mark-line" d="M1.5 16h29" stroke-width="2.5" stroke-linecap="round"/>'
)


def icon(name: str, size: str = "", label: str = "") -> SafeString:
    """Draw one icon in the text's colour; a name we do not have draws a plain circle."""
    return _icon(ICONS.get(name, ICONS["circle"]), size, "" if not label else str(label))


@cache  # a function of its arguments alone, and a page draws some forty of them
def _icon(drawn: str, size: str, label: str) -> SafeString:
    paths = mark_safe(drawn)  # noqa: S308 - our own constants
    sized = f" icon-{size}" if size else ""
    return format_html(
        '<svg class="icon{}" viewBox="0 0 24 24" stroke-linecap="round" stroke-linejoin="round" {}>{}</svg>',
        sized,
        named(label),
        paths,
    )


@cache
def mark(size: str = "") -> SafeString:
    """Draw the Plimsoll mark: a ring crossed by the load line."""
    sized = f" mark-{size}" if size else ""
    paths = mark_safe(MARK_PATHS)  # noqa: S308 - our own constant
    return format_html('<svg class="mark{}" viewBox="0 0 32 32" aria-hidden="true">{}</svg>', sized, paths)


@cache
def shape(kind: str) -> SafeString:
    """Draw the shape of a state alone; a word must stand beside it."""
    kind = known(kind)
    if kind == "locked":
        return icon("lock", "s")
    drawn = mark_safe(SHAPES[drawn_as(kind)])  # noqa: S308 - our own constants
    return format_html('<svg class="shape" viewBox="0 0 16 16" aria-hidden="true">{}</svg>', drawn)


def state(kind: str, label: str = "") -> SafeString:
    """Say a state in running text: its shape, and its usual word or the one given."""
    return _worded("state", kind, label)


def state_pill(kind: str, label: str = "", size: str = "") -> SafeString:
    """Say a state as the headline of a card."""
    return _worded("state state-pill state-l" if size == "l" else "state state-pill", kind, label)


def named(label: object) -> SafeString:
    """Return the attributes of a drawing: an image with a name, or decoration without one."""
    if not label:
        return mark_safe('aria-hidden="true"')
    return format_html('role="img" aria-label="{}"', label)


def known(kind: str) -> str:
    """Return the kind, or `none` for one we do not know: unknown is shown as unknown."""
    return kind if kind in WORDS else "none"


def drawn_as(kind: str) -> str:
    """Return the state whose shape and colour a kind takes: done looks like go."""
    return "go" if kind == "done" else kind


def _worded(classes: str, kind: str, label: str) -> SafeString:
    kind = known(kind)
    word = label or WORDS[kind]
    return format_html('<span class="{}" data-state="{}">{}{}</span>', classes, drawn_as(kind), shape(kind), word)
