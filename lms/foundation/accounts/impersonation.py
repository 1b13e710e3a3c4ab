"""Looking as another person: begun with a reason, ended by anybody who has begun it, both on record. Looking only."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from lms.foundation.accounts import access
from lms.foundation.accounts.middleware import IMPERSONATED
from lms.foundation.accounts.models import Person
from lms.foundation.accounts.services import AccessRefused
from lms.foundation.audit.services import IMPERSONATION, record_change


def begin_impersonation(request: HttpRequest, person: Person, *, actor: Person, reason: str) -> None:
    """Show the product as `person` from the next request on. Refuses oneself, inactive people and those with keys."""
    if person.pk == actor.pk or not person.is_active:
        raise AccessRefused(_("You cannot look as this person: choose an active person other than yourself."))
    if person.access_roles & {access.SUPER_ADMINISTRATOR, access.ADMINISTRATOR}:
        raise AccessRefused(_("Nobody may look as an administrator. Ask them to show you."))
    record_change(IMPERSONATION, person.uuid, action="begin", actor=actor, reason=reason, subject_label=person.name)
    request.session[IMPERSONATED] = person.number


def end_impersonation(request: HttpRequest) -> Person | None:
    """Be oneself again; without an impersonation nothing happens. Returns who was looked as."""
    number = request.session.pop(IMPERSONATED, None)
    person = Person.objects.filter(number=number).first() if number else None
    if person is not None:
        actor = getattr(request, "impersonator", None)
        record_change(
            IMPERSONATION,
            person.uuid,
            action="end",
            actor=actor,
            reason="查看结束 / Finished looking",
            subject_label=person.name,
        )
    return person
