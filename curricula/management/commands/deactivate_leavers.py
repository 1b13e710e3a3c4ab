"""`manage.py deactivate_leavers`: run once a day, after midnight."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from curricula.organisation.leavers import deactivate_leavers
from lms.foundation.api import clock


class Command(BaseCommand):
    """Closes the accounts of those whose last post has ended; ends with an error while one of them must stay open."""

    help = "Close the accounts of people whose last post has ended."

    def handle(self, *args: Any, **options: Any) -> None:
        """Close them, say how many, and name whose account was not closed and why."""
        left = deactivate_leavers(clock.today())
        self.stdout.write(f"{left.closed} accounts closed")
        if left.kept:
            raise CommandError(
                f"The account of {', '.join(left.kept)} stays open although the last post has ended: nobody else could "
                "grant access any more. Make somebody else super-administrator; the next run then closes it."
            )
