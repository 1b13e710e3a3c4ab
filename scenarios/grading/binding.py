"""Binding: a seed picks the variant, and every `$name` in a scenario becomes its value. There are no expressions."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any, TypeVar

from scenarios.grading.reading import Plain
from scenarios.grading.scenario import Scenario, Start
from scenarios.grading.text import Text

NAME = re.compile(r"\$([A-Za-z_][A-Za-z0-9_]*)")

T = TypeVar("T")


def choose(start: Start, seed: int) -> dict[str, Plain]:
    """Return the value of every varying name for a seed; the first option is everybody's when nothing varies."""
    names: dict[str, Plain] = {}
    places = dict(picked(start, seed))
    for choice in start.choices:
        if not choice.options:
            continue
        option = choice.options[places[choice.name]]
        if isinstance(option, dict):
            names.update(option)
        else:
            names[choice.name] = option
    return names


def picked(start: Start, seed: int) -> tuple[tuple[str, int], ...]:
    """Return for every choice which of its options a seed takes."""
    return tuple(
        (choice.name, _pick(seed, choice.name, len(choice.options)) if start.varies else 0)
        for choice in start.choices
        if choice.options
    )


def _pick(seed: int, name: str, count: int) -> int:
    # A hash, not `random`: the same seed must give the same variant on every machine and in every Python.
    return int.from_bytes(hashlib.sha256(f"{seed}/{name}".encode()).digest()[:8], "big") % count


def bound(thing: T, names: Mapping[str, Plain]) -> T:
    """Return the thing with every `$name` replaced; names that are not known stay, so that a check can find them."""
    result: Any = thing
    if isinstance(thing, Enum):
        return thing
    if isinstance(thing, str):
        return _bound_text(thing, names)  # type: ignore[return-value]
    if isinstance(thing, Text):
        # What a person reads is a text, also where a number stands there alone.
        return Text(str(_bound_text(thing.zh, names)), str(_bound_text(thing.en, names)))  # type: ignore[return-value]
    if isinstance(thing, Scenario):
        kept = {item.name: bound(getattr(thing, item.name), names) for item in fields(thing) if item.name != "names"}
        return replace(thing, **kept, names=dict(names))
    if is_dataclass(thing) and not isinstance(thing, type):
        result = replace(thing, **{item.name: bound(getattr(thing, item.name), names) for item in fields(thing)})
    elif isinstance(thing, Mapping):
        result = {bound(key, names): bound(value, names) for key, value in thing.items()}
    elif isinstance(thing, frozenset) or (isinstance(thing, (list, tuple)) and not hasattr(thing, "_fields")):
        result = type(thing)(bound(item, names) for item in thing)
    return result  # type: ignore[no-any-return]


def _bound_text(text: str, names: Mapping[str, Plain]) -> Any:
    whole = NAME.fullmatch(text)
    if whole and whole[1] in names:
        return names[whole[1]]
    return NAME.sub(lambda found: str(names.get(found[1], found[0])), text)


def unbound_names(thing: Any) -> frozenset[str]:
    """Return the names that still stand in a thing after binding."""
    if isinstance(thing, str):
        return frozenset(NAME.findall(thing))
    if is_dataclass(thing) and not isinstance(thing, type):
        return frozenset().union(*(unbound_names(getattr(thing, item.name)) for item in fields(thing)))
    if isinstance(thing, Mapping):
        return frozenset().union(*(unbound_names(part) for pair in thing.items() for part in pair))
    if isinstance(thing, (list, tuple, frozenset)):
        return frozenset().union(*(unbound_names(item) for item in thing))
    return frozenset()
