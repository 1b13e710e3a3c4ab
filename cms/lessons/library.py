"""The library: all lessons and micro-lessons, and which of them the reader has finished."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from cms.lessons.page_models import LessonPage, MicroLessonPage
from cms.lessons.reading_models import LessonProgress
from curricula.models import Chain
from lms.foundation.api import Column, Filter, Listing, access, render_listing, require_access
from lms.foundation.models import Person

KINDS: dict[str, Any] = {"lesson": _("Lesson"), "micro": _("Micro-lesson")}


@dataclass(frozen=True)
class Shelved:
    """One lesson as the library lists it."""

    slug: str
    name: str
    kind: str
    minutes: int
    version: str
    chains: tuple[str, ...]
    is_finished: bool


def shelved_lessons(person: Person) -> list[Shelved]:
    """All published lessons in the reader's language, with what the person has finished."""
    finished = set(
        LessonProgress.objects.filter(person=person, finished_at__isnull=False).values_list(
            "item__page__slug", flat=True
        )
    )
    return [
        Shelved(
            page.slug, page.name, "micro" if page.is_micro else "lesson", page.minutes, page.version,
            tuple(chain.code for chain in page.chains.all()), page.slug in finished,
        )
        for model in (LessonPage, MicroLessonPage)
        for page in model.objects.live().defer("body").prefetch_related("chains")
    ]  # fmt: skip


def library_listing(person: Person) -> Listing:
    """The library as a list."""
    return Listing(
        rows=shelved_lessons(person),
        columns=(
            Column("name", _("Title"), sort=True, link=lambda row: reverse("lesson-page", args=[row.slug])),
            Column("kind", _("Kind"), value=lambda row: str(KINDS[row.kind]), sort=True),
            Column("chains", _("Process chain"), value=lambda row: gettext(", ").join(row.chains)),
            Column("minutes", _("Minutes"), sort=True, align="end"),
            Column("version", _("Version")),
            Column("is_finished", _("Finished by me"), sort=True),
        ),
        filters=(
            Filter("kind", _("Kind"), choices=tuple(KINDS.items())),
            Filter("chain", _("Process chain"), lookup=_in_chain, choices=_chains),
        ),
        search=("name", "slug"),
        default_sort="name",
        export_name="lessons",
        label=_("Lessons and micro-lessons"),
        empty=_("No lesson has been published yet. Authors write lessons in the back office."),
    )


@require_GET
@require_access(access.is_signed_in)
def lessons(request: HttpRequest) -> HttpResponseBase:
    """List the library."""
    return render_listing(request, library_listing(request.user), "cms/lessons/list.html")  # type: ignore[arg-type]


def _in_chain(rows: list[Shelved], code: str) -> list[Shelved]:
    return [row for row in rows if code in row.chains]


def _chains() -> list[tuple[str, str]]:
    return [(chain.code, chain.name) for chain in Chain.objects.all()]
