"""From postings and cells to what each person must reach: scopes, waves, the strictest of several, due days."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

from curricula.training.matrix.days import working_due_day
from curricula.training.matrix.values import Calendar, Cell, Post, Wanted

STRICTNESS = {"recommended": 0, "required": 1, "critical": 2}
FOR_EVER = date.max


class Due(NamedTuple):
    """Opening, planned and due day of a cell for one go-live, before a late joiner's grace."""

    opens_on: date
    planned_on: date
    due_on: date


class Candidate(NamedTuple):
    """One cell that applies to one posting."""

    post: Post
    cell: Cell
    due: Due


def draw_up(posts: Iterable[Post], cells: Iterable[Cell], calendar: Calendar) -> list[Wanted]:
    """Everything that follows from the matrix for these postings, one row per person, activity and go-live.

    A posting whose site has no wave asks for nothing. Sorted by person, activity and go-live.
    """
    demands = _Demands(cells, calendar)
    held: dict[int, list[Post]] = defaultdict(list)
    for post in posts:
        held[post.person].append(post)
    wanted: list[Wanted] = []
    for person in sorted(held):
        found: dict[tuple[int, int], list[Candidate]] = {}
        for post in held[person]:
            for key, cell, due in demands.on(post):
                known = found.get(key)
                if known is None:
                    found[key] = [Candidate(post, cell, due)]
                else:
                    known.append(Candidate(post, cell, due))
        wanted += [strictest((person, *key), found[key], calendar) for key in sorted(found)]
    return wanted


class _Demands:
    """What the cells ask at a place of work; thousands hold posts at the same one, so each place is looked at once."""

    def __init__(self, cells: Iterable[Cell], calendar: Calendar) -> None:
        self.calendar = calendar
        self.by_role: dict[int, list[Cell]] = defaultdict(list)
        for cell in cells:
            self.by_role[cell.job_role].append(cell)
        self.known: dict[tuple[Any, ...], list[tuple[tuple[int, int], Cell, Due]]] = {}

    def on(self, post: Post) -> list[tuple[tuple[int, int], Cell, Due]]:
        """Activity and go-live, cell and days of everything asked of whoever holds such a post."""
        place = (post.job_role, post.site, post.station, post.is_key_user, post.is_early_bird)
        if place not in self.known:
            self.known[place] = list(self._asked(post))
        return self.known[place]

    def _asked(self, post: Post) -> Iterator[tuple[tuple[int, int], Cell, Due]]:
        site_wave = self.calendar.wave_of_site.get(post.site)
        for cell in self.by_role.get(post.job_role, ()):
            go_live = cell.go_live or site_wave
            due = due_of(cell, go_live, self.calendar) if go_live is not None and applies(cell, post) else None
            if go_live is not None and due is not None:
                yield (cell.activity, go_live), cell, due


def applies(cell: Cell, post: Post) -> bool:
    """Whether the cell's scope takes in the posting (the job role is already known to agree)."""
    if cell.site is not None and cell.site != post.site:
        return False
    if cell.station is not None and cell.station != post.station:
        return False
    if cell.designation == "key_user":
        return post.is_key_user
    if cell.designation == "early_bird":
        return post.is_early_bird
    return True


def due_of(cell: Cell, go_live: int, calendar: Calendar) -> Due | None:
    """Days of the cell for a go-live: anchor + offset, moved out of blackouts; None where the milestone does not exist."""
    anchor = calendar.anchors.get((go_live, cell.anchor_kind))
    if anchor is None:
        return None
    due_on = working_due_day(anchor + timedelta(days=cell.due_offset_days), calendar.blackouts)
    planned_on = due_on - timedelta(days=cell.buffer_days)
    return Due(planned_on - timedelta(days=calendar.open_lead_days), planned_on, due_on)


def strictest(key: tuple[int, int, int], candidates: list[Candidate], calendar: Calendar) -> Wanted:
    """One row out of all that applies: the posting that lasts longest, the highest level and criticality, the first due day.

    Somebody who takes up a post late has at least the grace days from the first day in it (a due day already gone by
    would call a newcomer overdue on the first morning).
    """
    if len(candidates) == 1:
        post, cell, due = candidates[0]
        level, criticality, from_day = cell.level, cell.criticality, post.starts_on
    else:
        last = max(candidate.post.ends_on or FOR_EVER for candidate in candidates)
        live = [candidate for candidate in candidates if (candidate.post.ends_on or FOR_EVER) == last]
        live.sort(key=_strictness)
        post, cell, due = live[0]
        level = max(candidate.cell.level for candidate in live)
        criticality = max((candidate.cell.criticality for candidate in live), key=STRICTNESS.__getitem__)
        due = min((candidate.due for candidate in live), key=lambda one: one.due_on)
        from_day = min(candidate.post.starts_on for candidate in candidates)
    floor = post.starts_on + timedelta(days=calendar.joiner_grace_days)
    late = floor > due.due_on
    return Wanted(
        *key, cell.id, post.id, level, criticality, cell.method, from_day, post.ends_on,
        post.starts_on if late else due.opens_on, floor if late else due.planned_on, floor if late else due.due_on,
        cell.validity_months, cell.retraining,
    )  # fmt: skip


def _strictness(candidate: Candidate) -> tuple[int, int, date, int]:
    cell = candidate.cell
    return (-cell.level, -STRICTNESS[cell.criticality], candidate.due.due_on, cell.id)
