"""The rule from evidence to certificates, as pure values: clock, numbers and ids are handed in.

A certificate is due on the first day on which somebody holds the post it is meant for and every demanded activity has a
pass that holds. It is renewed when that is so again for the first day of the next period: evidence that ends with the
old certificate cannot carry the new one. A certificate never outlives evidence that has a last day of its own: the earlier
day wins.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from itertools import chain
from typing import NamedTuple

from curricula.api import add_months

# A pass this long before the end renews; earlier repeats are practice and change nothing (as in the matrix).
RENEWAL_WINDOW = timedelta(days=60)
# A pass without a stated level was judged on independent work; less or more than that is stated with the pass.
UNSTATED_LEVEL = 3


class Pass(NamedTuple):
    """A passed, uncorrected fact: `method` decides where it counts, `station` is empty where it counts for all."""

    fact: int
    activity: int
    method: str
    level: int | None
    on: date
    at: datetime
    valid_until: date | None
    station: int | None


class Demand(NamedTuple):
    """What a type asks of one activity: closing methods, months a pass holds (0: for ever), first day of the
    revision.
    """

    methods: frozenset[str]
    validity_months: int
    revised_on: date | None


class Rule(NamedTuple):
    """A type of qualification as the rule sees it; `demands` by activity."""

    type: int
    job_roles: frozenset[int]
    station: int | None
    minimum_level: int
    validity_months: int
    demands: Mapping[int, Demand]


class Post(NamedTuple):
    """A post held from one day to another, both included."""

    job_role: int
    station: int | None
    starts_on: date
    ends_on: date | None


class Held(NamedTuple):
    """The newest certificate of the type; `ended_at` where it was withdrawn, and whether older evidence is void
    then.
    """

    valid_from: date
    valid_until: date | None
    is_migrated: bool
    ended_at: datetime | None = None
    voids_older: bool = False


class Issue(NamedTuple):
    """A certificate to be written: its days, when it became due, and the facts it rests on."""

    valid_from: date
    valid_until: date | None
    due_at: datetime
    facts: tuple[int, ...]


def issues_due(
    rule: Rule, passes: Sequence[Pass], posts: Sequence[Post], held: Held | None, today: date
) -> Iterator[Issue]:
    """Certificates that follow from `passes` (in order of their day) and are not there yet, oldest first."""
    if not rule.demands:
        return
    counting = [one for one in passes if _counts(rule, one, held)]
    if len({one.activity for one in counting}) < len(rule.demands):
        return
    for day in sorted({day for day in chain((one.on for one in counting), _starts(rule, posts)) if day <= today}):
        issue = _issue_on(day, rule, counting, posts, held)
        if issue is not None:
            yield issue
            held = Held(issue.valid_from, issue.valid_until, is_migrated=False)


def _issue_on(day: date, rule: Rule, passes: Iterable[Pass], posts: Sequence[Post], held: Held | None) -> Issue | None:
    if not any(_is_held(rule, post, day) for post in posts):
        return None
    counted_from = _counted_from(day, held)
    if counted_from is None:
        return None
    # A renewal is asked what holds on the first day that the old certificate does not cover.
    begins = day if counted_from == day else counted_from + timedelta(days=1)
    newest = {one.activity: one for one in passes if one.on <= day and _holds(rule.demands[one.activity], one, begins)}
    if len(newest) < len(rule.demands):
        return None
    until = _last_day(rule, counted_from, newest.values())
    facts = tuple(sorted(one.fact for one in newest.values()))
    return Issue(day, until, max(one.at for one in newest.values()), facts)


def _last_day(rule: Rule, counted_from: date, passes: Iterable[Pass]) -> date | None:
    """The end of the period, or the first last day that a pass states of itself; None where neither ends."""
    ends = [one.valid_until for one in passes if one.valid_until is not None]
    if rule.validity_months:
        ends.append(add_months(counted_from, rule.validity_months))
    return min(ends, default=None)


def _counted_from(day: date, held: Held | None) -> date | None:
    """From which day the validity of a certificate issued on `day` is counted; None where none is wanted on that
    day.
    """
    if held is None or held.ended_at is not None:
        return day
    if held.is_migrated:
        return day if day >= held.valid_from else None
    if day <= held.valid_from or held.valid_until is None or day <= held.valid_until - RENEWAL_WINDOW:
        return None
    return max(day, held.valid_until)


def _counts(rule: Rule, one: Pass, held: Held | None) -> bool:
    demand = rule.demands.get(one.activity)
    if demand is None or one.method not in demand.methods:
        return False
    if one.station is not None and one.station != rule.station:
        return False
    if held is not None and held.voids_older and held.ended_at is not None and one.at <= held.ended_at:
        return False
    return (UNSTATED_LEVEL if one.level is None else one.level) >= rule.minimum_level


def _holds(demand: Demand, one: Pass, day: date) -> bool:
    """Whether a pass still holds on `day`: not overtaken by a revision, not past its last day."""
    if demand.revised_on is not None and one.on < demand.revised_on <= day:
        return False
    until = one.valid_until
    if until is None and demand.validity_months:
        until = add_months(one.on, demand.validity_months)
    return until is None or until >= day


def _is_held(rule: Rule, post: Post, day: date) -> bool:
    if rule.job_roles and post.job_role not in rule.job_roles:
        return False
    if rule.station is not None and post.station != rule.station:
        return False
    return post.starts_on <= day and (post.ends_on is None or post.ends_on >= day)


def _starts(rule: Rule, posts: Sequence[Post]) -> Iterator[date]:
    return (post.starts_on for post in posts if not rule.job_roles or post.job_role in rule.job_roles)
