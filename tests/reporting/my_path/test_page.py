"""*My path* as its person sees it: done, now, next, blocked by what; and what lapses comes back by itself."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from curricula.api import rebuild_assignments
from curricula.models import Assignment, GoLive
from lms.foundation.api import clock
from lms.foundation.models import Person
from lms.records.api import record_evidence
from reporting.my_path.outlook import Alone, alone_on_the_day
from tests.factories import make_activity, make_go_live, make_person, make_posting, make_requirement, make_step
from tests.records.exams.factories import make_exam_item

pytestmark = pytest.mark.django_db


def clerk() -> tuple[Client, Person]:
    person = make_person("周婷", language="en")
    make_posting(person, starts_on=date(2026, 1, 1))
    client = Client()
    client.force_login(person)
    return client, person


def passed(person: Person, code: str) -> None:
    record_evidence(person, make_activity(code), method="drill", outcome="passed", source_key=f"{code}:1")


def path_of(client: Client) -> tuple[dict[str, list[str]], str]:
    """Activities by their place on the path, and the page."""
    page: Any = client.get(reverse("my-path"))
    places: dict[str, list[str]] = {}
    for line in page.context["path"].lines:
        places.setdefault(line.stop.place, []).append(line.assignment.code)
    return places, page.content.decode()


@pytest.mark.requirement("A77")
def test_the_path_says_what_is_done_now_next_and_blocked_by_what() -> None:
    make_go_live(on=clock.today() + timedelta(days=60))
    client, person = clerk()
    names = {"ACT-P2P-01": "Counting", "ACT-P2P-02": "Receiving", "ACT-P2P-03": "Labels", "ACT-P2P-04": "Disputes"}
    for place, (code, name) in enumerate(names.items()):
        make_requirement("RECV", make_activity(code, name_en=name, name_zh=name), due_offset_days=-40 + place)
    make_activity("ACT-P2P-04").prerequisites.add(make_activity("ACT-P2P-02"))
    rebuild_assignments()
    Assignment.objects.update(opens_on=clock.today())
    passed(person, "ACT-P2P-01")
    Assignment.objects.update(opens_on=clock.today())

    places, page = path_of(client)

    assert places == {"done": ["ACT-P2P-01"], "now": ["ACT-P2P-02"], "next": ["ACT-P2P-03"], "locked": ["ACT-P2P-04"]}
    assert "1 of 4 done" in page
    assert 'First: <a href="/activities/ACT-P2P-02/">Receiving</a>' in page
    passed(person, "ACT-P2P-02")
    assert path_of(client)[0] == {"done": ["ACT-P2P-01", "ACT-P2P-02"], "now": ["ACT-P2P-03"], "next": ["ACT-P2P-04"]}


@pytest.mark.requirement("A47")
def test_what_lapses_is_asked_again_without_anybody_doing_anything(settings: Any) -> None:
    make_go_live(on=clock.today() + timedelta(days=20))
    client, person = clerk()
    make_requirement("RECV", make_activity("ACT-P2P-02"), validity_months=12)
    rebuild_assignments()
    passed(person, "ACT-P2P-02")
    assert path_of(client)[0] == {"done": ["ACT-P2P-02"]}
    last = Assignment.objects.get().valid_until
    assert last is not None

    settings.CLOCK_SHIFT = timedelta(days=(last - clock.today()).days + 1)
    client.force_login(person)
    places, page = path_of(client)

    assert places == {"now": ["ACT-P2P-02"]}
    assert "Lapsed on" in page


def test_the_button_says_what_one_does_and_the_activity_shows_it_as_now() -> None:
    make_go_live(on=clock.today() + timedelta(days=60))
    client, _person = clerk()
    activity = make_activity("ACT-P2P-09", form="exam", assessment="exam")
    make_exam_item(activity)
    make_requirement("RECV", activity, method="exam", risk="medium")
    rebuild_assignments()
    Assignment.objects.update(opens_on=clock.today())

    page = client.get(reverse("my-path")).content.decode()
    assert re.findall(
        r'class="btn btn-primary btn-l" href="/exams/[^"]+"><svg.*?</svg>([^<]+)</a>', page, re.DOTALL
    ) == ["Go to the exam"]
    items = client.get(reverse("activity", args=["ACT-P2P-09"])).content.decode().split('id="items-h"')[1]
    assert '<li data-state="now">' in items
    assert "<span>Exam</span><span>EX-T</span>" in items


@pytest.mark.requirement("A139")
def test_the_page_counts_the_steps_that_one_can_do_alone_on_go_live_day() -> None:
    make_go_live(on=clock.today() + timedelta(days=5))
    client, person = clerk()
    for code, step in (("ACT-P2P-01", "P2P-40"), ("ACT-P2P-02", "P2P-60")):
        activity = make_activity(code)
        activity.steps.add(make_step(step))
        make_requirement("RECV", activity, method="drill")
    rebuild_assignments()
    assert alone_on_the_day(person, GoLive.objects.get()) == Alone(0, 2)
    passed(person, "ACT-P2P-01")
    alone = alone_on_the_day(person, GoLive.objects.get())
    assert (alone, alone and alone.missing, alone and alone.state) == (Alone(1, 2), 1, "risk")
    page = client.get(reverse("my-path")).content.decode()
    assert "Steps I can do alone on go-live day: 1 of 2" in page
    assert "1 step missing" in page


def test_without_a_step_to_show_no_gauge_is_drawn() -> None:
    client, person = clerk()
    assert alone_on_the_day(person, None) is None
    assert alone_on_the_day(person, make_go_live()) is None
    assert "Alone on go-live day" not in client.get(reverse("my-path")).content.decode()
