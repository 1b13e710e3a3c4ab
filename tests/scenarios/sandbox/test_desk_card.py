"""The desk's card of what waits for a hat is there exactly while something waits."""

import re
from collections import Counter

import pytest
from django.test import Client
from django.urls import URLPattern, reverse

from scenarios.authoring import urls as authoring_urls
from scenarios.drills import urls as drill_urls
from scenarios.engine.api import Command
from scenarios.sandbox import urls as sandbox_urls
from scenarios.sandbox.folding import state_of
from scenarios.sandbox.services import submit_command
from tests.factories import make_person
from tests.scenarios.drills.factories import make_attempt

pytestmark = pytest.mark.django_db
CARD = re.compile(r"Waiting for this hat</h3>(.*?)</section>", re.DOTALL)


def test_a_desk_with_nothing_waiting_has_no_empty_card_and_one_with_work_lists_it() -> None:
    person = make_person("周婷", language="en")
    attempt = make_attempt(person, "DM-02")
    client = Client()
    client.force_login(person)
    seen = {}
    for user in (state_of(attempt).seats or {})["learner"]:
        if state_of(attempt).hat("learner") != user:
            submit_command(attempt, Command("hat.switch", {"to": user}, state_of(attempt).hat("learner")))
        page = client.get(reverse("drill-attempt", args=[attempt.uuid]))
        cards = CARD.findall(page.content.decode())
        waiting = [row for row, _, _ in page.context["work"] if row.count]
        seen[user] = bool(waiting)
        assert [card.count("<li>") for card in cards] == ([len(waiting)] if waiting else [])
    assert set(seen.values()) == {True, False}, seen


def test_no_two_addresses_of_the_drills_share_a_name() -> None:
    patterns = (*authoring_urls.urlpatterns, *sandbox_urls.urlpatterns, *drill_urls.urlpatterns)
    names = Counter(row.name for row in patterns if isinstance(row, URLPattern))
    assert [name for name, count in names.items() if count > 1] == []
