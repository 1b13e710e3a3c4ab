"""Who may see an attempt, and who may act in it."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest

from lms.foundation.api import access
from scenarios.sandbox.models import Attempt

may_look_on = access.is_training_lead | access.is_assessor | access.is_auditor
"""Reads every attempt, acts in none but their own."""


@dataclass(frozen=True)
class Visit:
    """An attempt as the present reader meets it."""

    attempt: Attempt
    is_owner: bool

    @property
    def may_act(self) -> bool:
        """Whether this reader may post: only the owner, and only while the attempt is open."""
        return self.is_owner and self.attempt.is_open


def visit(request: HttpRequest, uuid: UUID) -> Visit:
    """The attempt, for its owner and for those who look on; to everybody else it is not there."""
    found = Attempt.objects.select_related("version__scenario", "person").filter(uuid=uuid).first()
    if found is None:
        raise Http404
    is_owner = found.person_id == request.user.pk
    if not is_owner and not may_look_on(request.user):
        raise Http404
    return Visit(found, is_owner)


def own_visit(request: HttpRequest, uuid: UUID) -> Visit:
    """The attempt, for its owner alone."""
    found = visit(request, uuid)
    if not found.is_owner:
        raise Http404
    return found
