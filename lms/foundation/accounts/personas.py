"""The people whose eyes a visitor of the demonstration may borrow with one click. Nothing here exists in production."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lms.foundation.accounts import access
from lms.foundation.accounts.models import Person

LEARNER = ""
"""the role of somebody who holds none"""


@dataclass(frozen=True)
class Persona:
    """One part in the play: the access role, who is to play it where that person is there, and what one comes for."""

    role: str
    names: tuple[str, ...]
    title: Any
    description: Any


DEMO_PERSONAS = (
    Persona(LEARNER, ("周婷",), _("Learner"), _("Receiving clerk: what is due, a lesson, an exam, a drill.")),
    Persona(access.TRAINING_LEAD, ("吴岚",), _("Training lead"), _("Keeps the matrix, imports people, closes gaps.")),
    Persona(access.ASSESSOR, ("罗斌",), _("Assessor"), _("Watches somebody work and signs at the bench.")),
    Persona(
        access.CHAMPION, ("何雪",), _("Change champion"), _("Supports the warehouse: its questions and its progress.")
    ),
    Persona(access.AUTHOR, (), _("Author"), _("Writes lessons, manuals and FAQs in the back office.")),
    Persona(access.MANAGER, ("陆建国",), _("Manager"), _("Head of production: sees the department, down to names.")),
    Persona(access.EXECUTIVE, ("顾远航",), _("Executive"), _("Reads the report and signs go or no-go.")),
    Persona(access.EXECUTIVE, ("林慧",), _("Quality director"), _("Signs beside the general manager.")),
    Persona(access.AUDITOR, (), _("Auditor"), _("Reads every record and reviews the audit trail.")),
    Persona(access.ADMINISTRATOR, (), _("Administrator"), _("Unlocks accounts and sends one-time links.")),
    Persona(access.SUPER_ADMINISTRATOR, (), _("Super-administrator"), _("Grants and withdraws access roles.")),
)


@dataclass(frozen=True)
class Cast:
    """A persona with the person who plays it, as the sign-in page shows it."""

    persona: Persona
    person: Person

    @property
    def name(self) -> str:
        """The person's own name."""
        return self.person.name

    @property
    def name_latin(self) -> str:
        """The name in Latin letters."""
        return self.person.name_latin

    @property
    def role(self) -> Any:
        """What the person comes as."""
        return self.persona.title

    @property
    def description(self) -> Any:
        """What the person comes for."""
        return self.persona.description

    @property
    def post_url(self) -> str:
        """Where one click signs in."""
        return reverse("demo-sign-in", args=[self.person.number])


def demo_cast() -> list[Cast]:
    """The personas somebody in the database can play, each person once; two queries."""
    names = [name for persona in DEMO_PERSONAS for name in persona.names]
    known = Person.objects.filter(is_active=True).order_by("number")
    by_name = {person.name: person for person in reversed(known.filter(name__in=names).prefetch_related("groups"))}
    by_role: dict[str, list[Person]] = {}
    for person in known.filter(groups__isnull=False).distinct().prefetch_related(Prefetch("groups")):
        for group in person.groups.all():
            by_role.setdefault(group.name, []).append(person)
    cast: list[Cast] = []
    for persona in DEMO_PERSONAS:
        taken = {one.person.pk for one in cast}
        player = next((one for one in _candidates(persona, by_name, by_role) if one.pk not in taken), None)
        if player is not None:
            cast.append(Cast(persona, player))
    return cast


def _candidates(persona: Persona, by_name: dict[str, Person], by_role: dict[str, list[Person]]) -> Iterator[Person]:
    for name in persona.names:
        person = by_name.get(name)
        if person is not None and (not persona.role or persona.role in {group.name for group in person.groups.all()}):
            yield person
    if persona.role and not persona.names:
        # Whoever holds no other role shows the role best.
        yield from sorted(by_role.get(persona.role, ()), key=lambda person: len(person.groups.all()))
