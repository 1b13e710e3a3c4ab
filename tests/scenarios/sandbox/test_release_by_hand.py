"""QA-01 through the forms alone: the records read, one batch released with a signature, two held, an answer sent."""

import pytest
from django.test import Client

from scenarios.engine.api import broken_invariants
from scenarios.grading.api import grade
from scenarios.sandbox.folding import opening_of, state_of
from tests.factories import PASSWORD, make_person
from tests.scenarios.sandbox.browsing import Browser
from tests.scenarios.sandbox.factories import make_attempt

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("A27")
def test_three_batches_are_decided_by_hand() -> None:
    person = make_person()
    client = Client()
    client.force_login(person)
    attempt = make_attempt(person, "QA-01", seed=0)
    browser = Browser(client, attempt)
    names = opening_of(attempt).scenario.names

    for kind, number in (("BR", "BR-26-0006"), ("BR", "BR-26-0007"), ("STR", "26-0912"), ("USER", "chen.gang")):
        browser.opens(kind, number)
    browser.opens("QI", "10000009006")
    assert "L26-9115" in browser.opens("NCR", "NCR-26-0017")
    clean = str(names["CLEAN"])
    browser.does("rel.review", {"rel": clean}, findings="Complete, passed, sterile, nothing open")
    signature = {"number": person.number, "password": PASSWORD}
    browser.does("rel.decide", {"rel": clean}, decision="release", **signature)
    browser.does("lot.hold", {"lot": "L26-9306"}, reason="Page 40 was not verified")
    browser.does("lot.hold", {"lot": "L26-9307"}, reason="Needle lot L26-9115 under an open report")
    browser.does("message.send", {}, to="ma.prod", subject="One may go", text="Two are held, reasons in the system")

    state = state_of(attempt)
    assert state.stock(lot="L26-9305", stock_type="U") == 1966
    assert broken_invariants(state) == ()
    result = grade(opening_of(attempt), state, answers={"A1": {"value": "c", "confidence": "sure"}})
    assert (result.score, result.passed) == (100, True), list(result.marks)
