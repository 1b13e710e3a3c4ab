"""Checking the chain: any row altered, removed or inserted behind the application's back is named."""

from collections.abc import Iterator
from dataclasses import dataclass

from lms.foundation.audit.models import AuditEntry
from lms.foundation.audit.services import GENESIS, canonical_entry
from lms.foundation.canonical import chained


@dataclass(frozen=True)
class Finding:
    """One row that does not fit: which table, which row, what is wrong."""

    table: str
    row: str
    problem: str


def verify_audit_trail(expected_head: tuple[int, str] | None = None) -> Iterator[Finding]:
    """Walk the chain from the first entry; `expected_head` (sequence, hash) of an earlier export shows a cut tail."""
    previous, expected_sequence, heads = GENESIS, 1, {}
    for entry in AuditEntry.objects.order_by("sequence").iterator(chunk_size=2000):
        row = f"#{entry.sequence}"
        if entry.sequence != expected_sequence:
            yield Finding("audit trail", f"#{expected_sequence}", "is missing: removed, or the numbering was changed")
        if entry.previous_hash != previous:
            yield Finding("audit trail", row, "does not follow the entry before it: inserted, or its neighbour changed")
        if entry.hash != chained(entry.previous_hash, canonical_entry(entry)):
            yield Finding("audit trail", row, "was altered: its content does not give its hash")
        previous, expected_sequence = entry.hash, entry.sequence + 1
        heads[entry.sequence] = entry.hash
    if expected_head is not None and heads.get(expected_head[0]) != expected_head[1]:
        yield Finding(
            "audit trail", f"#{expected_head[0]}", "differs from the exported chain head: the tail was cut or rewritten"
        )


def chain_head() -> tuple[int, str]:
    """Sequence and hash of the newest entry; (0, zeros) for an empty trail."""
    return AuditEntry.objects.order_by("-sequence").values_list("sequence", "hash").first() or (0, GENESIS)
