"""Where a person stands with an examination: asked or not, blocked by what, attempts left, when the next one opens.

`ways_in` reads set-wise for any number of examinations; the rule itself is `judge`, pure.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from curricula.api import assignments_in_force, with_status
from curricula.models import Activity, Assignment
from lms.foundation.api import prepared
from lms.foundation.models import Person
from lms.records.exams.models import ExamAttempt, ExamItem, ExtraAttempt
from lms.records.exams.vocabulary import AttemptState
from lms.records.sequence import SETTLED, Need, is_meant_for, needs_of, needs_of_one, posts_on, roles_by_item

# As the settlement of assignments counts it: a pass this long before the end of validity renews it.
RENEWAL_WINDOW = timedelta(days=60)

AVAILABLE, RUNNING, BLOCKED, WAITING, USED_UP, PASSED = (
    "available",
    "running",
    "blocked",
    "waiting",
    "used_up",
    "passed",
)


@dataclass(frozen=True)
class Standing:
    """One person and one examination at one moment. `state` is one of the words above; `needs` says what comes first."""

    item: ExamItem
    assignment: Assignment
    state: str
    needs: Sequence[Need] = ()
    attempts: Sequence[ExamAttempt] = ()
    used: int = 0
    allowed: int = 0
    opens_at: datetime | None = None

    @property
    def open_attempt(self) -> ExamAttempt | None:
        """The attempt that is running."""
        return next((attempt for attempt in self.attempts if attempt.state == AttemptState.OPEN), None)

    @property
    def last(self) -> ExamAttempt | None:
        """The newest locked attempt."""
        return next((attempt for attempt in reversed(self.attempts) if attempt.state == AttemptState.LOCKED), None)

    @property
    def left(self) -> int:
        """Attempts left in this cycle."""
        return max(0, self.allowed - self.used)

    @property
    def next_number(self) -> int:
        """Number of the next attempt, counted from the first ever."""
        return max((attempt.number for attempt in self.attempts), default=0) + 1


@dataclass
class _Facts:
    """What was read of one person for all examinations together."""

    assignments: dict[int, Any] = field(default_factory=dict)
    attempts: dict[int, list[ExamAttempt]] = field(default_factory=lambda: defaultdict(list))
    extras: dict[int, list[datetime]] = field(default_factory=lambda: defaultdict(list))

    @property
    def unsettled(self) -> set[int]:
        """Activities that are asked for and neither met nor waived."""
        return {pk for pk, row in self.assignments.items() if row.status not in SETTLED}

    def judged(self, item: ExamItem, needs: Sequence[Need], now: datetime) -> Standing:
        """The standing in one of them, by the rule."""
        assignment = self.assignments[item.activity_id]
        return judge(item, assignment, needs, self.attempts[item.pk], self.extras[item.pk], now)


def standings(person: Person, now: datetime) -> list[Standing]:
    """Standings in all examinations asked of the person, by due day. Ten queries at most."""
    day = timezone.localtime(now).date()
    facts = _read_facts(person, day)
    asked: Any = (
        ExamItem.objects.non_polymorphic().filter(activity__in=facts.assignments).select_related("exam", "activity")
    )
    posts = posts_on(person, day)
    meant: list[ExamItem] = [item for item in asked.prefetch_related("only_job_roles") if is_meant_for(item, posts)]
    needs = needs_of(person, meant, posts, facts.unsettled)
    found = [facts.judged(item, needs.get(item.pk, ()), now) for item in meant]
    return sorted(found, key=lambda standing: (standing.assignment.due_on, standing.item.ref))


def standing_in(person: Person, item: ExamItem, now: datetime) -> Standing | None:
    """The standing in one examination; None where it is not asked of the person. Nine queries at most."""
    day = timezone.localtime(now).date()
    facts = _read_facts(person, day)
    if item.activity_id not in facts.assignments:
        return None
    [item] = _item_as_it_is(key=item.pk)
    posts = posts_on(person, day)
    if not is_meant_for(item, posts, roles_by_item(item.activity_id)[item.pk]):
        return None
    return facts.judged(item, needs_of_one(person, item, posts, facts.unsettled), now)


def may_begin(person: Person, item: ExamItem, now: datetime) -> bool:
    """Whether the person is asked for the examination and could begin an attempt now."""
    standing = standing_in(person, item, now)
    return standing is not None and standing.state == AVAILABLE


def _read_facts(person: Person, day: date) -> _Facts:
    facts = _Facts()
    for row in _assignments(person=person.pk, day=day):
        facts.assignments.setdefault(row.activity_id, row)
    for attempt in _attempts(person=person.pk):
        facts.attempts[attempt.item_id].append(attempt)
    for item, at in _extras(person=person.pk):
        facts.extras[item].append(at)
    return facts


@prepared
def _item_as_it_is(key: int) -> Any:
    return ExamItem.objects.non_polymorphic().filter(pk=key).select_related("exam", "activity")


@prepared
def _assignments(person: int, day: date) -> Any:
    return with_status(assignments_in_force(day).filter(person=person), day).order_by("due_on", "pk")


@prepared
def _attempts(person: int) -> Any:
    return ExamAttempt.objects.filter(person=person).order_by("number")


@prepared
def _extras(person: int) -> Any:
    return ExtraAttempt.objects.filter(person=person).values_list("item_id", "at")


@dataclass(frozen=True)
class UsedUp:
    """Somebody who has never passed an examination and has no attempt left."""

    person: Person
    item: ExamItem
    failed: int


def people_without_attempts() -> list[UsedUp]:
    """Who waits for a training lead to allow one more attempt, by examination and number. Four queries."""
    counted = (
        ExamAttempt.objects.filter(state=AttemptState.LOCKED)
        .values("person", "item")
        .annotate(failed=Count("pk", filter=Q(passed=False)), passes=Count("pk", filter=Q(passed=True)))
        .filter(passes=0)
    )
    extras: dict[tuple[int, int], int] = defaultdict(int)
    for person, item in ExtraAttempt.objects.values_list("person_id", "item_id"):
        extras[person, item] += 1
    rows = list(counted)
    exams: Any = ExamItem.objects.non_polymorphic().select_related("exam").in_bulk({row["item"] for row in rows})
    short = [
        row for row in rows if row["failed"] >= exams[row["item"]].exam.attempts + extras[row["person"], row["item"]]
    ]
    people = Person.objects.in_bulk({row["person"] for row in short})
    found = [UsedUp(people[row["person"]], exams[row["item"]], row["failed"]) for row in short]
    return sorted(found, key=lambda one: (one.item.ref, one.person.number))


def judge(
    item: ExamItem,
    assignment: Any,
    needs: Sequence[Need],
    attempts: Sequence[ExamAttempt],
    extras: Sequence[datetime],
    now: datetime,
) -> Standing:
    """The rule: a running attempt goes on; a pass that holds closes; then what comes first, the number, and the wait.

    A pass from before the platform (sat on paper, taken over as evidence) closes as one sat here does. `attempts` are in
    order of their number; `assignment` carries its status. Attempts are counted since the last pass.
    """
    exam = item.exam
    locked = [attempt for attempt in attempts if attempt.state == AttemptState.LOCKED]
    last_pass = next((attempt for attempt in reversed(locked) if attempt.passed), None)
    since = [attempt for attempt in locked if last_pass is None or attempt.number > last_pass.number]
    allowed = exam.attempts + sum(1 for at in extras if last_pass is None or at > _handed_in(last_pass))
    has_passed = (
        not _may_be_renewed(last_pass, assignment, item.activity, now)
        if last_pass is not None
        else _is_met_by_earlier_evidence(assignment, item.activity, now)
    )
    opens_at = None
    if any(attempt.state == AttemptState.OPEN for attempt in attempts):
        state = RUNNING
    elif not since and has_passed:
        state = PASSED
    elif needs:
        state = BLOCKED
    elif len(since) >= allowed:
        state = USED_UP
    else:
        opens_at = _handed_in(since[-1]) + timedelta(hours=exam.wait_hours) if since else None
        state = WAITING if opens_at is not None and opens_at > now else AVAILABLE
    return Standing(item, assignment, state, tuple(needs), tuple(attempts), len(since), allowed, opens_at)


def _may_be_renewed(passed: ExamAttempt, assignment: Any, activity: Activity, now: datetime) -> bool:
    """Whether a pass no longer closes the matter: revised since, lapsed, or about to lapse."""
    day = timezone.localtime(now).date()
    if activity.revised_on is not None and timezone.localtime(_handed_in(passed)).date() < activity.revised_on <= day:
        return True
    if assignment.method != ExamItem.method:
        return False
    return assignment.valid_until is not None and day > assignment.valid_until - RENEWAL_WINDOW


def _is_met_by_earlier_evidence(assignment: Any, activity: Activity, now: datetime) -> bool:
    """Whether the requirement is an examination, met today, not revised since, and not near the end that a pass renews."""
    if assignment.status != "met" or assignment.method != ExamItem.method:
        return False
    day, until = timezone.localtime(now).date(), assignment.valid_until
    if activity.revised_on is not None and assignment.met_on < activity.revised_on <= day:
        return False
    return until is None or day <= until - RENEWAL_WINDOW


def _handed_in(attempt: ExamAttempt) -> datetime:
    assert attempt.submitted_at is not None, "a locked attempt has been handed in"
    return attempt.submitted_at
