"""Bilingual words and people as a snapshot keeps them: `{% load reporting_words %}`."""

import re
from datetime import date, datetime
from functools import cache
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from lms.foundation.api import is_chinese, pick

register = template.Library()
SOFT_HYPHEN = "\u00ad"
_LONG_WORD = re.compile(r"[A-Za-z]{9,}")


@register.filter
def words(record: Any) -> str:
    """The text of {"zh", "en"} (or of a Words) in the reader's language."""
    if isinstance(record, dict):
        return pick(record.get("zh", ""), record.get("en", ""))
    return str(record) if record is not None else ""


@register.filter
def breakable(text: str) -> str:
    """English `text` with soft hyphens in its long words, for narrow columns: a browser breaks them anywhere, or nowhere."""
    return _LONG_WORD.sub(lambda found: _parted(found[0]), text)


@cache
def _parted(word: str) -> str:
    from pyphen import Pyphen  # late: its patterns are read from a file

    return str(Pyphen(lang="en_GB", left=3, right=3).inserted(word, SOFT_HYPHEN))


@register.filter
def as_day(text: str | None) -> date | None:
    """A day kept as text."""
    return date.fromisoformat(text) if text else None


@register.filter
def as_moment(text: str | None) -> datetime | None:
    """A moment kept as text."""
    return datetime.fromisoformat(text) if text else None


@register.filter
def at(record: Any, key: Any) -> Any:
    """One entry of a dictionary by a key that is only known in the template."""
    return record.get(key) if record else None


@register.simple_tag
def people(listed: list[Any]) -> SafeString:
    """Names in their own script, divided as the language divides them."""
    between = "、" if is_chinese() else ", "
    names = (one["name"] if isinstance(one, dict) else one for one in listed)
    return format_html('<span lang="zh-Hans">{}</span>', format_html_join(between, "{}", ((name,) for name in names)))


@register.filter
def as_float(text: str | None) -> float | None:
    """A figure kept as text, for a gauge; a fraction written with a slash is read by its first number."""
    return float(text) if text not in {None, ""} else None
