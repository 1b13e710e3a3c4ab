"""The language in which a file's format is written down: what belongs in a place, and what is wrong with what is there."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Protocol

from lms.exchange.company.checking.documents import Document, Steps
from lms.exchange.company.checking.problems import KIND_WORDS, Problem, home_of, nearest, shown

CODE = re.compile(r"^[A-Za-z0-9][A-Za-z0-9._\-]*$")
LANGUAGE_WORDS = {"zh": "中文 (zh)", "en": "English (en)"}
CODE_LIMIT, NAME_LIMIT, SMALL_LIMIT = 40, 200, 32_767
Known = Mapping[str, Collection[str]]
Found = Iterator[Problem]


@dataclass(frozen=True)
class Where:
    """A place in a document: the way to it, what a reader calls it, and the ids that may be named there."""

    document: Document
    known: Known = field(default_factory=dict)
    way: Steps = ()
    names: tuple[str, ...] = ()

    def under(self, key: Any, name: str = "") -> "Where":
        """The place of one of its parts."""
        return replace(self, way=(*self.way, key), names=(*self.names, name or str(key)))

    def problem(self, code: str, **values: Any) -> Problem:
        """Something that is wrong here."""
        return Problem(self.document.name, self.document.line(self.way), " › ".join(self.names), code, values)


class Shape(Protocol):
    """What belongs in a place."""

    def check(self, value: Any, at: Where) -> Found:
        """Everything that is wrong with the value."""
        ...


@dataclass(frozen=True)
class Anything:
    """Not read by the loader."""

    def check(self, value: Any, at: Where) -> Found:
        """Nothing is wrong."""
        yield from ()


@dataclass(frozen=True)
class Words:
    """A text in one language, or a plain value that is kept as text."""

    limit: int = 0
    may_be_empty: bool = False

    def check(self, value: Any, at: Where) -> Found:
        """It is text, not empty, and fits."""
        if not isinstance(value, str):
            yield at.problem("not_words", value=shown(value))
        elif not value.strip() and not self.may_be_empty:
            yield at.problem("blank")
        elif self.limit and len(value) > self.limit:
            yield at.problem("too_long", length=len(value), limit=self.limit)


@dataclass(frozen=True)
class Text:
    """A text in both languages."""

    limit: int = 0

    def check(self, value: Any, at: Where) -> Found:
        """Both languages are there and nothing else."""
        if not isinstance(value, dict):
            yield at.problem("not_both")
            return
        yield from both_languages(value, at, self.limit)
        for key in value.keys() - LANGUAGE_WORDS.keys():
            yield at.under(key).problem("unknown_key", key=key, nearest="")


def both_languages(value: Mapping[str, Any], at: Where, limit: int = 0) -> Found:
    """What is wrong with the two texts of a mapping."""
    for language, word in LANGUAGE_WORDS.items():
        text = value.get(language)
        if text is None or (isinstance(text, str) and not text.strip()):
            yield at.problem("missing_text", language=word)
        else:
            yield from Words(limit).check(text, at.under(language))


@dataclass(frozen=True)
class Code:
    """An id that this place defines."""

    limit: int = CODE_LIMIT

    def check(self, value: Any, at: Where) -> Found:
        """It can be written in a file name and an address."""
        if not isinstance(value, str) or not CODE.match(value):
            yield at.problem("bad_code", value=shown(value))
        elif len(value) > self.limit:
            yield at.problem("too_long", length=len(value), limit=self.limit)


@dataclass(frozen=True)
class Ref:
    """An id that is defined elsewhere, in these files or in the database."""

    kind: str

    def check(self, value: Any, at: Where) -> Found:
        """It is there."""
        known = at.known.get(self.kind, ())
        if not isinstance(value, str) or value not in known:
            yield at.problem(
                "unknown_id", kind=KIND_WORDS[self.kind], value=shown(value), home=home_of(self.kind),
                nearest=nearest(str(value), known),
            )  # fmt: skip


@dataclass(frozen=True)
class Listed:
    """A list of one shape."""

    of: Shape
    least: int = 0

    def check(self, value: Any, at: Where) -> Found:
        """It is a list, long enough, each of its members right, no plain one twice."""
        if not isinstance(value, list):
            yield at.problem("not_list", value=shown(value))
            return
        if len(value) < self.least:
            yield at.problem("too_few", least=self.least)
        for place, one in enumerate(value):
            yield from self.of.check(one, at.under(place, str(place + 1)))
            if isinstance(one, str) and one in value[:place]:
                yield at.under(place, str(place + 1)).problem("double_entry", value=shown(one))


def refs(kind: str, least: int = 0) -> Listed:
    """A list of ids."""
    return Listed(Ref(kind), least)


@dataclass(frozen=True)
class Whole:
    """A whole number in a range."""

    least: int = 0
    most: int = SMALL_LIMIT

    def check(self, value: Any, at: Where) -> Found:
        """It is one."""
        if isinstance(value, bool) or not isinstance(value, int):
            yield at.problem("not_whole", value=shown(value))
        elif not self.least <= value <= self.most:
            yield at.problem("out_of_range", value=value, least=self.least, most=self.most)


@dataclass(frozen=True)
class Number:
    """A measured number."""

    def check(self, value: Any, at: Where) -> Found:
        """It is one."""
        try:
            number = Decimal(str(value))
        except InvalidOperation:
            number = Decimal("NaN")
        if isinstance(value, bool) or not number.is_finite():
            yield at.problem("not_number", value=shown(value))
        elif abs(number) >= 10**12:
            yield at.problem("out_of_range", value=value, least="-10¹²", most="10¹²")


@dataclass(frozen=True)
class Flag:
    """Yes or no."""

    def check(self, value: Any, at: Where) -> Found:
        """It is true or false."""
        if not isinstance(value, bool):
            yield at.problem("not_flag", value=shown(value))


@dataclass(frozen=True)
class Choice:
    """One of some codes."""

    values: tuple[str, ...]

    def check(self, value: Any, at: Where) -> Found:
        """It is one of them."""
        if value not in self.values:
            yield at.problem(
                "not_choice", value=shown(value), choices=", ".join(self.values), nearest=nearest(str(value), self.values)
            )  # fmt: skip


@dataclass(frozen=True)
class Day:
    """A day."""

    def check(self, value: Any, at: Where) -> Found:
        """It is one that the calendar has."""
        if day_of(value) is None:
            yield at.problem("not_day", value=shown(value))


@dataclass(frozen=True)
class Moment:
    """A moment of a day."""

    def check(self, value: Any, at: Where) -> Found:
        """It is one."""
        if moment_of(value) is None:
            yield at.problem("not_moment", value=shown(value))


@dataclass(frozen=True)
class Maybe:
    """A shape, or null."""

    of: Shape

    def check(self, value: Any, at: Where) -> Found:
        """Null is right."""
        if value is not None:
            yield from self.of.check(value, at)


@dataclass(frozen=True)
class Either:
    """A mapping of one shape, or else a plain value of another."""

    mapping: Shape
    plain: Shape

    def check(self, value: Any, at: Where) -> Found:
        """It is one of the two."""
        yield from (self.mapping if isinstance(value, dict) else self.plain).check(value, at)


@dataclass(frozen=True)
class Record:
    """Named parts: those that must be there, those that may. An open one may hold others, which are looked at elsewhere."""

    required: Mapping[str, Shape]
    optional: Mapping[str, Shape] = field(default_factory=dict)
    is_open: bool = False
    name_limit: int = 0
    """where it is not 0, the record itself is a name in both languages"""

    def check(self, value: Any, at: Where) -> Found:
        """Every part is right, none is missing, none is unknown."""
        if not isinstance(value, dict):
            yield at.problem("not_record", parts=", ".join([*self.required, *self.optional]))
            return
        if self.name_limit:
            yield from both_languages(value, at, self.name_limit)
        shapes = {**self.required, **self.optional}
        for key in self.required:
            if key not in value:
                yield at.problem("missing", key=key)
        for key, inner in value.items():
            if key in shapes:
                yield from shapes[key].check(inner, at.under(key))
            elif not self.is_open and not (self.name_limit and key in LANGUAGE_WORDS):
                yield at.under(key).problem("unknown_key", key=key, nearest=nearest(str(key), shapes))


@dataclass(frozen=True)
class Rows:
    """A list of records, each with its own id."""

    of: Record
    least: int = 0
    key: str = "id"

    def check(self, value: Any, at: Where) -> Found:
        """It is a list, every record is right, and no id stands twice."""
        if not isinstance(value, list):
            yield at.problem("not_list", value=shown(value))
            return
        if len(value) < self.least:
            yield at.problem("too_few", least=self.least)
        first: dict[Any, int] = {}
        for place, one in enumerate(value):
            code = one.get(self.key) if isinstance(one, dict) else None
            here = at.under(place, shown(code) if isinstance(code, str) else f"{at.names[-1]} {place + 1}")
            yield from self.of.check(one, here)
            if isinstance(code, str):
                if code in first:
                    yield here.problem("double_id", value=shown(code), other=at.document.line((*at.way, first[code])))
                first.setdefault(code, place)


@dataclass(frozen=True)
class Table:
    """A mapping from ids to records."""

    of: Shape

    def check(self, value: Any, at: Where) -> Found:
        """Ids are codes, and every record is right."""
        if not isinstance(value, dict):
            yield at.problem("not_record", parts="CODE: …")
            return
        for code, one in value.items():
            yield from Code().check(code, at.under(code))
            yield from self.of.check(one, at.under(code))


def day_of(value: Any) -> date | None:
    """The day that a value states; None where it is none."""
    if isinstance(value, datetime):
        return None
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        return None


def moment_of(value: Any) -> datetime | None:
    """The moment that a value states; None where it is none."""
    if isinstance(value, datetime):
        return value
    if not isinstance(value, str) or len(value) <= len("2026-09-01"):
        return None
    try:
        return datetime.fromisoformat(value)
    except ValueError:
        return None
