"""What comes first: prerequisites and earlier items, alike for examinations, practicals and work outputs."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from curricula.models import Activity, EvidenceFact, LearningItem, Posting
from lms.foundation.api import prepared
from lms.foundation.models import Person

SETTLED = frozenset({"met", "waived"})
DONE = ("passed", "completed")
# What teaches or is practised comes before what is judged; two judgements of one activity do not wait for each other.
JUDGED = ("examitem__isnull", "practicalitem__isnull", "rubricitem__isnull")


@dataclass(frozen=True)
class Need:
    """Something that comes first: another activity, or an item of the same one."""

    code: str
    title: str
    activity: str
    item: LearningItem | None = None


def is_meant_for(item: LearningItem, posts: Sequence[Posting], roles: Collection[int] | None = None) -> bool:
    """Whether one of the posts is among those that the item is limited to (`roles`, or `only_job_roles` prefetched)."""
    roles = {role.pk for role in item.only_job_roles.all()} if roles is None else set(roles)
    if roles and not roles & {post.job_role_id for post in posts}:
        return False
    return item.only_station_id is None or item.only_station_id in {post.station_id for post in posts}


def needs_of(
    person: Person, items: Sequence[Any], posts: Sequence[Posting], unsettled: Collection[int]
) -> dict[int, list[Need]]:
    """What comes first for the person, by item: activities among `unsettled` (asked and not settled), items not done.

    Five queries, whatever the number of items.
    """
    found: dict[int, list[Need]] = defaultdict(list)
    activities = {item.activity_id for item in items}
    unmet = [(here, needed) for here, needed in prerequisite_links(activities) if needed in unsettled]
    named = Activity.objects.in_bulk({needed for _here, needed in unmet})
    earlier: Any = _undone(person.pk, activity__in=activities).prefetch_related("only_job_roles")
    undone = [item for item in earlier if is_meant_for(item, posts)]
    for item in items:
        for here, needed in unmet:
            if here == item.activity_id:
                found[item.pk].append(Need(named[needed].code, named[needed].name, named[needed].code))
        for other in undone:
            if other.activity_id == item.activity_id and other.position < item.position:
                found[item.pk].append(Need(other.ref, other.title, other.activity.code, other))
    return found


def needs_of_one(person: Person, item: Any, posts: Sequence[Posting], unsettled: Collection[int]) -> list[Need]:
    """As `needs_of`, for one item and in prepared queries: asked whenever somebody begins."""
    activity = item.activity_id
    unmet = [needed for needed in _prerequisites_of(activity=activity) if needed in unsettled]
    named = Activity.objects.in_bulk(unmet) if unmet else {}
    roles = roles_by_item(activity)
    earlier = [
        other
        for other in _undone_in(person=person.pk, activity=activity)
        if other.position < item.position and is_meant_for(other, posts, roles[other.pk])
    ]
    return [
        *(Need(named[needed].code, named[needed].name, named[needed].code) for needed in unmet),
        *(Need(other.ref, other.title, other.activity.code, other) for other in earlier),
    ]


def roles_by_item(activity: int) -> dict[int, set[int]]:
    """To which job roles items of the activity are limited; an empty set for an item that is for all."""
    roles: dict[int, set[int]] = defaultdict(set)
    for item, role in _limits_in(activity=activity):
        roles[item].add(role)
    return roles


def posts_on(person: Person, day: date) -> list[Posting]:
    """The posts that the person holds on `day`."""
    return _posts_on(person=person.pk, day=day)


def prerequisite_links(activities: Collection[int]) -> list[tuple[int, int]]:
    """Pairs of an activity and one that comes before it."""
    links = Activity.prerequisites.through.objects.filter(from_activity_id__in=activities)
    return list(links.values_list("from_activity_id", "to_activity_id"))


def _undone(person: int, **of: Any) -> Any:
    """Items that teach or are practised, of which the person has shown none, with their activity."""
    done = EvidenceFact.objects.filter(person=person, outcome__in=DONE, item__isnull=False).values("item")
    rows = LearningItem.objects.non_polymorphic().filter(**of, planneditem__isnull=True, **dict.fromkeys(JUDGED, True))
    return rows.exclude(pk__in=done).select_related("activity")


@prepared
def _undone_in(person: int, activity: int) -> Any:
    return _undone(person, activity=activity)


@prepared
def _limits_in(activity: int) -> Any:
    limits = LearningItem.only_job_roles.through.objects.filter(learningitem__activity=activity)
    return limits.values_list("learningitem_id", "jobrole_id")


@prepared
def _prerequisites_of(activity: int) -> Any:
    links = Activity.prerequisites.through.objects.filter(from_activity_id=activity)
    return links.values_list("to_activity_id", flat=True)


@prepared
def _posts_on(person: int, day: date) -> Any:
    return Posting.objects.filter(person=person, starts_on__lte=day).exclude(ends_on__lt=day)
