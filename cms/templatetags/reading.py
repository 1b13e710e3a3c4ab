"""Tags for texts that people read: codes set apart, names looked up, the place of a hit marked."""

import re
from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from cms.lessons import drawing

register = template.Library()

# Codes of steps and drills (P2P-40), refusals (LOT_EXPIRED), fields (lot.expiry_date): set in the code face.
_CODE = re.compile(r"\b(?:[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|[A-Z][A-Z0-9]{1,4}-\d{2,}|[a-z]+\.[a-z]+(?:_[a-z]+)+)\b")


@register.filter
def codes(text: str) -> SafeString:
    """Escape a plain text and set its codes apart from the words around them."""
    marked = _CODE.sub(lambda found: f'<span class="code">{found.group()}</span>', escape(text or ""))
    return mark_safe(marked)  # noqa: S308 - escaped in the line above, only our own element is added


@register.filter
def named(names: Mapping[str, Any] | None, code: str) -> Any:
    """The name that belongs to a code; the code itself where none is known."""
    return (names or {}).get(code, code)


register.simple_tag(drawing.contents_lines, name="contents_lines")
register.simple_tag(drawing.reading_parts, takes_context=True, name="reading_parts")
