"""Changing a milestone in its page: name, day, distance; what hangs on it moves with it, and the move is logged."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from curricula.api import differences_from_facts, rebuild_assignments
from curricula.edited import MILESTONE, identity_of
from curricula.milestones.editing import offset_days
from curricula.models import Assignment, GoLive, Milestone
from lms.foundation.models import AuditEntry
from tests.curricula.milestones.test_moving import in_days, milestone
from tests.factories import make_activity, make_go_live, make_person, make_posting, make_requirement

pytestmark = pytest.mark.django_db
REASON = "供应商改期 / The supplier moved it"


@pytest.fixture
def go_live() -> GoLive:
    """A go-live in 30 days with user tests ten days before; one clerk whose drill is due by them, one by the day itself."""
    go_live = make_go_live(on=in_days(30))
    milestone(go_live, "uat", 20, ends_at=timezone.now() + timedelta(days=22))
    make_requirement("RECV", make_activity("ACT-UAT"), anchor_kind="uat", due_offset_days=0, buffer_days=0)
    make_requirement("RECV", make_activity("ACT-DAY"), due_offset_days=0, buffer_days=0)
    make_posting(make_person("周婷"))
    rebuild_assignments()
    return go_live


@pytest.fixture
def uat(go_live: GoLive) -> Milestone:
    return Milestone.objects.select_related("go_live").get(code="uat")


def signed_in(*roles: str) -> Client:
    client = Client()
    client.force_login(
        make_person("某人", *roles, language="en"), backend="lms.foundation.accounts.backends.PersonBackend"
    )
    return client


def as_sent(client: Client, one: Milestone, **changed: Any) -> dict[str, str]:
    form = client.get(reverse("milestone-edit", args=[one.code])).context["form"]
    sent = {}
    for name in form.fields:
        value = form[name].value()
        if name in {"starts_at", "ends_at"} and value:
            value = value.strftime("%Y-%m-%dT%H:%M") if not isinstance(value, str) else value
        if value is not None and value is not False:
            sent[name] = str(value)
    return sent | {"reason": REASON} | {name: str(value) for name, value in changed.items()}


def edit(client: Client, one: Milestone, **changed: Any) -> Any:
    return client.post(reverse("milestone-edit", args=[one.code]), as_sent(client, one, **changed))


def due(code: str) -> Any:
    return Assignment.objects.get(activity__code=code).due_on


@pytest.mark.requirement("A54")
def test_another_distance_moves_the_day_the_end_and_what_is_due_by_it(uat: Milestone) -> None:
    lead, length, day_before = signed_in("training_lead"), uat.ends_at - uat.starts_at, due("ACT-DAY")  # type: ignore[operator]
    assert offset_days(uat) == -10
    answer = edit(lead, uat, offset_days=-14)
    assert (answer.status_code, answer["Location"]) == (302, reverse("go-live", args=["W1"]))
    uat.refresh_from_db()
    assert offset_days(uat) == -14
    assert uat.ends_at - uat.starts_at == length  # type: ignore[operator]
    assert (due("ACT-UAT"), due("ACT-DAY")) == (timezone.localtime(uat.starts_at).date(), day_before)
    assert differences_from_facts() == []
    written: Any = AuditEntry.objects.get(subject_kind=MILESTONE)
    assert (written.subject_uuid, written.action, written.reason) == (identity_of(MILESTONE, "uat"), "move", REASON)
    assert set(written.after) == {"starts_at", "ends_at"}
    assert REASON in lead.get(reverse("milestone-edit", args=["uat"])).content.decode()


def test_another_day_moves_it_and_the_distance_follows(uat: Milestone) -> None:
    later = timezone.localtime(uat.starts_at + timedelta(days=1))
    edit(signed_in("training_lead"), uat, starts_at=later.strftime("%Y-%m-%dT%H:%M"))
    uat.refresh_from_db()
    assert offset_days(uat) == -9


def test_a_new_name_is_a_change_and_no_move(uat: Milestone) -> None:
    before = uat.starts_at
    edit(signed_in("training_lead"), uat, name_en="User tests", name_zh="用户测试")
    uat.refresh_from_db()
    assert (uat.name_en, uat.starts_at) == ("User tests", before)
    written: Any = AuditEntry.objects.get(subject_kind=MILESTONE)
    assert (written.action, set(written.after)) == ("change", {"name_en", "name_zh"})


def test_day_and_distance_that_disagree_an_end_before_the_beginning_and_a_missing_reason_are_refused(
    uat: Milestone,
) -> None:
    lead = signed_in("training_lead")
    later = timezone.localtime(uat.starts_at + timedelta(days=5))
    both = edit(lead, uat, starts_at=later.strftime("%Y-%m-%dT%H:%M"), offset_days=-20)
    assert "Day and distance were both changed" in both.content.decode()
    assert (
        "The end lies before the beginning."
        in edit(lead, uat, starts_at=later.strftime("%Y-%m-%dT%H:%M")).content.decode()
    )
    assert edit(lead, uat, offset_days=-14, reason="").status_code == 422
    assert "Nothing was changed." in edit(lead, uat).content.decode()
    assert not AuditEntry.objects.filter(subject_kind=MILESTONE).exists()
    assert offset_days(Milestone.objects.select_related("go_live").get()) == -10


def test_a_stale_form_and_a_second_click_are_refused(uat: Milestone) -> None:
    lead = signed_in("training_lead")
    sent = as_sent(lead, uat, offset_days=-14)
    address = reverse("milestone-edit", args=["uat"])
    assert lead.post(address, sent).status_code == 302
    assert "Meanwhile somebody has changed" in lead.post(address, sent).content.decode()
    assert AuditEntry.objects.filter(subject_kind=MILESTONE).count() == 1


def test_the_go_live_day_itself_is_moved_on_its_own_page(go_live: GoLive) -> None:
    day = milestone(go_live, "W1-DAY", 30, kind="go_live")
    page = edit(signed_in("training_lead"), day, offset_days=5)
    assert "The go-live day is moved on its own page" in page.content.decode()


@pytest.mark.parametrize("role", ["", "auditor", "executive", "author", "manager"])
def test_others_find_no_editor(uat: Milestone, role: str) -> None:
    client = signed_in(*filter(None, [role]))
    address = reverse("milestone-edit", args=["uat"])
    assert (client.get(address).status_code, client.post(address, {}).status_code) == (404, 404)
    assert address not in client.get(reverse("go-live", args=["W1"])).content.decode()


def test_stranger_is_sent_to_sign_in(uat: Milestone) -> None:
    assert Client().post(reverse("milestone-edit", args=["uat"]), {})["Location"].startswith(reverse("sign-in"))
