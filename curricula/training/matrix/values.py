"""What the matrix engine takes and gives: plain tuples, because two hundred thousand of them are made at once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple


class Post(NamedTuple):
    """A person holds a job role; days included on both ends, `ends_on` None while open."""

    id: int
    person: int
    job_role: int
    site: int
    station: int | None
    is_key_user: bool
    is_early_bird: bool
    starts_on: date
    ends_on: date | None


class Cell(NamedTuple):
    """A requirement in force; scopes None or "" where it is not narrowed, `go_live` None for the wave of the site."""

    id: int
    job_role: int
    activity: int
    site: int | None
    station: int | None
    designation: str
    go_live: int | None
    level: int
    criticality: str
    method: str
    anchor_kind: str
    due_offset_days: int
    buffer_days: int
    validity_months: int
    retraining: str


class Fact(NamedTuple):
    """One piece of evidence of a person for an activity; corrected ones are left out by the reader."""

    id: int
    method: str
    outcome: str
    level: int | None
    score: Decimal | None
    on: date
    valid_until: date | None


@dataclass(frozen=True)
class Calendar:
    """Days that due days are counted from, and days on which nothing is due.

    `anchors`: (go-live id, milestone kind) → day; `wave_of_site`: site id → go-live id; `blackouts`: (first, last) days.
    """

    anchors: Mapping[tuple[int, str], date]
    wave_of_site: Mapping[int, int]
    blackouts: tuple[tuple[date, date], ...]
    open_lead_days: int
    joiner_grace_days: int


class Wanted(NamedTuple):
    """What a person must reach for one go-live in one activity, before any evidence is looked at.

    In this order the fields that follow from the cell, from the post and from the cell's days each lie together, so that
    a row is put together from tuples that thousands of rows share.
    """

    activity: int
    go_live: int
    cell: int
    level: int
    criticality: str
    method: str
    person: int
    post: int
    from_day: date
    to_day: date | None
    opens_on: date
    planned_on: date
    due_on: date
    validity_months: int
    retraining: str


class Cycle(NamedTuple):
    """One cycle of an assignment as the evidence leaves it."""

    started_on: date | None
    met_on: date | None
    valid_until: date | None
    stale_on: date | None
    met_by: int | None
    score: Decimal | None
    number: int
    is_current: bool
    attempts: int
