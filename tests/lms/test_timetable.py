"""What the clock starts: every command of the timetable exists, and one that fails does not take the worker with it."""

import logging
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core.management import get_commands

from lms.foundation.api import clock
from lms.foundation.jobs.tasks import run_command_task
from lms.foundation.models import Person
from lms.records.api import start_attempt
from lms.records.models import Qualification
from lms.settings.env import PROJECT
from tests.factories import make_person, make_posting
from tests.records.exams.factories import make_candidate, make_exam_item
from tests.records.qualifications.factories import make_type, passed

pytestmark = pytest.mark.django_db


def test_the_timetable_names_commands_that_exist() -> None:
    named = {entry["args"][0] for entry in settings.CELERY_BEAT_SCHEDULE.values()}
    assert named - set(get_commands()) == set()
    assert named == {
        "submit_overdue_attempts", "deactivate_leavers", "issue_qualifications", "rebuild_assignments", "rebuild_coverage",
        "verify_records", "recover_jobs",
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


def test_the_timetable_is_documented_line_by_line() -> None:
    documented = (PROJECT / "docs" / "operations.md").read_text(encoding="utf-8")
    for entry in settings.CELERY_BEAT_SCHEDULE.values():
        assert f"| `{' '.join(entry['args'])}` |" in documented


def test_an_exam_left_open_is_handed_in_by_the_clock(settings: Any) -> None:
    item = make_exam_item()
    attempt = start_attempt(make_candidate(item), item)
    run_command_task("submit_overdue_attempts")
    attempt.refresh_from_db()
    assert attempt.state == "open"
    settings.CLOCK_SHIFT = timedelta(minutes=21)
    run_command_task("submit_overdue_attempts")
    attempt.refresh_from_db()
    assert (attempt.state, attempt.is_overdue, attempt.passed) == ("locked", True, False)


def test_an_account_is_closed_the_day_after_the_last_post_ends(settings: Any) -> None:
    leaver, stays = make_person("离职"), make_person("在职")
    make_posting(leaver, ends_on=clock.today())
    make_posting(stays)
    run_command_task("deactivate_leavers")
    assert not Person.objects.filter(is_active=False).exists()
    settings.CLOCK_SHIFT = timedelta(days=1)
    run_command_task("deactivate_leavers")
    assert list(Person.objects.filter(is_active=False)) == [leaver]


def test_the_account_of_the_last_super_administrator_stays_open_and_the_log_says_why(
    caplog: pytest.LogCaptureFixture, capsys: Any
) -> None:
    leaver, last = make_person("离职"), make_person("贺丽", "super_administrator")
    for one in (leaver, last):
        make_posting(one, ends_on=clock.today() - timedelta(days=1))
    with caplog.at_level(logging.ERROR, logger="plimsoll.jobs"):
        run_command_task("deactivate_leavers")
    assert list(Person.objects.filter(is_active=False)) == [leaver]
    assert capsys.readouterr().out == "1 accounts closed\n"
    assert [record.getMessage() for record in caplog.records] == [
        f"deactivate_leavers : The account of {last.number} stays open although the last post has ended: nobody else could "
        "grant access any more. Make somebody else super-administrator; the next run then closes it."
    ]


def test_a_post_that_begins_brings_its_certificate_by_the_clock(settings: Any, capsys: Any) -> None:
    clerk = make_person("周婷")
    make_type("QL-RECV", role="RECV")
    make_posting(clerk, "RECV", starts_on=clock.today() + timedelta(days=1))
    passed(clerk, on=str(clock.today() - timedelta(days=340)))
    run_command_task("issue_qualifications")
    assert not Qualification.objects.exists()
    settings.CLOCK_SHIFT = timedelta(days=1)
    run_command_task("issue_qualifications")
    issued = Qualification.objects.get()
    assert (issued.person, issued.valid_from) == (clerk, clock.today())
    capsys.readouterr()
    settings.CLOCK_SHIFT = timedelta(days=320)
    run_command_task("issue_qualifications")
    ends = f"{issued.number} {clerk.number} QL-RECV ends on {issued.valid_until}"
    assert capsys.readouterr().out.splitlines() == ["0 certificates issued", ends, "1 certificates end soon"]
