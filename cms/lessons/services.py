"""Reading a lesson: opening, going on, answering, finishing, signing. Evidence is appended; the place is kept."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from cms.lessons.content import ReadingContent
from cms.lessons.errors import LessonRefused
from cms.lessons.page_models import ReadingPage
from cms.lessons.queries import asks_for_signature, newest_reading
from cms.lessons.reading_models import LessonAnswer, LessonItem, LessonProgress
from curricula.api import Method
from curricula.models import EvidenceFact
from lms.foundation.api import clock, current_origin, sign
from lms.foundation.models import Meaning, Person, Signature
from lms.records.api import Outcome, record_evidence

IDLE_LIMIT_SECONDS = 180
"""a longer pause between two signs of life is a break, not reading"""


def open_reading(person: Person, item: LessonItem, page: ReadingPage) -> LessonProgress:
    """Return the person's reading of the published revision, begun now if there is none; a second call begins nothing.

    The first opening of an item is evidence "started". After a revision the place reached is kept, unless the earlier
    one was finished. While somebody looks through another's eyes nothing is written.
    """
    newest = newest_reading(person, item)
    if newest is not None and newest.revision_id == page.live_revision_id:
        return newest
    position = 0 if newest is None or newest.is_finished else min(newest.position, len(page.body))
    now = clock.now()
    begun = LessonProgress(
        person=person, item=item, revision_id=page.live_revision_id, position=position, started_at=now, seen_at=now
    )
    if _looks_as_another():
        return begun
    with transaction.atomic():
        progress, is_new = LessonProgress.objects.get_or_create(
            person=person, item=item, revision_id=page.live_revision_id, reading=1,
            defaults={"position": position, "started_at": now, "seen_at": now},
        )  # fmt: skip
        if is_new and newest is None:
            record_evidence(
                person, item.activity, item=item, method="lesson", outcome=Outcome.STARTED,
                source_key=f"lesson-start:{item.pk}:{person.pk}", content_version=page.version_label,
            )  # fmt: skip
    return progress


def pass_block(progress: LessonProgress, content: ReadingContent, block_id: str) -> LessonProgress:
    """Note that the reader has passed a block; going back never loses the place. Refuses a block of no such lesson."""
    block = content.block(block_id)
    if block is None:
        raise LessonRefused(_("This lesson was revised while you were reading. Open it again; your place is kept."))
    if not _looks_as_another():
        _move(progress, block.number)
    return progress


def answer_check(progress: LessonProgress, content: ReadingContent, block_id: str, chosen: int) -> LessonAnswer:
    """Keep the reader's answer and say whether it is right; another answer replaces it. Refuses what was not asked."""
    block = content.block(block_id)
    if block is None or block.question is None or not 0 <= chosen < len(block.question.options):
        raise LessonRefused(_("Please choose one of the answers; nothing was saved."))
    answer = LessonAnswer(
        progress=progress,
        block=block_id,
        chosen=chosen,
        is_right=chosen == block.question.right,
        answered_at=clock.now(),
    )
    if _looks_as_another():
        return answer
    with transaction.atomic():
        _move(progress, block.number)
        LessonAnswer.objects.update_or_create(
            progress=progress, block=block_id,
            defaults={"chosen": chosen, "is_right": answer.is_right, "answered_at": answer.answered_at},
        )  # fmt: skip
    return answer


def finish_reading(progress: LessonProgress, page: ReadingPage, content: ReadingContent) -> EvidenceFact:
    """Count the lesson as read: evidence "completed" with the minutes read. Twice is once.

    Refuses a lesson that is signed for (use `sign_reading`), and while looking as another person.
    """
    if asks_for_signature(progress.item):
        raise LessonRefused(_("This lesson is closed by your signature. Please sign below."))
    if _looks_as_another():
        raise LessonRefused(_("You are looking as another person. Nobody reads for another: be yourself again first."))
    with transaction.atomic():
        _close(progress, content)
        return _record(progress, page, content, method="lesson", outcome=Outcome.COMPLETED)


def sign_reading(progress: LessonProgress, page: ReadingPage, content: ReadingContent, *, note: str = "") -> Signature:
    """Sign "read and understood" and count it; the last lesson of the activity closes it. Twice is once.

    The caller has just called `confirm_signer`.
    """
    with transaction.atomic():
        _close(progress, content)
        signature = sign(
            progress.person, subject_kind="lesson", subject_uuid=progress.item.uuid, subject_version=page.version_label,
            record=signed_record(progress, page, content), meaning=Meaning.READ, note=note,
        )  # fmt: skip
        is_last = not _others_open(progress)
        _record(
            progress, page, content,
            method=Method.READ_AND_SIGN if is_last else "lesson",
            outcome=Outcome.PASSED if is_last else Outcome.COMPLETED,
            details={"signature": str(signature.uuid)},
        )  # fmt: skip
    return signature


def read_again(progress: LessonProgress) -> LessonProgress:
    """Begin another reading for the record, as a later cycle asks. Refuses while the present one is not finished."""
    if not progress.is_finished or _looks_as_another():
        raise LessonRefused(_("You are still reading this lesson. Finish it first; then you may read it again."))
    now = clock.now()
    again, _is_new = LessonProgress.objects.get_or_create(
        person=progress.person, item=progress.item, revision=progress.revision, reading=progress.reading + 1,
        defaults={"started_at": now, "seen_at": now},
    )  # fmt: skip
    return again


def signed_record(progress: LessonProgress, page: ReadingPage, content: ReadingContent) -> dict[str, Any]:
    """What a reader's signature is bound to."""
    return {
        "item": str(progress.item.uuid), "lesson": page.slug, "version": page.version_label,
        "content": content.digest, "reading": progress.reading,
    }  # fmt: skip


def _record(
    progress: LessonProgress, page: ReadingPage, content: ReadingContent, *, method: str, outcome: str, **more: Any
) -> EvidenceFact:
    return record_evidence(
        progress.person, progress.item.activity, item=progress.item, method=method, outcome=outcome,
        source_key=progress.source_key, minutes=progress.active_minutes, content_version=page.version_label,
        content_digest=content.digest, **more,
    )  # fmt: skip


def _close(progress: LessonProgress, content: ReadingContent) -> None:
    if progress.is_finished:
        return
    _move(progress, len(content.blocks), finished_at=clock.now())


def _move(progress: LessonProgress, position: int, *, finished_at: datetime | None = None) -> None:
    """Bring the reading forward, never back: what another tab or a late request wrote meanwhile is read first."""
    now = clock.now()
    with transaction.atomic():
        kept = LessonProgress.objects.select_for_update().get(pk=progress.pk)
        progress.active_seconds, progress.position = kept.active_seconds, kept.position
        progress.finished_at, progress.seen_at = kept.finished_at, now
        if not kept.is_finished:
            pause = int((now - kept.seen_at).total_seconds())
            progress.active_seconds += min(max(0, pause), IDLE_LIMIT_SECONDS)
            progress.position = max(kept.position, position)
            progress.finished_at = finished_at
        progress.save(update_fields=["active_seconds", "position", "finished_at", "seen_at"])


def _others_open(progress: LessonProgress) -> bool:
    """Whether another lesson of the same activity still waits for this person."""
    others = LessonItem.objects.filter(activity=progress.item.activity).exclude(pk=progress.item_id)
    finished = LessonProgress.objects.filter(person=progress.person, finished_at__isnull=False).values("item")
    return others.exclude(pk__in=finished).exists()


def _looks_as_another() -> bool:
    return current_origin.get().impersonator_id is not None
