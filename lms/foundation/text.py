"""Texts that exist in two languages: columns `<name>_zh` and `<name>_en`, read in the reader's language."""

from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import get_language, override


def is_chinese() -> bool:
    """Whether the active language is Chinese."""
    return (get_language() or "zh").startswith("zh")


def pick(zh: str, en: str) -> str:
    """The text in the active language; the other one where that is empty."""
    return (zh or en) if is_chinese() else (en or zh)


def in_each_language(text: Any) -> dict[str, str]:
    """A lazy text as every language of the installation says it, by code; nothing for a plain one, which is what it is."""
    if not isinstance(text, Promise):
        return {}
    said = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            said[code] = str(text)
    return said


class Bilingual:
    """Descriptor: `title = Bilingual("title")` reads `title_zh` or `title_en`, as the reader's language asks."""

    def __init__(self, stem: str) -> None:
        self.zh, self.en = f"{stem}_zh", f"{stem}_en"

    def __get__(self, instance: Any, owner: type | None = None) -> str:
        if instance is None:
            return self  # type: ignore[return-value]  # class access, as descriptors do
        return pick(getattr(instance, self.zh), getattr(instance, self.en))
