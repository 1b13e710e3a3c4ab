"""A recorded way played as somebody leaves the same facts as if they had played it themselves."""

from datetime import timedelta

import pytest

from curricula.models import EvidenceFact
from lms.foundation.api import clock
from scenarios.api import attach_drill, play_recorded_drill
from scenarios.drills.models import GradeResult
from scenarios.grading.api import grade
from scenarios.sandbox.folding import opening_of, state_of
from scenarios.sandbox.models import Attempt
from tests.factories import make_activity, make_person
from tests.scenarios.drills.factories import make_drill

pytestmark = pytest.mark.django_db


def rehearsed(*, wants_pass: bool, seed: int = 5) -> GradeResult:
    scenario = make_drill().scenario
    attach_drill(make_activity("ACT-P2P-03"), scenario)
    at = clock.now() - timedelta(days=9)
    return play_recorded_drill(make_person(), scenario, wants_pass=wants_pass, seed=seed, at=at, minutes=18)


@pytest.mark.parametrize("seed", range(6))
def test_a_pass_passes_and_a_failure_fails_whatever_the_seed(seed: int) -> None:
    assert rehearsed(wants_pass=True, seed=seed).passed
    assert not rehearsed(wants_pass=False, seed=seed).passed


def test_the_evidence_bears_the_day_and_the_time_it_took() -> None:
    result = rehearsed(wants_pass=True)
    fact = EvidenceFact.objects.get()
    assert (fact.occurred_at, fact.minutes, fact.score) == (result.graded_at, 18, result.score)
    assert fact.details["journal_hash"] == result.journal_hash


def test_the_journal_folds_to_the_graded_state_and_the_grade_comes_out_again() -> None:
    result = rehearsed(wants_pass=False)
    state = state_of(result.attempt)
    assert state.head == result.journal_hash
    assert grade(opening_of(result.attempt), state, answers=result.content["answers"]).score == result.score


def test_the_same_person_drill_and_seed_are_played_once() -> None:
    person, scenario = make_person(), make_drill().scenario
    results = {
        play_recorded_drill(person, scenario, wants_pass=True, seed=3, at=clock.now(), minutes=9).pk for _go in range(2)
    }
    assert len(results) == 1
    assert Attempt.objects.count() == 1
