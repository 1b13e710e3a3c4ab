"""Grading of exam questions, pure: one file per kind, each with `read` (form fields to answer) and `grade`."""

from types import ModuleType

from lms.records.exams.grading import (
    gap_fill,
    matching,
    multiple,
    numeric,
    ordering,
    short_text,
    single,
    situational,
    true_false,
)
from lms.records.exams.grading.values import Fields, Given, Key, Mark

KINDS: dict[str, ModuleType] = {
    "single": single,
    "multiple": multiple,
    "true_false": true_false,
    "numeric": numeric,
    "ordering": ordering,
    "matching": matching,
    "situational": situational,
    "gap_fill": gap_fill,
    "short_text": short_text,
}


def read_answer(kind: str, fields: Fields) -> Given:
    """The answer in a form's fields, as given; None where nothing was answered."""
    return KINDS[kind].read(fields)


def grade_answer(kind: str, key: Key, given: Given) -> Mark:
    """The mark of an answer; nothing answered earns nothing."""
    mark: Mark = KINDS[kind].grade(key, given)
    return mark
