"""Saying whether an answer helped."""

from cms.knowledge.faq_models import FaqEntry, FaqVote
from lms.foundation.api import clock, current_origin
from lms.foundation.models import Person


def vote(person: Person, entry: FaqEntry, *, is_helpful: bool) -> None:
    """Count the person's vote once; another vote replaces it. Nothing is counted while looking as another person."""
    if current_origin.get().impersonator_id is not None:
        return
    FaqVote.objects.update_or_create(
        person=person, entry=entry, defaults={"is_helpful": is_helpful, "voted_at": clock.now()}
    )
