"""The landing of all knowledge and the one search over it."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from cms.announcements.models import Announcement, TemplateFile
from cms.knowledge.queries import kind_counts, most_viewed, search_totals, unanswered_searches
from cms.knowledge.search_models import Kind, SearchEntry
from cms.knowledge.searching import LONGEST_QUERY, PAGE_SIZE, Found, entries, find, note_search
from cms.knowledge.snippets import highlighted, snippet
from cms.lessons.links import address
from lms.foundation.api import access, clock, require_access

GAPS_SHOWN = 8
ICONS = {
    "lesson": "book-open", "micro": "smartphone", "manual": "file-text", "faq": "message-circle",
    "dictionary": "library", "announcement": "bell", "offline": "download",
}  # fmt: skip
may_see_gaps = access.is_author | access.is_training_lead | access.is_champion


@require_GET
@require_access(access.is_signed_in)
def knowledge(request: HttpRequest) -> HttpResponse:
    """Show the ways in: the search, the shelves, what is read most, and for those who write what is missing."""
    today = clock.today()
    counts = kind_counts(today)
    shelves = [
        (_("Questions and answers"), reverse("faq"), "faq", counts.get("faq", 0)),
        (_("Troubleshooting"), reverse("troubleshooting"), "faq", None),
        (_("Manuals"), reverse("manuals"), "manual", counts.get("manual", 0)),
        (_("Data dictionary"), reverse("dictionary"), "dictionary", counts.get("dictionary", 0)),
        (
            _("Lessons and micro-lessons"),
            reverse("lessons"),
            "lesson",
            counts.get("lesson", 0) + counts.get("micro", 0),
        ),
        (_("Announcements"), reverse("announcements"), "announcement", counts.get("announcement", 0)),
        (_("Templates"), reverse("templates"), "manual", TemplateFile.objects.count()),
        (_("Offline library"), reverse("offline-library"), "offline", None),
    ]
    context: dict[str, Any] = {
        "shelves": [(label, url, ICONS[kind], count) for label, url, kind, count in shelves],
        "popular": [(each, _url(each.entry)) for each in most_viewed(today)],
        "news": Announcement.objects.filter(published_on__lte=today)[:3],
    }
    if may_see_gaps(request.user):
        context |= {"gaps": unanswered_searches(today)[:GAPS_SHOWN], "totals": search_totals(today)}
        context["write_url"] = address("wagtailsnippets_cms_faqentry:add") if access.may_author(request.user) else ""
    return render(request, "cms/knowledge/landing.html", context)


@require_GET
@require_access(access.is_signed_in)
def search(request: HttpRequest) -> HttpResponse:
    """Search everything; the first page of an unfiltered search is noted."""
    words = _legible(request.GET.get("q", ""))[:LONGEST_QUERY]
    asked_kind = request.GET.get("kind", "")
    found = find(words, asked_kind if asked_kind in Kind.values else "")
    page = Paginator(found.keys, PAGE_SIZE).get_page(request.GET.get("page"))
    if words and not found.kind and page.number == 1:
        note_search(found, request.user, get_language() or "")  # type: ignore[arg-type]  # the gate let a person in
    context = {
        "found": found,
        "words": words,
        "page": page,
        "hits": _hits(found, tuple(page.object_list)),
        "kinds": _kinds(found),
    }
    return render(request, "cms/knowledge/search.html", context)


def _legible(words: str) -> str:
    """The words one by one, without what nobody can see: control characters, marks that turn the direction of writing."""
    return " ".join("".join(one for one in words if one.isprintable() or one.isspace()).split())


def _hits(found: Found, keys: tuple[int, ...]) -> list[dict[str, Any]]:
    return [
        {
            "entry": entry,
            "url": _url(entry),
            "icon": ICONS[entry.kind],
            "title": highlighted(entry.title, found.words),
            "snippet": snippet(entry.text, found.words),
        }
        for entry in entries(keys)
    ]


def _kinds(found: Found) -> list[tuple[str, Any, int]]:
    return [(kind.value, kind.label, found.counts[kind]) for kind in Kind if found.counts.get(kind)]


def _url(entry: SearchEntry) -> str:
    name, arguments = entry.address()
    return reverse(name, args=arguments)
