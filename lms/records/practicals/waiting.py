"""Who waits to be assessed: asked, not settled, and nothing that comes first is open. Set-wise, for lists of people."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from curricula.api import assignments_in_force, with_status
from curricula.models import Activity, EvidenceFact, LearningItem, Posting
from lms.foundation.models import Person
from lms.records.practicals.models import Assessment, PracticalItem, RubricItem
from lms.records.qualifications.queries import holds_qualification
from lms.records.sequence import DONE, SETTLED, Need, is_meant_for, needs_of, prerequisite_links

Item = PracticalItem | RubricItem


@dataclass(frozen=True)
class Waiting:
    """One person and one assessment that is asked of them and not settled."""

    person: Person
    item: Any
    due_on: date
    status: str
    needs: Sequence[Need] = ()
    running: Assessment | None = None

    @property
    def is_ready(self) -> bool:
        """Whether it can begin now."""
        return not self.needs


def assessment_items() -> list[Item]:
    """All practicals and work outputs, with their sheets; four queries."""
    practicals: Any = PracticalItem.objects.non_polymorphic().select_related("activity", "checklist")
    rubrics: Any = RubricItem.objects.non_polymorphic().select_related("activity", "rubric")
    return [*practicals.prefetch_related("only_job_roles"), *rubrics.prefetch_related("only_job_roles")]


def may_assess_with(assessor: Person, item: Item, day: date) -> bool:
    """Whether the assessor holds, on that day, the qualification that the sheet asks for (a rubric asks for none)."""
    if not isinstance(item, PracticalItem) or not item.checklist.assessor_qualification:
        return True
    return holds_qualification(assessor, item.checklist.assessor_qualification, day)


def standing_for(person: Person, item: Item, day: date) -> Waiting | None:
    """Where one person stands with one item; None where it is not asked of them."""
    rows = list(with_status(assignments_in_force(day).filter(person=person), day).order_by("due_on", "pk"))
    row = next((row for row in rows if row.activity_id == item.activity_id), None)
    posts = list(Posting.objects.filter(person=person, starts_on__lte=day).exclude(ends_on__lt=day))
    if row is None or not is_meant_for(item, posts):
        return None
    unsettled = {one.activity_id for one in rows if one.status not in SETTLED} - {item.activity_id}
    needs = needs_of(person, [item], posts, unsettled).get(item.pk, [])
    running = Assessment.objects.filter(person=person, item=item, state=Assessment.State.OPEN).first()
    return Waiting(person, item, row.due_on, row.status, tuple(needs), running)


def who_waits(day: date, items: Sequence[Item]) -> list[Waiting]:
    """Everybody who waits for one of these, the ready and the urgent first. Nine queries, whatever the number of people.

    What comes first is looked at as `needs_of` does, for all people at once.
    """
    by_activity: dict[int, list[Any]] = defaultdict(list)
    for item in items:
        by_activity[item.activity_id].append(item)
    rows: list[Any] = list(_unsettled(day).filter(activity__in=by_activity).select_related("person"))
    people = {row.person_id for row in rows}
    passed = set(
        EvidenceFact.objects.filter(item__in=[item.pk for item in items], outcome__in=DONE, person__in=people)
        .filter(corrected_by__isnull=True)
        .values_list("person_id", "item_id", "activity__revised_on", "occurred_on")
    )
    done = {(person, item) for person, item, revised, on in passed if revised is None or on >= revised}
    links = prerequisite_links(by_activity)
    named = Activity.objects.in_bulk({needed for _here, needed in links})
    open_ones = set(
        _unsettled(day).filter(activity__in=named, person__in=people).values_list("person_id", "activity_id")
    )
    posts: dict[int, list[Posting]] = defaultdict(list)
    for post in Posting.objects.filter(person__in=people, starts_on__lte=day).exclude(ends_on__lt=day):
        posts[post.person_id].append(post)
    running = {
        (one.person_id, one.item_id): one
        for one in Assessment.objects.filter(state=Assessment.State.OPEN).select_related("assessor")
    }
    lessons = _undone_items(by_activity, people)
    found = []
    for row in rows:
        for item in by_activity[row.activity_id]:
            if not is_meant_for(item, posts[row.person_id]) or (row.person_id, item.pk) in done:
                continue
            needs = [
                Need(named[needed].code, named[needed].name, named[needed].code)
                for here, needed in links
                if here == row.activity_id and (row.person_id, needed) in open_ones
            ]
            needs += [
                Need(other.ref, other.title, item.activity.code, other)
                for other in lessons.items_before(item)
                if not lessons.is_done(row.person_id, other) and is_meant_for(other, posts[row.person_id])
            ]
            key = (row.person_id, item.pk)
            found.append(Waiting(row.person, item, row.due_on, row.status, tuple(needs), running.get(key)))
    return sorted(found, key=lambda one: (bool(one.needs), one.due_on, one.person.number, one.item.ref))


def _unsettled(day: date) -> Any:
    return with_status(assignments_in_force(day), day).exclude(status__in=SETTLED)


@dataclass(frozen=True)
class _Lessons:
    """Items that come before an assessment in the same activity, and who has done which."""

    items: Sequence[Any]
    done: frozenset[tuple[int, int]]

    def items_before(self, item: Any) -> list[Any]:
        return [one for one in self.items if one.activity_id == item.activity_id and one.position < item.position]

    def is_done(self, person: int, item: Any) -> bool:
        return (person, item.pk) in self.done


def _undone_items(activities: Any, people: set[int]) -> _Lessons:
    unjudged = Q(examitem__isnull=True, practicalitem__isnull=True, rubricitem__isnull=True, planneditem__isnull=True)
    items: Any = (
        LearningItem.objects.non_polymorphic()
        .filter(unjudged, activity__in=activities)
        .prefetch_related("only_job_roles")
    )
    listed = list(items)
    done = EvidenceFact.objects.filter(item__in=[one.pk for one in listed], outcome__in=DONE, person__in=people)
    return _Lessons(listed, frozenset(done.values_list("person_id", "item_id")))
