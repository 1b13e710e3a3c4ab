"""`manage.py grant_access NUMBER ROLE --reason TEXT [--as NUMBER]`: an access role from the command line, on the record."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from lms.foundation.api import Refusal, access, grant_access, take_the_chain
from lms.foundation.models import Person


class Command(BaseCommand):
    """The first super-administrator needs nobody who grants; from then on somebody does, as on the page."""

    help = "Give a person an access role; the first super-administrator of an installation above all."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare who gets what, from whom, and why."""
        parser.add_argument("number", help="personnel number of who gets the role")
        parser.add_argument("role", choices=[row.code for row in access.ACCESS_ROLES], help="the access role")
        parser.add_argument(
            "--as", dest="granter", metavar="NUMBER", help="personnel number of the super-administrator who grants"
        )
        parser.add_argument("--reason", required=True, help="why; it stands in the audit trail")

    def handle(self, *args: Any, **options: Any) -> None:
        """Grant, or say what stands against it."""
        person, role = _person(options["number"]), options["role"]
        try:
            with transaction.atomic():
                take_the_chain()  # of two who are first at once, the second needs the first
                grant_access(person, role, actor=_granter(options["granter"], role), reason=options["reason"])
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{person.number} {person.name}: {', '.join(sorted(person.access_roles))}")


def _granter(number: str | None, role: str) -> Person | None:
    """Who grants: a super-administrator with an open account; nobody only while there is none."""
    if number is not None:
        granter = _person(number)
        if not access.may_grant_access(granter):
            raise CommandError(f"{granter.number} {granter.name} is no super-administrator and grants nothing.")
        return granter
    if role != access.SUPER_ADMINISTRATOR:
        raise CommandError("Name the super-administrator who grants: --as NUMBER.")
    if Person.objects.filter(groups__name=access.SUPER_ADMINISTRATOR, is_active=True).exists():
        raise CommandError("This installation has its super-administrator. Name who grants: --as NUMBER.")
    return None


def _person(number: str) -> Person:
    person = Person.objects.filter(number=number).first()
    if person is None:
        raise CommandError(f"There is nobody with the number {number}.")
    return person
