"""Several answers: (right ticked − wrong ticked) ÷ number right, not below nothing. Given: the keys ticked, sorted."""

from fractions import Fraction

from lms.records.exams.grading.values import NOTHING, ChoiceKey, Fields, Given, Mark


def read(fields: Fields) -> Given:
    """The ticked keys, each once, or None."""
    return sorted({value for value in fields.get("answer", ()) if value}) or None


def grade(key: ChoiceKey, given: Given) -> Mark:
    """Ticking everything earns little: each wrong tick takes back a right one."""
    ticked = set(given) if isinstance(given, list) else set()
    right = {option for option, credit in key.credits.items() if credit == 1}
    if not right:
        return Mark(NOTHING, {})
    credit = Fraction(len(ticked & right) - len(ticked - right), len(right))
    return Mark(max(NOTHING, credit), {option: (option in ticked) == (option in right) for option in key.credits})
