"""Assignments as rows, and writing many of them at once."""

from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from itertools import chain, islice
from typing import Any

from django.db import connection

from curricula.training.models import Assignment

# A Wanted without what settling alone needs, the last day of a waiver, a Cycle; all days lie together.
COLUMNS = (
    "activity_id", "go_live_id", "requirement_id", "level", "criticality", "method", "person_id", "posting_id",
    "from_day", "to_day", "opens_on", "planned_on", "due_on", "waived_until", "started_on", "met_on", "valid_until", "stale_on",
    "met_by", "score", "cycle", "is_current", "attempts",
)  # fmt: skip
SCORE = COLUMNS.index("score")
Row = tuple[Any, ...]

WIDTH = len(COLUMNS)
DAYS = range(COLUMNS.index("from_day"), COLUMNS.index("stale_on") + 1)
MAY_BE_EMPTY = (COLUMNS.index("met_by"), SCORE)
IS_CURRENT = COLUMNS.index("is_current")
# More of them in a statement are no quicker, and SQLite takes 32,766 values in one.
ROWS_AT_ONCE = 100
# SQLite's driver takes a number or a text in a tenth of the time that it spends on None or True, which it asks about
# adapting themselves. SQLite keeps what is not a number as NULL.
NULL = float("nan")


def insert_assignments(rows: Iterable[Row]) -> int:
    """Write rows in the order of COLUMNS, one after another as they come. Returns their number.

    On PostgreSQL they must not ask the database anything while they come: the connection is busy with taking them.
    """
    table, count = Assignment._meta.db_table, 0
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({', '.join(COLUMNS)}) FROM STDIN") as copy:
                for count, row in enumerate(rows, 1):  # noqa: B007 - the last one is returned
                    copy.write_row(row)
            return count
        # The driver's own cursor: Django's wrapper would rewrite and convert the statement for each of the many rows.
        execute, text_of, coming = cursor.connection.execute, _DayTexts().__getitem__, iter(rows)
        while chunk := list(islice(coming, ROWS_AT_ONCE)):
            execute(_statement(table, len(chunk)), _as_sqlite_takes_them(chunk, text_of))
            count += len(chunk)
    return count


@cache
def _statement(table: str, rows: int) -> str:
    places = ", ".join(["(" + ", ".join("?" * WIDTH) + ")"] * rows)
    return f"INSERT INTO {table} ({', '.join(COLUMNS)}) VALUES {places}"  # noqa: S608 - our own table and columns


def _as_sqlite_takes_them(rows: list[Row], text_of: Callable[[date | None], Any]) -> list[Any]:
    """Their values one after another, as numbers and texts only; turned column by column, which is quicker than by row."""
    values = list(chain.from_iterable(rows))
    for place in DAYS:
        values[place::WIDTH] = map(text_of, values[place::WIDTH])
    for place in MAY_BE_EMPTY:
        values[place::WIDTH] = [NULL if value is None else value for value in values[place::WIDTH]]
    values[IS_CURRENT::WIDTH] = map(int, values[IS_CURRENT::WIDTH])
    return values


class _DayTexts(dict[date | None, str | float]):
    """The text of each day that has been asked for, written once."""

    def __missing__(self, day: date | None) -> str | float:
        self[day] = NULL if day is None else day.isoformat()
        return self[day]
