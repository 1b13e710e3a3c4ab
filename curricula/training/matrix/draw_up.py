"""From postings and cells to what each person must reach: scopes, waves, the strictest of several, due days."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from operator import itemgetter
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
    return list(drawn_up_in_order(posts, cells, calendar))


def drawn_up_in_order(posts: Iterable[Post], cells: Iterable[Cell], calendar: Calendar) -> Iterator[Wanted]:
    """As `draw_up`, person after person as the rows are taken."""
    places = _Places(cells, calendar)
    held: dict[int, list[Post]] = defaultdict(list)
    for post in posts:
        held[post.person].append(post)
    for person in sorted(held):
        first, *others = held[person]
        place = places.of(first)
        if not others and place.asks_each_once:
            yield from _all_of(first, place, calendar)
            continue
        found: dict[tuple[int, int], list[Candidate]] = defaultdict(list)
        for post in held[person]:
            for key, asked in places.of(post).asked:
                found[key].append(Candidate(post, *asked))
        for activity, go_live in sorted(found):
            yield strictest((person, activity, go_live), found[activity, go_live], calendar)


Asked = list[tuple[tuple[int, int], tuple[Cell, Due]]]
"""cells and days by activity and go-live, in that order"""


class _Place:
    """What is asked of whoever holds a post of one kind."""

    def __init__(self, asked: Asked) -> None:
        self.asked = asked
        self.asks_each_once = len({key for key, _asked in asked}) == len(asked)
        self.first_due = min((due.due_on for _key, (_cell, due) in asked), default=FOR_EVER)
        self.parts = [
            (_of_cell(go_live, cell), (*due, cell.validity_months, cell.retraining))
            for (_activity, go_live), (cell, due) in asked
        ]
        """what a row says before the post and after it, ready made, where nobody is late"""


class _Places:
    """Kinds of posts, each looked at once: thousands of people hold the same kind."""

    def __init__(self, cells: Iterable[Cell], calendar: Calendar) -> None:
        self.calendar = calendar
        self.by_role: dict[int, list[Cell]] = defaultdict(list)
        for cell in cells:
            self.by_role[cell.job_role].append(cell)
        self.known: dict[tuple[Any, ...], _Place] = {}

    def of(self, post: Post) -> _Place:
        """The kind of this post."""
        kind = (post.job_role, post.site, post.station, post.is_key_user, post.is_early_bird)
        if kind not in self.known:
            self.known[kind] = _Place(sorted(self._asked(post), key=itemgetter(0)))
        return self.known[kind]

    def _asked(self, post: Post) -> Iterator[tuple[tuple[int, int], tuple[Cell, Due]]]:
        site_wave = self.calendar.wave_of_site.get(post.site)
        for cell in self.by_role.get(post.job_role, ()):
            go_live = cell.go_live or site_wave
            due = due_of(cell, go_live, self.calendar) if go_live is not None and applies(cell, post) else None
            if go_live is not None and due is not None:
                yield (cell.activity, go_live), (cell, due)


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
        return _wanted(key, candidates[0], calendar)
    last = max(candidate.post.ends_on or FOR_EVER for candidate in candidates)
    live = sorted((one for one in candidates if (one.post.ends_on or FOR_EVER) == last), key=_strictness)
    post, cell, _due = live[0]
    strictest_cell = cell._replace(
        level=max(candidate.cell.level for candidate in live),
        criticality=max((candidate.cell.criticality for candidate in live), key=STRICTNESS.__getitem__),
    )
    due = min((candidate.due for candidate in live), key=lambda one: one.due_on)
    row = _wanted(key, Candidate(post, strictest_cell, due), calendar)
    return row._replace(from_day=min(candidate.post.starts_on for candidate in candidates))


def _of_cell(go_live: int, cell: Cell) -> tuple[int, int, int, int, str, str]:
    """The first fields of a Wanted."""
    return cell.activity, go_live, cell.id, cell.level, cell.criticality, cell.method


def _wanted(key: tuple[int, int, int], candidate: Candidate, calendar: Calendar) -> Wanted:
    post, cell, due = candidate
    person, _activity, go_live = key
    floor = post.starts_on + timedelta(days=calendar.joiner_grace_days)
    days = due if floor <= due.due_on else (post.starts_on, floor, floor)
    holder = (person, post.id, post.starts_on, post.ends_on)
    return Wanted._make((*_of_cell(go_live, cell), *holder, *days, cell.validity_months, cell.retraining))


def _all_of(post: Post, place: _Place, calendar: Calendar) -> list[Wanted]:
    """As `_wanted` for each of these; where nobody is late, which nearly everybody's rows are, from ready parts."""
    if post.starts_on + timedelta(days=calendar.joiner_grace_days) > place.first_due:
        return [_wanted((post.person, *key), Candidate(post, cell, due), calendar) for key, (cell, due) in place.asked]
    holder, made = (post.person, post.id, post.starts_on, post.ends_on), tuple.__new__
    return [made(Wanted, of_cell + holder + of_days) for of_cell, of_days in place.parts]


def _strictness(candidate: Candidate) -> tuple[int, int, date, int]:
    cell = candidate.cell
    return (-cell.level, -STRICTNESS[cell.criticality], candidate.due.due_on, cell.id)
