"""A shared attempt is handed in by its starter, once; each person's evidence holds their own part."""

from typing import Any

import pytest
from django.urls import reverse

from curricula.models import EvidenceFact
from scenarios.api import attach_drill
from scenarios.drills.handing_in import hand_in
from scenarios.drills.queries import attempts_seen_by
from scenarios.sandbox.joining import take_seat
from tests.factories import make_activity, make_person
from tests.scenarios.sandbox.shared import browser_of, make_shared_attempt, make_shared_version, ordered, received

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("A32", "A78")
def test_evidence_of_each_person_names_their_own_rows_and_one_grade() -> None:
    attach_drill(make_activity("ACT-P2P-09"), make_shared_version().scenario)
    starter, receiver, idle = make_person(), make_person("周婷"), make_person("王琳")
    attempt = make_shared_attempt(starter)
    take_seat(attempt, receiver, seat="receiving")
    take_seat(attempt, idle, seat="paying")
    order = ordered(browser_of(starter, attempt))
    received(browser_of(receiver, attempt), order)
    result = hand_in(attempt, {})
    assert hand_in(attempt, {}).pk == result.pk
    facts = {fact.person: fact for fact in EvidenceFact.objects.all()}
    assert set(facts) == {starter, receiver}
    assert {fact.score for fact in facts.values()} == {result.score}
    own = facts[receiver].details["part"]
    assert (own["seats"], own["accepted"], own["refused"]) == (["receiving"], 1, 0)
    assert not set(own["rows"]) & set(facts[starter].details["part"]["rows"])
    assert facts[starter].details["seats_of_one_person"] == []


def test_colleague_reads_the_result_and_cannot_hand_in_or_begin_again() -> None:
    starter, receiver = make_person(), make_person("周婷")
    attempt = make_shared_attempt(starter)
    take_seat(attempt, receiver, seat="receiving")
    guest = browser_of(receiver, attempt)
    for name in ("drill-hand-in", "drill-again"):
        assert guest.client.post(guest.address(name)).status_code == 404
    hand_in(attempt, {})
    page: Any = guest.client.get(guest.address("drill-result"))
    assert page.status_code == 200
    assert page.content.decode().count(receiver.name) >= 1
    stranger = browser_of(make_person("路人"), attempt)
    assert stranger.client.get(stranger.address("drill-result")).status_code == 404


def test_shared_attempt_stands_once_in_each_players_exercise_record() -> None:
    starter, receiver = make_person(), make_person("周婷")
    attempt = make_shared_attempt(starter)
    take_seat(attempt, receiver, seat="receiving")
    stranger = make_person("路人")
    seen = {person: list(attempts_seen_by(person)) for person in (starter, receiver, stranger)}
    assert seen == {starter: [attempt], receiver: [attempt], stranger: []}
    drill: Any = browser_of(receiver, attempt).client.get(reverse("drill", args=["P2P-09"]))
    assert reverse("drill-attempt", args=[attempt.uuid]) in drill.content.decode()
