"""What grading takes and gives. Answers are plain JSON values, exactly as they were given."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

Given = Any
Fields = Mapping[str, Sequence[str]]
"""the fields of a form, each with all its values"""

NOTHING, EVERYTHING = Fraction(0), Fraction(1)


@dataclass(frozen=True)
class Mark:
    """What an answer earns (0 to 1), part by part where the question has parts, and which common error it met."""

    credit: Fraction
    parts: Mapping[str, bool]
    common_error: int | None = None


@dataclass(frozen=True)
class ChoiceKey:
    """What each option earns."""

    credits: Mapping[str, Fraction]


@dataclass(frozen=True)
class NumericKey:
    """The figure, how far off is still right, the units that may be written behind it, and figures of common errors."""

    answer: Decimal
    tolerance: Decimal
    units: tuple[str, ...] = ()
    common_errors: tuple[Decimal, ...] = ()


@dataclass(frozen=True)
class OrderingKey:
    """The keys in their right order."""

    order: tuple[str, ...]


@dataclass(frozen=True)
class MatchingKey:
    """What belongs to each key on the left."""

    pairs: Mapping[str, str]


@dataclass(frozen=True)
class GapsKey:
    """Texts that are right in each gap, of all languages together."""

    accepted: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class TextKey:
    """Texts that are right, of all languages together, and texts of common errors (each in its languages)."""

    accepted: tuple[str, ...]
    common_errors: tuple[tuple[str, ...], ...] = ()


Key = ChoiceKey | NumericKey | OrderingKey | MatchingKey | GapsKey | TextKey


def first(fields: Fields, name: str) -> str:
    """The first value of a field; empty where it was not sent."""
    values = fields.get(name) or ("",)
    return values[0]


def starting_with(fields: Fields, stem: str) -> dict[str, str]:
    """What was filled in, in fields whose name begins with `stem`, by the rest of the name."""
    return {
        name.removeprefix(stem): first(fields, name)
        for name in fields
        if name.startswith(stem) and first(fields, name).strip()
    }
