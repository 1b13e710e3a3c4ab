"""Knowing a built company again: a mark in the database itself, with the builder's version and the size."""

from lms.bench.size import Size
from lms.foundation.models import Person

VERSION = 1
"""counts up whenever the builder makes something else, so that an old company is not measured as if it were new"""
NUMBER = "BENCH"


def mark_of(size: Size) -> str:
    """What a company of this size and version is marked with."""
    return f"measured company {size.name} v{VERSION}"


def mark_built(size: Size) -> None:
    """Put the mark: a person who can never sign in and holds no post."""
    Person.objects.create(number=NUMBER, name=mark_of(size), is_active=False)


def found_mark() -> str | None:
    """The mark in the database; an empty text where people are but no mark, None where nobody is."""
    mark = Person.objects.filter(number=NUMBER).first()
    if mark is not None:
        return mark.name
    return "" if Person.objects.exists() else None
