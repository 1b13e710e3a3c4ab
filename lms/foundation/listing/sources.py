"""Sorting, filtering and searching, in the database for querysets and in memory for plain rows."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import reduce
from operator import itemgetter, or_
from typing import Any

from django.db.models import DateTimeField, F, Model, Q, QuerySet
from django.utils.dateparse import parse_date

from lms.foundation.listing.columns import Column, Filter, Listing, Rows, read_path


def searched(rows: Rows, fields: Sequence[str], text: str, also: Callable[[str], Q] | None = None) -> Rows:
    """Keep rows in which each word of `text` occurs in one of the fields, or `also` says that it does (querysets only)."""
    for word in text.split():
        if isinstance(rows, QuerySet):
            inside = [Q(**{f"{name}__icontains": word}) for name in fields]
            rows = rows.filter(reduce(or_, inside + ([also(word)] if also else [])))
        else:
            rows = [row for row in rows if any(_holds(row, name, word) for name in fields)]
    return rows


def filtered(rows: Rows, control: Filter, value: Any) -> Rows:
    """Keep rows that answer one control; the value has been read by `read_value`."""
    if callable(control.lookup):
        return control.lookup(rows, value)
    name = control.lookup or control.key
    if control.kind == "date":
        first, last = value
        return _between(rows, name, first, last)
    if control.kind == "text":
        return searched(rows, (name,), value)
    wanted = True if control.kind == "bool" else value
    if isinstance(rows, QuerySet):
        return rows.filter(**{name: wanted})
    return [row for row in rows if _same(read_path(row, _dotted(name)), wanted)]


def ordered(rows: Rows, listing: Listing, sort: str) -> Rows:
    """Order by a column; the primary key settles ties, so that a row cannot appear on two pages."""
    column, descending = listing.column(sort.lstrip("-")), sort.startswith("-")
    if column is None or not column.sort:
        return rows
    if not isinstance(rows, QuerySet):
        known = [(_sort_value(column, row), row) for row in rows]
        sorted_rows = sorted((pair for pair in known if pair[0] is not None), key=itemgetter(0), reverse=descending)
        return [row for _, row in sorted_rows] + [row for value, row in known if value is None]
    term: Any = (
        F(column.key if column.sort is True else column.sort) if isinstance(column.sort, bool | str) else column.sort
    )
    in_order = term.desc(nulls_last=True) if descending else term.asc(nulls_last=True)
    return rows.order_by(in_order, "pk")


def legible(text: str) -> str:
    """What was typed, without the character that no database keeps and PostgreSQL refuses with a fault."""
    return text.replace("\x00", "").strip()


def read_value(control: Filter, query: Any) -> Any:
    """Read what a control was set to; None where it is not set, or to nothing we offered."""
    if control.kind == "date":
        span = (_day(query.get(f"{control.key}-from")), _day(query.get(f"{control.key}-to")))
        return span if any(span) else None
    text = legible(query.get(control.key) or "")
    if not text:
        return None
    if control.kind == "bool":
        return True
    if control.kind == "choice" and text not in {value for value, _ in control.options()}:
        return None
    return text


def _between(rows: Rows, name: str, first: date | None, last: date | None) -> Rows:
    if isinstance(rows, QuerySet):
        stem = f"{name}__date" if _is_moment(rows.model, name) else name
        if first:
            rows = rows.filter(**{f"{stem}__gte": first})
        return rows.filter(**{f"{stem}__lte": last}) if last else rows
    days = [(row, read_path(row, _dotted(name))) for row in rows]
    return [row for row, day in days if day and (not first or day >= first) and (not last or day <= last)]


def _is_moment(model: type[Model], name: str) -> bool:
    found: Any = None
    for part in name.split("__"):
        found = model._meta.get_field(part)
        model = found.related_model or model
    return isinstance(found, DateTimeField)


def _day(text: str | None) -> date | None:
    try:
        return parse_date(text) if text else None
    except ValueError:
        return None


def _holds(row: Any, name: str, word: str) -> bool:
    return word.casefold() in str(read_path(row, _dotted(name)) or "").casefold()


def _same(value: Any, wanted: Any) -> bool:
    return bool(value) if wanted is True else str(value) == wanted


def _sort_value(column: Column, row: Any) -> Any:
    return read_path(row, _dotted(column.sort)) if isinstance(column.sort, str) else column.read(row)


def _dotted(name: str) -> str:
    return name.replace("__", ".")
