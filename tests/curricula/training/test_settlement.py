"""One outcome, settled: what is stored, what a rebuild gives, and what the state is on a day."""

from datetime import date
from decimal import Decimal

import pytest

from curricula.api import differences_from_facts, rebuild_assignments, refresh_assignments, with_status
from curricula.models import Activity, Assignment
from lms.foundation.models import Person
from lms.records.api import record_evidence
from tests.factories import make_activity, make_go_live, make_person, make_posting, make_requirement, moment

pytestmark = pytest.mark.django_db


def _pass(person: Person, activity: Activity, at: str, key: str = "attempt:1") -> None:
    record_evidence(
        person, activity, method="drill", outcome="passed", source_key=key, occurred_at=moment(at), score=Decimal(92)
    )


def _statuses(day: date) -> list[str]:
    return [row.status for row in with_status(Assignment.objects.order_by("pk"), day)]


@pytest.mark.requirement("A46", "B6")
def test_a_new_post_asks_at_once_and_a_pass_settles_it_in_the_same_transaction() -> None:
    make_go_live()
    person = make_person()
    posting = make_posting(person)
    requirement = make_requirement()
    refresh_assignments(people=[person.pk])
    _pass(person, requirement.activity, "2026-11-05 10:00")
    row = Assignment.objects.get()
    assert (row.person_id, row.posting_id, row.requirement_id, row.cycle) == (person.pk, posting.pk, requirement.pk, 1)
    assert (row.opens_on, row.planned_on, row.due_on) == (date(2026, 10, 16), date(2026, 11, 13), date(2026, 11, 17))
    assert (row.met_on, row.valid_until, row.score) == (date(2026, 11, 5), date(2027, 11, 5), Decimal("92.00"))
    assert _statuses(date(2026, 11, 4)) == ["in_progress"] or _statuses(date(2026, 11, 4)) == ["open"]
    assert _statuses(date(2026, 11, 18)) == ["met"]
    assert _statuses(date(2027, 11, 6)) == ["expired"]
    assert differences_from_facts() == []


def test_evidence_by_another_method_does_not_close_the_cell() -> None:
    make_go_live()
    person = make_person()
    make_posting(person)
    requirement = make_requirement()
    record_evidence(
        person,
        requirement.activity,
        method="exam",
        outcome="passed",
        source_key="exam:1",
        occurred_at=moment("2026-11-05 10:00"),
    )
    assert _statuses(date(2026, 11, 18)) == ["overdue"]


@pytest.mark.requirement("A47")
def test_a_renewal_is_a_new_cycle_and_the_old_one_stays() -> None:
    make_go_live()
    person = make_person()
    make_posting(person)
    activity = make_requirement().activity
    _pass(person, activity, "2025-12-01 10:00", "attempt:1")
    _pass(person, activity, "2026-03-01 10:00", "attempt:2")  # practice: the first is valid for long yet
    _pass(person, activity, "2026-11-02 10:00", "attempt:3")
    cycles = list(
        Assignment.objects.order_by("cycle").values_list("cycle", "is_current", "met_on", "valid_until", "attempts")
    )
    assert cycles == [
        (1, False, date(2025, 12, 1), date(2026, 12, 1), 1),
        (2, True, date(2026, 11, 2), date(2027, 11, 2), 2),
    ]


def test_the_same_act_reported_twice_counts_once() -> None:
    make_go_live()
    person = make_person()
    make_posting(person)
    activity = make_requirement().activity
    _pass(person, activity, "2026-11-05 10:00")
    _pass(person, activity, "2026-11-05 10:00")
    assert Assignment.objects.get().attempts == 1


@pytest.mark.requirement("A47")
def test_a_revision_makes_older_evidence_stale_and_keeps_it() -> None:
    make_go_live()
    person = make_person()
    make_posting(person)
    activity = make_requirement().activity
    _pass(person, activity, "2026-11-05 10:00")
    activity.revised_on = date(2026, 11, 10)
    activity.save()
    refresh_assignments(activities=[activity.pk])
    assert _statuses(date(2026, 11, 9)) == ["met"]
    assert _statuses(date(2026, 11, 18)) == ["stale"]
    _pass(person, activity, "2026-11-12 10:00", "attempt:2")
    assert _statuses(date(2026, 11, 18))[-1] == "met"


def test_of_several_rows_the_strictest_counts() -> None:
    make_go_live()
    person = make_person()
    make_posting(person, is_key_user=True)
    activity = make_activity()
    make_requirement(activity=activity, level=2, criticality="critical")
    make_requirement(activity=activity, level=4, criticality="required", scope_designation="key_user")
    rebuild_assignments()
    row = Assignment.objects.get()
    assert (row.level, row.criticality) == (4, "critical")


def test_rebuild_names_a_row_that_was_changed_behind_its_back() -> None:
    make_go_live()
    person = make_person()
    make_posting(person)
    make_requirement()
    rebuild_assignments()
    Assignment.objects.update(level=1)
    [found] = differences_from_facts()
    assert "level is 1, should be 3" in found
    rebuild_assignments()
    assert differences_from_facts() == []


def test_a_rebuild_gives_everybody_their_own_evidence_whoever_else_has_any() -> None:
    make_go_live()
    activity = make_requirement().activity
    people = [make_person(name) for name in ("周婷", "何军", "吴敏", "郑强")]
    shown, without_post, _nothing_shown, shown_later = people
    for person in people:
        if person is not without_post:
            make_posting(person)
    _pass(shown, activity, "2026-11-05 10:00", "attempt:1")
    _pass(without_post, activity, "2026-11-06 10:00", "attempt:2")
    _pass(shown_later, activity, "2026-11-07 10:00", "attempt:3")

    assert rebuild_assignments() == 3

    met = Assignment.objects.order_by("person_id").values_list("person__name", "met_on", "score", "attempts")
    assert list(met) == [
        ("周婷", date(2026, 11, 5), Decimal(92), 1),
        ("吴敏", None, None, 0),
        ("郑强", date(2026, 11, 7), Decimal(92), 1),
    ]
