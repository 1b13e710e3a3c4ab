"""P2P-01 from requisition to payment, through the forms alone: what a learner does is what the grader sees."""

from typing import Any

import pytest
from django.test import Client

from scenarios.engine.api import broken_invariants
from scenarios.grading.api import grade
from scenarios.sandbox.folding import opening_of, state_of
from scenarios.sandbox.label_packs import active_pack
from scenarios.sandbox.models import Attempt
from tests.factories import PASSWORD, make_person
from tests.scenarios.sandbox.browsing import Browser
from tests.scenarios.sandbox.factories import make_attempt

pytestmark = pytest.mark.django_db


def procure_to_pay(person: Any) -> tuple[Attempt, str, str]:
    """The whole drill through the forms; returns the attempt, the order and the invoice."""
    client = Client()
    client.force_login(person)
    attempt = make_attempt(person, "P2P-01", seed=0)
    browser = Browser(client, attempt)
    quantity = str(opening_of(attempt).scenario.names["qty_text"])

    client.get(browser.address("drill-report", "REORDER"))
    needed = {"item": "RM-10001", "quantity": quantity, "need_by": "2026-12-05", "reason": "Below reorder point"}
    _, requisition = browser.does("pr.create", {}, **needed)
    browser.does("pr.submit", {"pr": requisition})
    assert active_pack().say("status.PR.approved", "zh") in browser.opens("PR", requisition)

    browser.wears("lin.buyer")
    browser.opens("CONTRACT", "K26-00012-10001")
    ordered = {
        "vendor": "V00012",
        "contract": "K26-00012-10001",
        "lines__1__price": "12.50",
        "lines__1__delivery_date": "2026-12-01",
    }
    _, order = browser.does("po.create", {"pr": requisition}, **ordered)
    browser.does("po.submit", {"po": order})
    browser.does("po.release", {"po": order})

    browser.wears("zhou.rcv")
    note = next(row for row in state_of(attempt).own_documents("MSG") if row["to"] == "zhou.rcv")["facts"]
    delivered = {"lines__1__quantity": quantity, "lines__1__supplier_lot": note["supplier lot"]}
    dates = {"lines__1__made": note["made"], "lines__1__expiry": note["expiry"]}
    _, receipt = browser.does("gr.post", {"po": order}, delivery_note=note["delivery note"], **delivered, **dates)

    browser.wears("sun.iqc")
    inspection = state_of(attempt).own_documents("QI")[0]["id"]
    browser.does("qi.sample", {"qi": inspection}, sample_size="5")
    browser.opens("PLAN", "RM-10001")
    names = opening_of(attempt).scenario.names
    readings = {"results__1__value": str(names["hardness_text"]), "results__2__value": str(names["moisture_text"])}
    browser.does("qi.record", {"qi": inspection}, **readings)
    signature = {"number": person.number, "password": PASSWORD}
    browser.does("qi.decide", {"qi": inspection}, decision="A", **signature)

    browser.wears("wang.ap")
    browser.opens("GR", receipt)
    paper = {"reference": str(names["reference"]), "invoice_date": "2026-12-01"}
    amounts = {"lines__1__quantity": quantity, "lines__1__price": "12.50"}
    _, invoice = browser.does("inv.post", {"po": order}, **paper, **amounts)
    _, payment = browser.does("pay.propose", {"invoices": invoice})
    browser.wears("luo.cash")
    browser.does("pay.execute", {"pay": payment})
    return attempt, order, invoice


@pytest.mark.requirement("A23", "A44")
def test_standard_procure_to_pay_by_hand() -> None:
    attempt, order, invoice = procure_to_pay(make_person())
    state = state_of(attempt)
    paid = state.document("IV", invoice) or {}
    assert (paid["status"], state.gl("2202-GRIR", po=order), state.gl("2202", po=order)) == ("paid", 0, 0)
    assert broken_invariants(state) == ()
    answers = {
        "A1": {"value": str(paid["gross"] / 100), "confidence": "sure"},
        "A2": {"value": "b", "confidence": "sure"},
    }
    result = grade(opening_of(attempt), state, answers=answers)
    assert (result.score, result.passed) == (100, True), list(result.marks)
