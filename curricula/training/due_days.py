"""Which due days a change moved: the days before and after it, compared row by row."""

from datetime import date

from django.db.models import QuerySet

from curricula.training.models import Assignment

DueDays = dict[tuple[int, int, int | None], date]


def due_days_of(rows: QuerySet[Assignment]) -> DueDays:
    """The day by which each person owes each activity at each go-live, of what is current."""
    fields = rows.filter(is_current=True).order_by().values_list("person_id", "activity_id", "go_live_id", "due_on")
    return {(person, activity, go_live): due_on for person, activity, go_live, due_on in fields}


def moved_days(before: DueDays, after: DueDays) -> int:
    """How many of them lie on another day now; what came or went is no move."""
    return sum(1 for key, day in after.items() if key in before and before[key] != day)
