"""Sum coverage up anew from the assignments; with --check, only say whether what is stored is the same."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from curricula.models import GoLive
from reporting.metrics.summary import fresh_summary, rebuild_summary, summary_differences

SHOWN = 50


class Command(BaseCommand):
    """Rebuild, or prove that a rebuild would change nothing (exit code 1 where it would)."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """Take --check."""
        parser.add_argument("--check", action="store_true", help="compare only; exit 1 and name the rows that differ")

    def handle(self, *args: Any, **options: Any) -> None:
        """Go through all go-lives and say what was found."""
        go_lives = list(GoLive.objects.order_by("on"))
        if not options["check"]:
            for go_live in go_lives:
                rebuild_summary(go_live)
            self.stdout.write(f"Coverage of {len(go_lives)} go-lives summed up from assignments.")
            return
        found = []
        for go_live in go_lives:
            fresh_summary(go_live)
            found += [f"{go_live.code}: {line}" for line in summary_differences(go_live)]
        for line in found[:SHOWN]:
            self.stdout.write(line)
        if found:
            self.stdout.write(f"{len(found)} rows differ from the assignments. Run rebuild_coverage to mend them.")
            sys.exit(1)
        self.stdout.write("Stored coverage equals a rebuild from assignments.")
