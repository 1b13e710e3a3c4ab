"""Rows as plain tuples, straight from the driver: for reads of a hundred thousand rows, where conversion would cost most."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BooleanField, Case, Model, Q, QuerySet, Value, When

CHUNK = 5000
VALUES_AT_ONCE = 900
"""what every SQLite takes in a statement"""


def flat_rows(rows: QuerySet[Any, Any]) -> Iterator[tuple[Any, ...]]:
    """Give a `values_list` queryset's rows unconverted: numbers and flags only (SQLite gives a flag as 0 or 1, a day as text)."""
    try:
        sql, parameters = rows.query.sql_with_params()
    except EmptyResultSet:
        return
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        while chunk := cursor.fetchmany(CHUNK):
            yield from chunk


def truth(condition: Q) -> Case:
    """A condition as a column."""
    return Case(When(condition, then=Value(True)), default=Value(False), output_field=BooleanField())


def insert_flat(model: type[Model], columns: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> None:
    """Insert rows of numbers and texts as they are, past model instances; many in one statement, which is one commit."""
    table, names = model._meta.db_table, ", ".join(columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        one, waiting = f"({', '.join(['?'] * len(columns))})", iter(rows)
        while some := list(islice(waiting, VALUES_AT_ONCE // len(columns))):
            places = ", ".join([one] * len(some))
            # The driver's own cursor: Django's wrapper would rewrite and convert the statement for each of the many rows.
            cursor.connection.execute(
                f"INSERT INTO {table} ({names}) VALUES {places}",  # noqa: S608 - our own names
                list(chain.from_iterable(some)),
            )
