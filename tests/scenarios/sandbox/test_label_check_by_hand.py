"""QA-06 in the forms: the grid brings every carton with what is printed on it, and only the wrong ones to relabel."""

from typing import Any

import pytest
from django.test import Client

from scenarios.sandbox.folding import state_of
from tests.factories import PASSWORD, make_person
from tests.scenarios.sandbox.browsing import Browser
from tests.scenarios.sandbox.factories import make_attempt

pytestmark = pytest.mark.django_db
LIST = {"pkl": "PKL-26-0901"}


def test_cartons_are_checked_and_relabelled_by_hand() -> None:
    person = make_person()
    client = Client()
    client.force_login(person)
    browser = Browser(client, make_attempt(person, "QA-06", seed=0))
    browser.does("line.stop", LIST, reason="Carton 07")
    _, deviation = browser.does("stop.report", {"about": "PKL:PKL-26-0901"}, reason="Wrong expiry")
    form: Any = client.get(browser.address("drill-command", "label.check"), LIST)
    assert "L26-9324 · 2028-11-29" in form.content.decode()
    verdicts = {f"verdicts__{place}__verdict": "wrong" if place in {7, 8} else "right" for place in range(1, 21)}
    browser.does("label.check", LIST, **verdicts)
    browser.wears("yu.line")
    counts = {"labels_issued": "30", "labels_used": "20", "labels_damaged": "4", "labels_returned": "6"}
    browser.does("label.reconcile", LIST, **counts)
    dates = {f"cartons__{place}__printed_expiry": "2029-11-29" for place in (1, 2)}
    signature = {"number": person.number, "password": PASSWORD}
    browser.does("label.relabel", LIST, deviation=deviation, **dates, **signature)
    browser.does("pack.pass", LIST)
    body = state_of(browser.attempt).document("PKL", "PKL-26-0901") or {}
    printed = {key: row["printed_expiry"] for key, row in body["lines"].items()}
    assert (body["status"], set(printed.values())) == ("passed", {"2029-11-29"})
