"""`manage.py import_people FILE [--dry-run] [--json] [--complete]`: people and postings from an HR file."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lms.exchange.people.acts import Plan
from lms.exchange.people.reading import read_people_file, size_fault
from lms.exchange.people.services import apply_import, make_dry_run, plan_file, receive_file
from lms.foundation.api import Refusal


class Command(BaseCommand):
    """Exits 1 if anything is wrong with the file; then nothing was written."""

    help = "Take people and postings from an XLSX or CSV file of the HR department."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the file and the options."""
        parser.add_argument("file", help="an .xlsx or .csv file")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done, write nothing")
        parser.add_argument("--json", action="store_true", help="print counts and errors as JSON")
        parser.add_argument(
            "--complete", action="store_true", help="whoever is missing in the file has left: end their posts"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Plan, print, and apply where nothing is wrong and no dry run was asked for."""
        path = Path(options["file"])
        if not path.is_file():
            raise CommandError(f"There is no file {path}.")
        plan = self._plan(path, options)
        outcome = {**plan.counts, "errors": [fault.as_message() for fault in plan.faults]}
        if options["json"]:
            self.stdout.write(json.dumps(outcome, ensure_ascii=False))
        else:
            self._print(outcome)
        if plan.faults:
            raise SystemExit(1)

    def _plan(self, path: Path, options: dict[str, Any]) -> Plan:
        is_complete = options["complete"]
        fault = size_fault(path.stat().st_size)
        if fault is not None:
            return Plan(faults=(fault,))
        content = path.read_bytes()
        if options["dry_run"]:
            return plan_file(read_people_file(content), is_complete=is_complete)
        plan = plan_file(read_people_file(content), is_complete=is_complete)
        if not plan.faults and any(plan.acts):
            people_import = receive_file(path.name, content, actor=None, is_complete=is_complete)
            plan = make_dry_run(people_import)
            try:
                apply_import(people_import, actor=None)
            except Refusal as refusal:
                raise CommandError(str(refusal)) from refusal
        return plan

    def _print(self, outcome: dict[str, Any]) -> None:
        for name in ("added", "changed", "ended", "unchanged"):
            self.stdout.write(f"{name:>10}: {outcome[name]}")
        for fault in outcome["errors"]:
            place = f"row {fault['row']}, {fault['column']}" if fault["column"] else f"row {fault['row']}"
            self.stdout.write(f"  {place}: {fault['message']}")
