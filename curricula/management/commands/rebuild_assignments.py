"""Draw up all assignments anew from facts; with --check, only say whether the stored ones are the same."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from curricula.api import differences_from_facts, rebuild_assignments

SHOWN = 50


class Command(BaseCommand):
    """Rebuild, or prove that a rebuild would change nothing (exit code 1 where it would)."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """Take --check."""
        parser.add_argument("--check", action="store_true", help="compare only; exit 1 and name the rows that differ")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it and say what was found."""
        if not options["check"]:
            self.stdout.write(f"{rebuild_assignments()} assignments drawn up from facts.")
            return
        found = differences_from_facts()
        for line in found[:SHOWN]:
            self.stdout.write(line)
        if found:
            self.stdout.write(f"{len(found)} assignments differ from the facts. Run rebuild_assignments to mend them.")
            sys.exit(1)
        self.stdout.write("Stored assignments equal a rebuild from facts.")
