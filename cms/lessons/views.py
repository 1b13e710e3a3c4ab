"""Pages of a lesson: reading it, going on, answering a check, finishing, and an older version as it was."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from cms.knowledge.counting import count_view
from cms.lessons.content import ReadingContent
from cms.lessons.errors import LessonRefused
from cms.lessons.page_models import LessonPage, MicroLessonPage, ReadingPage
from cms.lessons.queries import (
    asks_for_signature,
    item_for_person,
    item_or_404,
    published_revision,
    reading_page,
    readings,
)
from cms.lessons.reading_models import LessonItem, LessonProgress
from cms.lessons.services import answer_check, finish_reading, open_reading, pass_block, read_again
from cms.lessons.showing import cards_context, end_address, lesson_context
from lms.foundation.api import access, require_access


@dataclass(frozen=True)
class Opened:
    """A lesson opened by a person: the item, the published page, its content and the person's reading."""

    item: LessonItem
    page: ReadingPage
    content: ReadingContent
    progress: LessonProgress


def open_item(request: HttpRequest, uuid: UUID) -> Opened:
    """Fetch the item with its published page and the person's own reading; 404 for what is not published."""
    item = item_or_404(uuid)
    if not item.page.live:
        raise Http404
    page = reading_page(item.page)
    progress = open_reading(request.user, item, page)  # type: ignore[arg-type]  # the gate let a person in
    progress.item, progress.person = item, request.user  # type: ignore[assignment]  # as above; neither is read again
    return Opened(item, page, ReadingContent.of(page), progress)


@require_access(access.is_signed_in)
def lesson(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Show the lesson where the reader left it; a micro-lesson card by card."""
    opened = open_item(request, uuid)
    if opened.content.is_micro:
        return _card(request, opened)
    return render(
        request, "cms/lessons/lesson.html", lesson_context(opened.item, opened.page, opened.content, opened.progress)
    )


def _card(request: HttpRequest, opened: Opened) -> HttpResponse:
    last = len(opened.content.blocks) + 1
    asked = request.GET.get("card", "")
    number = min(max(1, int(asked)), last) if asked.isdecimal() else min(opened.progress.position + 1, last)
    if opened.progress.is_finished and not asked:
        number = 1
    if number > 1 and not opened.progress.is_finished:
        pass_block(opened.progress, opened.content, opened.content.blocks[number - 2].block_id)
    context = cards_context(opened.item, opened.page, opened.content, opened.progress, number)
    return render(request, "cms/lessons/cards.html", context)


@require_access(access.is_signed_in)
def lesson_progress(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Keep the place; whoever comes here by signing in again is led back to it."""
    opened = open_item(request, uuid)
    if request.method != "POST":
        return redirect(place_of(opened))
    try:
        pass_block(opened.progress, opened.content, request.POST.get("block", ""))
    except LessonRefused as refusal:
        if request.htmx:  # type: ignore[attr-defined]
            return HttpResponse(status=204)
        messages.warning(request, str(refusal))
        return redirect("lesson", uuid=uuid)
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponse(status=204)
    messages.success(request, _("Your place is kept."))
    return redirect(place_of(opened))


@require_access(access.is_signed_in)
def lesson_answer(request: HttpRequest, uuid: UUID, block: str) -> HttpResponse:
    """Take an answer to a check question and show its feedback: in place with htmx, at its anchor without."""
    opened = open_item(request, uuid)
    asked = opened.content.block(block)
    if asked is None:
        raise Http404
    here = _address_of_block(opened, asked.number)
    if request.method != "POST":
        return redirect(here)
    chosen = request.POST.get("answer", "")
    error, answer = "", None
    try:
        answer = answer_check(opened.progress, opened.content, block, int(chosen) if chosen.isdecimal() else -1)
    except LessonRefused as refusal:
        error = str(refusal)
    if request.htmx:  # type: ignore[attr-defined]
        context = {"item": opened.item, "block": asked, "answer": answer, "error": error}
        return render(request, "cms/lessons/check.html", context, status=422 if error else 200)
    if error:
        messages.error(request, error)
    return redirect(here)


@require_POST
@require_access(access.is_signed_in)
def lesson_finish(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Count the lesson as read; a lesson that is signed for leads to the signature."""
    opened = open_item(request, uuid)
    if asks_for_signature(opened.item):
        return redirect("lesson-sign", uuid=uuid)
    was_finished = opened.progress.is_finished
    try:
        finish_reading(opened.progress, opened.page, opened.content)
    except LessonRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("lesson", uuid=uuid)
    if not was_finished:
        minutes = opened.progress.active_minutes
        messages.success(
            request, _("Lesson completed. Time read: %(minutes)d min. It stands in your record.") % {"minutes": minutes}
        )
    return redirect(end_address(opened.item, opened.content))


@require_POST
@require_access(access.is_signed_in)
def lesson_again(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Begin another reading for the record."""
    opened = open_item(request, uuid)
    try:
        read_again(opened.progress)
    except LessonRefused as refusal:
        messages.error(request, str(refusal))
    return redirect("lesson", uuid=uuid)


@require_GET
@require_access(access.is_signed_in)
def lesson_version(request: HttpRequest, uuid: UUID, revision: int) -> HttpResponse:
    """Show a published revision as it was; drafts and other pages' revisions are not found."""
    item = item_or_404(uuid)
    page = reading_page(item.page)
    found = published_revision(page, revision)
    if found is None:
        raise Http404
    older: Any = found.as_object()
    context = {
        "item": item,
        "activity": item.activity,
        "page": older,
        "content": ReadingContent.of(older),
        "revision": found,
        "is_current": found.pk == page.live_revision_id,
        "own": readings(request.user, item).filter(revision=found).first(),  # type: ignore[arg-type]  # a person
    }
    return render(request, "cms/lessons/version.html", context)


@require_GET
@require_access(access.is_signed_in)
def lesson_page(request: HttpRequest, slug: str) -> HttpResponse:
    """Open a lesson by its name: through the activity that asks for it; a lesson of no activity is only read."""
    page = LessonPage.objects.live().filter(slug=slug).first() or get_object_or_404(
        MicroLessonPage.objects.live(), slug=slug
    )
    count_view("micro" if page.is_micro else "lesson", slug)
    item = item_for_person(page, request.user)  # type: ignore[arg-type]  # the gate let a person in
    if item is not None:
        return redirect("lesson", uuid=item.uuid)
    return render(
        request, "cms/lessons/version.html", {"page": page, "content": ReadingContent.of(page), "is_current": True}
    )


def place_of(opened: Opened) -> str:
    """The address of the block that comes next for this reader."""
    return _address_of_block(opened, min(opened.progress.position + 1, len(opened.content.blocks)))


def _address_of_block(opened: Opened, number: int) -> str:
    here = reverse("lesson", kwargs={"uuid": opened.item.uuid})
    return f"{here}?card={number}" if opened.content.is_micro else f"{here}#b{number}"
