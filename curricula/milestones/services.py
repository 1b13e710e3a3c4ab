"""Moving a go-live: its day, what hangs on it, and everybody's due days, in one transaction and on the record."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from curricula.milestones.models import GoLive, GoLiveMove, Milestone
from curricula.training.assigning import refresh_assignments
from curricula.training.due_days import due_days_of, moved_days
from curricula.training.models import Assignment
from lms.foundation.api import Refusal, clock, record_change
from lms.foundation.models import Person


class MoveRefused(Refusal):
    """The go-live was not moved; the sentence says why."""

    code = "MOVE_REFUSED"


@dataclass(frozen=True)
class Moved:
    """What a move has moved."""

    milestones: int
    due_days: int


def move_go_live(
    go_live: GoLive, to_day: date, *, actor: Person | None, reason: str, seen_on: date | None = None
) -> Moved:
    """Move the go-live day and the milestones ahead by the same days, with everybody's due days; all or nothing.

    Milestones that are pinned to the calendar, or have begun already, stay. Who, when and why is logged twice: in the
    go-live's own list of moves and in the audit trail. Moving to the day it has is refused, so a second click does
    nothing; so is a day in the past, and a move decided when the go-live was on another day (`seen_on`). For thousands
    of people this takes seconds: run it as a job then (`jobs.py`).
    """
    with transaction.atomic():
        go_live = GoLive.objects.select_for_update(no_key=True).get(pk=go_live.pk)
        from_day = go_live.on
        check_move(go_live, to_day)
        if seen_on is not None and seen_on != from_day:
            raise MoveRefused(
                _("Meanwhile somebody else has moved this go-live. Nothing was changed; look at it again.")
            )
        go_live.on = to_day
        go_live.save(update_fields=["on"])
        moved = _shift_milestones(go_live, to_day - from_day)
        GoLiveMove.objects.create(
            go_live=go_live, from_day=from_day, to_day=to_day, actor=actor, at=clock.now(), reason=reason
        )
        record_change(
            "go_live", go_live.uuid, action="move", actor=actor, reason=reason, subject_label=go_live.code,
            before={"on": from_day.isoformat()}, after={"on": to_day.isoformat(), "milestones": moved},
        )  # fmt: skip
        rows = Assignment.objects.filter(go_live=go_live)
        before = due_days_of(rows)
        refresh_assignments(people={person for person, _activity, _go_live in before})
        due_days = moved_days(before, due_days_of(rows))
    return Moved(len(moved), due_days)


def check_move(go_live: GoLive, to_day: date) -> None:
    """Refuse a move that moves nothing, or into the past."""
    if to_day == go_live.on:
        raise MoveRefused(_("The go-live is on that day already. Nothing was changed."))
    if to_day < clock.today():
        raise MoveRefused(_("That day has passed. Choose today or a later day."))


def due_days_asked(go_live: GoLive) -> int:
    """How many due days are drawn up anew when the go-live moves."""
    return Assignment.objects.filter(go_live=go_live, is_current=True).count()


def movable_milestones(go_live: GoLive) -> QuerySet[Milestone]:
    """Milestones that move with the day: not pinned, and not begun."""
    return Milestone.objects.filter(go_live=go_live, is_pinned=False, starts_at__gt=clock.now())


def _shift_milestones(go_live: GoLive, by: timedelta) -> list[str]:
    # Held, so that what somebody changes in a milestone meanwhile is not written back as it was.
    rows = list(movable_milestones(go_live).select_for_update(no_key=True).order_by("pk"))
    for row in rows:
        row.starts_at += by
        row.ends_at = row.ends_at + by if row.ends_at else None
    Milestone.objects.bulk_update(rows, ["starts_at", "ends_at"])
    return [row.code for row in rows]
