"""Granting and withdrawing access, each with a reason in the audit trail."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lms.foundation.accounts import access
from lms.foundation.accounts.models import Person
from lms.foundation.audit.services import record_change, take_the_chain
from lms.foundation.errors import Refusal

# Running the installation and deciding rights or outcomes stay apart (21 CFR 11.10(g), requirement A38).
APART = (
    frozenset({access.ADMINISTRATOR, access.SUPER_ADMINISTRATOR}),
    frozenset({access.AUDITOR, access.TRAINING_LEAD}),
    frozenset({access.AUDITOR, access.ADMINISTRATOR}),
    frozenset({access.AUDITOR, access.SUPER_ADMINISTRATOR}),
)


class AccessRefused(Refusal):
    """The grant is not possible; the sentence says which rule stands against it."""

    code = "ACCESS_REFUSED"


def grant_access(person: Person, role: str, *, actor: Person | None, reason: str) -> None:
    """Give `person` the access role `role`; twice is once. Refuses unknown roles, own rights, and rights kept apart."""
    if role not in {row.code for row in access.ACCESS_ROLES}:
        raise AccessRefused(_("There is no access role “%(role)s”.") % {"role": role})
    if actor is not None and actor.pk == person.pk:
        raise AccessRefused(_("Nobody grants rights to themselves. Ask another super-administrator."))
    with transaction.atomic():
        take_the_chain()  # two who grant at once see each other's: rights kept apart stay apart
        held = set(person.groups.values_list("name", flat=True))
        if role in held:
            return
        for pair in APART:
            if role in pair and held & (pair - {role}):
                raise AccessRefused(_("These two access roles are kept apart. Withdraw the other one first."))
        person.groups.add(Group.objects.get_or_create(name=role)[0])
        _record(person, held, held | {role}, actor, reason)


def withdraw_access(person: Person, role: str, *, actor: Person | None, reason: str) -> None:
    """Take the access role back; twice is once. Refuses to take the last of the keys."""
    with transaction.atomic():
        take_the_chain()  # of two who take each other's keys at once, the second finds the last one and refuses
        held = set(person.groups.values_list("name", flat=True))
        if role not in held:
            return
        if role == access.SUPER_ADMINISTRATOR:
            refuse_last_of_the_keys(person)
        person.groups.remove(*person.groups.filter(name=role))
        _record(person, held, held - {role}, actor, reason)


def refuse_last_of_the_keys(person: Person) -> None:
    """Refuse where nobody else with an open account could grant access. Call it with the chain taken."""
    others = Person.objects.filter(groups__name=access.SUPER_ADMINISTRATOR, is_active=True).exclude(pk=person.pk)
    if not others.exists():
        raise AccessRefused(_("This is the last super-administrator. Grant the role to somebody else first."))


@contextmanager
def keeping_the_keys() -> Iterator[None]:
    """Refuse what is done in here, and undo it, where it would leave nobody with an open account who could grant access."""
    holders = Person.objects.filter(groups__name=access.SUPER_ADMINISTRATOR, is_active=True)
    with transaction.atomic():
        take_the_chain()
        were_held = holders.exists()
        yield
        if were_held and not holders.exists():
            raise AccessRefused(
                _(
                    "Nothing was changed: this would close the account of the last super-administrator, and nobody could "
                    "grant access any more. Grant the role to somebody else first, then do this again."
                )
            )


def _record(person: Person, before: set[str], after: set[str], actor: Person | None, reason: str) -> None:
    person.__dict__.pop("access_roles", None)
    record_change(
        "person.access", person.uuid, action="change", before={"roles": sorted(before)}, after={"roles": sorted(after)},
        actor=actor, reason=reason,
    )  # fmt: skip
