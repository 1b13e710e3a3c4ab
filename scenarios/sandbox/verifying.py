"""Checking the journals of drills: each attempt's chain is whole, its opening included."""

from collections.abc import Iterator

from django.db.models import QuerySet

from lms.foundation.api import Finding, record_verifier
from scenarios.sandbox.models import Attempt

LOST = "cannot be checked: its dataset is neither made nor kept whole"
ALTERED = "does not belong where it stands: altered or removed"


def _kept_attempts() -> QuerySet[Attempt]:
    return Attempt.objects.filter(rows__isnull=False).distinct()


@record_verifier("drill journals", rows=lambda: _kept_attempts().count())
def verify_journals() -> Iterator[Finding]:
    """The first row of each attempt that does not belong where it stands; an attempt without its company cannot be told."""
    # The engine is a third of a second of loading, which only this check should pay, not every command.
    from scenarios.engine.api import first_broken_entry
    from scenarios.sandbox.dataset_store import DatasetLost
    from scenarios.sandbox.folding import first_broken_row, opening_of

    for attempt in _kept_attempts().order_by("pk").iterator(chunk_size=50):
        try:
            opening = first_broken_entry(opening_of(attempt).state)
        except DatasetLost as lost:
            yield Finding("drill journals", f"{attempt.uuid} {lost.ref}", LOST)
            continue
        broken = first_broken_row(attempt)
        if opening is not None:
            yield Finding("drill journals", f"{attempt.uuid} opening #{opening}", ALTERED)
        elif broken is not None:
            yield Finding("drill journals", f"{attempt.uuid} #{broken}", ALTERED)
