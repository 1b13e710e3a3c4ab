"""manage.py verify_records: name every row that was altered, removed or inserted behind the application's back."""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from lms.foundation.audit.models import AuditEntry
from lms.foundation.audit.verify import Finding, chain_head, verifiers, verify_audit_trail


class Command(BaseCommand):
    """Exit 0 when every record stands as it was written, 1 when one does not."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """An earlier chain head shows a tail that was cut."""
        parser.add_argument("--head", metavar="FILE", help="chain head exported before; shows a cut tail")
        parser.add_argument("--json", action="store_true", help="print findings as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run all checks, print what they find, and end with the fitting status."""
        head = _read_head(options["head"]) if options["head"] else None
        findings = list(_findings(head))
        sequence, link = chain_head()
        checks = ["audit trail", *verifiers()]
        if options["json"]:
            report = {
                "checks": checks,
                "entries": AuditEntry.objects.count(),
                "findings": [asdict(one) for one in findings],
            }
            self.stdout.write(json.dumps({**report, "head": {"sequence": sequence, "hash": link}}, ensure_ascii=False))
        else:
            for one in findings:
                self.stdout.write(f"{one.table}: {one.row} {one.problem}")
            self.stdout.write(f"Checked: {', '.join(checks)}. Head: #{sequence} {link}")
            self.stdout.write(f"Findings: {len(findings)}" if findings else "Every record stands as it was written.")
        if findings:
            sys.exit(1)


def _findings(head: tuple[int, str] | None) -> Iterator[Finding]:
    yield from verify_audit_trail(head)
    for verifier in verifiers().values():
        yield from verifier()


def _read_head(path: str) -> tuple[int, str]:
    try:
        kept = json.loads(Path(path).read_text(encoding="utf-8"))
        return int(kept["sequence"]), str(kept["hash"])
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise CommandError(f"{path} is not an exported chain head: {fault}") from fault
