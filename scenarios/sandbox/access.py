"""Who may see an attempt, and who may act in it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest

from lms.foundation.api import access, record_personal_read, signed_in_person
from scenarios.sandbox.models import Attempt
from scenarios.sandbox.seating import seats_of

may_look_on = access.is_training_lead | access.is_assessor | access.is_auditor
"""Reads every attempt, acts in none but their own."""


@dataclass(frozen=True)
class Visit:
    """An attempt as the present reader meets it: the seats on which they may act, and whether they began it."""

    attempt: Attempt
    person: Any
    seats: tuple[str, ...]
    is_through_anothers_eyes: bool = False

    @property
    def is_starter(self) -> bool:
        """Whether this reader began the attempt, and so hands it in."""
        return bool(self.attempt.person_id == self.person.pk)

    @property
    def may_act(self) -> bool:
        """Whether this reader may post, and looks are journalled: a seat's holder in person, while it is open."""
        return bool(self.seats) and self.attempt.is_open and not self.is_through_anothers_eyes


def visit(request: HttpRequest, uuid: UUID) -> Visit:
    """The attempt, for those who play it and those who look on, whose look is noted; to everybody else it is not there."""
    found = Attempt.objects.select_related("version__scenario", "person").filter(uuid=uuid).first()
    if found is None:
        raise Http404
    seats = seats_of(found, request.user)
    if not seats:
        if not may_look_on(request.user):
            raise Http404
        record_personal_read(signed_in_person(request), found.person, "drill attempt")
    return Visit(found, request.user, seats, getattr(request, "impersonator", None) is not None)


def own_visit(request: HttpRequest, uuid: UUID) -> Visit:
    """The attempt, for those who have a seat in it."""
    found = visit(request, uuid)
    if not found.seats:
        raise Http404
    return found
