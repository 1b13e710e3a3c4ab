"""The state of an assignment on a day. The same rule in SQL stands in training.queries; a property test holds them together."""

from datetime import date
from typing import Protocol


class Days(Protocol):
    """The days that decide (an Assignment row, or anything shaped like one)."""

    opens_on: date
    due_on: date
    started_on: date | None
    met_on: date | None
    valid_until: date | None
    stale_on: date | None
    waived_until: date | None


def status_on(row: Days, day: date) -> str:
    """The state on `day`: a code of vocabulary.Status. A waiver covers whatever is not met; validity is judged on `day`."""
    met = row.met_on is not None and row.met_on <= day
    if (
        met
        and not (row.stale_on is not None and row.stale_on <= day)
        and not (row.valid_until is not None and row.valid_until < day)
    ):
        return "met"
    if row.waived_until is not None and row.waived_until >= day:
        return "waived"
    if met:
        return "expired" if row.valid_until is not None and row.valid_until < day else "stale"
    if row.due_on < day:
        return "overdue"
    if row.started_on is not None and row.started_on <= day:
        return "in_progress"
    return "open" if row.opens_on <= day else "not_yet_due"
