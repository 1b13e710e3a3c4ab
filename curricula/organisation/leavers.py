"""Closing the accounts of those who have left, day by day."""

from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from curricula.organisation.models import Posting
from lms.foundation.api import Change, record_changes, take_the_chain
from lms.foundation.models import Person


def deactivate_leavers(day: date) -> int:
    """Close the account of everybody whose last post ended before `day`; run once a day, again is harmless.

    Accounts that never held a post (the technical ones) are left alone. Returns how many were closed.
    """
    posts = Posting.objects.filter(person=OuterRef("pk"))
    with transaction.atomic():
        take_the_chain()  # delivered twice at once, the second run finds the accounts closed
        left = list(
            Person.objects.filter(Exists(posts), is_active=True).exclude(
                Exists(posts.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day)))
            )
        )
        record_changes(
            Change(
                "person", person.uuid, "change", _("The last post has ended."), {"is_active": True}, {"is_active": False},
                None, person.number,
            )
            for person in left
        )  # fmt: skip
        Person.objects.filter(pk__in=[person.pk for person in left]).update(is_active=False)
    return len(left)
