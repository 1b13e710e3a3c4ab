"""A figure: right within its tolerance. Given: the text as it was typed."""

import re
import unicodedata
from decimal import Decimal, InvalidOperation

from lms.records.exams.grading.text import normalised
from lms.records.exams.grading.values import EVERYTHING, NOTHING, Fields, Given, Mark, NumericKey, first

MAXIMUM_LENGTH = 40
_MINUS_SIGNS = str.maketrans("−–", "--")
# Thousands in groups of three, apart by a comma or a blank, or no groups at all.
_FIGURE = re.compile(r"([+-]?(?:\d{1,3}(?:[, ]\d{3})+|\d+)?(?:\.\d+)?)\s*(.*)")


def read(fields: Fields) -> Given:
    """The text as typed, or None."""
    return first(fields, "answer").strip()[:MAXIMUM_LENGTH] or None


def figure(given: Given, units: tuple[str, ...] = ()) -> Decimal | None:
    """The figure in a text, with or without one of the units (and a currency sign) around it; None if it is none."""
    if not isinstance(given, str):
        return None
    text = unicodedata.normalize("NFKC", given).translate(_MINUS_SIGNS).strip().lstrip("¥$€").strip()
    found = _FIGURE.fullmatch(text)
    if found is None or normalised(found[2]) not in {"", "%", *(normalised(unit) for unit in units)}:
        return None
    try:
        return Decimal(found[1].replace(",", "").replace(" ", ""))
    except InvalidOperation:
        return None


def grade(key: NumericKey, given: Given) -> Mark:
    """Right within ± tolerance, both ends included; else the common error it is, if it is one."""
    value = figure(given, key.units)
    if value is None:
        return Mark(NOTHING, {})
    if abs(value - key.answer) <= key.tolerance:
        return Mark(EVERYTHING, {})
    met = next((place for place, error in enumerate(key.common_errors) if value == error), None)
    return Mark(NOTHING, {}, met)
