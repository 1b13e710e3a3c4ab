"""Write the readiness report of a go-live to a file."""

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, ClassVar

from django.core.management.base import BaseCommand, CommandError

from curricula.models import GoLive
from reporting.documents.readiness_report.rendering import LANGUAGES, readiness_report
from reporting.models import Snapshot
from reporting.snapshots.taking import take_snapshot


class Command(BaseCommand):
    """`readiness_report W1 --output FILE`: takes a snapshot if none is named, prints path, number and digest."""

    # A second that a printed page need not take: the installation is checked whenever it is migrated or served.
    requires_system_checks: ClassVar[list[str]] = []  # type: ignore[misc]
    help = "Write the readiness report of a go-live as a PDF. Without --snapshot a snapshot is taken first (none if nothing has changed)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the go-live's code, the file, the language and the snapshot's number."""
        parser.add_argument("go_live", help="code of the go-live, such as W1")
        parser.add_argument("--output", required=True, help="file to write; - writes to standard output")
        parser.add_argument("--language", choices=LANGUAGES, default=LANGUAGES[0])
        parser.add_argument("--snapshot", type=int, help="number of a snapshot that exists, such as 147")

    def handle(self, *args: Any, **options: Any) -> None:
        """Find or take the snapshot, render, write."""
        snapshot = self._snapshot(options["go_live"], options["snapshot"])
        content = readiness_report(snapshot, language=options["language"])
        if options["output"] == "-":
            sys.stdout.buffer.write(content)
            return
        path = Path(options["output"])
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        self.stdout.write(f"{path.resolve()}\n{snapshot.name} {snapshot.digest}")

    def _snapshot(self, code: str, number: int | None) -> Snapshot:
        go_live = GoLive.objects.filter(code=code).first()
        if go_live is None:
            known = ", ".join(GoLive.objects.values_list("code", flat=True)) or "none"
            raise CommandError(f"There is no go-live {code}. Known: {known}.")
        if number is None:
            return take_snapshot(go_live, actor=None)
        found = Snapshot.objects.filter(go_live=go_live, number=number).first()
        if found is None:
            raise CommandError(f"There is no snapshot {number} of {code}.")
        return found
