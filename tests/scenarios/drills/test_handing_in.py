"""Handing in grades once, records what it proves in the same transaction, and can be computed again."""

from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from curricula.models import EvidenceFact
from scenarios.api import attach_drill
from scenarios.drills.handing_in import AttemptAbandoned, hand_in
from scenarios.drills.models import GradeMark, GradeResult
from scenarios.drills.starting import begin_drill
from scenarios.engine.api import Command
from scenarios.grading.api import grade
from scenarios.sandbox.folding import opening_of, state_of
from scenarios.sandbox.models import Attempt
from scenarios.sandbox.services import AttemptClosed, reset_attempt, submit_command
from tests.factories import make_activity, make_person
from tests.scenarios.drills.factories import make_attempt, make_drill, make_result, play_recorded

pytestmark = pytest.mark.django_db


def asked_for(code: str = "P2P-03", activity: str = "ACT-P2P-03") -> None:
    attach_drill(make_activity(activity), make_drill(code).scenario)


@pytest.mark.requirement("A44", "A78")
def test_a_right_way_passes_and_is_on_record() -> None:
    asked_for()
    result = make_result(make_person())
    assert (result.score, result.passed, result.attempt.status) == (Decimal("100.0"), True, "handed_in")
    fact = EvidenceFact.objects.get()
    assert (fact.method, fact.outcome, fact.score, fact.activity.code) == (
        "drill",
        "passed",
        Decimal("100.00"),
        "ACT-P2P-03",
    )


def test_the_evidence_names_everything_the_grade_follows_from() -> None:
    asked_for()
    result = make_result(make_person())
    details = EvidenceFact.objects.get().details
    version = result.attempt.version
    assert details["dataset"] == version.dataset_ref
    assert details["scenario"] == "P2P-03 1.0.0"
    assert details["scenario_digest"] == version.digest
    assert details["journal_hash"] == state_of(result.attempt).head
    assert {"engine", "seed", "score", "passed", "critical", "state_digest"} <= set(details)


def test_computed_again_from_its_record_the_grade_is_the_same() -> None:
    result = make_result(make_person(), "p2p-04/pay-in-full.yaml")
    again = grade(opening_of(result.attempt), state_of(result.attempt), answers=result.content["answers"])
    assert (again.score, list(again.critical_failures)) == (result.score, result.critical_failures)
    assert [(mark.expectation.id, mark.points) for mark in again.marks] == [
        (row.code, row.points) for row in result.marks.all()
    ]


def test_a_wrong_way_fails_and_says_so_in_the_evidence() -> None:
    asked_for()
    result = make_result(make_person(), "p2p-03/price-fit-and-pay.yaml")
    fact = EvidenceFact.objects.get()
    assert (result.passed, fact.outcome, fact.details["critical"]) == (False, "failed", ["E4", "P2"])


def test_a_double_click_grades_once() -> None:
    asked_for()
    attempt = make_attempt(make_person())
    answers = play_recorded(attempt, "p2p-03/good.yaml")
    first = hand_in(attempt, answers)
    second = hand_in(attempt, {})
    assert first.pk == second.pk
    assert (GradeResult.objects.count(), EvidenceFact.objects.count()) == (1, 1)
    assert GradeMark.objects.filter(result=first).count() == 17


def test_after_handing_in_nothing_more_is_posted() -> None:
    result = make_result(make_person())
    with pytest.raises(AttemptClosed):
        submit_command(result.attempt, Command("report.run", {"report": "STOCK"}, "wang.ap"))


def test_a_late_second_press_of_an_earlier_button_takes_nothing_from_the_attempt_at_work() -> None:
    version, person, earlier, later = make_attempt(make_person()).version, make_person(), uuid4(), uuid4()
    first = begin_drill(person, version, mode="practice", token=earlier)
    at_work = begin_drill(person, version, mode="practice", token=later)
    assert begin_drill(person, version, mode="practice", token=earlier) == first
    first.refresh_from_db()
    at_work.refresh_from_db()
    assert (first.status, at_work.status) == (Attempt.Status.ABANDONED, Attempt.Status.OPEN)


def test_a_window_from_before_the_hand_in_posts_nothing_more() -> None:
    attempt = make_attempt(make_person())
    stale = Attempt.objects.get(pk=attempt.pk)
    result = hand_in(attempt, {})
    with pytest.raises(AttemptClosed):
        submit_command(stale, Command("task.create", {}, user="wang.ap"))
    assert state_of(stale).head == result.journal_hash


def test_an_attempt_begun_again_cannot_be_handed_in() -> None:
    attempt = make_attempt(make_person())
    reset_attempt(attempt, seed=8, token="9d1f7f0e-0000-4000-8000-000000000001")  # type: ignore[arg-type]
    with pytest.raises(AttemptAbandoned):
        hand_in(attempt, {})
    assert GradeResult.objects.count() == 0


def test_a_guided_attempt_is_something_done_and_closes_nothing() -> None:
    asked_for()
    result = make_result(make_person(), mode="guided")
    assert not result.passed
    assert EvidenceFact.objects.get().outcome == "completed"


def test_each_activity_that_asks_for_the_drill_gets_its_fact() -> None:
    asked_for()
    asked_for(activity="ACT-FIN-09")
    make_result(make_person())
    assert set(EvidenceFact.objects.values_list("activity__code", flat=True)) == {"ACT-P2P-03", "ACT-FIN-09"}


def test_a_drill_nobody_asks_for_is_graded_all_the_same() -> None:
    assert make_result(make_person()).passed
    assert EvidenceFact.objects.count() == 0


def test_nothing_is_kept_when_the_evidence_cannot_be_recorded(monkeypatch: pytest.MonkeyPatch) -> None:
    asked_for()
    attempt = make_attempt(make_person())

    def fails(*_args: object, **_fields: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("scenarios.drills.handing_in.record_evidence", fails)
    with pytest.raises(RuntimeError):
        hand_in(attempt, {})
    attempt.refresh_from_db()
    assert (GradeResult.objects.count(), attempt.status) == (0, "open")


def test_the_database_refuses_to_change_a_grade() -> None:
    result = make_result(make_person())
    with pytest.raises(DatabaseError), transaction.atomic():
        GradeResult.objects.filter(pk=result.pk).update(score=100, passed=True)


def test_confident_and_wrong_answers_are_kept_as_such() -> None:
    attempt = make_attempt(make_person())
    hand_in(attempt, {"A1": {"value": "99", "confidence": "certain"}, "A2": {"value": "a", "confidence": "guess"}})
    assert list(GradeMark.objects.filter(is_confident_and_wrong=True).values_list("code", flat=True)) == ["A1"]
