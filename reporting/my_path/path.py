"""The order of one person's path: what is done, what to do now, what comes next, what is blocked by what. Pure."""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date

SETTLED = frozenset({"met", "waived"})


@dataclass(frozen=True)
class Asked:
    """One requirement as the path sees it."""

    activity: int
    status: str
    due_on: date
    opens_on: date
    criticality: str


@dataclass(frozen=True)
class Stop:
    """One stop on the path: its place in the learner's day and, if blocked, the activities that come first."""

    activity: int
    place: str  # done | now | next | locked | later
    blocked_by: tuple[int, ...] = ()


def lay_out(asked: Sequence[Asked], prerequisites: Mapping[int, Set[int]], day: date) -> list[Stop]:
    """Stops in the order a person takes them: done ones first, then by due day with the critical before the others.

    An activity is blocked by a prerequisite that is asked of the same person and not settled. The first open stop is now.
    """
    status = {row.activity: row.status for row in asked}
    stops = [Stop(row.activity, "done") for row in asked if row.status in SETTLED]
    waiting = sorted((row for row in asked if row.status not in SETTLED), key=_urgency)
    has_now = False
    for row in waiting:
        blockers = tuple(
            sorted(need for need in prerequisites.get(row.activity, ()) if status.get(need, "met") not in SETTLED)
        )
        if blockers:
            stops.append(Stop(row.activity, "locked", blockers))
        elif row.status == "not_yet_due" and row.opens_on > day:
            stops.append(Stop(row.activity, "later"))
        else:
            stops.append(Stop(row.activity, "next" if has_now else "now"))
            has_now = True
    return stops


def _urgency(row: Asked) -> tuple[date, int, int]:
    return row.due_on, {"critical": 0, "required": 1}.get(row.criticality, 2), row.activity
