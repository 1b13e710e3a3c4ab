"""Counting what is opened and searched: numbers a day, no trace of who opened what."""

from collections.abc import Sequence

from django.db.models import F

from cms.knowledge.search_models import KnowledgeView
from lms.foundation.api import clock


def count_view(kind: str, code: str) -> None:
    """Add one to today's views."""
    today = clock.today()
    counted = KnowledgeView.objects.filter(kind=kind, code=code, day=today).update(count=F("count") + 1)
    if not counted:
        views, is_new = KnowledgeView.objects.get_or_create(kind=kind, code=code, day=today, defaults={"count": 1})
        if not is_new:
            KnowledgeView.objects.filter(pk=views.pk).update(count=F("count") + 1)


def count_views(kind: str, codes: Sequence[str]) -> None:
    """Add one to today's views of each, in two statements however many there are."""
    if not codes:
        return
    today = clock.today()
    rows = [KnowledgeView(kind=kind, code=code, day=today) for code in codes]
    KnowledgeView.objects.bulk_create(rows, ignore_conflicts=True)
    KnowledgeView.objects.filter(kind=kind, code__in=codes, day=today).update(count=F("count") + 1)
