"""Reads of lessons: the published page behind an item, an older revision of it, and where a person stands."""

from typing import cast
from uuid import UUID

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from wagtail.models import Page, PageLogEntry, Revision

from cms.lessons.page_models import ReadingPage
from cms.lessons.reading_models import LessonItem, LessonProgress
from curricula.api import Method
from lms.foundation.models import Person


def item_or_404(uuid: UUID) -> LessonItem:
    """The item with its activity and page; 404 if there is none."""
    rows = LessonItem.objects.non_polymorphic().select_related("activity", "page")
    return cast(LessonItem, get_object_or_404(rows, uuid=uuid))


def reading_page(page: Page) -> ReadingPage:
    """The page in its own class, as published now."""
    return cast(ReadingPage, page.specific)


def items_of_page(page: Page) -> QuerySet[LessonItem]:
    """The activities' items that this page serves."""
    return LessonItem.objects.filter(page_id=page.pk).select_related("activity").order_by("activity__code", "position")


def item_for_person(page: Page, person: Person) -> LessonItem | None:
    """The item through which `person` is asked to read the page; else the first that exists; else None."""
    items = items_of_page(page)
    asked = items.filter(activity__assignments__person=person, activity__assignments__is_current=True).first()
    return asked or items.first()


def published_revision(page: ReadingPage, number: int) -> Revision | None:
    """Revision `number` of the page, if it was ever published; drafts are nobody's reading."""
    revision: Revision | None = page.revisions.filter(pk=number).first()
    if revision is None:
        return None
    was_published = (
        revision.pk == page.live_revision_id
        or LessonProgress.objects.filter(revision=revision).exists()
        or PageLogEntry.objects.filter(page_id=page.pk, revision=revision, action="wagtail.publish").exists()
    )
    return revision if was_published else None


def readings(person: Person, item: LessonItem) -> QuerySet[LessonProgress]:
    """All readings of the item by the person, the newest first."""
    return LessonProgress.objects.filter(person=person, item=item).order_by("-pk")


def asks_for_signature(item: LessonItem) -> bool:
    """Whether reading closes the activity, so that the reader signs for it."""
    return Method.READ_AND_SIGN in {item.activity.assessment, item.activity.form}
