"""A locked attempt that was altered behind the application's back is named."""

from typing import Any

import pytest
from django.db import connection

from lms.records.exams.attempts import start_attempt, submit_attempt
from lms.records.exams.models import ExamAttempt, Option
from lms.records.exams.verifying import verify_exams
from tests.records.exams.factories import answer_all, make_candidate, make_exam_item

pytestmark = pytest.mark.django_db


@pytest.fixture
def locked() -> ExamAttempt:
    item = make_exam_item()
    attempt = start_attempt(make_candidate(item), item)
    answer_all(attempt)
    return submit_attempt(attempt)


def problems() -> list[str]:
    return [finding.problem.split(":")[0] for finding in verify_exams()]


def test_an_untouched_attempt_is_in_order_and_an_open_one_is_not_looked_at(locked: ExamAttempt) -> None:
    start_attempt(make_candidate(locked.item, "王芳"), locked.item)
    assert problems() == []


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"score": 90}, "has a result that its answers do not give"),
        ({"passed": False}, "has a result that its answers do not give"),
        ({"form_digest": "0" * 64}, "was dealt another form than its digest says"),
    ],
)
def test_an_altered_attempt_is_named(locked: ExamAttempt, change: dict[str, Any], problem: str) -> None:
    ExamAttempt.objects.filter(pk=locked.pk).update(**change)
    assert problem in problems()


def test_an_altered_order_or_key_is_named(locked: ExamAttempt) -> None:
    row: Any = locked.questions.first()
    locked.questions.filter(pk=row.pk).update(shown_order=["d", "c", "b", "a", "e"])
    assert problems() == ["was dealt another form than its digest says"]


def test_a_removed_response_is_named(locked: ExamAttempt) -> None:
    with connection.cursor() as cursor:
        target = " ON records_itemresponse" if connection.vendor == "postgresql" else ""
        cursor.execute(f"DROP TRIGGER IF EXISTS records_itemresponse_no_delete{target}")
        cursor.execute("DELETE FROM records_itemresponse WHERE attempt_id = %s AND position = 1", [locked.pk])
    assert problems() == ["has not one response to each question"]


def test_a_key_changed_afterwards_is_named(locked: ExamAttempt) -> None:
    Option.objects.filter(key="a").update(credit=0)
    assert problems() == [
        "has a response whose credit is not what its answer earns",
        "has a result that its answers do not give",
    ]
