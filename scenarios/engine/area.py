"""What one area of the business adds to the engine's tables: its documents, masters, refusals and separations of duty."""

import itertools
from collections.abc import Mapping
from dataclasses import dataclass, field

Edges = frozenset[tuple[str, str]]
Separation = tuple[str, str, str, str]
"""The way from an argument to the other document, whose user must differ, the refusal's code, the rule's number."""


def edges(*chains: str) -> Edges:
    """Edges from chains written as `draft>submitted>approved`; `a|b` stands for either."""
    found: set[tuple[str, str]] = set()
    for chain in chains:
        steps = [step.split("|") for step in chain.split(">")]
        for sources, targets in itertools.pairwise(steps):
            found |= {(source, target) for source in sources for target in targets}
    return frozenset(found)


@dataclass(frozen=True)
class Kind:
    """A kind of document: how its number is spelled, which status may follow which, where a dataset starts to count.

    A kind without edges never changes its status; one may be said to stay only where an edge says so.
    """

    spelling: str
    steps: Edges = frozenset()
    first: int = 0


@dataclass(frozen=True)
class Area:
    """One area. Its commands stand in files of their own beside their siblings and need no entry here.

    `warnings` are refusals that may be passed with an override reason unless a parameter says stop; `separations` name
    per command whose hand must not be on an earlier document (see policy.py); `reports` may be run and looked up.
    """

    kinds: Mapping[str, Kind] = field(default_factory=dict)
    masters: tuple[str, ...] = ()
    refusals: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    separations: Mapping[str, tuple[Separation, ...]] = field(default_factory=dict)
    reports: tuple[str, ...] = ()
    inventory_accounts: tuple[str, ...] = ()
