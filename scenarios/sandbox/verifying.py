"""Checking the journals of drills: each attempt's chain is whole from its opening."""

from collections.abc import Iterator

from lms.foundation.api import Finding, record_verifier
from scenarios.engine.api import verify_chain
from scenarios.sandbox.folding import entry_of, opening_of
from scenarios.sandbox.models import Attempt


@record_verifier("drill journals")
def verify_journals() -> Iterator[Finding]:
    """The first row of each attempt that does not belong where it stands."""
    for attempt in Attempt.objects.filter(rows__isnull=False).distinct().order_by("pk").iterator(chunk_size=50):
        rows = list(attempt.rows.order_by("seq"))
        entries = [entry_of(row) for row in rows]
        broken = verify_chain(opening_of(attempt).state, entries)
        if broken is None:
            broken = next((row.seq for row, one in zip(rows, entries, strict=True) if row.hash != one.hash), None)
        if broken is not None:
            yield Finding(
                "drill journals", f"{attempt.uuid} #{broken}", "does not belong where it stands: altered or removed"
            )
