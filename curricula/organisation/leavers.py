"""Closing the accounts of those who have left, day by day."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from curricula.organisation.models import Posting
from lms.foundation.api import AccessRefused, Change, access, record_changes, refuse_last_of_the_keys, take_the_chain
from lms.foundation.models import Person


@dataclass(frozen=True)
class LeaversClosed:
    """How many accounts were closed, and the numbers of those that must stay open because nobody else holds the keys."""

    closed: int
    kept: tuple[str, ...] = ()


def deactivate_leavers(day: date) -> LeaversClosed:
    """Close the account of everybody whose last post ended before `day`; run once a day, again is harmless.

    Accounts that never held a post (the technical ones) are left alone. So is that of the last super-administrator, until
    somebody else holds the role: without it nobody could grant access any more. The others are closed all the same.
    """
    posts = Posting.objects.filter(person=OuterRef("pk"))
    with transaction.atomic():
        take_the_chain()  # delivered twice at once, the second run finds the accounts closed
        left = list(
            Person.objects.filter(Exists(posts), is_active=True)
            .exclude(Exists(posts.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day))))
            .order_by("number")
        )
        holders = set(Person.objects.filter(groups__name=access.SUPER_ADMINISTRATOR).values_list("pk", flat=True))
        keys = [person for person in left if person.pk in holders]
        _close([person for person in left if person not in keys])
        kept = tuple(person.number for person in keys if not _is_closed(person))
    return LeaversClosed(len(left) - len(kept), kept)


def _is_closed(person: Person) -> bool:
    """Close the account of somebody who holds the keys, one at a time: of several who left, the last one's stays open."""
    try:
        refuse_last_of_the_keys(person)
    except AccessRefused:
        return False
    _close([person])
    return True


def _close(people: list[Person]) -> None:
    record_changes(
        Change(
            "person", person.uuid, "change", _("The last post has ended."), {"is_active": True}, {"is_active": False},
            None, person.number,
        )
        for person in people
    )  # fmt: skip
    Person.objects.filter(pk__in=[person.pk for person in people]).update(is_active=False)
