"""Jobs: run once, tell how far they are, and belong to whoever started them."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.functional import lazy
from django.utils.translation import get_language, gettext_lazy

from lms.foundation.api import Refusal, clock, job_kind, run_job
from lms.foundation.jobs import services
from lms.foundation.jobs.files import attach_file
from lms.foundation.jobs.services import Report
from lms.foundation.models import Job, Person
from tests.factories import make_person
from tests.foundation.conftest import SignIn

pytestmark = pytest.mark.django_db


@pytest.fixture
def _kinds() -> Iterator[None]:
    before = dict(services._kinds)

    @job_kind("count", "Counting")
    def count(job: Job, report: Report) -> None:
        report(1, 2, "Half")
        attach_file(job, "count.txt", b"two")

    @job_kind("refuse")
    def refuse(job: Job, report: Report) -> None:
        raise Refusal("Two people have this number.")

    @job_kind("refuse-lazily")
    def refuse_lazily(job: Job, report: Report) -> None:
        report(1, 2, lazy(lambda: f"Half, in {get_language()}", str)())
        raise Refusal(gettext_lazy("This is the last super-administrator. Grant the role to somebody else first."))

    @job_kind("fault")
    def fault(job: Job, report: Report) -> None:
        raise ZeroDivisionError

    yield
    services._kinds.clear()
    services._kinds.update(before)


def _job(owner: Person, kind: str = "count", **fields: object) -> Job:
    return Job.objects.create(kind=kind, owner=owner, created_at=clock.now(), parameters={"language": "en"}, **fields)


@pytest.mark.usefixtures("_kinds")
def test_job_runs_to_its_end_and_twice_is_once() -> None:
    job = _job(make_person())
    run_job(job.uuid)
    job.refresh_from_db()
    first_end = job.finished_at
    run_job(job.uuid)
    job.refresh_from_db()
    assert (job.state, job.percent, job.finished_at) == ("done", 100, first_end)


@pytest.mark.usefixtures("_kinds")
def test_refusal_is_told_in_its_own_words() -> None:
    job = _job(make_person(), "refuse")
    run_job(job.uuid)
    job.refresh_from_db()
    assert (job.state, job.error) == ("failed", "Two people have this number.")


def _read_in(language: str, client: Client, job: Job) -> list[str]:
    """What the list of jobs and the job's own page say, in a language."""
    client.cookies["django_language"] = language
    return [client.get(address).content.decode() for address in (reverse("jobs"), reverse("job", args=[job.uuid]))]


@pytest.mark.usefixtures("_kinds")
@pytest.mark.parametrize(
    ("kind", "chinese", "english"),
    [
        (
            "refuse-lazily",
            "这是最后一位超级管理员。请先将该角色授予他人。",
            "This is the last super-administrator. Grant the role to somebody else first.",
        ),
        (
            "fault",
            "任务因故障停止，已记入日志；请重新启动。",
            "This task stopped because of a fault. It has been logged; please start it again.",
        ),
    ],
)
def test_what_went_wrong_is_said_in_the_language_of_who_reads_it(
    signed_in: SignIn, kind: str, chinese: str, english: str
) -> None:
    owner = make_person()
    job = _job(owner, kind)
    run_job(job.uuid)
    client = signed_in(owner)
    for page in _read_in("en", client, job):
        assert english in page
    for page in _read_in("zh-hans", client, job):
        assert chinese in page
        assert english not in page


@pytest.mark.usefixtures("_kinds")
def test_how_far_it_is_is_said_in_the_language_of_who_reads_it() -> None:
    job = _job(make_person(), "refuse-lazily")
    run_job(job.uuid)
    job.refresh_from_db()
    assert (job.message, job.message_in) == ("Half, in en", {"zh-hans": "Half, in zh-hans", "en": "Half, in en"})


@pytest.mark.usefixtures("_kinds")
def test_a_row_of_an_earlier_release_says_what_it_always_said(signed_in: SignIn) -> None:
    owner = make_person()
    job = _job(owner, state="failed", error="Two people have this number.")
    for page in _read_in("zh-hans", signed_in(owner), job):
        assert "Two people have this number." in page


@pytest.mark.usefixtures("_kinds")
@pytest.mark.requirement("B66")
def test_job_and_its_file_belong_to_the_owner(signed_in: SignIn) -> None:
    owner = make_person()
    job = _job(owner)
    run_job(job.uuid)
    stranger = signed_in(make_person("肖", "auditor", "executive"))
    for name in ("job", "job-file"):
        address = reverse(name, args=[job.uuid])
        assert signed_in(owner).get(address).status_code == 200
        assert stranger.get(address).status_code == 404
        assert Client().get(address).status_code == 302
    assert "Counting" in signed_in(owner).get(reverse("jobs")).content.decode()
    assert "Counting" not in stranger.get(reverse("jobs")).content.decode()


@pytest.mark.usefixtures("_kinds")
def test_running_job_polls_its_bar_and_reloads_without_scripts(signed_in: SignIn) -> None:
    owner = make_person()
    job = _job(owner, state="running", done=1, total=4)
    address = reverse("job", args=[job.uuid])
    page = signed_in(owner).get(address).content.decode()
    part = signed_in(owner).get(address, headers={"hx-request": "true"}).content.decode()
    assert f'hx-get="{address}"' in page
    assert 'http-equiv="refresh"' in page
    assert part.startswith("<section")
    assert "1 of 4" in part


@pytest.mark.usefixtures("_kinds")
def test_job_without_a_file_has_none_to_give(signed_in: SignIn) -> None:
    owner = make_person()
    assert signed_in(owner).get(reverse("job-file", args=[_job(owner).uuid])).status_code == 404
