"""`manage.py load_company FOLDER --as NUMBER --reason TEXT [--content FOLDER] [--questions FOLDER] [--dry-run] [--json]`."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lms.exchange.company.checking.checks import Folders
from lms.exchange.company.loading import load_company, try_company
from lms.exchange.company.template import write_template
from lms.foundation.api import Refusal, clock
from lms.foundation.models import Person


class Command(BaseCommand):
    """Exits 1 if anything is wrong with the files; then nothing was written."""

    help = "Take a company's organisation, processes, goals, go-lives, activities, matrix and content from its files."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the folders and the options."""
        parser.add_argument(
            "folder", nargs="?", help="the company's folder (lms/demo/data/company/README.md describes the files)"
        )
        parser.add_argument("--template", metavar="FOLDER", help="write a small example of a company there, and end")
        parser.add_argument("--content", metavar="FOLDER", help="lessons, manuals, answers, dictionary, announcements")
        parser.add_argument("--questions", metavar="FOLDER", help="question banks, examinations, practicals, rubrics")
        parser.add_argument("--as", dest="number", metavar="NUMBER", help="personnel number of who loads")
        parser.add_argument("--reason", help="why; it stands in the audit trail with every record")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done, write nothing")
        parser.add_argument("--overwrite", action="store_true", help="also replace what was edited since the last load")
        parser.add_argument("--json", action="store_true", help="print counts and errors as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the example, or load and print what was done."""
        if options["template"]:
            try:
                written = write_template(Path(options["template"]), today=clock.today())
            except Refusal as refusal:
                raise CommandError(str(refusal)) from refusal
            self.stdout.write(f"{len(written)} files written to {options['template']}: {', '.join(written)}")
            return
        if not (options["folder"] and options["number"] and options["reason"]):
            raise CommandError("Name the folder, who loads (--as NUMBER) and why (--reason TEXT).")
        person = Person.objects.filter(number=options["number"]).first()
        if person is None:
            raise CommandError(f"There is nobody with the number {options['number']}.")
        content, questions = (Path(options[name]) if options[name] else None for name in ("content", "questions"))
        folders = Folders(Path(options["folder"]), content, questions)
        try:
            outcome = (try_company if options["dry_run"] else load_company)(
                folders, actor=person, reason=options["reason"], overwrites=options["overwrite"]
            )
        except Refusal as refusal:
            raise CommandError(str(refusal)) from refusal
        record = outcome.as_record()
        if options["json"]:
            self.stdout.write(json.dumps(record, ensure_ascii=False))
        else:
            self._print(record, is_dry_run=options["dry_run"])
        if outcome.errors:
            raise SystemExit(1)

    def _print(self, record: dict[str, Any], *, is_dry_run: bool) -> None:
        for name in ("added", "changed", "unchanged"):
            self.stdout.write(f"{name:>10}: {record[name]}")
        for kept in record["kept"]:
            self.stdout.write(f"  kept {kept['kind']} {kept['code']}: {kept['message']}")
        for error in record["errors"]:
            place = ", ".join(
                part
                for part in (error["file"], f"line {error['line']}" if error["line"] else "", error["place"])
                if part
            )
            self.stdout.write(f"  {place}: {error['message']}")
        if record["errors"]:
            self.stdout.write(f"{len(record['errors'])} problems; nothing was written.")
        elif is_dry_run:
            self.stdout.write("This was a dry run; nothing was written.")
