"""Queries that are asked on every request, compiled once: Django's compiling takes ten times as long as the answer."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import update_wrapper
from typing import Any, Generic, TypeVar, get_type_hints
from uuid import UUID
from weakref import WeakKeyDictionary

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.sqlite3.base import FORMAT_QMARK_REGEX
from django.db.models import QuerySet
from django.db.models.query import ModelIterable

Row = TypeVar("Row")

# Values that no query of ours holds as a constant: each stands for one argument while the text is made.
_NUMBER, _STEP = 31_001, 500  # small enough for every column of whole numbers
_DAY = date(1871, 3, 7)
_STANDS_FOR: dict[type, Callable[[int], Any]] = {
    int: lambda place: _NUMBER + place,
    str: lambda place: f"\ue000{place}\ue000",
    UUID: lambda place: UUID(int=_NUMBER + place),
    date: lambda place: _DAY + timedelta(days=place),
    datetime: lambda place: datetime(1871, 3, 7, 6, 7, 8, 9, tzinfo=UTC) + timedelta(days=place),
}
_LONGEST = 300
"""whole numbers a list may hold, so that the marks of both lists of marks stay apart"""
Marks = dict[str, Any]
Place = str | tuple[str, int]


class Prepared(Generic[Row]):
    """A query as a function of its arguments: `prepared(build)(**arguments)` gives the rows of `build(**arguments)`.

    Only the text is kept, never a row, so nothing it returns can be stale or somebody else's. It is kept for each
    database connection, which one thread has. `build` gets plain values (int, str, UUID, date, datetime, as annotated, never
    None) and must give the same text whatever they are: no branch on a value. A short list[int] has a text for each length
    and must be asked for with `__in`; over an empty one there are no rows.
    """

    def __init__(self, build: Callable[..., QuerySet[Any, Row]]) -> None:
        self._build = build
        self._kinds = {name: kind for name, kind in get_type_hints(build).items() if name != "return"}
        self._lists = [name for name, kind in self._kinds.items() if kind == list[int]]
        self._statements: WeakKeyDictionary[BaseDatabaseWrapper, dict[tuple[int, ...], _Statement]] = (
            WeakKeyDictionary()
        )
        update_wrapper(self, build)

    def __call__(self, **arguments: Any) -> list[Row]:
        """The rows, read anew."""
        connection = connections["default"]
        known = self._statements.get(connection)
        if known is None:
            known = self._statements[connection] = {}
        lengths = tuple([len(arguments[name]) for name in self._lists])
        if 0 in lengths:
            return []
        statement = known.get(lengths)
        if statement is None:
            statement = known[lengths] = self._compiled(connection, lengths)
        return statement.rows(arguments)

    def first(self, **arguments: Any) -> Row | None:
        """The first row, or None. The query itself should ask for no more than that."""
        return next(iter(self(**arguments)), None)

    def _compiled(self, connection: BaseDatabaseWrapper, lengths: tuple[int, ...]) -> "_Statement":
        """Compile twice, with other marks: what differs and is no argument was reckoned from one and would stay as it is."""
        first, second = (
            _Statement(self._build(**marks), marks, connection)
            for marks in (self._marks(0, lengths), self._marks(_STEP, lengths))
        )
        assert first.text == second.text, f"{self._build.__name__}: the text depends on a value"
        assert first.constants == second.constants, f"{self._build.__name__}: a value is reckoned from an argument"
        return first

    def _marks(self, offset: int, lengths: tuple[int, ...]) -> Marks:
        assert sum(lengths) <= _LONGEST, f"{self._build.__name__}: too many values for one statement"
        marks, free = {}, offset + len(self._kinds)
        for place, (name, kind) in enumerate(self._kinds.items()):
            if kind != list[int]:
                marks[name] = _STANDS_FOR[kind](offset + place)
                continue
            length = lengths[self._lists.index(name)]
            marks[name] = [_NUMBER + one for one in range(free, free + length)]
            free += length
        return marks


def prepared(build: Callable[..., QuerySet[Any, Row]]) -> Prepared[Row]:
    """Compile the queryset of `build` once for each connection; see `Prepared` for what `build` may do."""
    return Prepared(build)


class _Statement:
    """The compiled text of one query on one connection, and at which places its arguments stand."""

    def __init__(self, rows: QuerySet[Any, Any], marks: Marks, connection: BaseDatabaseWrapper) -> None:
        assert not rows._prefetch_related_lookups, "what is fetched beside the rows would be lost"  # type: ignore[attr-defined]
        self._connection = connection
        self._rows = rows
        compiler: Any = rows.query.get_compiler(connection=connection)
        self.text, parameters = compiler.as_sql()
        each = _each(marks)
        self._places = [(_name_of(value, each, connection), value) for value in parameters]
        missing = each.keys() - {name for name, _value in self._places}
        assert not missing, f"not found in the statement: {', '.join(sorted(map(str, missing)))}"
        self._values: tuple[Any, ...] = ()
        # The iteration of a queryset asks its query for a compiler, and that for its text: both are there already.
        rows.query.get_compiler = lambda *_args, **_more: compiler  # type: ignore[method-assign]
        compiler.as_sql = lambda *_args, **_more: (self.text, self._values)
        # How the driver's values become Python's follows from the columns, which stay; asked for at every reading, it is a third of it.
        converters = compiler.get_converters([column for column, *_more in compiler.select[: compiler.col_count]])
        compiler.get_converters = lambda _columns: converters
        self._compiler, self._through_django = compiler, compiler.execute_sql
        compiler.execute_sql = self._answer
        self._driver_text = _driver_text(self.text) if connection.vendor == "sqlite" else ""
        self._make = _maker_of(rows, compiler)

    @property
    def constants(self) -> list[Any]:
        """What stands in the statement whatever is asked."""
        return [value for name, value in self._places if name is None]

    def rows(self, arguments: dict[str, Any]) -> list[Any]:
        """The rows for these arguments, in full: the next call takes other values."""
        values = {name: _adapted(value, self._connection) for name, value in _each(arguments).items()}
        self._values = tuple([value if name is None else values[name] for name, value in self._places])
        if self._make is None:
            return list(self._rows._iterable_class(self._rows))  # type: ignore[attr-defined, call-overload]
        make = self._make
        return [make(row) for row in self._compiler.results_iter()]

    def _answer(self, *arguments: Any, **more: Any) -> Any:
        """The driver's rows, in pieces: what the compiler's `execute_sql` gives, which on SQLite spends as much as the answer.

        Whoever watches what is asked (a count of queries, a wrapper) has it go the usual way.
        """
        connection = self._connection
        if not self._driver_text or connection.queries_logged or connection.execute_wrappers:
            return self._through_django(*arguments, **more)
        connection.ensure_connection()
        connection.validate_thread_sharing()
        connection.validate_no_broken_transaction()
        with connection.wrap_database_errors:
            rows = connection.connection.execute(self._driver_text, self._values).fetchall()
        return [[row[: self._compiler.col_count] for row in rows] if self._compiler.has_extra_select else rows]


def _driver_text(text: str) -> str:
    """The statement with the driver's own places for values; Django would look for them at each execution."""
    return FORMAT_QMARK_REGEX.sub("?", text).replace("%%", "%")


def _maker_of(rows: QuerySet[Any, Any], compiler: Any) -> Callable[[Any], Any] | None:
    """What makes a record of a row where nothing but the record's own columns is read; None: as the queryset itself does."""
    info = compiler.klass_info
    if (
        rows._iterable_class is not ModelIterable  # type: ignore[attr-defined]
        or info.get("related_klass_infos")
        or compiler.annotation_col_map
        or rows._known_related_objects  # type: ignore[attr-defined]
    ):
        return None
    own = slice(info["select_fields"][0], info["select_fields"][-1] + 1)
    names = [column.target.attname for column, *_more in compiler.select[own]]
    model, database = info["model"], rows.db
    return lambda row: model.from_db(database, names, row[own])


def _each(arguments: dict[str, Any]) -> dict[Place, Any]:
    """Every single value by its name, those of a list by their place in it."""
    each: dict[Place, Any] = {}
    for name, value in arguments.items():
        if isinstance(value, list):
            each.update({(name, place): one for place, one in enumerate(value)})
        else:
            each[name] = value
    return each


def _name_of(parameter: Any, marks: dict[Place, Any], connection: BaseDatabaseWrapper) -> Place | None:
    """Which argument the parameter stands for; None for a constant of the query."""
    return next((name for name, mark in marks.items() if _adapted(mark, connection) == parameter), None)


def _adapted(value: Any, connection: BaseDatabaseWrapper) -> Any:
    """The value as the driver takes it."""
    assert value is not None, "a comparison with nothing is another statement"
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    if isinstance(value, date):
        return connection.ops.adapt_datefield_value(value)
    if isinstance(value, UUID) and not connection.features.has_native_uuid_field:
        return value.hex
    return value
