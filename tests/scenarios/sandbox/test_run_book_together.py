"""CUT-01 with two people: the manager steers, a colleague does the quality steps, and what one leaves undone holds up all."""

from typing import Any

import pytest

from scenarios.authoring.recording import Recorder, recorded_steps
from scenarios.sandbox.folding import opening_of, state_of
from scenarios.sandbox.joining import take_seat
from tests.factories import make_person
from tests.scenarios.drills.factories import make_attempt
from tests.scenarios.sandbox.browsing import fields_of
from tests.scenarios.sandbox.shared import browser_of

pytestmark = pytest.mark.django_db


def status(attempt: Any, step: str) -> str:
    return str((state_of(attempt).document("RBK", step) or {})["status"])


@pytest.mark.requirement("A32")
def test_step_of_a_taken_seat_waits_for_its_person_and_nobody_else_may_report_it() -> None:
    manager, colleague = make_person("江澜"), make_person("裴然")
    attempt = make_attempt(manager, "CUT-01", seed=1)
    take_seat(attempt, colleague, seat="quality")
    steering, quality = browser_of(manager, attempt), browser_of(colleague, attempt)
    while status(attempt, "RB-07") != "done":
        steering.client.post(
            steering.address("drill-command", "rbk.watch"),
            fields_of(steering.client.get(steering.address("drill-command", "rbk.watch"))) | {"minutes": "600"},
        )
    assert (status(attempt, "RB-15"), status(attempt, "RB-11")) == ("pending", "running")
    form = steering.client.get(steering.address("drill-command", "rbk.start"), {"rbk": "RB-15"})
    refused: Any = steering.client.post(steering.address("drill-command", "rbk.start"), fields_of(form))
    assert refused.status_code == 422
    assert "裴然" in refused.content.decode() or "pei.qa" in refused.content.decode()
    quality.does("rbk.start", {"rbk": "RB-15"})
    assert status(attempt, "RB-15") == "running"
    assert attempt.rows.get(command="rbk.start", person=colleague, outcome="accepted").person == colleague


def test_run_book_page_draws_every_step_and_says_that_the_window_will_not_hold() -> None:
    manager = make_person("江澜")
    attempt = make_attempt(manager, "CUT-01", seed=1)
    desk = browser_of(manager, attempt)
    desk.does("rbk.forecast", {"rbk": "RB-06"}, minutes="1095", reason="14 % after 150 minutes")
    page: Any = desk.client.get(desk.address("drill-report", "RUNBOOK"), headers={"accept-language": "en"})
    text = page.content.decode()
    assert text.count('class="gantt-bar') == 46
    assert text.count("is-critical") >= 10
    assert "0:30" in text
    looked = [row.command for row in attempt.rows.all() if row.outcome == "looked_up"]
    assert looked == ["report.run"]


def test_play_of_several_seats_is_recorded_whole_and_can_be_played_again() -> None:
    manager, colleague = make_person("江澜"), make_person("裴然")
    attempt = make_attempt(manager, "CUT-01", seed=1)
    take_seat(attempt, colleague, seat="quality")
    browser_of(manager, attempt).does("esc.raise", {}, to="fan.gm", about="RBK:RB-06", reason="Slow")
    note = {"to": "jiang.cut", "subject": "Ready", "text": "Quality is on site"}
    browser_of(colleague, attempt).does("message.send", {}, **note)
    opening, state = opening_of(attempt), state_of(attempt)
    steps = recorded_steps(Recorder(opening), state.journal[opening.first_seq - 1 :])
    assert [(step["as"], step["do"]) for step in steps] == [("jiang.cut", "esc.raise"), ("pei.qa", "message.send")]
