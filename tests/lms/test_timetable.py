"""What the clock starts: every command of the timetable exists, and one that fails does not take the worker with it."""

import logging

import pytest
from django.conf import settings
from django.core.management import get_commands

from lms.foundation.jobs.tasks import run_command_task

pytestmark = pytest.mark.django_db


def test_the_timetable_names_commands_that_exist() -> None:
    named = {entry["args"][0] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert named - set(get_commands()) == set()
    assert named == {
        "submit_overdue_attempts", "deactivate_leavers", "rebuild_assignments", "rebuild_coverage", "verify_records"
    }  # fmt: skip
    assert {entry["task"] for entry in settings.CELERY_BEAT_SCHEDULE.values()} == {run_command_task.name}


def test_a_command_that_refuses_is_logged_and_the_worker_lives(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR, logger="plimsoll.jobs"):
        run_command_task("readiness_report", "NOWHERE", "--output", "-")
    assert [record.levelname for record in caplog.records] == ["ERROR"]
    assert "There is no go-live NOWHERE" in caplog.text


def test_every_command_of_the_timetable_runs_on_an_empty_installation(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR, logger="plimsoll.jobs"):
        for entry in settings.CELERY_BEAT_SCHEDULE.values():
            run_command_task(*entry["args"])
    assert caplog.records == []
