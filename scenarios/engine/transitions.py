"""Which status may follow which, per document kind: data, so that legality is one property and one drawing."""

import itertools
from collections.abc import Mapping

Edges = frozenset[tuple[str, str]]


def _edges(*chains: str) -> Edges:
    """Edges from chains written as `draft>submitted>approved`; `a|b` stands for either."""
    found: set[tuple[str, str]] = set()
    for chain in chains:
        steps = [step.split("|") for step in chain.split(">")]
        for sources, targets in itertools.pairwise(steps):
            found |= {(source, target) for source in sources for target in targets}
    return frozenset(found)


_ORDER_PROGRESS = "released|partly_received|received|invoiced"

TRANSITIONS: Mapping[str, Edges] = {
    "PR": _edges("draft>submitted>approved|rejected", "approved>ordered"),
    "PO": _edges(
        "draft>submitted>approved|rejected",
        f"approved>{_ORDER_PROGRESS}",
        f"{_ORDER_PROGRESS}>{_ORDER_PROGRESS}",
        f"submitted|approved|{_ORDER_PROGRESS}>submitted",
        "draft|submitted|approved|released>cancelled",
    ),
    "GR": _edges("posted>reversed"),
    "QI": _edges("created>sampled>recorded>decided", "sampled|recorded>sampled", "created|sampled|recorded>cancelled"),
    "OOS": _edges("open>closed"),
    "NCR": _edges("open>contained>investigated>disposed>executed>closed"),
    "SCAR": frozenset(),
    "IV": _edges(
        "posted|blocked|released>blocked",
        "blocked>released",
        "posted|released>paid",
        "posted|blocked|released>cleared",
        "posted|blocked|released>reversed",
    ),
    "CM": frozenset(),
    "PAY": _edges("proposed>approved>executed"),
    "TASK": _edges("open>done"),
    "MSG": _edges("received>refused"),
    "DEV": frozenset(),
}
"""A document whose kind has no edges never changes its status; one may be said to stay only where an edge says so."""


def is_legal(kind: str, old: str, new: str) -> bool:
    """Whether a document of this kind may go from `old` to `new`."""
    return (old, new) in TRANSITIONS.get(kind, frozenset())
