"""Rights and duties that exclude each other, as pure values: who is granted which bundle, and which pairs clash."""

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple


class Bundle(NamedTuple):
    """A bundle of rights: the job roles it belongs to, and the qualifications that open it (none: the role is
    enough).
    """

    code: str
    job_roles: frozenset[str]
    opened_by: frozenset[str]


class Pair(NamedTuple):
    """Two bundles that exclude each other; `is_blocked` or allowed under a control."""

    code: str
    first: str
    second: str
    is_blocked: bool


class Duty(NamedTuple):
    """A job role somebody holds, and whether it is the main post."""

    job_role: str
    is_main: bool


class Rights(NamedTuple):
    """What follows for one person: bundles granted, asked for but not open yet, withheld because of a clash, and
    clashes.
    """

    granted: frozenset[str]
    waiting: frozenset[str]
    withheld: frozenset[str]
    clashes: tuple[Pair, ...]


def rights_of(
    duties: Iterable[Duty], held: Collection[str], bundles: Mapping[str, Bundle], pairs: Iterable[Pair]
) -> Rights:
    """Rights of somebody with these duties and these qualifications valid on the day.

    A clash is one of duties, whatever is qualified for by now: it is seen before the second certificate makes it real.
    A
    blocked one withholds what does not come with the main post; where both or neither do, it withholds both.
    """
    listed = list(duties)
    main = {duty.job_role for duty in listed if duty.is_main}
    all_roles = {duty.job_role for duty in listed}
    asked = {code for code, bundle in bundles.items() if bundle.job_roles & all_roles}
    with_main = {code for code in asked if bundles[code].job_roles & main}
    clashes = tuple(pair for pair in pairs if pair.first in asked and pair.second in asked)
    withheld = frozenset(code for pair in clashes if pair.is_blocked for code in _withheld(pair, with_main))
    open_now = {code for code in asked if not bundles[code].opened_by or bundles[code].opened_by & set(held)}
    return Rights(frozenset(open_now - withheld), frozenset(asked - open_now - withheld), withheld, clashes)


def _withheld(pair: Pair, with_main: set[str]) -> set[str]:
    beside = {pair.first, pair.second} - with_main
    return beside if len(beside) == 1 else {pair.first, pair.second}
