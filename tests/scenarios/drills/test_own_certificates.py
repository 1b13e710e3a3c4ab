"""With one's own certificates the sandbox allows what the company would: an expired one stops the operation, a valid one does not."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from lms.records.api import PaperCertificate, issue_paper_certificates
from scenarios.drills.own_certificates import own_certificates
from scenarios.drills.starting import begin_drill
from scenarios.engine.api import Command, Outcome
from scenarios.sandbox.folding import opening_of, state_of
from scenarios.sandbox.models import Attempt
from scenarios.sandbox.services import reset_attempt, submit_command
from tests.factories import make_person
from tests.records.qualifications.factories import make_type
from tests.scenarios.drills.factories import make_drill
from tests.scenarios.grading.drills import drill

pytestmark = pytest.mark.django_db
HAT, WORK_ORDER = "zhang.min", "1000230"


def certified(person: Any, valid_until: date | None) -> Any:
    if valid_until is not None:
        paper = PaperCertificate(person, make_type("QL-SEAL"), date(2025, 11, 16), valid_until)
        issue_paper_certificates([paper], actor=None, reason="Taken over from paper")
    return person


def sealing(attempt: Attempt) -> str:
    """The refusal code of the sealing operation done by the hat that stands for the learner, or nothing."""
    signature = {"by": HAT, "meaning": "performed"}
    args = {"wo": WORK_ORDER, "operation": "50", "good": 1988, "scrap": 4, "equipment": "EQ-SEALER-B"}
    done = submit_command(attempt, Command("op.confirm", {**args, "reason": "x", "signature": signature}, HAT))
    return done.entry.refusal.code if done.entry.outcome is Outcome.REFUSED and done.entry.refusal else ""


def begun(person: Any, *, live: bool) -> Attempt:
    client = Client()
    client.force_login(person)
    body = {"mode": "practice", "token": str(uuid4())} | ({"live": "on"} if live else {})
    make_drill("MFG-03")
    client.post(reverse("drill", args=["MFG-03"]), body)
    return Attempt.objects.get()


@pytest.mark.requirement("B31", "B47", "B78")
@pytest.mark.parametrize(
    ("valid_until", "refusal"),
    [
        (date(2026, 11, 15), "QUALIFICATION_EXPIRED"),
        (None, "QUALIFICATION_MISSING"),
    ],
)
def test_the_learners_own_lapsed_certificate_stops_the_operation(valid_until: date | None, refusal: str) -> None:
    attempt = begun(certified(make_person(), valid_until), live=True)
    assert sealing(attempt) == refusal


@pytest.mark.requirement("B31", "B47")
def test_the_learners_own_valid_certificate_opens_the_operation_that_the_dataset_would_stop() -> None:
    attempt = begun(certified(make_person(), date(2027, 11, 15)), live=True)
    assert not sealing(attempt).startswith("QUALIFICATION")


def test_without_the_choice_everybody_plays_on_the_datasets_certificates() -> None:
    attempt = begun(certified(make_person(), date(2027, 11, 15)), live=False)
    assert (attempt.facts, sealing(attempt)) == ({}, "QUALIFICATION_EXPIRED")


def test_what_counted_at_the_start_stays_with_the_attempt_and_beginning_again_keeps_it() -> None:
    person = certified(make_person(), date(2027, 11, 15))
    attempt = begun(person, live=True)
    assert attempt.facts == {"competence.zhang.min.OP-SEAL": "2027-11-15"}
    fresh = reset_attempt(attempt, seed=5, token=uuid4())
    assert opening_of(fresh).state.start.parameters["competence.zhang.min.OP-SEAL"] == "2027-11-15"
    assert state_of(fresh).head != state_of(attempt).head


def test_choosing_otherwise_begins_another_attempt() -> None:
    person = certified(make_person(), date(2027, 11, 15))
    attempt = begun(person, live=True)
    other = begin_drill(person, attempt.version, mode="practice", token=uuid4())
    assert (other.facts, Attempt.objects.get(pk=attempt.pk).status) == ({}, "abandoned")


def test_a_drill_that_names_no_hat_asks_nothing() -> None:
    assert own_certificates(make_person(), drill("P2P-03")) == ()
