"""Moving a go-live: milestones, due days, the log, its preview and its pages."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from curricula.api import differences_from_facts, rebuild_assignments
from curricula.milestones.preview import effect_of_move
from curricula.milestones.services import Moved, MoveRefused, move_go_live
from curricula.models import Assignment, Department, GoLive, GoLiveMove, Milestone
from lms.foundation.api import clock
from lms.foundation.models import AuditEntry, Person
from tests.factories import PASSWORD, make_activity, make_go_live, make_person, make_posting, make_requirement, named

pytestmark = pytest.mark.django_db


def in_days(count: int) -> date:
    return clock.today() + timedelta(days=count)


def milestone(go_live: GoLive, code: str, days_ahead: int, **fields: Any) -> Milestone:
    return Milestone.objects.create(
        go_live=go_live, code=code, kind=fields.pop("kind", code), name_zh=code, name_en=code,
        starts_at=clock.now() + timedelta(days=days_ahead), **fields,
    )  # fmt: skip


@pytest.fixture
def go_live() -> GoLive:
    """A go-live in 30 days, a requirement due 14 days before it with 4 days of buffer, one receiving clerk."""
    go_live = make_go_live(on=in_days(30))
    make_requirement("RECV")
    make_posting(make_person("周婷", number="CLERK"), starts_on=date(2026, 1, 1))
    rebuild_assignments()
    return go_live


@pytest.fixture
def lead() -> Person:
    return make_person("吴岚", "training_lead", number="LEAD")


def signed_in(client: Client, person: Person) -> Client:
    client.login(username=person.number, password=PASSWORD)
    client.cookies["django_language"] = "en"
    return client


@pytest.mark.requirement("A54")
def test_due_days_move_with_the_go_live_and_the_move_is_logged(go_live: GoLive, lead: Person) -> None:
    move_go_live(go_live, in_days(37), actor=lead, reason="Mock cutover failed.")

    assignment = Assignment.objects.get()
    assert (assignment.planned_on, assignment.due_on) == (in_days(19), in_days(23))
    assert differences_from_facts() == []
    move = GoLiveMove.objects.get()
    assert (move.from_day, move.to_day, move.actor, move.reason) == (
        in_days(30), in_days(37), lead, "Mock cutover failed.",
    )  # fmt: skip
    entry = AuditEntry.objects.get(subject_kind="go_live")
    assert (entry.reason, entry.before) == ("Mock cutover failed.", {"on": in_days(30).isoformat()})


@pytest.mark.requirement("A54")
def test_milestones_move_but_not_those_pinned_or_begun(go_live: GoLive) -> None:
    last = clock.now() + timedelta(days=22)
    milestone(go_live, "UAT", -3)
    milestone(go_live, "DRESS", 20, ends_at=last)
    milestone(go_live, "CLOSE", 40, is_pinned=True)
    before = dict(Milestone.objects.values_list("code", "starts_at"))

    assert move_go_live(go_live, in_days(35), actor=None, reason="Later.") == Moved(milestones=1, due_days=1)

    after = dict(Milestone.objects.values_list("code", "starts_at"))
    assert after == {**before, "DRESS": before["DRESS"] + timedelta(days=5)}
    assert Milestone.objects.get(code="DRESS").ends_at == last + timedelta(days=5)


@pytest.mark.parametrize("days", [30, -1])
def test_a_move_to_the_same_day_or_into_the_past_is_refused(go_live: GoLive, days: int) -> None:
    with pytest.raises(MoveRefused):
        move_go_live(go_live, in_days(days), actor=None, reason="Why not.")

    assert not GoLiveMove.objects.exists()
    assert GoLive.objects.get().on == in_days(30)


def test_a_move_without_a_reason_changes_nothing(go_live: GoLive) -> None:
    from lms.foundation.audit.services import ReasonRequired

    with pytest.raises(ReasonRequired):
        move_go_live(go_live, in_days(40), actor=None, reason=" ")

    assert (GoLive.objects.get().on, Assignment.objects.get().due_on) == (in_days(30), in_days(16))


@pytest.mark.requirement("A55")
def test_the_effect_is_known_before_the_move(go_live: GoLive) -> None:
    milestone(go_live, "DRESS", 20)
    milestone(go_live, "CLOSE", 40, is_pinned=True)

    later, buffer_gone, overdue = (effect_of_move(go_live, in_days(day)) for day in (37, 17, 10))

    assert (later.due_days, later.people, later.buffer_consumed, later.newly_overdue) == (1, 1, (), ())
    assert ([one.code for one in later.milestones], [one.code for one in later.staying]) == (["DRESS"], ["CLOSE"])
    key = Assignment.objects.values_list("person_id", "activity_id").get()
    assert (buffer_gone.buffer_consumed, buffer_gone.newly_overdue) == ((key,), ())
    assert (overdue.buffer_consumed, overdue.newly_overdue) == ((key,), (key,))
    assert GoLive.objects.get().on == in_days(30)


def test_the_effect_is_what_the_move_then_does(go_live: GoLive) -> None:
    make_requirement("RECV", make_activity("ACT-BAS-01"), due_offset_days=-70)
    rebuild_assignments()
    before = dict(Assignment.objects.values_list("activity__code", "due_on"))

    effect = effect_of_move(go_live, in_days(44))
    move_go_live(go_live, in_days(44), actor=None, reason="Later.")

    after = dict(Assignment.objects.values_list("activity__code", "due_on"))
    assert effect.due_days == sum(after[code] != before[code] for code in after)


@pytest.mark.requirement("A55")
def test_buffers_being_consumed_are_listed_to_those_who_may_read_them(
    client: Client, go_live: GoLive, lead: Person
) -> None:
    head, other = make_person("head", "manager"), make_person("other", "manager")
    Department.objects.filter(code="WHS").update(head=head)
    named(Department, "PUR", head=other)
    Assignment.objects.update(planned_on=in_days(-2), due_on=in_days(2))
    address = reverse("go-live", args=["W1"])

    for person, sees in ((lead, True), (head, True), (other, False), (make_person("learner"), False)):
        text = signed_in(client, person).get(address).content.decode()
        assert ("2 days of buffer left" in text, person.name) == (sees, person.name)
    assert client.get(address + "?export=csv").status_code == 404


def test_everybody_signed_in_sees_milestones_and_only_the_lead_moves(
    client: Client, go_live: GoLive, lead: Person
) -> None:
    milestone(go_live, "DRESS", 20)
    addresses = [reverse("go-lives"), reverse("go-live", args=["W1"])]
    move = reverse("go-live-move", args=["W1"])
    assert [client.get(address).status_code for address in (*addresses, move)] == [302] * 3

    signed_in(client, make_person("learner"))
    assert [client.get(address).status_code for address in addresses] == [200, 200]
    assert "DRESS" in client.get(addresses[1]).content.decode()
    wanted = {"to_day": in_days(40).isoformat(), "reason": "x", "confirmed": in_days(40).isoformat()}
    assert (client.get(move).status_code, client.post(move, wanted).status_code) == (404, 404)
    assert GoLive.objects.get().on == in_days(30)

    assert signed_in(client, lead).get(move).status_code == 200
    assert client.get(reverse("go-live", args=["W9"])).status_code == 404


@pytest.mark.requirement("A54")
def test_the_lead_sees_the_effect_first_and_then_moves(client: Client, go_live: GoLive, lead: Person) -> None:
    move, to_day = reverse("go-live-move", args=["W1"]), in_days(17).isoformat()
    signed_in(client, lead)

    shown = client.post(move, {"to_day": to_day, "reason": "Earlier."}).content.decode()
    assert "1 person would start to use up a buffer" in shown
    assert GoLive.objects.get().on == in_days(30)
    other_day = client.post(move, {"to_day": in_days(18).isoformat(), "reason": "Earlier.", "confirmed": to_day})
    assert (other_day.status_code, GoLive.objects.get().on) == (200, in_days(30))

    client.post(move, {"to_day": to_day, "reason": "Earlier.", "confirmed": to_day})
    assert GoLive.objects.get().on == in_days(17)
    assert "Earlier." in client.get(reverse("go-live", args=["W1"])).content.decode()


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [
        ({"to_day": "", "reason": "x"}, "This field is required."),
        ({"to_day": "2026-13-45", "reason": "x"}, "Enter a valid date."),
        ({"to_day": "2020-01-01", "reason": "x"}, "That day has passed."),
        ({"to_day": "2099-01-01", "reason": ""}, "This field is required."),
    ],
)
def test_a_wrong_day_or_a_missing_reason_is_said_beside_the_field(
    client: Client, go_live: GoLive, lead: Person, wanted: dict[str, str], sentence: str
) -> None:
    response = signed_in(client, lead).post(reverse("go-live-move", args=["W1"]), wanted)

    assert sentence in response.content.decode()
    assert not GoLiveMove.objects.exists()


@pytest.mark.parametrize("more", [0, 2])
def test_the_pages_ask_the_database_a_fixed_number_of_times(
    client: Client, go_live: GoLive, lead: Person, more: int, django_assert_max_num_queries: Any
) -> None:
    for number in range(more):
        make_posting(make_person(f"p{number}"), starts_on=date(2026, 1, 1))
        milestone(go_live, f"M{number}", 5)
    rebuild_assignments()
    Assignment.objects.update(planned_on=in_days(-2))
    signed_in(client, lead)

    for address in (reverse("go-lives"), reverse("go-live", args=["W1"]), reverse("go-live-move", args=["W1"])):
        with django_assert_max_num_queries(20):
            client.get(address)
