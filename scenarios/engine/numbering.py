"""How document and lot numbers are spelled; the next number is the last one used, plus one."""

from collections.abc import Mapping

from scenarios.engine.areas import KINDS

SPELLING: Mapping[str, str] = {
    **{code: kind.spelling for code, kind in KINDS.items()},
    "LOT": "L26-{:04d}",
    "JE": "{:010d}",
}

FIRST_NUMBERS: Mapping[str, int] = {
    **{code: kind.first for code, kind in KINDS.items() if kind.first},
    "JE": 1900000000,
}
"""Where a dataset starts to count; kinds not named start at nought."""


def spell(kind: str, number: int) -> str:
    """The number as people read it."""
    return SPELLING[kind].format(number)
