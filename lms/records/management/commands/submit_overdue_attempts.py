"""Hand in every exam attempt whose time is over: what was saved is graded as of the deadline."""

from typing import Any

from django.core.management.base import BaseCommand

from lms.records.exams.locking import lock_overdue_attempts


class Command(BaseCommand):
    """Safe to run as often as one likes; an attempt is handed in once."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        """Report how many were handed in."""
        self.stdout.write(f"{lock_overdue_attempts()} attempts handed in")
