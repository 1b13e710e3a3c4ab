"""Reads of lessons: the published page behind an item, an older revision of it, and where a person stands."""

from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet
from django.http import Http404
from wagtail.models import Page, PageLogEntry, Revision

from cms.lessons.page_models import ReadingPage
from cms.lessons.reading_models import LessonAnswer, LessonItem, LessonProgress
from curricula.api import Method
from curricula.models import EvidenceFact
from lms.foundation.api import Prepared, prepared
from lms.foundation.models import Person


def item_or_404(uuid: UUID) -> LessonItem:
    """The item with its activity and page; 404 if there is none."""
    item = _item_with_page.first(uuid=uuid)
    if item is None:
        raise Http404
    return item


def reading_page(page: Page) -> ReadingPage:
    """The page in its own class, as published now."""
    found = _reading_page(page.specific_class).first(key=page.pk)
    assert found is not None, "a page lives in the table of its class"
    return found


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


def newest_reading(person: Person, item: LessonItem) -> LessonProgress | None:
    """The person's last reading of the item, with the answers given in it left to be asked for."""
    return _newest_reading.first(person=person.pk, item=item.pk)


def earlier_reading(progress: LessonProgress) -> LessonProgress | None:
    """The person's last reading of another revision than this one's: the lesson was revised since."""
    return _reading_of_another_revision.first(
        person=progress.person_id, item=progress.item_id, revision=progress.revision_id
    )


def completion(person: Person, item: LessonItem) -> EvidenceFact | None:
    """The newest evidence that the person has read it: evidence counts, also where it came from elsewhere."""
    return _completion.first(person=person.pk, item=item.pk)


def answers_in(progress: LessonProgress) -> list[LessonAnswer]:
    """What was answered in this reading."""
    return _answers_in(progress=progress.pk) if progress.pk else []


@prepared
def _item_with_page(uuid: UUID) -> Any:
    return LessonItem.objects.non_polymorphic().filter(uuid=uuid).select_related("activity", "page")


@cache
def _reading_page(model: Any) -> Prepared[ReadingPage]:
    @prepared
    def by_key(key: int) -> Any:
        return model.objects.filter(pk=key)

    return by_key


@prepared
def _newest_reading(person: int, item: int) -> Any:
    return LessonProgress.objects.filter(person=person, item=item).order_by("-pk")[:1]


@prepared
def _reading_of_another_revision(person: int, item: int, revision: int) -> Any:
    rows = LessonProgress.objects.filter(person=person, item=item).exclude(revision_id=revision)
    return rows.order_by("-pk")[:1]


@prepared
def _completion(person: int, item: int) -> Any:
    outcomes = (EvidenceFact.Outcome.COMPLETED, EvidenceFact.Outcome.PASSED)
    # By the person, who has some fifty facts: everybody has read the item, and its index would be taken first.
    return EvidenceFact.objects.alias(read=F("item_id") + 0).filter(person=person, read=item, outcome__in=outcomes)[:1]


@prepared
def _answers_in(progress: int) -> Any:
    return LessonAnswer.objects.filter(progress=progress)


def asks_for_signature(item: LessonItem) -> bool:
    """Whether reading closes the activity, so that the reader signs for it."""
    return Method.READ_AND_SIGN in {item.activity.assessment, item.activity.form}
