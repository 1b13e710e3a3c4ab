"""Putting words into the places of a sentence, with the blanks that the words ask for.

Between two Chinese words there is none, between Chinese and letters or figures there is one: a template cannot know which of
them a place will hold.
"""

import string
from collections.abc import Mapping
from typing import Any

PARSER = string.Formatter()
FIRST_IDEOGRAPH, LAST_IDEOGRAPH = "一", "鿿"
FULL_WIDTH = frozenset("，。；：、！？（）《》“”")
CLOSING = frozenset(",.;:!?)")


def filled(template: str, places: Mapping[str, Any]) -> str:
    """The sentence with a value in each `{place}`; what no value is given for is left out, with its blank."""
    sentence = ""
    for literal, name, spec, _conversion in PARSER.parse(template):
        sentence = joined(sentence, literal)
        if name is not None:
            sentence = joined(sentence, format(places.get(name, ""), spec or ""))
    return sentence


def joined(before: str, after: str) -> str:
    """Two pieces of a sentence as one, blanks set where they meet."""
    if not before or not after:
        return before + after
    left, right = before.rstrip(" "), after.lstrip(" ")
    if not left or not right:
        return before + right if before.endswith(" ") else before + after
    last, first = left[-1], right[0]
    if _is_ideograph(last) and _is_ideograph(first):
        return left + right
    if (_is_ideograph(last) and _is_latin(first)) or (_is_latin(last) and _is_ideograph(first)):
        return f"{left} {right}"
    if (last in FULL_WIDTH and _is_ideograph(first)) or first in FULL_WIDTH - {"“"} or first in CLOSING:
        return left + right
    return before + right if before.endswith(" ") else before + after


def _is_ideograph(sign: str) -> bool:
    return FIRST_IDEOGRAPH <= sign <= LAST_IDEOGRAPH


def _is_latin(sign: str) -> bool:
    return sign.isascii() and sign.isalnum()
