"""Putting in order: the share of neighbours of the right order that stand side by side, in that order, in the answer.

Given: the place chosen for each key, from "1". Two keys on one place, or a key without a place, stand beside nobody.
"""

from collections import Counter
from fractions import Fraction
from itertools import pairwise

from lms.records.exams.grading.values import EVERYTHING, NOTHING, Fields, Given, Mark, OrderingKey, starting_with


def read(fields: Fields) -> Given:
    """The places chosen, or None."""
    return starting_with(fields, "place-") or None


def places_of(given: Given) -> dict[str, int]:
    """The keys with a place of their own."""
    if not isinstance(given, dict):
        return {}
    chosen = {key: int(place) for key, place in given.items() if str(place).isdecimal()}
    taken = Counter(chosen.values())
    return {key: place for key, place in chosen.items() if taken[place] == 1}


def grade(key: OrderingKey, given: Given) -> Mark:
    """A part is right where the thing stands at its right place; the credit counts neighbours."""
    places = places_of(given)
    parts = {item: places.get(item) == right for right, item in enumerate(key.order, start=1)}
    neighbours = list(pairwise(key.order))
    if not neighbours:
        return Mark(EVERYTHING if all(parts.values()) and parts else NOTHING, parts)
    kept = sum(1 for one, other in neighbours if one in places and places.get(other) == places[one] + 1)
    return Mark(Fraction(kept, len(neighbours)), parts)
