"""Which status may follow which, per document kind: data, so that legality is one property and one drawing."""

from collections.abc import Mapping

from scenarios.engine.area import Edges
from scenarios.engine.areas import KINDS

TRANSITIONS: Mapping[str, Edges] = {code: kind.steps for code, kind in KINDS.items()}


def is_legal(kind: str, old: str, new: str) -> bool:
    """Whether a document of this kind may go from `old` to `new`."""
    return (old, new) in TRANSITIONS.get(kind, frozenset())
