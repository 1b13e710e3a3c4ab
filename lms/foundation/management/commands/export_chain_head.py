"""manage.py export_chain_head: write the newest link of the audit trail, to be kept where this installation cannot reach it."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from lms.foundation import clock
from lms.foundation.audit.verify import chain_head


class Command(BaseCommand):
    """Print the head, or write it to a file; `verify_records --head FILE` compares with it later."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to."""
        parser.add_argument("--output", metavar="FILE", help="write here instead of printing")

    def handle(self, *args: Any, **options: Any) -> None:
        """Read the head and write it."""
        sequence, link = chain_head()
        text = json.dumps({"sequence": sequence, "hash": link, "exported_at": clock.now().isoformat()})
        if options["output"]:
            Path(options["output"]).write_text(text + "\n", encoding="utf-8")
            self.stdout.write(f"Head #{sequence} written to {options['output']}")
        else:
            self.stdout.write(text)
