"""Writing hundreds of thousands of rows past model instances, on SQLite and PostgreSQL."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from typing import Any

from django.db import connection
from django.db.models import Model

Row = tuple[Any, ...]
_AS_SQLITE_KEEPS_IT: dict[str, Callable[[Any], Any]] = {
    "UUIDField": lambda value: value.hex,
    "DateTimeField": lambda value: _naive(value).isoformat(sep=" "),
    "DateField": lambda value: value.isoformat(),
}


def insert_rows(model: type[Model], columns: tuple[str, ...], rows: Iterable[Row]) -> None:
    """Insert rows whose values stand in the order of `columns` (attribute names). JSON is given as text."""
    table, names = model._meta.db_table, ", ".join(columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        kinds = {field.attname: field.get_internal_type() for field in model._meta.concrete_fields}
        keep = [
            (place, _AS_SQLITE_KEEPS_IT[kinds[name]])
            for place, name in enumerate(columns)
            if kinds[name] in _AS_SQLITE_KEEPS_IT
        ]
        places = ", ".join(["?"] * len(columns))
        cursor.connection.executemany(
            f"INSERT INTO {table} ({names}) VALUES ({places})",  # noqa: S608 - our own table and columns
            (_kept(row, keep) for row in rows),
        )


def _kept(row: Row, keep: list[tuple[int, Callable[[Any], Any]]]) -> list[Any]:
    values = list(row)
    for place, convert in keep:
        if values[place] is not None:
            values[place] = convert(values[place])
    return values


def _naive(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None)
