"""What the lesson's templates are given: the blocks with the reader's place and answers. Reads only."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from cms.lessons.content import ReadingContent, RenderedBlock
from cms.lessons.links import address
from cms.lessons.page_models import ReadingPage
from cms.lessons.queries import answers_in, asks_for_signature, completion, earlier_reading
from cms.lessons.reading_models import LessonAnswer, LessonItem, LessonProgress
from cms.lessons.services import signed_record
from curricula.models import LearningItem
from lms.foundation.api import digest_of
from lms.foundation.models import Meaning, Person


@dataclass(frozen=True)
class Part:
    """A block as this reader meets it."""

    block: RenderedBlock
    is_passed: bool
    is_next: bool
    answer: LessonAnswer | None


def parts_of(content: ReadingContent, progress: LessonProgress) -> list[Part]:
    """Return the blocks with what the reader has passed and answered."""
    answers = {answer.block: answer for answer in answers_in(progress)}
    position = len(content.blocks) if progress.is_finished else progress.position
    return [
        Part(block, block.number <= position, block.number == position + 1, answers.get(block.block_id))
        for block in content.blocks
    ]


def lesson_context(
    item: LessonItem, page: ReadingPage, content: ReadingContent, progress: LessonProgress
) -> dict[str, Any]:
    """Everything the page of a lesson shows."""
    parts = parts_of(content, progress)
    return {
        **_common(item, page, content, progress),
        "parts": parts,
        "resume": next((part.block for part in parts if part.is_next), None) if progress.position else None,
    }


def cards_context(
    item: LessonItem, page: ReadingPage, content: ReadingContent, progress: LessonProgress, number: int
) -> dict[str, Any]:
    """One card of a micro-lesson; the card after the last block is the end."""
    parts = parts_of(content, progress)
    count = len(parts) + 1
    return {
        **_common(item, page, content, progress),
        "part": parts[number - 1] if number <= len(parts) else None,
        "number": number,
        "count": count,
        "before": number - 1 if number > 1 else None,
        "after": number + 1 if number < count else None,
    }


def end_address(item: LessonItem, content: ReadingContent) -> str:
    """Where the end of a lesson stands: the last card of a micro-lesson, the foot of a page."""
    here = reverse("lesson", kwargs={"uuid": item.uuid})
    return f"{here}?card={len(content.blocks) + 1}" if content.is_micro else f"{here}#finish"


def _common(item: LessonItem, page: ReadingPage, content: ReadingContent, progress: LessonProgress) -> dict[str, Any]:
    must_sign = asks_for_signature(item)
    next_item = _next_item(item, progress.person) if progress.is_finished else None
    return {
        "item": item,
        "activity": item.activity,
        "page": page,
        "content": content,
        "progress": progress,
        "must_sign": must_sign,
        "signing": signing_context(item, page, content, progress) if must_sign and not progress.is_finished else None,
        "earlier": earlier_reading(progress),
        "completed": None if progress.is_finished else completion(progress.person, item),
        "next_item": next_item,
        "next_url": address(next_item.open_url_name, **next_item.open_arguments()) if next_item else "",
        "path_url": address("my-path"),
    }


def signing_context(
    item: LessonItem, page: ReadingPage, content: ReadingContent, progress: LessonProgress
) -> dict[str, Any]:
    """What the signature dialog asks."""
    here = reverse("lesson-sign", kwargs={"uuid": item.uuid})
    return {
        "heading": _("Sign that you have read it"),
        "subject": content.name,
        "detail": _("Version %(version)s") % {"version": page.version_label},
        "digest": digest_of(signed_record(progress, page, content)),
        "action": here,
        "page_url": here,
        "meanings": [(Meaning.READ.value, Meaning.READ.label)],
    }


def _next_item(item: LessonItem, person: Person) -> LearningItem | None:
    following = LearningItem.objects.filter(activity=item.activity, position__gt=item.position)
    meant = following.filter(Q(only_job_roles__isnull=True) | Q(only_job_roles__postings__person=person))
    found: LearningItem | None = meant.order_by("position").first()
    return found
