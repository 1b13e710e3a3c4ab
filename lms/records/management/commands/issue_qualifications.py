"""`manage.py issue_qualifications`: run once a day, after midnight."""

from typing import Any

from django.core.management.base import BaseCommand

from lms.foundation.api import clock
from lms.records.qualifications.issuing import issue_due_qualifications
from lms.records.qualifications.queries import EXPIRING, valid_qualifications, with_state


class Command(BaseCommand):
    """Evidence issues certificates at once; what the calendar makes due (a post that begins today) is issued here."""

    help = "Issue the certificates that became due overnight, and name those that end soon. Twice is once."

    def handle(self, *args: Any, **options: Any) -> None:
        """Issue them; then one line for each certificate that a new pass would renew now, the next to end first."""
        day = clock.today()
        self.stdout.write(f"{issue_due_qualifications(today=day)} certificates issued")
        held: Any = with_state(valid_qualifications(day), day).order_by("valid_until", "number")
        ending = [one for one in held if one.state == EXPIRING]
        for one in ending:
            self.stdout.write(f"{one.number} {one.person.number} {one.type.code} ends on {one.valid_until}")
        self.stdout.write(f"{len(ending)} certificates end soon")
