"""What comes first: prerequisites and earlier items, alike for examinations, practicals and work outputs."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from curricula.models import Activity, EvidenceFact, LearningItem, Posting
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


def is_meant_for(item: LearningItem, posts: Sequence[Posting]) -> bool:
    """Whether one of the posts is among those that the item is limited to (`only_job_roles` prefetched)."""
    roles = {role.pk for role in item.only_job_roles.all()}
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
    earlier: Any = (
        LearningItem.objects.non_polymorphic()
        .filter(activity__in=activities, planneditem__isnull=True, **dict.fromkeys(JUDGED, True))
        .exclude(pk__in=EvidenceFact.objects.filter(person=person, outcome__in=DONE, item__isnull=False).values("item"))
        .select_related("activity")
        .prefetch_related("only_job_roles")
    )
    undone = [item for item in earlier if is_meant_for(item, posts)]
    for item in items:
        for here, needed in unmet:
            if here == item.activity_id:
                found[item.pk].append(Need(named[needed].code, named[needed].name, named[needed].code))
        for other in undone:
            if other.activity_id == item.activity_id and other.position < item.position:
                found[item.pk].append(Need(other.ref, other.title, other.activity.code, other))
    return found


def prerequisite_links(activities: Collection[int]) -> list[tuple[int, int]]:
    """Pairs of an activity and one that comes before it."""
    links = Activity.prerequisites.through.objects.filter(from_activity_id__in=activities)
    return list(links.values_list("from_activity_id", "to_activity_id"))
