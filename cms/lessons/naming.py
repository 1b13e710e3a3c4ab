"""How a signed lesson is called in the audit trail: its title, and the published text, which reading it there does not begin."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse

from cms.lessons.reading_models import LessonItem
from lms.foundation.api import NamedRecord, access, named_record_kind


def named_lessons(uuids: Collection[UUID]) -> dict[UUID, NamedRecord]:
    """Lessons inside activities by their id."""
    return {
        item.uuid: NamedRecord(
            item.title,
            reverse("lesson-version", args=[item.uuid, item.page.live_revision_id])
            if item.page.live_revision_id
            else "",
        )
        for item in LessonItem.objects.filter(uuid__in=uuids).select_related("page")
    }


def _called(word: str) -> QuerySet[LessonItem, Any]:
    return LessonItem.objects.filter(Q(title_zh__icontains=word) | Q(title_en__icontains=word)).values("uuid")


named_record_kind("lesson", named_lessons, readers=access.is_signed_in, called=_called)
