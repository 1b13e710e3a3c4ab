"""From codes to addresses: what a lesson or a manual names, as links that can be followed. What is not built is only named."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from cms.knowledge.models import FaqEntry
from cms.lessons.page_models import LessonPage, MicroLessonPage
from cms.manuals.models import Manual
from curricula.models import LearningItem

KINDS: dict[str, tuple[Any, str]] = {
    "drills": (_("Drill"), "monitor-play"),
    "exams": (_("Exam"), "square-pen"),
    "practicals": (_("Practical"), "clipboard-check"),
    "manuals": (_("Manual"), "file-text"),
    "lessons": (_("Lesson"), "book-open"),
    "micro": (_("Micro-lesson"), "smartphone"),
    "faq": (_("Question"), "message-circle"),
}


@dataclass(frozen=True)
class Link:
    """Something to go on with; without an address it is planned or not for learners."""

    kind: str
    code: str
    label: str
    url: str

    @property
    def kind_word(self) -> Any:
        """The kind in the reader's language."""
        return KINDS[self.kind][0]

    @property
    def icon(self) -> str:
        """The kind as a picture."""
        return KINDS[self.kind][1]


def resolve_links(pairs: Iterable[tuple[str, str]]) -> list[Link]:
    """Return the links in the order given; unknown kinds are left out. Asks the database once for each kind of home."""
    wanted = [(kind, code) for kind, code in pairs if kind in KINDS]
    names = _names(wanted)
    return [Link(kind, code, *names.get((kind, code), (code, ""))) for kind, code in wanted]


def address(url_name: str, *arguments: Any, **named: Any) -> str:
    """The URL of that name, or nothing where this installation has no such page."""
    try:
        return reverse(url_name, args=arguments, kwargs=named or None)
    except NoReverseMatch:
        return ""


def _names(wanted: list[tuple[str, str]]) -> dict[tuple[str, str], tuple[str, str]]:
    names: dict[tuple[str, str], tuple[str, str]] = {}
    names |= _pages(wanted)
    names |= _coded(wanted, "manuals", Manual.objects.filter(live=True), "title", "manual")
    names |= _coded(wanted, "faq", FaqEntry.objects.filter(live=True), "question", "faq-entry")
    names |= _items(wanted)
    return names


def _codes(wanted: list[tuple[str, str]], *kinds: str) -> list[str]:
    return [code for kind, code in wanted if kind in kinds]


def _pages(wanted: list[tuple[str, str]]) -> dict[tuple[str, str], tuple[str, str]]:
    codes = _codes(wanted, "lessons", "micro")
    pages = [*LessonPage.objects.live().filter(slug__in=codes), *MicroLessonPage.objects.live().filter(slug__in=codes)]
    found = {page.slug: (page.name, reverse("lesson-page", args=[page.slug])) for page in pages}
    return {(kind, code): found[code] for kind in ("lessons", "micro") for code in codes if code in found}


def _coded(wanted: list[tuple[str, str]], kind: str, rows: Any, name: str, url_name: str) -> dict[tuple[str, str], Any]:
    codes = _codes(wanted, kind)
    if not codes:
        return {}
    return {(kind, row.code): (getattr(row, name), address(url_name, row.code)) for row in rows.filter(code__in=codes)}


def _items(wanted: list[tuple[str, str]]) -> dict[tuple[str, str], tuple[str, str]]:
    kinds = ("drills", "exams", "practicals")
    codes = _codes(wanted, *kinds)
    if not codes:
        return {}
    found: dict[str, tuple[str, str]] = {}
    for item in LearningItem.objects.filter(ref__in=codes).order_by("activity", "position"):
        url = address(item.open_url_name, **item.open_arguments()) if item.is_available and item.open_url_name else ""
        found.setdefault(item.ref, (item.title, url))
    return {(kind, code): found[code] for kind in kinds for code in codes if code in found}
