"""Confirming that a post was read."""

from cms.announcements.models import Announcement, AnnouncementRead
from lms.foundation.api import clock, current_origin
from lms.foundation.models import Person


def confirm_read(person: Person, post: Announcement) -> None:
    """Note that the person has read the post; twice is once. Nothing is noted while looking as another person."""
    if current_origin.get().impersonator_id is None:
        AnnouncementRead.objects.get_or_create(person=person, announcement=post, defaults={"read_at": clock.now()})
