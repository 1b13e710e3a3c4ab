"""What moving a go-live would do, before anybody decides it: due days, buffers, people. Nothing is written."""

from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone

from curricula.milestones.models import GoLive, Milestone
from curricula.milestones.services import movable_milestones
from curricula.training.inputs import cells_in_force, read_calendar, read_cells, read_posts
from curricula.training.matrix.draw_up import draw_up
from curricula.training.matrix.values import Calendar, Wanted
from curricula.training.models import Assignment
from lms.foundation.api import clock


@dataclass(frozen=True)
class MoveEffect:
    """What a move would change. Counts are of assignments not met yet, except `due_days`, which counts all."""

    milestones: tuple[Milestone, ...]
    staying: tuple[Milestone, ...]
    due_days: int
    people: int
    buffer_consumed: tuple[tuple[int, int], ...]
    newly_overdue: tuple[tuple[int, int], ...]

    @property
    def people_without_buffer(self) -> frozenset[int]:
        """People who would have no buffer left in something that is still open."""
        return frozenset(person for person, _activity in self.buffer_consumed)


def effect_of_move(go_live: GoLive, to_day: date) -> MoveEffect:
    """Draw up the matrix on the present and on the moved calendar, and compare."""
    calendar, today = read_calendar(), clock.today()
    posts, cells = read_posts(), read_cells(cells_in_force())
    before = {_key(row): row for row in draw_up(posts, cells, calendar) if row.go_live == go_live.pk}
    after = {
        _key(row): row
        for row in draw_up(posts, cells, moved_calendar(calendar, go_live, to_day))
        if row.go_live == go_live.pk
    }
    open_ones = set(
        Assignment.objects.filter(go_live=go_live, is_current=True, met_on=None).values_list("person_id", "activity_id")
    )
    moved = [(before[key], row) for key, row in after.items() if key in before and before[key].due_on != row.due_on]
    open_moved = [
        (old, new) for old, new in moved if (new.person, new.activity) in open_ones and _is_in_force(new, today)
    ]
    shifting = set(movable_milestones(go_live).values_list("pk", flat=True))
    milestones = list(go_live.milestones.all())
    return MoveEffect(
        milestones=tuple(one for one in milestones if one.pk in shifting),
        staying=tuple(one for one in milestones if one.pk not in shifting),
        due_days=len(moved),
        people=len({new.person for _old, new in moved}),
        buffer_consumed=tuple(
            (new.person, new.activity) for old, new in open_moved if old.planned_on >= today > new.planned_on
        ),
        newly_overdue=tuple((new.person, new.activity) for old, new in open_moved if old.due_on >= today > new.due_on),
    )


def moved_calendar(calendar: Calendar, go_live: GoLive, to_day: date) -> Calendar:
    """The calendar as it would be after the move."""
    by, zone = to_day - go_live.on, timezone.get_default_timezone()
    shifting = set(movable_milestones(go_live).values_list("pk", flat=True))
    anchors = dict(calendar.anchors)
    for milestone in go_live.milestones.order_by("-starts_at"):
        day = milestone.starts_at.astimezone(zone).date()
        anchors[go_live.pk, milestone.kind] = day + by if milestone.pk in shifting else day
    anchors[go_live.pk, "go_live"] = to_day
    return replace(calendar, anchors=anchors)


def _key(row: Wanted) -> tuple[int, int]:
    return row.person, row.activity


def _is_in_force(row: Wanted, day: date) -> bool:
    return row.from_day <= day and (row.to_day is None or row.to_day >= day)
