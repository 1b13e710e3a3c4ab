"""`manage.py deactivate_leavers`: run once a day, after midnight."""

from typing import Any

from django.core.management.base import BaseCommand

from curricula.organisation.leavers import deactivate_leavers
from lms.foundation.api import clock


class Command(BaseCommand):
    """Closes the accounts of those whose last post has ended."""

    help = "Close the accounts of people whose last post has ended."

    def handle(self, *args: Any, **options: Any) -> None:
        """Close them and say how many."""
        self.stdout.write(f"{deactivate_leavers(clock.today())} accounts closed")
