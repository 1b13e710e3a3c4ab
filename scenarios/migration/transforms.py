"""The closed list of transforms that a mapping may use. None of them raises: what does not fit is a Fault."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from scenarios.migration.identifiers import half_width

Row = Mapping[str, str]
FORMATS: Mapping[str, tuple[str, ...]] = {
    "YYYYMMDD": ("y", "m", "d"),
    "YYYY-MM-DD": ("y", "m", "d"),
    "DD/MM/YYYY": ("d", "m", "y"),
    "MM/DD/YYYY": ("m", "d", "y"),
}
_PATTERNS = {
    "YYYYMMDD": re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})"),
    "YYYY-MM-DD": re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})"),
    "DD/MM/YYYY": re.compile(r"([0-9]{2})/([0-9]{2})/([0-9]{4})"),
    "MM/DD/YYYY": re.compile(r"([0-9]{2})/([0-9]{2})/([0-9]{4})"),
}
LONGEST_NUMBER = 24
OTHERWISE = "*"
ARGUMENTS_KEPT = 256
"""Arguments are read once and not for every row; there are as many as there are mapped fields."""


@dataclass(frozen=True)
class Fault:
    """Why a value cannot be had: a code the label pack names, and the value that stands in the way."""

    code: str
    value: str = ""


Result = str | Fault


@dataclass(frozen=True)
class Step:
    """One line of a mapping: the source column, the transform, its argument, the column it looks at besides."""

    source: str = ""
    transform: str = "copy"
    argument: str = ""
    by: str = ""


def table_of(argument: str) -> dict[str, str]:
    """`BX=50; EA=1` as a table; what is no pair is left out. `*` stands for everything else."""
    return dict(_table(argument))


@lru_cache(maxsize=ARGUMENTS_KEPT)
def _table(argument: str) -> Mapping[str, str]:
    found = {}
    for part in re.split(r"[;；\n]", half_width(argument)):
        key, sign, value = part.partition("=")
        if sign and key.strip():
            found[key.strip()] = value.strip()
    return found


def decimal_of(text: str) -> Decimal | None:
    """The number that a text writes, thousands commas allowed; None if it is none."""
    plain = half_width(text).replace(",", "")
    if not plain or len(plain) > LONGEST_NUMBER:
        return None
    try:
        value = Decimal(plain)
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def number_text(value: Decimal) -> str:
    """A number without exponent and without noughts at its end."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") or "0" if "." in text else text


def _lookup(step: Step, row: Row) -> Result:
    table = _table(step.argument)
    value = half_width(row.get(step.source, ""))
    found = table.get(value, table.get(OTHERWISE))
    if found is None:
        return Fault("NOT_IN_TABLE", value)
    return value if found == OTHERWISE else found


def _date(step: Step, row: Row) -> Result:
    """Try each format named in the argument, parted by `|`, in their order; nothing stays nothing."""
    text = half_width(row.get(step.source, ""))
    if not text:
        return ""
    for name in step.argument.split("|"):
        found = _PATTERNS[name.strip()].fullmatch(text) if name.strip() in _PATTERNS else None
        if found is None:
            continue
        parts = dict(zip(FORMATS[name.strip()], found.groups(), strict=True))
        day = f"{parts['y']}-{parts['m']}-{parts['d']}"
        if is_day(day):
            return day
    return Fault("NOT_A_DATE", text)


def is_day(text: str) -> bool:
    """Whether a text is a day written `2026-12-01`."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _times(text: str, factor: Decimal | None) -> Result:
    if not half_width(text):
        return ""
    number = decimal_of(text)
    if number is None:
        return Fault("NOT_A_NUMBER", text)
    return number_text(number * factor) if factor is not None else Fault("NO_FACTOR", text)


def _factor(step: Step, row: Row) -> Result:
    return _times(row.get(step.source, ""), decimal_of(step.argument))


def _factor_by(step: Step, row: Row) -> Result:
    table = _table(step.argument)
    key = half_width(row.get(step.by, ""))
    found = table.get(key, table.get(OTHERWISE))
    return Fault("NOT_IN_TABLE", key) if found is None else _times(row.get(step.source, ""), decimal_of(found))


def _split(step: Step, row: Row) -> Result:
    """The argument is a sign and the number of the part wanted: `/2`."""
    sign, place = step.argument[:1], step.argument[1:]
    if not sign or not (place.isascii() and place.isdigit()):
        return Fault("BAD_ARGUMENT", step.argument)
    parts = half_width(row.get(step.source, "")).split(sign)
    number = int(place[:3])
    return parts[number - 1].strip() if 1 <= number <= len(parts) else Fault("NO_SUCH_PART", row.get(step.source, ""))


TRANSFORMS: Mapping[str, Callable[[Step, Row], Result]] = {
    "copy": lambda step, row: row.get(step.source, ""),
    "trim": lambda step, row: half_width(row.get(step.source, "")),
    "upper": lambda step, row: half_width(row.get(step.source, "")).upper(),
    "lower": lambda step, row: half_width(row.get(step.source, "")).lower(),
    "lookup": _lookup,
    "date": _date,
    "factor": _factor,
    "factor_by": _factor_by,
    "constant": lambda step, _row: step.argument,
    "split": _split,
}
NEEDS_ARGUMENT = frozenset({"lookup", "date", "factor", "factor_by", "constant", "split"})


def applied(step: Step, row: Row) -> Result:
    """The value that a step makes of a row, or the fault; an unknown transform is a fault as well."""
    transform = TRANSFORMS.get(step.transform)
    return transform(step, row) if transform is not None else Fault("UNKNOWN_TRANSFORM", step.transform)
