"""Counting what is opened and searched: numbers a day, no trace of who opened what."""

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
