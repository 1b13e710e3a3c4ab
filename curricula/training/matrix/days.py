"""Day arithmetic of the matrix: months, blackouts, working days."""

from calendar import monthrange
from datetime import date, timedelta
from functools import lru_cache

SATURDAY = 5


@lru_cache(10_000)  # a function of its arguments alone; a hundred thousand results lie on a few hundred days
def add_months(day: date, months: int) -> date:
    """The same day of the month `months` later; the month's last day where it has no such day (31 Jan + 1 = 28 Feb)."""
    index = day.month - 1 + months
    year, month = day.year + index // 12, index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def working_due_day(day: date, blackouts: tuple[tuple[date, date], ...]) -> date:
    """`day`, or where it lies in a blackout the last working day (Monday to Friday) before that blackout."""
    moved = day
    while True:
        hit = next((first for first, last in blackouts if first <= moved <= last), None)
        if hit is None:
            if moved == day or moved.weekday() < SATURDAY:
                return moved
            moved -= timedelta(days=1)
        else:
            moved = hit - timedelta(days=1)
