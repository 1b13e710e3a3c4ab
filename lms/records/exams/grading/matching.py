"""Matching: the share of pairs that are right. Given: for each key on the left the key chosen on the right."""

from fractions import Fraction

from lms.records.exams.grading.values import NOTHING, Fields, Given, Mark, MatchingKey, starting_with


def read(fields: Fields) -> Given:
    """The pairs chosen, or None."""
    return starting_with(fields, "match-") or None


def grade(key: MatchingKey, given: Given) -> Mark:
    """Each pair counts alike."""
    chosen = given if isinstance(given, dict) else {}
    parts = {left: chosen.get(left) == right for left, right in key.pairs.items()}
    return Mark(Fraction(sum(parts.values()), len(parts)) if parts else NOTHING, parts)
