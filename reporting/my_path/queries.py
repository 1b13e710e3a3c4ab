"""What *My path* and an activity's page read, in few queries whatever the number of requirements."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.urls import NoReverseMatch, reverse

from curricula.api import assignments_in_force, with_status
from curricula.models import Activity, Assignment, EvidenceFact, GoLive, LearningItem, Milestone, Posting
from lms.foundation.models import Person
from lms.records.api import QUALIFICATION_SHAPES, QUALIFICATION_STATES, qualifications_of
from reporting.my_path.path import Asked, Stop, lay_out

DONE = ("passed", "completed")


@dataclass(frozen=True)
class ItemLine:
    """One item of an activity for one person: done or not, and where it opens (empty: cannot be opened)."""

    item: LearningItem
    is_done: bool
    url: str = ""


@dataclass
class Line:
    """One stop with all that its line on the page says."""

    stop: Stop
    assignment: Assignment
    blocked_by: list[Activity] = field(default_factory=list)

    @property
    def is_late(self) -> bool:
        """Overdue, expired or stale: it was asked for and does not hold."""
        return self.assignment.status in {"overdue", "expired", "stale"}  # type: ignore[attr-defined]


@dataclass
class Path:
    """The whole page: posts, go-live, the stops by place, what is left."""

    posts: list[Posting]
    go_live: GoLive | None
    milestone: Milestone | None
    lines: list[Line]

    def at(self, *places: str) -> list[Line]:
        """The lines of these places, in order."""
        return [line for line in self.lines if line.stop.place in places]

    @property
    def now(self) -> Line | None:
        """What to do now."""
        return next(iter(self.at("now")), None)

    @property
    def minutes_left(self) -> int:
        """Planned minutes of everything that is open before the go-live."""
        return sum(line.assignment.activity.planned_minutes for line in self.at("now", "next", "locked"))


def read_path(person: Person, day: date) -> Path:
    """Everything on *My path* of `person` on `day`."""
    rows = list(
        with_status(assignments_in_force(day).filter(person=person), day)
        .select_related("activity", "go_live", "requirement", "posting__job_role", "posting__site")
        .order_by("due_on", "activity__code")
    )
    # one row per activity: where two waves ask for the same thing, the nearer one counts on the page
    nearest: dict[int, Any] = {}
    for row in rows:
        nearest.setdefault(row.activity_id, row)
    asked = [Asked(row.activity_id, row.status, row.due_on, row.opens_on, row.criticality) for row in nearest.values()]
    needs: dict[int, set[int]] = defaultdict(set)
    for activity, needed in Activity.prerequisites.through.objects.filter(from_activity__in=nearest).values_list(
        "from_activity_id", "to_activity_id"
    ):
        needs[activity].add(needed)
    lines = []
    for stop in lay_out(asked, needs, day):
        blockers = [nearest[need].activity for need in stop.blocked_by]
        lines.append(Line(stop, nearest[stop.activity], blockers))
    go_live = _go_live(rows, day)
    posts = list(
        Posting.objects.filter(person=person, starts_on__lte=day)
        .exclude(ends_on__lt=day)
        .select_related("job_role", "department", "site", "shift")
    )
    milestone = (
        Milestone.objects.filter(go_live=go_live, starts_at__date__gt=day).exclude(kind="go_live").first()
        if go_live
        else None
    )
    return Path(posts, go_live, milestone, lines)


def read_items(person: Person, activities: list[int], *, with_urls: bool = False) -> dict[int, list[ItemLine]]:
    """Items of these activities that are meant for the person, in order; addresses only where asked (they cost queries)."""
    posts = Posting.objects.filter(person=person).values_list("job_role_id", "station_id")
    roles, stations = {role for role, _station in posts}, {station for _role, station in posts}
    items: Any = LearningItem.objects.filter(activity__in=activities).order_by("activity", "position")
    if not with_urls:
        items = items.non_polymorphic()
    done = set(
        EvidenceFact.objects.filter(person=person, item__activity__in=activities, outcome__in=DONE).values_list(
            "item_id", flat=True
        )
    )
    found: dict[int, list[ItemLine]] = defaultdict(list)
    for item in items.prefetch_related("only_job_roles"):
        only = {role.pk for role in item.only_job_roles.all()}
        if (only and not only & roles) or (item.only_station_id and item.only_station_id not in stations):
            continue
        found[item.activity_id].append(ItemLine(item, item.pk in done, _url(item) if with_urls else ""))
    return found


def _url(item: LearningItem) -> str:
    if not item.is_available or not item.open_url_name:
        return ""
    try:
        return reverse(item.open_url_name, kwargs=item.open_arguments())
    except NoReverseMatch:
        return ""


def _go_live(rows: list[Any], day: date) -> GoLive | None:
    coming = sorted({row.go_live for row in rows if row.go_live.on >= day}, key=lambda one: one.on)
    if coming:
        return coming[0]
    return GoLive.objects.filter(on__gte=day).order_by("on").first() or GoLive.objects.order_by("-on").first()


def newest_qualifications(person: Person, day: date) -> list[Any]:
    """The newest certificate of each kind with its `state` on the day, and the state's shape and words."""
    held: list[Any] = list(qualifications_of(person, day).filter(superseded_by__isnull=True))
    for row in held:
        row.state_shape, row.state_label = QUALIFICATION_SHAPES[row.state], QUALIFICATION_STATES[row.state]
    return held
