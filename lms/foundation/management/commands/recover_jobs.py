"""manage.py recover_jobs: give up jobs whose worker died, and put those in the queue that did not get there."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lms.foundation.jobs.recovery import recover_jobs


class Command(BaseCommand):
    """Safe to run as often as one likes; ends with an error while the queue cannot be reached."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        """Report what was found."""
        found = recover_jobs()
        self.stdout.write(f"{found.given_up} jobs given up, {found.sent} put in the queue")
        if found.unsent:
            raise CommandError(f"{found.unsent} jobs wait for a queue that cannot be reached")
