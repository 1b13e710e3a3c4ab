"""Summing assignments up by person: pure, so that a rebuild and a refresh cannot differ."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

ALL, CHAIN, JOB_ROLE = "all", "chain", "job_role"
CRITICAL, RECOMMENDED = "critical", "recommended"
EXAM = "exam"

# Places of the counters in a row, in the order of the model's columns.
COUNTERS = (
    "asked", "met", "waived", "critical_asked", "critical_met", "exams_asked", "exams_met", "recommended_asked",
    "recommended_met", "sources",
)  # fmt: skip
_NOTHING = (0,) * len(COUNTERS)
_SOURCES_ONLY = (*_NOTHING[:-1], 1)
Counts = tuple[int, ...]
Key = tuple[int, str, int | None, int | None]


class Asked(NamedTuple):
    """One current assignment as the day sees it; `is_in_force`: the post it hangs on is held on that day."""

    person: int
    activity: int
    job_role: int
    criticality: str
    method: str
    is_in_force: bool
    holds: bool
    is_waived: bool


def counts_of(criticality: str, method: str, is_in_force: bool, holds: bool, is_waived: bool) -> Counts:
    """What one assignment adds to the counters. A waiver takes away what is not met, never what is."""
    if not is_in_force:
        return _SOURCES_ONLY
    met = 1 if holds else 0
    if criticality == RECOMMENDED:
        return (0, 0, 0, 0, 0, 0, 0, 1, met, 1)
    if is_waived and not holds:
        return (0, 0, 1, 0, 0, 0, 0, 0, 0, 1)
    critical, exam = int(criticality == CRITICAL), int(method == EXAM)
    return (1, met, 0, critical, critical * met, exam, exam * met, 0, 0, 1)


def sum_up(asked: Iterable[Asked], chains_of_activity: Mapping[int, tuple[int, ...]]) -> Iterator[tuple[Key, Counts]]:
    """Rows by person: in all, by job role, by chain. An activity of several chains counts in each of them, and once in all.

    Rows in which nothing is in force are left out, but a person's whole sum never is.
    """
    sums: dict[Key, list[int]] = {}
    known: dict[tuple[object, ...], Counts] = {}
    for person, activity, job_role, *rest in asked:
        kind = tuple(rest)
        adds = known.get(kind)
        if adds is None:
            adds = known[kind] = counts_of(*rest)  # type: ignore[arg-type]  # the rest of Asked, in its order
        keys: list[Key] = [(person, ALL, None, None), (person, JOB_ROLE, None, job_role)]
        keys += [(person, CHAIN, chain, None) for chain in chains_of_activity.get(activity, ())]
        for key in keys:
            found = sums.get(key)
            if found is None:
                sums[key] = list(adds)
            else:
                for place, number in enumerate(adds):
                    if number:
                        found[place] += number
    for key, counts in sums.items():
        if key[1] == ALL or any(counts[:-1]):
            yield key, tuple(counts)
