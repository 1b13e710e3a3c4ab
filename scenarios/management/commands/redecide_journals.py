"""Decides the commands of recorded attempts anew and names what this engine would decide otherwise; changes nothing."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from scenarios.engine.api import ENGINE_VERSION, redecide
from scenarios.sandbox.dataset_store import DatasetLost
from scenarios.sandbox.folding import entries_of, opening_of
from scenarios.sandbox.models import Attempt


class Command(BaseCommand):
    """`redecide_journals [--attempt UUID] [--json] [--fail]`: drift of the engine against what was recorded.

    Recorded events stay the truth for the attempts they belong to. An attempt whose company can be rebuilt no more cannot
    be decided again: it is named as such. `--fail` exits with 1 when anything differs or could not be decided.
    """

    help = "Decide recorded commands again and say where the engine has moved on."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take one attempt, and how to say it."""
        parser.add_argument("--attempt", default="")
        parser.add_argument("--json", action="store_true", dest="as_json")
        parser.add_argument("--fail", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one line for each entry that differs, and the count."""
        attempts = Attempt.objects.filter(rows__isnull=False).distinct().select_related("version__scenario")
        if options["attempt"]:
            attempts = attempts.filter(uuid=options["attempt"])
        commands = 0
        rows: list[dict[str, Any]] = []
        lost: list[dict[str, str]] = []
        for attempt in attempts.order_by("pk").iterator(chunk_size=50):
            drill = f"{attempt.version.code} {attempt.version.version}"
            try:
                opening = opening_of(attempt)
            except DatasetLost as gone:
                lost.append({"attempt": str(attempt.uuid), "drill": drill, "dataset": gone.ref})
                continue
            entries = entries_of(attempt)
            commands += len(entries)
            rows += [
                {
                    "attempt": str(attempt.uuid),
                    "drill": drill,
                    "seq": drift.seq,
                    "recorded": drift.recorded,
                    "decided": drift.decided,
                }
                for drift in redecide(opening.state, entries)
            ]
        if options["as_json"]:
            summary = {"engine": ENGINE_VERSION, "commands": commands, "drifts": rows, "lost": lost}
            self.stdout.write(json.dumps(summary, ensure_ascii=False))
        else:
            for row in rows:
                self.stdout.write(f"{row['drill']} {row['attempt']} #{row['seq']}")
                self.stdout.write(f"  recorded {row['recorded'][:300]}")
                self.stdout.write(f"  decided  {row['decided'][:300]}")
            for gone_row in lost:
                sentence = "cannot be decided again, its dataset is neither made nor kept whole"
                self.stdout.write(f"{gone_row['drill']} {gone_row['attempt']}: {sentence} ({gone_row['dataset']})")
            self.stdout.write(
                f"{commands} commands decided again by engine {ENGINE_VERSION}; {len(rows)} differ, {len(lost)} attempts lost."
            )
        if (rows or lost) and options["fail"]:
            raise SystemExit(1)
