"""manage.py verify_records: name every row that was altered, removed or inserted behind the application's back."""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from lms.foundation.audit.checking import check_records
from lms.foundation.audit.models import AuditEntry
from lms.foundation.audit.verify import Finding, chain_head, verifiers, verify_audit_trail


class Command(BaseCommand):
    """Exit 0 when every record stands as it was written, 1 when one does not."""

    help = __doc__

    def add_arguments(self, parser: CommandParser) -> None:
        """An earlier chain head shows a tail that was cut."""
        against = parser.add_mutually_exclusive_group()
        against.add_argument("--head", metavar="FILE", help="chain head exported before; shows a cut tail")
        against.add_argument(
            "--keep", action="store_true",
            help="keep what was found, as the page Verification does, and compare with the head kept before",
        )  # fmt: skip
        parser.add_argument("--json", action="store_true", help="print findings as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run all checks, print what they find, and end with the fitting status."""
        head = _read_head(options["head"]) if options["head"] else None
        findings, count = _kept() if options["keep"] else _only_found(head)
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
            self.stdout.write(f"Findings: {count}" if count else "Every record stands as it was written.")
        if count:
            sys.exit(1)


def _kept() -> tuple[list[Finding], int]:
    """Check and keep it as one row; of many findings the row names the first, and counts all."""
    check = check_records(actor=None, report=lambda done, total, message: None)
    return [Finding(**one) for one in check.findings], check.finding_count


def _only_found(head: tuple[int, str] | None) -> tuple[list[Finding], int]:
    findings = list(_findings(head))
    return findings, len(findings)


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
