"""What a person does not know yet: from the last sitting of each exam, what they were sure of first."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from lms.foundation.models import Person
from lms.records.api import weak_steps
from lms.records.exams.attempts import start_attempt, submit_attempt
from lms.records.exams.models import ExamAttempt, ExamItem
from tests.records.exams.factories import answer_all, make_candidate, make_exam_item

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("A60")]


def sat(person: Person, item: ExamItem, wrong: dict[str, tuple[int, str]]) -> ExamAttempt:
    """A sitting: everything right but, by step, so many answers, given with this confidence."""
    attempt = start_attempt(person, item)
    answer_all(attempt)
    for step, (count, confidence) in wrong.items():
        for row in list(attempt.questions.filter(question__step__code=step))[:count]:
            row.given, row.confidence = "b", confidence
            row.save()
    submit_attempt(attempt)
    return attempt


def told(person: Person) -> list[tuple[str, int, int, int]]:
    return [(one.code, one.wrong, one.items, one.sure) for one in weak_steps(person, 3)]


def test_a_step_one_was_sure_of_stands_before_one_with_more_mistakes() -> None:
    item = make_exam_item(wait_hours=0)
    person = make_candidate(item)
    sat(person, item, {"P2P-40": (2, "guess"), "P2P-60": (1, "certain")})
    assert told(person) == [("P2P-60", 1, 2, 1), ("P2P-40", 2, 2, 0)]


def test_only_the_last_sitting_counts_and_only_one_s_own() -> None:
    item = make_exam_item(wait_hours=0)
    person = make_candidate(item)
    sat(person, item, {"P2P-40": (2, "sure")})
    last = sat(person, item, {"P2P-60": (1, "unsure")})
    assert told(person) == [("P2P-60", 1, 2, 0)]
    assert [one.attempt for one in weak_steps(person, 3)] == [last.uuid]
    assert told(make_candidate(item, "何雪")) == []


def test_who_knew_everything_has_nothing_to_learn() -> None:
    item = make_exam_item()
    person = make_candidate(item)
    sat(person, item, {})
    assert told(person) == []


def test_my_path_names_the_step_leads_to_the_reasons_and_stays_within_twenty_queries(
    django_assert_max_num_queries: Any,
) -> None:
    item = make_exam_item(wait_hours=0)
    person = make_candidate(item)
    attempt = sat(person, item, {"P2P-40": (1, "certain")})
    client = Client(headers={"accept-language": "en"})
    client.force_login(person)
    client.cookies["django_language"] = "en"
    with django_assert_max_num_queries(20):
        page = client.get(reverse("my-path")).content.decode()
    card = page.split('id="weak-h"')[1]
    assert "1 of 2 not right" in card
    assert "confident and wrong 1 time" in card
    assert f'href="{reverse("exam-result", args=[attempt.uuid])}"' in card
