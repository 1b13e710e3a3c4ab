"""When an examination may begin, and what it refuses."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError

from curricula.models import Activity, LearningItem, Station
from lms.foundation.api import Origin, clock, current_origin
from lms.foundation.models import AuditEntry
from lms.records.api import record_evidence
from lms.records.exams import attempts
from lms.records.exams.attempts import allow_attempt, start_attempt, submit_attempt
from lms.records.exams.models import ExamAttempt, ExamItem, ExtraAttempt, Question
from lms.records.exams.refusals import AnswerRefused, CannotDraw, ExamRefused
from lms.records.exams.standing import people_without_attempts, standing_in
from tests.factories import make_activity, make_person, make_requirement, named
from tests.records.exams.factories import answer_all, make_candidate, make_exam_item

pytestmark = pytest.mark.django_db


def state_of(person: Any, item: ExamItem) -> str:
    standing = standing_in(person, item, clock.now())
    assert standing is not None
    return standing.state


def fail(person: Any, item: ExamItem) -> ExamAttempt:
    attempt = start_attempt(person, item)
    answer_all(attempt, "b")
    return submit_attempt(attempt)


@pytest.mark.requirement("A56")
def test_beginning_deals_a_form_that_satisfies_the_blueprint_and_is_in_the_trail() -> None:
    item = make_exam_item()
    person = make_candidate(item)
    attempt = start_attempt(person, item)
    dealt = list(attempt.questions.order_by("position").values_list("position", "section", "question__step__code"))
    assert [row[1:] for row in dealt] == [("A", "P2P-40")] * 2 + [("B", "P2P-60")] * 2
    assert attempt.questions.values("question").distinct().count() == 4
    assert attempt.deadline - attempt.started_at == timedelta(minutes=20)
    assert sorted(attempt.questions.first().shown_order) == ["a", "b", "c", "d"]  # type: ignore[union-attr]
    entry: Any = AuditEntry.objects.get(subject_kind="exam.attempt")
    assert (entry.action, entry.actor, entry.after["form"]) == ("start", person, attempt.form_digest)


def test_beginning_twice_goes_on_with_the_same_attempt() -> None:
    item = make_exam_item()
    person = make_candidate(item)
    assert start_attempt(person, item) == start_attempt(person, item)
    assert ExamAttempt.objects.count() == 1


def test_the_database_refuses_a_second_open_attempt() -> None:
    item = make_exam_item()
    person = make_candidate(item)
    attempt = start_attempt(person, item)
    attempt.pk, attempt.uuid, attempt.number = None, None, 2  # type: ignore[assignment]
    with pytest.raises(IntegrityError):
        attempt.save()


def test_an_exam_that_is_not_asked_is_refused() -> None:
    item = make_exam_item()
    make_candidate(item)
    with pytest.raises(ExamRefused):
        start_attempt(make_person("陌生人"), item)
    assert not ExamAttempt.objects.exists()


def test_no_exam_before_its_prerequisite() -> None:
    first = make_activity("ACT-FIRST")
    make_requirement("RECV", first)
    item = make_exam_item()
    item.activity.prerequisites.add(first)
    person = make_candidate(item)
    assert state_of(person, item) == "blocked"
    with pytest.raises(ExamRefused) as refusal:
        start_attempt(person, item)
    assert refusal.value.code == "BLOCKED"
    record_evidence(person, first, method="drill", outcome="passed", source_key="drill")
    assert state_of(person, item) == "available"


def test_no_exam_before_the_lessons_of_its_activity() -> None:
    item = make_exam_item()
    lesson = LearningItem.objects.create(
        activity=item.activity, position=0, ref="lesson", title_zh="课", title_en="Lesson"
    )
    person = make_candidate(item)
    standing = standing_in(person, item, clock.now())
    assert standing is not None
    assert (standing.state, [need.code for need in standing.needs]) == ("blocked", ["lesson"])
    record_evidence(person, item.activity, method="lesson", outcome="completed", source_key="lesson", item=lesson)
    assert state_of(person, item) == "available"


def test_a_lesson_after_the_exam_or_for_another_station_does_not_block() -> None:
    item = make_exam_item()
    LearningItem.objects.create(activity=item.activity, position=9, ref="later", title_zh="后", title_en="Later")
    LearningItem.objects.create(
        activity=item.activity,
        position=0,
        ref="other",
        title_zh="他",
        title_en="Other",
        only_station=named(Station, "SEAL"),
    )
    assert state_of(make_candidate(item), item) == "available"


@pytest.mark.requirement("A56")
def test_the_next_attempt_waits_and_all_attempts_end(settings: Any) -> None:
    item = make_exam_item()
    person = make_candidate(item)
    for number in (1, 2):
        fail(person, item)
        assert state_of(person, item) == "waiting"
        with pytest.raises(ExamRefused) as refusal:
            start_attempt(person, item)
        assert refusal.value.code == "WAITING"
        settings.CLOCK_SHIFT = timedelta(hours=25 * number)
        assert state_of(person, item) == "available"
    fail(person, item)
    assert state_of(person, item) == "used_up"
    with pytest.raises(ExamRefused) as refusal:
        start_attempt(person, item)
    assert refusal.value.code == "USED_UP"
    assert list(ExamAttempt.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3]


def test_a_lead_allows_one_more_with_a_reason_and_never_to_oneself(settings: Any) -> None:
    item = make_exam_item(attempts=1, wait_hours=0)
    person = make_candidate(item, "周婷", "training_lead")
    lead = make_person("林慧", "training_lead")
    with pytest.raises(ExamRefused):
        allow_attempt(person, item, lead=lead, reason="attempts are left")
    fail(person, item)
    assert [one.person for one in people_without_attempts()] == [person]
    with pytest.raises(ExamRefused):
        allow_attempt(person, item, lead=person, reason="myself")
    allow_attempt(person, item, lead=lead, reason="coached at the dock on 18 November")
    assert people_without_attempts() == []
    assert state_of(person, item) == "available"
    assert AuditEntry.objects.get(subject_kind="exam.extra_attempt").reason == "coached at the dock on 18 November"


def test_of_two_leads_who_allow_an_attempt_at_once_one_allows_it(monkeypatch: pytest.MonkeyPatch) -> None:
    item = make_exam_item(attempts=1, wait_hours=0)
    person, lead, other = (
        make_candidate(item),
        make_person("林慧", "training_lead"),
        make_person("吴岚", "training_lead"),
    )
    fail(person, item)

    def after_the_other() -> None:
        monkeypatch.undo()
        allow_attempt(person, item, lead=other, reason="coached at the dock")

    monkeypatch.setattr(attempts, "take_the_chain", after_the_other)
    with pytest.raises(ExamRefused):
        allow_attempt(person, item, lead=lead, reason="coached as well")
    assert not ExtraAttempt.objects.filter(allowed_by=lead).exists()


def test_a_pass_that_holds_closes_the_exam_until_it_is_about_to_lapse(settings: Any) -> None:
    item = make_exam_item()
    person = make_candidate(item)
    attempt = start_attempt(person, item)
    answer_all(attempt)
    submit_attempt(attempt)
    assert state_of(person, item) == "passed"
    with pytest.raises(ExamRefused) as refusal:
        start_attempt(person, item)
    assert refusal.value.code == "PASSED"
    settings.CLOCK_SHIFT = timedelta(days=330)
    assert state_of(person, item) == "available"


def test_a_revision_asks_again(settings: Any) -> None:
    item = make_exam_item()
    person = make_candidate(item)
    attempt = start_attempt(person, item)
    answer_all(attempt)
    submit_attempt(attempt)
    settings.CLOCK_SHIFT = timedelta(days=3)
    Activity.objects.update(revised_on=clock.today())
    assert state_of(person, item) == "available"


def test_a_bank_that_is_too_small_is_said_before_anything_begins() -> None:
    item = make_exam_item()
    person = make_candidate(item)
    Question.objects.non_polymorphic().filter(step__code="P2P-40").exclude(code="Q-P2P-40-01").update(state="retired")
    with pytest.raises(CannotDraw):
        start_attempt(person, item)
    assert not ExamAttempt.objects.exists()


def test_nobody_sits_an_exam_for_another() -> None:
    item = make_exam_item()
    person = make_candidate(item)
    token = current_origin.set(Origin("10.0.0.1", impersonator_id=make_person("管理员").pk))
    try:
        with pytest.raises(AnswerRefused):
            start_attempt(person, item)
    finally:
        current_origin.reset(token)
    assert not ExamAttempt.objects.exists()


@pytest.mark.parametrize("valid_until", [None, "2027-11-01"])
def test_a_pass_taken_over_from_paper_closes_the_exam_whatever_came_before_it(valid_until: str | None) -> None:
    item = make_exam_item()
    LearningItem.objects.create(activity=item.activity, position=0, ref="lesson", title_zh="课", title_en="Lesson")
    person = make_candidate(item)
    assert state_of(person, item) == "blocked"
    record_evidence(
        person, item.activity, method="exam", outcome="passed", source_key="paper", item=item, source="imported",
        valid_until=date.fromisoformat(valid_until) if valid_until else None,
    )  # fmt: skip
    assert state_of(person, item) == "passed"
    with pytest.raises(ExamRefused):
        start_attempt(person, item)


def test_a_pass_taken_over_opens_the_exam_again_when_it_is_about_to_lapse() -> None:
    item = make_exam_item()
    person = make_candidate(item)
    record_evidence(
        person, item.activity, method="exam", outcome="passed", source_key="paper", item=item, source="imported",
        valid_until=clock.today() + timedelta(days=30),
    )  # fmt: skip
    assert state_of(person, item) == "available"
