"""A short answer: one of the accepted texts, in either language. Given: the text as it was typed."""

from lms.records.exams.grading.text import is_one_of
from lms.records.exams.grading.values import EVERYTHING, NOTHING, Fields, Given, Mark, TextKey, first

MAXIMUM_LENGTH = 200


def read(fields: Fields) -> Given:
    """The text as typed, or None."""
    return first(fields, "answer").strip()[:MAXIMUM_LENGTH] or None


def grade(key: TextKey, given: Given) -> Mark:
    """Right or wrong; a wrong one may be a common error."""
    text = given if isinstance(given, str) else ""
    if is_one_of(text, key.accepted):
        return Mark(EVERYTHING, {})
    met = next((place for place, error in enumerate(key.common_errors) if is_one_of(text, error)), None)
    return Mark(NOTHING, {}, met)
