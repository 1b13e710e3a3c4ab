"""What *My path* and an activity's page read, in few queries whatever the number of requirements."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.urls import NoReverseMatch, reverse

from curricula.api import assignments_in_force
from curricula.models import Activity, EvidenceFact, GoLive, LearningItem, Milestone, Posting
from lms.foundation.models import Person
from lms.records.api import QUALIFICATION_SHAPES, QUALIFICATION_STATES, qualifications_of
from reporting.my_path.asking import Asking, askings
from reporting.my_path.path import Asked, Stop, lay_out

DONE = ("passed", "completed")
LATE = frozenset({"overdue", "expired", "stale"})


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
    assignment: Asking
    blocked_by: list[Asking] = field(default_factory=list)

    @property
    def is_late(self) -> bool:
        """Overdue, expired or stale: it was asked for and does not hold."""
        return self.assignment.status in LATE


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
    def post_that_asks(self) -> Posting | None:
        """The post for which the thing to do now is asked."""
        now = self.now
        return next((post for post in self.posts if now and post.pk == now.assignment.posting_id), None)

    @property
    def minutes_left(self) -> int:
        """Planned minutes of everything that is open before the go-live."""
        return sum(line.assignment.planned_minutes for line in self.at("now", "next", "locked"))


def read_path(person: Person, day: date) -> Path:
    """Everything on *My path* of `person` on `day`. Five queries, six after the last go-live."""
    rows = askings(assignments_in_force(day).filter(person=person).order_by("due_on", "activity__code"), day)
    # one row per activity: where two waves ask for the same thing, the nearer one counts on the page
    nearest: dict[int, Asking] = {}
    for row in rows:
        nearest.setdefault(row.activity_id, row)
    asked = [Asked(row.activity_id, row.status, row.due_on, row.opens_on, row.criticality) for row in nearest.values()]
    needs: dict[int, set[int]] = defaultdict(set)
    # all of them: they are few, and naming forty activities would cost more than it spares
    for activity, needed in Activity.prerequisites.through.objects.values_list("from_activity_id", "to_activity_id"):
        needs[activity].add(needed)
    lines = [
        Line(stop, nearest[stop.activity], [nearest[need] for need in stop.blocked_by])
        for stop in lay_out(asked, needs, day)
    ]
    go_live = _go_live({row.go_live_id for row in rows}, day)
    posts = posts_of(person, day)
    milestone = (
        Milestone.objects.filter(go_live=go_live, starts_at__date__gt=day).exclude(kind="go_live").first()
        if go_live
        else None
    )
    return Path(posts, go_live, milestone, lines)


def posts_of(person: Person, day: date) -> list[Posting]:
    """The posts that the person holds on `day`, with their names."""
    held = Posting.objects.filter(person=person, starts_on__lte=day).exclude(ends_on__lt=day)
    return list(held.select_related("job_role", "department", "site", "shift"))


def read_items(person: Person, activity: int, posts: list[Posting]) -> list[ItemLine]:
    """Items of the activity that are meant for holders of these posts, in order, with their addresses."""
    roles, stations = {post.job_role_id for post in posts}, {post.station_id for post in posts}
    limits: dict[int, set[int]] = defaultdict(set)
    narrowed = LearningItem.only_job_roles.through.objects.filter(learningitem__activity=activity)
    for item_id, role in narrowed.values_list("learningitem_id", "jobrole_id"):
        limits[item_id].add(role)
    shown = EvidenceFact.objects.filter(person=person, activity=activity, outcome__in=DONE).order_by()
    done = set(shown.values_list("item_id", flat=True))
    return [
        ItemLine(item, item.pk in done, _url(item))
        for item in LearningItem.objects.filter(activity=activity).order_by("position")
        if (not limits[item.pk] or limits[item.pk] & roles)
        and (item.only_station_id is None or item.only_station_id in stations)
    ]


def _url(item: LearningItem) -> str:
    if not item.is_available or not item.open_url_name:
        return ""
    try:
        return reverse(item.open_url_name, kwargs=item.open_arguments())
    except NoReverseMatch:
        return ""


def _go_live(asked_for: set[int], day: date) -> GoLive | None:
    """The nearest of those that ask something; else the nearest of all; else the last."""
    coming = GoLive.objects.filter(on__gte=day).order_by("on")
    nearest = coming.filter(pk__in=asked_for).first() or coming.first()
    return nearest or GoLive.objects.order_by("-on").first()


def newest_qualifications(person: Person, day: date) -> list[Any]:
    """The newest certificate of each kind with its `state` on the day, and the state's shape and words."""
    held: list[Any] = list(qualifications_of(person, day).filter(superseded_by__isnull=True))
    for row in held:
        row.state_shape, row.state_label = QUALIFICATION_SHAPES[row.state], QUALIFICATION_STATES[row.state]
    return held
