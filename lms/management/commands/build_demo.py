"""Build the demonstration company, once; `--fresh` starts over."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, connections

from lms.demo.build import DemoBuilder
from lms.demo.company import DEMO_PASSWORD
from lms.foundation.models import Person
from lms.settings.demo_clock import FILE_NAME


class Command(BaseCommand):
    """Migrations, the company with a progress bar, and a readiness report; a second run keeps what is there."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """Take --fresh and --no-report."""
        parser.add_argument("--fresh", action="store_true", help="drop the demonstration's data and build it anew")
        parser.add_argument("--no-report", action="store_true", help="do not render the readiness report")

    def handle(self, *args: Any, **options: Any) -> None:
        """Build, then say where things are."""
        if not settings.DEMO_MODE:
            raise CommandError("The demonstration is not built into an installation that is not in demonstration mode.")
        if options["fresh"]:
            _drop_everything()
        call_command("migrate", verbosity=0)
        if not Person.objects.exists():
            DemoBuilder().run(quiet=options["verbosity"] == 0)
        report = settings.HOME / "readiness-report-W1.pdf"
        if not options["no_report"] and not report.exists():
            call_command("readiness_report", "W1", output=str(report))
        self.stdout.write(
            f"Data: {settings.HOME}\nReadiness report: {report}\nPassword of every demonstration person: {DEMO_PASSWORD}"
        )


def _drop_everything() -> None:
    """Empty the database (a file is removed, a server's schema is made anew) and the kept report."""
    connections.close_all()
    if connection.vendor == "sqlite":
        database = Path(str(settings.DATABASES["default"]["NAME"]))
        for suffix in ("", "-wal", "-shm"):
            Path(f"{database}{suffix}").unlink(missing_ok=True)
    else:
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    for name in (FILE_NAME, "readiness-report-W1.pdf"):
        (settings.HOME / name).unlink(missing_ok=True)
