"""Two people who hand in the same way, word for word, are shown to those who answer for the record, and to nobody else."""

import pytest
from django.test import Client
from django.urls import reverse

from scenarios.drills.models import GradeResult
from scenarios.drills.queries import same_way_as
from scenarios.grading.api import fingerprint
from tests.factories import make_person
from tests.scenarios.drills.factories import make_result
from tests.scenarios.grading.drills import opened, played

pytestmark = pytest.mark.django_db
FILE = "p2p-04/good.yaml"


def two_results() -> tuple[GradeResult, GradeResult]:
    """The same recorded way by two people with different numbers."""
    first = make_result(make_person(), FILE, seed=7)
    return first, make_result(make_person("李四", name_latin="Li Si"), FILE, seed=12)


def way(file: str, seed: int) -> str:
    done = played("P2P-04", file, seed=seed)
    return fingerprint(opened("P2P-04", seed), done.state.journal[opened("P2P-04", seed).first_seq - 1 :])


def test_other_numbers_leave_the_fingerprint_and_other_steps_change_it() -> None:
    assert way(FILE, 7) == way(FILE, 12) != ""
    assert way(FILE, 7) != way("p2p-04/good-report-first.yaml", 7)


def test_too_few_typed_words_give_no_fingerprint() -> None:
    opening = opened("P2P-04", 7)
    assert fingerprint(opening, opening.state.journal) == ""


def test_each_of_two_equal_ways_names_the_other_and_never_oneself() -> None:
    first, second = two_results()
    again = make_result(first.attempt.person, FILE, seed=99)
    assert [row.pk for row in same_way_as(first)] == [second.pk]
    assert {row.pk for row in same_way_as(second)} == {first.pk, again.pk}


def test_a_lead_sees_it_on_the_result_and_in_the_record_and_the_learner_does_not() -> None:
    first, second = two_results()
    other = reverse("drill-result", args=[second.attempt.uuid])
    client = Client()
    client.force_login(make_person("张三", "training_lead"))
    assert other in client.get(reverse("drill-result", args=[first.attempt.uuid])).content.decode()
    record = client.get(reverse("drill-attempts"), {"same_way": "yes"})
    assert record.content.decode().count(reverse("drill-result", args=[first.attempt.uuid])) == 1
    learner = Client()
    learner.force_login(first.attempt.person)
    assert other not in learner.get(reverse("drill-result", args=[first.attempt.uuid])).content.decode()


def test_different_ways_are_not_listed() -> None:
    first = make_result(make_person(), FILE, seed=7)
    make_result(make_person("李四", name_latin="Li Si"), "p2p-04/quiet-return.yaml", seed=7)
    assert same_way_as(first) == []
