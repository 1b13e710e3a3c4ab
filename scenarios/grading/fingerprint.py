"""The fingerprint of a journal: what two people cannot both have written on their own.

Numbers that differ from attempt to attempt are taken out, so that a copied way shows although its figures were varied.
What is left is the order of everything done, looked at and tried, and the words that were typed.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from scenarios.engine.api import JournalEntry
from scenarios.grading.opening import Opening

LEAST_WORDS = 3
"""Typed texts of this length or more in a journal: with fewer, two people may well do the same by themselves."""
LEAST_TEXT = 12
"""Characters from which on a typed text counts as somebody's own words."""
NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")


def fingerprint(opening: Opening, entries: Sequence[JournalEntry]) -> str:
    """The hash of the learner's rows without varying numbers; empty where too little was typed to tell people apart."""
    seats = {seat.id for seat in opening.scenario.seats}
    rows = [entry for entry in entries if entry.command.seat in seats]
    texts = [text for entry in rows for text in _texts(entry.command.args)]
    if sum(len(text) >= LEAST_TEXT for text in texts) < LEAST_WORDS:
        return ""
    told = [[entry.command.name, entry.command.user, _plain(entry.command.args)] for entry in rows]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _texts(value: Any) -> list[str]:
    if isinstance(value, Mapping):
        return [text for key, part in value.items() if key != "signature" for text in _texts(part)]
    if isinstance(value, list | tuple):
        return [text for part in value for text in _texts(part)]
    return [value] if isinstance(value, str) else []


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    if isinstance(value, str):
        return NUMBER.sub("#", value)
    return "#" if isinstance(value, int) and not isinstance(value, bool) else value
