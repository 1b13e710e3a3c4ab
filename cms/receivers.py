"""What Wagtail says when something is published or withdrawn, handed on to the services that file it. No rules here."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.signals import page_published, page_unpublished, published, unpublished

from cms.announcements.models import Announcement
from cms.knowledge import filing
from cms.knowledge.dictionary_models import DictionaryField
from cms.knowledge.faq_models import FaqEntry
from cms.lessons.page_models import ReadingPage
from cms.manuals.models import Manual


@receiver(page_published, dispatch_uid="cms.file_lesson")
def _lesson_published(instance: Any, **_more: Any) -> None:
    if isinstance(instance, ReadingPage):
        filing.file_lesson(instance)


@receiver(page_unpublished, dispatch_uid="cms.withdraw_lesson")
def _lesson_withdrawn(instance: Any, **_more: Any) -> None:
    if isinstance(instance, ReadingPage):
        filing.withdraw_entry(filing.kind_of_lesson(instance), instance.slug)


@receiver(published, sender=Manual, dispatch_uid="cms.file_manual")
def _manual_published(instance: Manual, **_more: Any) -> None:
    filing.file_manual(instance)


@receiver(unpublished, sender=Manual, dispatch_uid="cms.withdraw_manual")
def _manual_withdrawn(instance: Manual, **_more: Any) -> None:
    filing.withdraw_entry("manual", instance.code)


@receiver(published, sender=FaqEntry, dispatch_uid="cms.file_faq")
def _faq_published(instance: FaqEntry, **_more: Any) -> None:
    filing.file_faq(instance)


@receiver(unpublished, sender=FaqEntry, dispatch_uid="cms.withdraw_faq")
def _faq_withdrawn(instance: FaqEntry, **_more: Any) -> None:
    filing.withdraw_entry("faq", instance.code)


@receiver(post_save, sender=DictionaryField, dispatch_uid="cms.file_field")
def _field_saved(instance: DictionaryField, **_more: Any) -> None:
    filing.file_field(instance)


@receiver(post_delete, sender=DictionaryField, dispatch_uid="cms.withdraw_field")
def _field_deleted(instance: DictionaryField, **_more: Any) -> None:
    filing.withdraw_entry("dictionary", instance.code)


@receiver(post_save, sender=Announcement, dispatch_uid="cms.file_announcement")
def _post_saved(instance: Announcement, **_more: Any) -> None:
    filing.file_announcement(instance)


@receiver(post_delete, sender=Announcement, dispatch_uid="cms.withdraw_announcement")
def _post_deleted(instance: Announcement, **_more: Any) -> None:
    filing.withdraw_entry("announcement", instance.code)
