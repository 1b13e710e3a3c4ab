"""Takes the catalogue's drills into the database, proves the new versions, and attaches them to their activities."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lms.foundation.api import Refusal
from scenarios.drills.loading import load_drill_items
from scenarios.drills.syncing import sync_scenarios


class Command(BaseCommand):
    """`sync_scenarios`: running it again changes nothing."""

    help = "Take the drills of the catalogue in: new versions are proved by their recorded paths before they are published."

    def handle(self, *args: Any, **options: Any) -> None:
        """Take in and attach; a refusal ends with its sentence."""
        try:
            drills, items = sync_scenarios(), load_drill_items()
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{drills} drills, {items} in activities")
