"""Answering and handing in: saved at once, locked once, graded as it was saved."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction

from curricula.models import Assignment, EvidenceFact
from lms.foundation.api import clock
from lms.records.exams.answering import save_answer
from lms.records.exams.attempts import start_attempt, submit_attempt
from lms.records.exams.models import AttemptQuestion, ExamAttempt, ExamItem, ItemResponse, SectionResult
from lms.records.exams.question_loading import load_entries
from lms.records.exams.refusals import AnswerRefused
from lms.records.exams.results import read_result
from tests.factories import make_person
from tests.records.exams.factories import answer_all, entry, make_candidate, make_exam_item, option

pytestmark = pytest.mark.django_db


@pytest.fixture
def attempt() -> ExamAttempt:
    item = make_exam_item()
    return start_attempt(make_candidate(item), item)


def save(attempt: ExamAttempt, position: int = 1, **fields: str) -> Any:
    return save_answer(attempt.person, attempt.uuid, position, {name: [value] for name, value in fields.items()})


def kept(attempt: ExamAttempt, position: int = 1) -> AttemptQuestion:
    return attempt.questions.get(position=position)


@pytest.mark.requirement("A56")
def test_an_answer_is_saved_with_its_confidence(attempt: ExamAttempt) -> None:
    saved = save(attempt, answer="b", confidence="certain", revision="0")
    row = kept(attempt)
    assert (row.given, row.confidence, row.revision) == ("b", "certain", 1)
    assert (saved.revision, saved.replaced_at, saved.kept_at) == (1, None, None)


def test_saving_the_same_twice_is_once(attempt: ExamAttempt) -> None:
    first = save(attempt, answer="b", revision="0")
    assert save(attempt, answer="b", revision="0") == first


def test_the_last_write_wins_between_two_windows_and_says_so(attempt: ExamAttempt) -> None:
    first = save(attempt, answer="b", revision="0")
    second = save(attempt, answer="c", revision="0")
    assert kept(attempt).given == "c"
    assert (second.revision, second.replaced_at) == (2, first.saved_at)


def test_an_empty_window_does_not_wipe_what_another_one_answered(attempt: ExamAttempt) -> None:
    first = save(attempt, answer="b", confidence="sure", revision="0")
    second = save(attempt, revision="0")
    assert (kept(attempt).given, kept(attempt).confidence) == ("b", "sure")
    assert second.kept_at == first.saved_at


def test_an_answer_can_be_taken_back_in_the_window_that_knows_it(attempt: ExamAttempt) -> None:
    save(attempt, answer="b", revision="0")
    save(attempt, revision="1")
    assert kept(attempt).given is None


def test_a_flag_stays_until_it_is_taken_away(attempt: ExamAttempt) -> None:
    save(attempt, answer="b", flag="1")
    save(attempt, answer="c")
    assert kept(attempt).is_flagged is True
    save(attempt, answer="c", flag="0")
    assert kept(attempt).is_flagged is False


def test_an_unknown_confidence_is_no_confidence(attempt: ExamAttempt) -> None:
    save(attempt, answer="b", confidence="absolutely")
    assert kept(attempt).confidence == ""


def test_anothers_attempt_is_not_found(attempt: ExamAttempt) -> None:
    with pytest.raises(AttemptQuestion.DoesNotExist):
        save_answer(make_person("陌生人"), attempt.uuid, 1, {"answer": ["a"]})
    assert kept(attempt).given is None


@pytest.mark.parametrize("position", [5, 32_768, 10**30])
def test_a_position_outside_the_form_is_not_found(attempt: ExamAttempt, position: int) -> None:
    with pytest.raises(AttemptQuestion.DoesNotExist):
        save(attempt, position=position, answer="a")


@pytest.mark.requirement("A56")
def test_after_handing_in_the_other_window_is_refused_clearly(attempt: ExamAttempt) -> None:
    save(attempt, answer="a", revision="0")
    submit_attempt(attempt)
    with pytest.raises(AnswerRefused) as refusal:
        save(attempt, answer="b", revision="1")
    assert refusal.value.code == "LOCKED"
    assert kept(attempt).given == "a"


@pytest.mark.requirement("A56")
def test_when_time_is_over_what_was_saved_is_graded_and_the_late_answer_refused(
    attempt: ExamAttempt, settings: Any
) -> None:
    for position in (1, 2, 3, 4):
        save(attempt, position, answer="a")
    settings.CLOCK_SHIFT = timedelta(minutes=21)
    with pytest.raises(AnswerRefused) as refusal:
        save(attempt, answer="b")
    attempt.refresh_from_db()
    assert refusal.value.code == "TIME_OVER"
    assert (attempt.state, attempt.is_overdue, attempt.score) == ("locked", True, Decimal(100))
    assert attempt.submitted_at == attempt.deadline


def test_an_answer_sent_in_the_last_second_still_counts(attempt: ExamAttempt, settings: Any) -> None:
    settings.CLOCK_SHIFT = attempt.deadline - clock.now() + timedelta(seconds=2)
    save(attempt, answer="a")
    assert kept(attempt).given == "a"


def test_the_command_hands_in_what_ran_out_of_time_once(attempt: ExamAttempt, settings: Any, capsys: Any) -> None:
    save(attempt, answer="a")
    call_command("submit_overdue_attempts")
    settings.CLOCK_SHIFT = timedelta(hours=2)
    call_command("submit_overdue_attempts")
    call_command("submit_overdue_attempts")
    assert capsys.readouterr().out.split("\n")[:3] == [f"{count} attempts handed in" for count in (0, 1, 0)]
    attempt.refresh_from_db()
    assert (attempt.score, attempt.passed, attempt.submitted_at) == (Decimal(25), False, attempt.deadline)


@pytest.mark.requirement("A56", "A46")
def test_handing_in_locks_grades_and_closes_the_requirement_at_once(attempt: ExamAttempt) -> None:
    answer_all(attempt)
    done = submit_attempt(attempt)
    assert (done.state, done.score, done.passed) == ("locked", Decimal(100), True)
    fact = EvidenceFact.objects.get()
    assert (fact.method, fact.outcome, fact.score, fact.item_id) == ("exam", "passed", Decimal(100), attempt.item_id)
    assert (fact.content_version, fact.content_digest) == ("EX-T v1", attempt.form_digest)
    assert fact.source_key == f"exam-attempt:{attempt.uuid}"
    assert Assignment.objects.get().met_by == fact.pk
    assert list(SectionResult.objects.values_list("key", "score", "pass_mark", "passed")) == [
        ("A", Decimal(100), 100, True), ("B", Decimal(100), None, True),
    ]  # fmt: skip


@pytest.mark.requirement("A46")
def test_a_failed_exam_closes_nothing(attempt: ExamAttempt) -> None:
    answer_all(attempt, "b")
    done = submit_attempt(attempt)
    assert (done.score, done.passed) == (Decimal(0), False)
    assert Assignment.objects.get().met_on is None
    assert Assignment.objects.get().attempts == 1


def test_handing_in_twice_counts_once(attempt: ExamAttempt) -> None:
    answer_all(attempt)
    first = submit_attempt(attempt)
    again = submit_attempt(ExamAttempt.objects.get(pk=attempt.pk))
    assert (again.submitted_at, again.score, again.evidence_id) == (first.submitted_at, first.score, first.evidence_id)
    assert (EvidenceFact.objects.count(), ItemResponse.objects.count()) == (1, 4)


def test_responses_are_kept_by_step_with_credit_and_confidence(attempt: ExamAttempt) -> None:
    answer_all(attempt, "b", "certain")
    attempt.questions.filter(section="B").update(given="a", confidence="guess")
    submit_attempt(attempt)
    rows = ItemResponse.objects.order_by("position").values_list("step__code", "credit", "confidence", "given")
    assert list(rows) == [("P2P-40", Decimal(0), "certain", "b")] * 2 + [("P2P-60", Decimal(1), "guess", "a")] * 2
    steps = EvidenceFact.objects.get().details["steps"]
    assert [(one["items"], one["right"], one["confident_and_wrong"]) for one in steps] == [(2, 0, 2), (2, 2, 0)]


def test_a_response_cannot_be_changed_behind_the_applications_back(attempt: ExamAttempt) -> None:
    submit_attempt(attempt)
    with pytest.raises(DatabaseError), transaction.atomic():
        ItemResponse.objects.update(credit=1)
    assert set(ItemResponse.objects.values_list("credit", flat=True)) == {Decimal(0)}


def test_an_old_attempt_still_opens_as_it_was_answered_when_the_question_has_changed(attempt: ExamAttempt) -> None:
    answer_all(attempt)
    done = submit_attempt(attempt)
    load_entries(
        [entry(f"Q-P2P-40-0{nr}", options=[option("a"), option("b", correct=True)]) for nr in (1, 2, 3)],
    )
    result = read_result(done)
    assert [question.content.version for question in result.questions] == [1, 1, 1, 1]
    assert {question.mark.credit for question in result.questions} == {1}


def test_every_window_agrees_on_the_item_it_opens(attempt: ExamAttempt) -> None:
    item = ExamItem.objects.get()
    assert (item.kind, item.method, item.open_url_name, item.open_arguments()) == (
        "exam", "exam", "exam", {"uuid": item.uuid},
    )  # fmt: skip
