"""Who may see an attempt, and who may act in it."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest

from lms.foundation.api import access, record_personal_read, signed_in_person
from scenarios.sandbox.models import Attempt

may_look_on = access.is_training_lead | access.is_assessor | access.is_auditor
"""Reads every attempt, acts in none but their own."""


@dataclass(frozen=True)
class Visit:
    """An attempt as the present reader meets it."""

    attempt: Attempt
    is_owner: bool
    is_through_anothers_eyes: bool = False

    @property
    def may_act(self) -> bool:
        """Whether this reader may post, and looks are journalled: the owner in person, while the attempt is open."""
        return self.is_owner and self.attempt.is_open and not self.is_through_anothers_eyes


def visit(request: HttpRequest, uuid: UUID) -> Visit:
    """The attempt, for its owner and for those who look on, whose look is noted; to everybody else it is not there."""
    found = Attempt.objects.select_related("version__scenario", "person").filter(uuid=uuid).first()
    if found is None:
        raise Http404
    is_owner = found.person_id == request.user.pk
    if not is_owner and not may_look_on(request.user):
        raise Http404
    record_personal_read(signed_in_person(request), found.person, "drill attempt")
    return Visit(found, is_owner, getattr(request, "impersonator", None) is not None)


def own_visit(request: HttpRequest, uuid: UUID) -> Visit:
    """The attempt, for its owner alone."""
    found = visit(request, uuid)
    if not found.is_owner:
        raise Http404
    return found
