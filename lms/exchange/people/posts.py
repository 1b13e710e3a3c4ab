"""The posts of one person: what the file states against what is stored. Pure.

The rows about a person state all posts held from their first days on. A stored post that they do not name ends: the
day before the next stated post starts; else with the last stated day, if all have one; else yesterday. What ended
before today is history and stays, unless a row names it by job role, site and first day.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from lms.exchange.people.acts import Act, KnownPost, iso
from lms.exchange.people.checks import overlap
from lms.exchange.people.stating import Statement

ONE_DAY = timedelta(days=1)


@dataclass
class PostActs:
    """Acts by row, and whether the person holds a post, today or later, before and after them."""

    by_row: dict[int, list[Act]] = field(default_factory=dict)
    is_held_before: bool = False
    is_held_after: bool = False


@dataclass(frozen=True)
class _Stated:
    """One job role of one row."""

    row: int
    post: KnownPost
    says_end: bool


def plan_posts(number: str, stated: Sequence[Statement], stored: Sequence[KnownPost], today: date) -> PostActs:
    """What has to be done to the posts of person `number`; `stated` in order of time."""
    acts = PostActs(is_held_before=any(_is_held(post, today) for post in stored))
    wanted = [one for statement in stated for one in _posts_of(statement, stated)]
    matches = _matched(wanted, stored, today)
    for one in wanted:
        post = matches.get(id(one))
        after = _continued(one, post)
        acts.is_held_after |= _is_held(after, today)
        act = _difference(number, post, after)
        if act is not None:
            acts.by_row.setdefault(one.row, []).append(act)
    named = {post.pk for post in matches.values()}
    for post in stored:
        if post.pk in named or not _is_held(post, today):
            continue
        row, last_day = _last_day_of_unnamed(post, stated, today)
        acts.is_held_after |= last_day >= max(today, post.starts_on)
        act = _end(number, post, last_day)
        if act is not None:
            acts.by_row.setdefault(row, []).append(act)
    return acts


def plan_departure(number: str, stored: Sequence[KnownPost], today: date) -> list[Act]:
    """End every post that is still held: for somebody whom a complete file does not name."""
    ends = (_end(number, post, today - ONE_DAY) for post in stored if _is_held(post, today))
    return [act for act in ends if act is not None]


def _posts_of(statement: Statement, stated: Sequence[Statement]) -> list[_Stated]:
    rank = (statement.starts_on, statement.job_roles, statement.row)
    is_main = not any(
        other is not statement and overlap(other, statement) and (other.starts_on, other.job_roles, other.row) < rank
        for other in stated
    )
    return [
        _Stated(
            statement.row,
            KnownPost(
                pk=0, job_role=job_role, department=statement.department, site=statement.site, shift=statement.shift,
                is_main=is_main and place == 0, starts_on=statement.starts_on, ends_on=statement.ends_on,
            ),
            statement.says_end,
        )
        for place, job_role in enumerate(statement.job_roles)
    ]  # fmt: skip


def _matched(wanted: Sequence[_Stated], stored: Sequence[KnownPost], today: date) -> dict[int, KnownPost]:
    """Which stored post each stated one means: the same role, site and first day; else the same post in all but that."""
    by_key = {(post.job_role, post.site, post.starts_on): post for post in stored}
    found: dict[int, KnownPost] = {}
    for one in wanted:
        post = by_key.get((one.post.job_role, one.post.site, one.post.starts_on))
        if post is not None:
            found[id(one)] = post
    taken = {post.pk for post in found.values()}
    for one in wanted:
        if id(one) in found:
            continue
        same = [
            post for post in stored if post.pk not in taken and _is_held(post, today) and _is_same_post(post, one.post)
        ]
        if same:
            found[id(one)] = min(same, key=lambda post: post.starts_on)
            taken.add(found[id(one)].pk)
    return found


def _is_same_post(post: KnownPost, stated: KnownPost) -> bool:
    places = (post.job_role, post.site, post.department, post.shift)
    meet = (post.ends_on is None or post.ends_on >= stated.starts_on) and (
        stated.ends_on is None or stated.ends_on >= post.starts_on
    )
    return meet and places == (stated.job_role, stated.site, stated.department, stated.shift)


def _continued(one: _Stated, post: KnownPost | None) -> KnownPost:
    """The stated post as it would be stored: a later first day does not shorten the same post, an earlier one lengthens it."""
    if post is None:
        return one.post
    return replace(
        one.post,
        pk=post.pk,
        starts_on=min(one.post.starts_on, post.starts_on),
        ends_on=one.post.ends_on if one.says_end else post.ends_on,
    )


def _last_day_of_unnamed(post: KnownPost, stated: Sequence[Statement], today: date) -> tuple[int, date]:
    later = [one for one in stated if one.starts_on > post.starts_on]
    if later:
        cut = min(later, key=lambda one: (one.starts_on, one.row))
        row, day = cut.row, cut.starts_on - ONE_DAY
    else:
        ends = [one.ends_on for one in stated if one.ends_on is not None]
        row = stated[0].row
        day = max(ends) if len(ends) == len(stated) else today - ONE_DAY
    return row, min(day, post.ends_on) if post.ends_on else day


def _difference(number: str, post: KnownPost | None, after: KnownPost) -> Act | None:
    if post is None:
        return Act("posting", "create", number, None, {}, after.as_fields(), after.job_role)
    before, becomes = post.as_fields(), after.as_fields()
    changed = [key for key in becomes if becomes[key] != before[key]]
    if not changed:
        return None
    old, new = {key: before[key] for key in changed}, {key: becomes[key] for key in changed}
    return Act("posting", "change", number, post.pk, old, new, after.job_role)


def _end(number: str, post: KnownPost, last_day: date) -> Act | None:
    """End the post; one that would end before it starts never began, and is withdrawn."""
    if last_day < post.starts_on:
        return Act("posting", "withdraw", number, post.pk, post.as_fields(), {}, post.job_role)
    if post.ends_on == last_day:
        return None
    old, new = {"ends_on": iso(post.ends_on)}, {"ends_on": iso(last_day)}
    return Act("posting", "change", number, post.pk, old, new, post.job_role)


def _is_held(post: KnownPost, today: date) -> bool:
    return post.ends_on is None or post.ends_on >= today
