"""What *My path* and an activity's page read, in few queries whatever the number of requirements."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from curricula.api import items_of
from curricula.models import Activity, EvidenceFact, GoLive, LearningItem, Milestone, Posting
from lms.foundation.api import prepared
from lms.foundation.models import Person
from reporting.my_path.asking import Asking, askings
from reporting.my_path.path import Asked, Stop, lay_out

KINDS = {
    "lesson": (_("Lesson"), _("Read the lesson")),
    "drill": (_("Drill"), _("Go to the drill")),
    "exam": (_("Exam"), _("Go to the exam")),
    "practical": (_("Practical"), _("Go to the practical")),
    "rubric": (_("Work output"), _("Go to the assessment")),
}
"""By the kind of an item: its name, and what one does with it."""
DONE = ("passed", "completed")
LATE = frozenset({"overdue", "expired", "stale"})


@dataclass(frozen=True)
class ItemLine:
    """One item of an activity for one person: done or not, and where it opens (empty: cannot be opened)."""

    item: LearningItem
    is_done: bool
    url: str = ""

    @property
    def kind_label(self) -> str:
        """What it is, in a word."""
        return str(KINDS.get(self.item.kind, ("", ""))[0])

    @property
    def action(self) -> str:
        """What one does with it, as a button says it."""
        return str(KINDS.get(self.item.kind, ("", _("Open it")))[1])

    @property
    def code(self) -> str:
        """The code that people call it by; a lesson has a title only."""
        return "" if self.item.kind == "lesson" else self.item.ref


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
    """Everything on *My path* of `person` on `day`. Five queries."""
    rows = askings(person, day)
    # one row per activity: where two waves ask for the same thing, the nearer one counts on the page
    nearest: dict[int, Asking] = {}
    for row in rows:
        nearest.setdefault(row.activity_id, row)
    asked = [Asked(row.activity_id, row.status, row.due_on, row.opens_on, row.criticality) for row in nearest.values()]
    needs: dict[int, set[int]] = defaultdict(set)
    # all of them: they are few, and naming forty activities would cost more than it spares
    for activity, needed in _prerequisites():
        needs[activity].add(needed)
    lines = [
        Line(stop, nearest[stop.activity], [nearest[need] for need in stop.blocked_by])
        for stop in lay_out(asked, needs, day)
    ]
    go_live = _go_live({row.go_live_id for row in rows}, day)
    posts = posts_of(person, day)
    milestone = _next_milestone.first(go_live=go_live.pk, day=day) if go_live else None
    return Path(posts, go_live, milestone, lines)


def posts_of(person: Person, day: date) -> list[Posting]:
    """The posts that the person holds on `day`, with their names."""
    return _posts_held(person=person.pk, day=day)


def read_items(person: Person, activity: int, posts: list[Posting]) -> list[ItemLine]:
    """Items of the activity that are meant for holders of these posts, in order, with their addresses."""
    roles, stations = {post.job_role_id for post in posts}, {post.station_id for post in posts}
    limits: dict[int, set[int]] = defaultdict(set)
    for item_id, role in _narrowed_items(activity=activity):
        limits[item_id].add(role)
    done = set(_done_items(person=person.pk, activity=activity))
    return [
        ItemLine(item, item.pk in done, _url(item))
        for item in items_of(activity)
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
    """The nearest of those that ask something; else the nearest of all; else the last. They are few, so all are read."""
    waves = _go_lives()
    coming = [wave for wave in waves if wave.on >= day]
    asking = [wave for wave in coming if wave.pk in asked_for]
    return next(iter([*asking, *coming, *reversed(waves)]), None)


@prepared
def _prerequisites() -> Any:
    return Activity.prerequisites.through.objects.values_list("from_activity_id", "to_activity_id")


@prepared
def _go_lives() -> Any:
    return GoLive.objects.order_by("on")


@prepared
def _next_milestone(go_live: int, day: date) -> Any:
    return Milestone.objects.filter(go_live=go_live, starts_at__date__gt=day).exclude(kind="go_live")[:1]


@prepared
def _posts_held(person: int, day: date) -> Any:
    held = Posting.objects.filter(person=person, starts_on__lte=day).exclude(ends_on__lt=day)
    return held.select_related("job_role", "department", "site", "shift")


@prepared
def _narrowed_items(activity: int) -> Any:
    narrowed = LearningItem.only_job_roles.through.objects.filter(learningitem__activity=activity)
    return narrowed.values_list("learningitem_id", "jobrole_id")


@prepared
def _done_items(person: int, activity: int) -> Any:
    shown = EvidenceFact.objects.filter(person=person, activity=activity, outcome__in=DONE).order_by()
    return shown.values_list("item_id", flat=True)
