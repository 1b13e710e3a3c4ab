"""Changing a milestone: its name, its note, its day. What hangs on the day is drawn up anew in the same transaction."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from curricula.edited import MILESTONE, EditRefused, check_something_changed, check_unchanged_since, identity_of
from curricula.milestones.models import GoLive, Milestone
from curricula.training.assigning import refresh_assignments
from curricula.training.due_days import due_days_of, moved_days
from curricula.training.inputs import cells_in_force
from curricula.training.models import Assignment
from lms.foundation.api import digest_of, record_change
from lms.foundation.models import Person

GO_LIVE_DAY = "go_live"
TEXTS = ("name_zh", "name_en", "note_zh", "note_en")


@dataclass(frozen=True)
class Wanted:
    """How a milestone is to be; moments are aware."""

    texts: dict[str, str]
    starts_at: datetime
    ends_at: datetime | None
    is_pinned: bool


def milestone_record(milestone: Milestone) -> dict[str, Any]:
    """Everything the editor shows, as the trail keeps it."""
    return {
        **{name: getattr(milestone, name) for name in TEXTS},
        "starts_at": _moment(milestone.starts_at),
        "ends_at": _moment(milestone.ends_at),
        "is_pinned": milestone.is_pinned,
    }


def offset_days(milestone: Milestone) -> int:
    """Days from the go-live day, before it negative."""
    return (timezone.localtime(milestone.starts_at).date() - milestone.go_live.on).days


def moved_by_offset(milestone: Milestone, days: int) -> tuple[datetime, datetime | None]:
    """Beginning and end at another distance from the go-live day; time of day and length stay."""
    by = timedelta(days=days - offset_days(milestone))
    return milestone.starts_at + by, milestone.ends_at + by if milestone.ends_at else None


@dataclass(frozen=True)
class Changed:
    """What a change did: whether it moved the milestone, and how many due days went with it."""

    is_moved: bool
    due_days: int


def changed_fields(milestone: Milestone, wanted: Wanted, *, opened: str) -> list[str]:
    """Set the wanted values on the object and name what differs; nothing is written.

    Refuses what was changed meanwhile, nothing new, an end before the beginning, and another day for the go-live itself.
    """
    before = milestone_record(milestone)
    check_unchanged_since(opened, digest_of(before))
    for name, text in wanted.texts.items():
        setattr(milestone, name, text)
    milestone.starts_at, milestone.ends_at = wanted.starts_at, wanted.ends_at
    milestone.is_pinned = wanted.is_pinned
    after = milestone_record(milestone)
    check_something_changed(before, after)
    changed = [name for name in after if before[name] != after[name]]
    _check(milestone, is_moved=is_a_move(changed))
    return changed


def change_milestone(milestone: Milestone, wanted: Wanted, *, opened: str, actor: Person, reason: str) -> Changed:
    """Write it, log it (a move as a move) and draw up anew what is due by it; all or nothing.

    Refuses what `changed_fields` refuses; `opened` is the digest of the record that was looked at, so a second click finds
    its own change and is refused. Where thousands of due days hang on it, run it as a job (`jobs.py`).
    """
    with transaction.atomic():
        # The go-live first, as its move does: the two wait for each other in one order, and each reads what the other left.
        GoLive.objects.select_for_update(no_key=True).get(pk=milestone.go_live_id)
        held = Milestone.objects.select_for_update(of=("self",), no_key=True)
        milestone = held.select_related("go_live").get(pk=milestone.pk)
        before = milestone_record(milestone)
        changed = changed_fields(milestone, wanted, opened=opened)
        after, is_moved = milestone_record(milestone), is_a_move(changed)
        milestone.save(update_fields=changed)
        record_change(
            MILESTONE, identity_of(MILESTONE, milestone.code), action="move" if is_moved else "change", actor=actor,
            reason=reason, subject_label=f"{milestone.go_live.code} {milestone.code}",
            before={name: before[name] for name in changed}, after={name: after[name] for name in changed},
        )  # fmt: skip
        return Changed(is_moved, _drawn_up_anew(milestone) if is_moved else 0)


def is_a_move(changed: Collection[str]) -> bool:
    """Whether what changed is the day, so that due days go with it."""
    return bool({"starts_at", "ends_at"} & set(changed))


def due_days_from(milestone: Milestone) -> int:
    """How many due days are drawn up anew when the milestone moves."""
    return _counted_from(milestone).filter(is_current=True).count()


def _check(milestone: Milestone, *, is_moved: bool) -> None:
    if is_moved and milestone.kind == GO_LIVE_DAY:
        raise EditRefused(_("The go-live day is moved on its own page, where you see what the move does."))
    if milestone.ends_at is not None and milestone.ends_at < milestone.starts_at:
        raise EditRefused(_("The end lies before the beginning."))


def _counted_from(milestone: Milestone) -> QuerySet[Assignment]:
    """Assignments of the activities that some cell counts from this kind of milestone."""
    return Assignment.objects.filter(activity__in=_activities_counted_from(milestone))


def _activities_counted_from(milestone: Milestone) -> set[int]:
    return set(cells_in_force().filter(anchor_kind=milestone.kind).values_list("activity_id", flat=True))


def _drawn_up_anew(milestone: Milestone) -> int:
    activities = _activities_counted_from(milestone)
    if not activities:
        return 0
    rows = _counted_from(milestone)
    before = due_days_of(rows)
    refresh_assignments(activities=activities)
    return moved_days(before, due_days_of(rows))


def _moment(at: datetime | None) -> str | None:
    return None if at is None else timezone.localtime(at).isoformat()
