"""Long moves as jobs: progress, result, once however often it is asked for, and nothing half done."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from curricula.api import differences_from_facts, rebuild_assignments
from curricula.milestones import services
from curricula.milestones.jobs import DUE_DAYS_IN_A_REQUEST
from curricula.models import Assignment, GoLive, GoLiveMove, Milestone
from lms.foundation.api import clock, run_job
from lms.foundation.models import AuditEntry, Job, Person
from tests.curricula.milestones.test_editing import as_sent
from tests.curricula.milestones.test_moving import in_days, milestone
from tests.factories import make_activity, make_go_live, make_person, make_posting, make_requirement

pytestmark = pytest.mark.django_db
MOVE = reverse("go-live-move", args=["W1"])


@pytest.fixture
def go_live() -> GoLive:
    """A go-live in 30 days, user tests ten days before it; two clerks with a drill due by each."""
    go_live = make_go_live(on=in_days(30))
    milestone(go_live, "uat", 20, ends_at=timezone.now() + timedelta(days=22))
    make_requirement("RECV", make_activity("ACT-UAT"), anchor_kind="uat", due_offset_days=0, buffer_days=0)
    make_requirement("RECV", make_activity("ACT-DAY"), due_offset_days=0, buffer_days=0)
    for name in ("周婷", "王芳"):
        make_posting(make_person(name), starts_on=date(2026, 1, 1))
    rebuild_assignments()
    return go_live


@pytest.fixture
def many(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if thousands of due days hung on every move."""
    monkeypatch.setattr("curricula.milestones.jobs.DUE_DAYS_IN_A_REQUEST", 0)


@pytest.fixture
def lead() -> Person:
    return make_person("吴岚", "training_lead", language="en")


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person, backend="lms.foundation.accounts.backends.PersonBackend")
    return client


def move(client: Client, to_day: date) -> Any:
    return client.post(MOVE, {"to_day": to_day.isoformat(), "reason": "Later.", "confirmed": to_day.isoformat()})


def due_days() -> dict[str, set[date]]:
    return {
        code: set(Assignment.objects.filter(activity__code=code).values_list("due_on", flat=True))
        for code in ("ACT-DAY", "ACT-UAT")
    }


def test_a_long_move_shows_progress_and_then_how_much_moved(go_live: GoLive, lead: Person, many: None) -> None:
    client = signed_in(lead)
    answer = move(client, in_days(37))
    job = Job.objects.get()
    assert answer["Location"] == reverse("go-live-progress", args=["W1", job.uuid])
    waiting = client.get(answer["Location"]).content.decode()
    assert "Waiting" in waiting
    assert 'hx-trigger="every 1s"' in waiting
    assert GoLive.objects.get().on == in_days(30)
    run_job(job.uuid)
    job.refresh_from_db()
    assert (job.state, job.percent, job.result) == ("done", 100, {"milestones": 1, "due_days": 4})
    page = client.get(answer["Location"]).content.decode()
    assert "The go-live has been moved. 1 milestone moved. 4 due days moved with it." in page
    assert reverse("go-live", args=["W1"]) in page
    assert due_days()["ACT-DAY"] == {in_days(37)}
    assert differences_from_facts() == []
    assert (GoLiveMove.objects.get().actor, GoLiveMove.objects.get().reason) == (lead, "Later.")


def test_while_it_runs_the_page_says_how_many_are_drawn_up(
    go_live: GoLive, lead: Person, many: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, seen = signed_in(lead), []
    address = move(client, in_days(37))["Location"]
    drawn_up = services.refresh_assignments

    def watched(**asked: Any) -> int:
        seen.append(client.get(address, headers={"HX-Request": "true"}).content.decode())
        return drawn_up(**asked)

    monkeypatch.setattr(services, "refresh_assignments", watched)
    run_job(Job.objects.get().uuid)
    assert len(seen) == 1
    assert "4 due days are being drawn up anew, all or nothing." in seen[0]
    assert "<html" not in seen[0]


def test_a_double_click_is_one_job_and_one_move(go_live: GoLive, lead: Person, many: None) -> None:
    client = signed_in(lead)
    first, second = move(client, in_days(37)), move(client, in_days(37))
    assert first["Location"] == second["Location"]
    job = Job.objects.get()
    run_job(job.uuid)
    run_job(job.uuid)
    assert GoLive.objects.get().on == in_days(37)
    assert (GoLiveMove.objects.count(), AuditEntry.objects.filter(subject_kind="go_live").count()) == (1, 1)
    after = move(client, in_days(37))
    assert "The go-live is on that day already." in after.content.decode()
    assert Job.objects.count() == 1


def test_two_jobs_decided_on_the_same_day_move_once(go_live: GoLive, lead: Person, many: None) -> None:
    move(signed_in(lead), in_days(37))
    Job.objects.update(created_at=clock.now() - timedelta(hours=2))
    move(signed_in(lead), in_days(44))
    for job in Job.objects.order_by("created_at"):
        run_job(job.uuid)
    assert list(Job.objects.order_by("created_at").values_list("state", flat=True)) == ["done", "failed"]
    refused = Job.objects.order_by("-created_at")[0]
    assert "Meanwhile somebody else has moved this go-live." in refused.error
    assert refused.error_in["zh-hans"] == "刚才有人给这个上线批次改了期。没有任何改动；请重新查看。"
    done = Job.objects.order_by("created_at")[0]
    assert done.message_in["en"].startswith("The go-live has been moved. ")
    assert done.message_in["zh-hans"].startswith("上线日已改期。")
    assert (GoLive.objects.get().on, GoLiveMove.objects.count()) == (in_days(37), 1)


def test_another_lead_is_told_that_a_move_is_under_way(go_live: GoLive, lead: Person, many: None) -> None:
    move(signed_in(lead), in_days(37))
    page = move(signed_in(make_person("林慧", "training_lead", language="en")), in_days(44))
    assert "Somebody else is moving this at the moment." in page.content.decode()
    assert Job.objects.count() == 1


def test_a_failed_job_leaves_every_old_day_and_says_so(
    go_live: GoLive, lead: Person, many: None, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    before, client = due_days(), signed_in(lead)
    address = move(client, in_days(37))["Location"]

    def breaks(**_asked: Any) -> int:
        Assignment.objects.all()._raw_delete(Assignment.objects.db)
        raise OSError("the disk is full")

    monkeypatch.setattr(services, "refresh_assignments", breaks)
    run_job(Job.objects.get().uuid)
    page = client.get(address).content.decode()
    assert "The go-live was not moved: it is still on its old day." in page
    assert "every due day is as it was" in page
    client.cookies["django_language"] = "zh-hans"
    in_chinese = client.get(address).content.decode()
    assert "处理中断，所有截止日都保持原样。" in in_chinese
    assert "it is still on its old day" not in in_chinese
    client.cookies["django_language"] = "en"
    assert reverse("go-live-move", args=["W1"]) in page
    assert (GoLive.objects.get().on, due_days(), GoLiveMove.objects.count()) == (in_days(30), before, 0)
    assert [one.days for one in (Milestone.objects.get().starts_at - clock.now(),)] == [19]
    assert not AuditEntry.objects.filter(subject_kind="go_live").exists()
    assert "the disk is full" in caplog.text
    monkeypatch.undo()
    assert (move(client, in_days(37)).status_code, GoLive.objects.get().on) == (302, in_days(37))


def test_a_small_company_waits_for_nothing(go_live: GoLive, lead: Person) -> None:
    client = signed_in(lead)
    assert Assignment.objects.count() < DUE_DAYS_IN_A_REQUEST
    day = in_days(37).isoformat()
    answer = client.post(MOVE, {"to_day": day, "reason": "Later.", "confirmed": day}, follow=True)
    assert "The go-live has been moved. 1 milestone moved. 4 due days moved with it." in answer.content.decode()
    assert (Job.objects.count(), GoLive.objects.get().on) == (0, in_days(37))


def test_a_milestone_moves_as_a_job_the_same_way(go_live: GoLive, lead: Person, many: None) -> None:
    client, uat = signed_in(lead), Milestone.objects.select_related("go_live").get()
    sent, address = as_sent(client, uat, offset_days=-14), reverse("milestone-edit", args=["uat"])
    first, second = client.post(address, sent), client.post(address, sent)
    job = Job.objects.get()
    assert first["Location"] == second["Location"] == reverse("milestone-progress", args=["uat", job.uuid])
    run_job(job.uuid)
    assert "The milestone is changed. 2 due days moved with it." in client.get(first["Location"]).content.decode()
    uat.refresh_from_db()
    assert due_days() == {"ACT-DAY": {in_days(30)}, "ACT-UAT": {timezone.localtime(uat.starts_at).date()}}
    assert timezone.localtime(uat.starts_at).date() == in_days(16)
    assert client.post(address, sent).status_code == 422
    assert AuditEntry.objects.filter(subject_kind="milestone").count() == 1


def test_a_new_name_of_a_milestone_is_no_job(go_live: GoLive, lead: Person, many: None) -> None:
    client, uat = signed_in(lead), Milestone.objects.select_related("go_live").get()
    client.post(reverse("milestone-edit", args=["uat"]), as_sent(client, uat, name_en="User tests"))
    assert (Job.objects.count(), Milestone.objects.get().name_en) == (0, "User tests")


def test_only_who_started_it_sees_its_progress(go_live: GoLive, lead: Person, many: None) -> None:
    address = move(signed_in(lead), in_days(37))["Location"]
    assert signed_in(make_person("林慧", "training_lead")).get(address).status_code == 404
    assert signed_in(make_person("学员")).get(address).status_code == 404
    assert Client().get(address).status_code == 302
