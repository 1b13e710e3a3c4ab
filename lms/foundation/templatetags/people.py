"""People and bilingual content, in the language of the page."""

from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from lms.foundation.text import is_chinese, pick


def person(who: Any) -> SafeString:
    """Name a person in their own script; on English pages the Latin name stands beside it once."""
    if who is None:
        return format_html('<span class="muted">{}</span>', "–")
    own, latin = names_of(who)
    if is_chinese() or not has_chinese(own):
        return format_html("{}", own)
    if not latin or latin == own:
        return format_html('<span lang="zh-Hans">{}</span>', own)
    return format_html('<span lang="zh-Hans">{}</span> <span class="muted">{}</span>', own, latin)


def avatar(who: Any) -> SafeString:
    """Draw a person's sign: the given name's last character, or the first letter of a Latin name."""
    own, _ = names_of(who)
    sign = own[-1:] if has_chinese(own) else own[:1].upper()
    return format_html('<b class="avatar" aria-hidden="true">{}</b>', sign or "–")


def in_page_language(thing: Any, field: str) -> str:
    """Read `field_zh` or `field_en` by the page's language; an empty one falls back to the other."""
    if thing is None:
        return ""
    return pick(_read(thing, f"{field}_zh"), _read(thing, f"{field}_en")) or _read(thing, field)


def names_of(who: Any) -> tuple[str, str]:
    """Return a person's own name and the Latin one (empty where there is none)."""
    return _read(who, "name") or str(who), _read(who, "name_latin")


def has_chinese(text: str) -> bool:
    """Tell whether a text holds a Chinese character."""
    return any("\u4e00" <= character <= "\u9fff" for character in text)


def _read(thing: Any, name: str) -> str:
    value = thing.get(name) if isinstance(thing, dict) else getattr(thing, name, "")
    if callable(value):
        value = value()
    return str(value) if value else ""
