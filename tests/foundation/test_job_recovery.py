"""Jobs that got stuck: a worker that died, a queue that cannot be reached, and starting again without counting twice."""

import logging
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings as configured
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from kombu.exceptions import OperationalError

from lms.foundation.api import access, clock, job_kind, run_job, start_job
from lms.foundation.jobs import lease, services
from lms.foundation.jobs.recovery import JobRefused, Recovered, recover_jobs, settle_lost_job, start_again
from lms.foundation.jobs.services import Report
from lms.foundation.jobs.tasks import run_job_task
from lms.foundation.models import Job, Person
from tests.factories import make_person
from tests.foundation.conftest import SignIn

pytestmark = pytest.mark.django_db
UNREACHABLE = "The queue cannot be reached at the moment. The work is kept and starts by itself when it can; "


@pytest.fixture(autouse=True)
def runs() -> Iterator[list[int]]:
    """The runs that came to the end of their work, in order."""
    kinds, labels, again = dict(services._kinds), dict(services._labels), dict(services._again)
    ended: list[int] = []

    @job_kind("count", "Counting", again=access.is_training_lead)
    def count(job: Job, report: Report) -> None:
        report(1, 2, "Half")
        ended.append(job.run)

    @job_kind("once", "Sending a letter")
    def once(job: Job, report: Report) -> None:
        ended.append(job.run)

    @job_kind("faulty", "Dividing", again=access.is_training_lead)
    def faulty(job: Job, report: Report) -> None:
        raise ZeroDivisionError

    yield ended
    services._kinds, services._labels, services._again = kinds, labels, again


def _running(owner: Person, kind: str = "count", **fields: Any) -> Job:
    """A job that a worker took ten minutes ago and was last heard of nine minutes ago."""
    now = clock.now()
    values: dict[str, Any] = {
        "state": "running", "created_at": now - timedelta(minutes=10), "started_at": now - timedelta(minutes=10),
        "lease_until": now - timedelta(minutes=4), "sent_at": now - timedelta(minutes=10), "done": 1, "total": 2,
    }  # fmt: skip
    return Job.objects.create(kind=kind, owner=owner, parameters={"language": "en"}, **{**values, **fields})


def test_a_job_whose_worker_died_is_given_up_with_a_sentence() -> None:
    lead = make_person("吴岚", "training_lead")
    lost, alive = _running(lead), _running(lead, lease_until=clock.now() + timedelta(minutes=1))
    taken_before_leases = _running(lead, lease_until=None)
    assert recover_jobs() == Recovered(given_up=2, sent=0, unsent=0)
    assert recover_jobs() == Recovered(given_up=0, sent=0, unsent=0)
    for job in (lost, alive, taken_before_leases):
        job.refresh_from_db()
    assert (lost.state, lost.failure, alive.state, taken_before_leases.state) == ("failed", "lost", "running", "failed")
    assert lost.error.startswith("The process that was doing this has not been heard from since ")
    assert lost.error.endswith(
        "What it had not finished was undone, so you can start it again without anything counting twice. "
        "If this happens again, tell the administrator."
    )
    assert lost.error_in["en"] == lost.error
    assert lost.error_in["zh-hans"].startswith("执行这项任务的进程自 ")


def test_where_a_second_run_might_count_twice_the_sentence_says_to_look_first(signed_in: SignIn) -> None:
    lead = make_person("吴岚", "training_lead")
    job = _running(lead, "once")
    page = signed_in(lead).get(reverse("job", args=[job.uuid])).content.decode()
    assert "Look whether its result is there before you begin it anew" in page
    assert "Start again" not in page
    with pytest.raises(JobRefused):
        start_again(settle_lost_job(job), actor=lead)


@pytest.mark.django_db(transaction=True)
def test_its_owner_looks_finds_it_given_up_and_starts_it_again_once(signed_in: SignIn, runs: list[int]) -> None:
    lead = make_person("吴岚", "training_lead")
    job = _running(lead)
    client, address, again = signed_in(lead), reverse("job", args=[job.uuid]), reverse("job-again", args=[job.uuid])
    assert again in client.get(address).content.decode()
    assert client.get(again).status_code == 405
    assert client.post(again).headers["Location"] == address
    client.post(again)
    job.refresh_from_db()
    assert (job.state, job.failure, job.run, runs) == ("done", "", 2, [2])
    assert job.finished_at is not None
    assert again not in client.get(address).content.decode()


def test_nobody_else_starts_it_again_and_nobody_without_the_right(signed_in: SignIn) -> None:
    lead = make_person("吴岚", "training_lead")
    job = settle_lost_job(_running(lead))
    again = reverse("job-again", args=[job.uuid])
    assert signed_in(make_person("杜威", "training_lead")).post(again).status_code == 404
    assert Client().post(again).status_code == 302
    lead.groups.clear()
    page = signed_in(lead).post(again, follow=True).content.decode()
    assert "This task cannot be started again here" in page
    job.refresh_from_db()
    assert (job.state, job.run) == ("failed", 1)


def test_a_fault_may_be_tried_again_and_a_refusal_not(signed_in: SignIn, caplog: pytest.LogCaptureFixture) -> None:
    lead = make_person("吴岚", "training_lead")
    job = _running(lead, "faulty", state="waiting", lease_until=None)
    with caplog.at_level(logging.CRITICAL, logger="plimsoll.jobs"):
        run_job(job.uuid)
    assert "Start again" in signed_in(lead).get(reverse("job", args=[job.uuid])).content.decode()
    Job.objects.update(failure="refused")
    assert "Start again" not in signed_in(lead).get(reverse("job", args=[job.uuid])).content.decode()


def test_a_run_that_was_replaced_stops_at_its_next_sign_of_life_and_writes_no_end() -> None:
    lead = make_person("吴岚", "training_lead")
    job = _running(lead)
    sleeper = Job.objects.get(pk=job.pk)
    start_again(settle_lost_job(job), actor=lead)
    with pytest.raises(lease.Replaced):
        lease.renew(sleeper, done=2)
    services.finish(sleeper, services.JobState.DONE)
    job.refresh_from_db()
    assert (job.state, job.run, job.done) == ("waiting", 2, 0)


def test_a_run_that_was_given_up_by_mistake_brings_its_own_end() -> None:
    sleeper = _running(make_person("吴岚", "training_lead"))
    recover_jobs()
    lease.renew(sleeper, done=2)
    sleeper.refresh_from_db()
    assert (sleeper.state, sleeper.failure, sleeper.error, sleeper.finished_at) == ("running", "", "", None)
    services.finish(sleeper, services.JobState.DONE)
    sleeper.refresh_from_db()
    assert (sleeper.state, sleeper.lease_until) == ("done", None)


def test_the_lease_is_renewed_while_work_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    job = _running(make_person())
    beats: list[int] = []
    monkeypatch.setattr(lease, "BEAT", timedelta(milliseconds=5))
    monkeypatch.setattr(lease, "renew", lambda row: beats.append(row.pk))  # the clock's thread has no database here
    with lease.kept_alive(job):
        while len(beats) < 2:
            pass
    counted = len(beats)
    assert set(beats) == {job.pk}
    assert len(beats) == counted


@pytest.mark.django_db(transaction=True)
def test_a_queue_that_cannot_be_reached_is_told_and_the_timetable_hands_over_later(
    monkeypatch: pytest.MonkeyPatch, signed_in: SignIn, runs: list[int], settings: Any
) -> None:
    lead, away = make_person("吴岚", "training_lead"), OperationalError("Connection refused")

    def refuse(*_: object) -> None:
        raise away

    with monkeypatch.context() as broken:
        broken.setattr(run_job_task, "delay", refuse)
        job = start_job("count", owner=lead, parameters={})
        Job.objects.filter(pk=job.pk).update(parameters={"language": "en"})
        job.refresh_from_db()
        services.hand_over(job)
        page = signed_in(lead).get(reverse("job", args=[job.uuid])).content.decode()
        assert UNREACHABLE in page
        in_chinese = signed_in(lead)
        in_chinese.cookies["django_language"] = "zh-hans"
        assert "任务队列暂时无法连接。" in in_chinese.get(reverse("job", args=[job.uuid])).content.decode()
        assert recover_jobs() == Recovered(given_up=0, sent=0, unsent=0)  # a minute has not passed
        settings.CLOCK_SHIFT = configured.CLOCK_SHIFT + timedelta(minutes=2)
        with pytest.raises(CommandError, match="1 jobs wait for a queue that cannot be reached"):
            call_command("recover_jobs")
    assert runs == []
    assert recover_jobs() == Recovered(given_up=0, sent=1, unsent=0)
    job.refresh_from_db()
    assert (job.state, runs) == ("done", [1])
    assert job.sent_at is not None


def test_a_message_that_was_lost_on_its_way_is_sent_again(runs: list[int]) -> None:
    lead, now = make_person(), clock.now()
    for minutes in (5, 16):
        sent = now - timedelta(minutes=minutes)
        Job.objects.create(kind="count", owner=lead, created_at=sent, sent_at=sent)
    assert recover_jobs() == Recovered(given_up=0, sent=1, unsent=0)
    assert list(Job.objects.order_by("created_at").values_list("state", flat=True)) == ["done", "waiting"]


def test_looking_at_a_job_that_lives_asks_for_no_lock(django_assert_num_queries: Any) -> None:
    job = _running(make_person("吴岚", "training_lead"))
    Job.objects.filter(pk=job.pk).update(lease_until=clock.now() + lease.LEASE)

    with django_assert_num_queries(1) as asked:
        settle_lost_job(job)

    assert (asked[0]["sql"].split()[0], "FOR UPDATE" in asked[0]["sql"]) == ("SELECT", False)
