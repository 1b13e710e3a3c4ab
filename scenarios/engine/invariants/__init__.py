"""The promises of the books, one file an area; each is a function that names every breach it finds in a state.

I3, I4, I13 and I14 speak of histories rather than states; they are tested where histories are made.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from scenarios.engine.invariants import administration, balance, books, cutover, production, quality, sales
from scenarios.engine.state import State

FLOWS: Mapping[str, balance.Flow] = {"GR": balance.receipt_flow, **production.FLOWS, **sales.FLOWS}
"""By which documents goods come and go; an area adds its kinds here."""


def _mass_balance(state: State) -> Iterator[str]:
    return balance.lots_hold_what_documents_say(state, FLOWS)


Check = Callable[[State], Iterator[str]]


def _gathered(*tables: Mapping[str, Check]) -> Mapping[str, Check]:
    """All promises under one roof; two of one name are our own mistake, for one of them would never be asked."""
    found: dict[str, Check] = {}
    for table in tables:
        for name, check in table.items():
            assert name not in found, name
            found[name] = check
    return found


INVARIANTS = _gathered(
    books.INVARIANTS,
    production.INVARIANTS,
    sales.INVARIANTS,
    quality.INVARIANTS,
    administration.INVARIANTS,
    cutover.INVARIANTS,
    {"I10b": _mass_balance},
)


@dataclass(frozen=True)
class Breach:
    """A promise that does not hold: which, and where."""

    invariant: str
    detail: str


def broken_invariants(state: State) -> tuple[Breach, ...]:
    """Every breach of every invariant that can be seen in one state."""
    return tuple(Breach(name, detail) for name, check in INVARIANTS.items() for detail in check(state))
