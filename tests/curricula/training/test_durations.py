"""Planned and actual duration of a cell: the median over people, with how many, and nothing about fewer than five."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from curricula.api import refresh_assignments
from curricula.models import Activity, JobRole
from curricula.training.durations import ActualDuration, actual_duration
from lms.foundation.api import clock
from lms.foundation.models import Person
from lms.records.api import record_evidence
from tests.factories import make_activity, make_go_live, make_person, make_posting, make_requirement

pytestmark = pytest.mark.django_db


@pytest.fixture
def activity() -> Activity:
    """Thirty minutes planned, asked of receiving clerks by a drill."""
    make_go_live()
    asked = make_activity("ACT-P2P-02")
    make_requirement("RECV", asked)
    return asked


def clerk(activity: Activity, *minutes: int | None, passed: bool = True, role: str = "RECV") -> Person:
    """Somebody in the role who took so long, attempt by attempt; the last one passed or not."""
    person = make_person("收货员")
    make_posting(person, role)
    refresh_assignments(people=[person.pk])
    for number, taken in enumerate(minutes, start=1):
        outcome = "passed" if passed and number == len(minutes) else "failed"
        key = f"{person.number}-{number}"
        record_evidence(person, activity, method="drill", outcome=outcome, source_key=key, minutes=taken)
    return person


def duration(activity: Activity) -> ActualDuration:
    return actual_duration(JobRole.objects.get(code="RECV"), activity, clock.today())


@pytest.mark.requirement("A45")
def test_it_is_the_median_of_all_that_each_person_took_failed_attempts_included(activity: Activity) -> None:
    for minutes in ((20,), (25,), (30, 10), (90,), (15,)):
        clerk(activity, *minutes)
    assert duration(activity) == ActualDuration(25.0, 5)
    clerk(activity, 35)
    assert duration(activity) == ActualDuration(30.0, 6)


def test_who_has_not_met_it_has_no_minutes_or_works_as_something_else_does_not_count(activity: Activity) -> None:
    make_requirement("KEEPER", activity)
    clerk(activity, 500, passed=False)
    clerk(activity, None)
    clerk(activity, 700, role="KEEPER")
    assert duration(activity) == ActualDuration(None, 0)


def test_of_fewer_than_five_nothing_is_shown(activity: Activity) -> None:
    for _person in range(4):
        clerk(activity, 20)
    assert duration(activity) == ActualDuration(None, 4)


@pytest.mark.requirement("A45")
def test_the_cell_shows_planned_and_actual_side_by_side(activity: Activity) -> None:
    for minutes in (20, 25, 40, 90, 15):
        clerk(activity, minutes)
    reader = Client()
    reader.force_login(make_person("吴岚", "training_lead", language="en"))
    reader.cookies["django_language"] = "en"
    answer: Any = reader.get(reverse("matrix-cell", args=["RECV", "ACT-P2P-02"]))
    page = answer.content.decode()
    assert "30 min" in page
    assert "25 min, median of 5 people who have met it" in page
