"""One answer: the right one earns everything, any other nothing. Given: the key of the option."""

from lms.records.exams.grading.values import NOTHING, ChoiceKey, Fields, Given, Mark, first


def read(fields: Fields) -> Given:
    """The chosen key, or None."""
    return first(fields, "answer") or None


def grade(key: ChoiceKey, given: Given) -> Mark:
    """What the chosen option earns; a key that is not among the options earns nothing."""
    return Mark(key.credits.get(given, NOTHING) if isinstance(given, str) else NOTHING, {})
