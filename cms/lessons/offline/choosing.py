"""Which lessons and templates there are to take along, and which of them a person's path asks for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import get_language

from cms.announcements.models import TemplateFile
from cms.lessons.page_models import LessonPage, MicroLessonPage
from cms.lessons.reading_models import LessonItem
from curricula.api import assignments_in_force
from lms.foundation.models import Person
from scenarios.api import DrillItem, drill_codes, setting_files


@dataclass(frozen=True)
class Table:
    """A template to fill or to hold against: a table of so many rows; `place` is its file within a package."""

    place: str
    title: str
    purpose: str
    rows: int
    address: str
    content: str


class Stock:
    """What a person can take along on a day, in the active language; each part is read when it is first asked for."""

    def __init__(self, person: Person, day: date) -> None:
        self.person, self.day = person, day

    @cached_property
    def micro_lessons(self) -> list[MicroLessonPage]:
        """All published micro-lessons with their owners, in the order of their titles."""
        return _in_order(MicroLessonPage.objects.live().select_related("owner_role"))

    @cached_property
    def lessons(self) -> list[LessonPage]:
        """All published lessons with their owners, in the order of their titles."""
        return _in_order(LessonPage.objects.live().select_related("owner_role"))

    @cached_property
    def on_path(self) -> frozenset[int]:
        """Keys of the pages that the person's activities ask this person to read."""
        return frozenset(LessonItem.objects.filter(self._is_asked).values_list("page", flat=True))

    @cached_property
    def drill_codes(self) -> list[str]:
        """Codes of all drills that can be played."""
        return drill_codes()

    @cached_property
    def drill_codes_on_path(self) -> list[str]:
        """Codes of those drills that the person's activities ask this person to play."""
        asked = set(DrillItem.objects.filter(self._is_asked).values_list("scenario__code", flat=True))
        return [code for code in self.drill_codes if code in asked]

    @property
    def _is_asked(self) -> Q:
        activities = assignments_in_force(self.day).filter(person=self.person).values("activity")
        meant = Q(only_job_roles__isnull=True) | Q(only_job_roles__postings__person=self.person)
        return meant & Q(activity__in=activities)

    @cached_property
    def tables(self) -> list[Table]:
        """The tables that come with the content, then the company's settings."""
        own = [
            Table(
                f"templates/{file.code}.csv", file.name, file.purpose, file.rows,
                reverse("template-file", args=[file.code]), file.csv_text,
            )
            for file in TemplateFile.objects.all()
        ]  # fmt: skip
        settings = [
            Table(
                f"templates/settings-{file.name}.csv", file.title, "", file.rows,
                reverse("setting-template", args=[file.name, "csv"]), file.content,
            )
            for file in setting_files(get_language() or "zh-hans")
        ]  # fmt: skip
        return [*own, *settings]


def _in_order(pages: Iterable[Any]) -> list[Any]:
    return sorted(pages, key=lambda page: (page.name, page.slug))
