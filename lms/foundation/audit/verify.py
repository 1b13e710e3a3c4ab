"""Checking records: any row altered, removed or inserted behind the application's back is named.

The audit trail is checked here; what stands above this stratum brings its own check with `record_verifier`.
"""

from collections.abc import Callable, Iterator
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


Verifier = Callable[[], Iterator[Finding]]
_verifiers: dict[str, Verifier] = {}
_rows: dict[str, Callable[[], int]] = {}


def record_verifier(name: str, *, rows: Callable[[], int]) -> Callable[[Verifier], Verifier]:
    """Register a check of records under `name`; `verify_records` runs all and prints what they find.

    `rows` counts what the check looks at, so that "nothing found" says in how many.
    """

    def register(verifier: Verifier) -> Verifier:
        _verifiers[name], _rows[name] = verifier, rows
        return verifier

    return register


def verifiers() -> dict[str, Verifier]:
    """All registered checks by name, in the order of their names."""
    return dict(sorted(_verifiers.items()))


def rows_of(name: str) -> int:
    """How many rows a check looks at."""
    return _rows[name]()


def verify_audit_trail(expected_head: tuple[int, str] | None = None) -> Iterator[Finding]:
    """Walk the chain from the first entry; `expected_head` (sequence, hash) of an earlier export shows a cut tail."""
    previous, expected_sequence, head_seen = GENESIS, 1, expected_head is None or expected_head[0] == 0
    for entry in AuditEntry.objects.order_by("sequence").iterator(chunk_size=2000):
        row = f"#{entry.sequence}"
        if entry.sequence != expected_sequence:
            yield Finding("audit trail", f"#{expected_sequence}", "is missing: removed, or the numbering was changed")
        if entry.previous_hash != previous:
            yield Finding("audit trail", row, "does not follow the entry before it: inserted, or its neighbour changed")
        if entry.hash != chained(entry.previous_hash, canonical_entry(entry)):
            yield Finding("audit trail", row, "was altered: its content does not give its hash")
        previous, expected_sequence = entry.hash, entry.sequence + 1
        head_seen = head_seen or (entry.sequence, entry.hash) == expected_head
    if not head_seen and expected_head is not None:
        yield Finding(
            "audit trail", f"#{expected_head[0]}", "differs from the exported chain head: the tail was cut or rewritten"
        )


def chain_head() -> tuple[int, str]:
    """Sequence and hash of the newest entry; (0, zeros) for an empty trail."""
    return AuditEntry.objects.order_by("-sequence").values_list("sequence", "hash").first() or (0, GENESIS)
