"""Who somebody is, and whether the accountability of a signature has been understood (21 CFR 11.100(b), 11.10(j))."""

from django.db import transaction
from django.utils.translation import gettext as _

from lms.foundation import clock
from lms.foundation.accounts.models import Person
from lms.foundation.accounts.services import AccessRefused
from lms.foundation.audit.services import record_change, take_the_chain


def verify_identity(person: Person, *, actor: Person, reason: str) -> None:
    """Record that `actor` has seen who `person` is; `reason` says how. Refuses oneself and an empty reason."""
    if actor.pk == person.pk:
        raise AccessRefused(_("Nobody verifies their own identity. Ask a colleague; nothing has changed."))
    with transaction.atomic():
        take_the_chain()
        person.refresh_from_db(fields=["identity_verified_at", "identity_verified_by"])
        before = _said(person)
        person.identity_verified_at, person.identity_verified_by = clock.now(), actor
        person.save(update_fields=["identity_verified_at", "identity_verified_by"])
        record_change(
            "person.identity", person.uuid, action="change", actor=actor, reason=reason, subject_label=person.name,
            before=before, after=_said(person),
        )  # fmt: skip


def acknowledge_policy(person: Person) -> None:
    """Record that the signature policy was read and accepted; before that nobody signs. Twice is once."""
    with transaction.atomic():
        take_the_chain()
        person.refresh_from_db(fields=["policy_acknowledged_at"])
        if person.policy_acknowledged_at is not None:
            return
        person.policy_acknowledged_at = clock.now()
        person.save(update_fields=["policy_acknowledged_at"])
        record_change(
            "person.policy", person.uuid, action="change", actor=person, subject_label=person.name,
            reason="本人已阅读签名政策并受其约束 / I have read the signature policy and it binds me",
            after={"acknowledged_at": person.policy_acknowledged_at.isoformat()},
        )  # fmt: skip


def _said(person: Person) -> dict[str, str | None]:
    at, by = person.identity_verified_at, person.identity_verified_by
    return {"verified_at": at.isoformat() if at else None, "verified_by": by.number if by else None}
