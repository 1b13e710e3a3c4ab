"""The product's own styles, to be written into a file that may load nothing."""

from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.utils.safestring import SafeString, mark_safe

SHEETS = ("plimsoll/plimsoll.css", "cms/reading.css", "cms/offline.css")


@cache  # the sheets change only with the release
def inline_style() -> SafeString:
    """All rules that a lesson is drawn with; dark and print come with them."""
    return mark_safe("\n".join(_text(sheet) for sheet in SHEETS))  # noqa: S308 - our own files


def _text(sheet: str) -> str:
    found = finders.find(sheet)
    assert isinstance(found, str), f"{sheet} belongs to the product"
    return Path(found).read_text(encoding="utf-8")
