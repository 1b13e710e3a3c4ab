"""Filling gaps: the share of gaps that are right. Given: for each gap the text as it was typed."""

from fractions import Fraction

from lms.records.exams.grading.text import is_one_of
from lms.records.exams.grading.values import NOTHING, Fields, GapsKey, Given, Mark, starting_with

MAXIMUM_LENGTH = 200


def read(fields: Fields) -> Given:
    """The texts as typed, or None."""
    return {gap: text.strip()[:MAXIMUM_LENGTH] for gap, text in starting_with(fields, "gap-").items()} or None


def grade(key: GapsKey, given: Given) -> Mark:
    """Each gap counts alike; an answer in the other language is right too."""
    texts = given if isinstance(given, dict) else {}
    parts = {gap: is_one_of(str(texts.get(gap, "")), accepted) for gap, accepted in key.accepted.items()}
    return Mark(Fraction(sum(parts.values()), len(parts)) if parts else NOTHING, parts)
