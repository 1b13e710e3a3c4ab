"""What many attempts say together: nothing under five people, and wrong moves before against after."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from scenarios.drills.handing_in import hand_in
from scenarios.drills.queries import attempt_number, comparison, practice_effect
from scenarios.engine.api import Command
from scenarios.sandbox.services import submit_command
from tests.factories import make_person
from tests.scenarios.drills.factories import make_attempt, make_drill, make_result, play_recorded

pytestmark = pytest.mark.django_db


def test_nobody_has_tried_yet() -> None:
    version = make_drill()
    assert (comparison(version).people, comparison(version).median_score) == (0, None)
    assert practice_effect(version.scenario).people == 0


def test_only_the_first_graded_attempt_of_each_person_is_compared() -> None:
    person = make_person()
    make_result(person, mode="guided")
    make_result(person, "p2p-03/override.yaml")
    make_result(person)
    found = comparison(make_drill())
    assert (found.people, found.is_small) == (1, True)
    assert found.median_score is not None
    assert found.median_score < 80


@pytest.mark.requirement("A33")
def test_wrong_moves_are_counted_in_the_first_and_in_the_latest_attempt() -> None:
    for number in range(5):
        person = make_person()
        make_result(person, "p2p-03/override.yaml")
        make_result(person) if number else make_result(person, "p2p-03/override.yaml")
    make_result(make_person(), "p2p-03/override.yaml")
    effect = practice_effect(make_drill().scenario)
    assert (effect.people, effect.is_small) == (5, False)
    assert (effect.refused_first, effect.refused_latest) == (Decimal("2.0"), Decimal("0.4"))


@pytest.mark.requirement("A33")
def test_a_step_taken_back_is_counted_as_rework() -> None:
    person = make_person()
    attempt = make_attempt(person)
    answers = play_recorded(attempt, "p2p-03/good.yaml")
    order = {
        "vendor": "V00012",
        "lines": [{"item": "RM-10001", "quantity": 10, "price": 1250, "delivery_date": "2026-12-09"}],
    }
    submit_command(attempt, Command("hat.switch", {"to": "lin.buyer"}, "gao.purmgr"))
    made = submit_command(attempt, Command("po.create", order, "lin.buyer")).state.documents("PO")[-1]["id"]
    submit_command(attempt, Command("po.cancel", {"po": made, "reason": "Ordered by mistake"}, "lin.buyer"))
    assert hand_in(attempt, answers).rework_count == 1
    make_result(person)
    for _number in range(4):
        other = make_person()
        make_result(other)
        make_result(other)
    effect = practice_effect(attempt.version.scenario)
    assert (effect.rework_first, effect.rework_latest) == (Decimal("0.2"), Decimal("0.0"))
    lead = Client()
    lead.force_login(make_person("吴岚", "training_lead", language="en"))
    page = lead.get(reverse("drill", args=["P2P-03"])).content.decode()
    assert "<dt>Taken back per person</dt><dd>0.2 → 0.0</dd>" in page


def test_attempts_are_numbered_for_each_person_and_drill() -> None:
    person = make_person()
    make_attempt(make_person())
    make_attempt(person, "P2P-04")
    assert [attempt_number(make_attempt(person)) for _go in range(2)] == [1, 2]
