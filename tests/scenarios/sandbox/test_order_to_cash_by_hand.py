"""O2C-01 from the hospital's letter to the cleared invoice, through the forms alone; and a report opened by a click."""

from typing import Any

import pytest
from django.test import Client

from scenarios.engine.api import broken_invariants
from scenarios.grading.api import grade
from scenarios.sandbox.folding import opening_of, state_of
from scenarios.sandbox.models import Attempt
from tests.factories import make_person
from tests.scenarios.grading.drills import seed_of
from tests.scenarios.sandbox.browsing import Browser
from tests.scenarios.sandbox.factories import make_attempt

pytestmark = pytest.mark.django_db
LOTS = {"L26-9402": "3,200", "L26-9403": ""}


def seated(code: str, **values: str) -> tuple[Attempt, Browser, Client]:
    """Somebody at a fresh attempt of a drill, in the variant that binds these values."""
    person = make_person()
    client = Client()
    client.force_login(person)
    attempt = make_attempt(person, code, seed=seed_of(code, **values))
    return attempt, Browser(client, attempt), client


def letter(attempt: Attempt, to: str, fact: str) -> dict[str, str]:
    """The facts of the newest letter to somebody that has this fact."""
    rows = [row for row in state_of(attempt).own_documents("MSG") if row["to"] == to and fact in row["facts"]]
    return dict(rows[-1]["facts"])


def order_to_cash(attempt: Attempt, browser: Browser, client: Client) -> tuple[str, str]:
    """The whole drill; returns the order and the invoice."""
    names = opening_of(attempt).scenario.names
    browser.opens("CUSTOMER", "C00001")
    page: Any = client.get(browser.address("drill-report", "ATP"), {"q": "FG-30010"})
    assert "L26-9402" in page.content.decode()
    paper = letter(attempt, "ruan.sales", "reference")
    head = {"customer": "C00001", "reference": paper["reference"], "requested_date": "2026-12-04"}
    line = {"lines__1__item": "FG-30010", "lines__1__quantity": str(names["qty"]), "lines__1__price": "18.60"}
    _, order = browser.does("so.create", {}, **head, **line)
    promise = {"lines__1__quantity": str(names["qty"]), "lines__1__confirmed_date": "2026-12-03"}
    browser.does("so.confirm", {"so": order}, **promise)

    browser.wears("cao.ship")
    _, delivery = browser.does("dn.create", {"so": order}, lines__1__quantity=str(names["qty"]))
    for lot, quantity in (LOTS | {"L26-9403": str(names["rest"])}).items():
        browser.does("dn.pick", {"dn": delivery}, line="10", lot=lot, quantity=quantity)
        label = letter(attempt, "cao.ship", f"label {lot}")[f"label {lot}"]
        browser.does("dn.scan", {"dn": delivery}, line="10", lot=lot, udi=label)
    browser.does("dn.pack", {"dn": delivery})
    browser.does("dn.post", {"dn": delivery})
    signed = letter(attempt, "cao.ship", "received on")
    browser.does("dn.deliver", {"dn": delivery}, received_on=signed["received on"], receiver=signed["receiver"])

    browser.wears("bai.ar")
    _, invoice = browser.does("bil.post", {"dn": delivery}, reference="E-INV-1")
    money = letter(attempt, "bai.ar", "amount")
    paid = {"customer": "C00001", "reference": money["reference"], "amount": money["amount"]}
    browser.does("rct.post", {"bills": invoice}, **paid)
    return order, invoice


@pytest.mark.requirement("A24")
def test_standard_order_to_cash_by_hand() -> None:
    attempt, browser, client = seated("O2C-01")
    order, invoice = order_to_cash(attempt, browser, client)
    state = state_of(attempt)
    bill = state.document("BIL", invoice) or {}
    assert (bill["status"], bill["open"], (state.document("SO", order) or {})["status"]) == ("cleared", 0, "closed")
    assert broken_invariants(state) == ()
    opening = opening_of(attempt)
    answers = {"A1": {"value": str(opening.scenario.names["left"])}, "A2": {"value": "c"}}
    result = grade(opening, state, answers=answers)
    assert (result.score, result.passed) == (100, True)
    flow = browser.opens("BIL", invoice)
    assert order in flow


@pytest.mark.requirement("A74")
def test_report_leads_to_the_order_behind_a_line_and_both_looks_are_kept() -> None:
    attempt, browser, client = seated("RPT-01")
    page: Any = client.get(browser.address("drill-report", "OTIF_LINES"))
    assert browser.address("drill-object", "SO", "30000314") in page.content.decode()
    assert "VA-26-01" in browser.opens("SO", "30000314")
    looks = [event.reads[0] for row in state_of(attempt).journal for event in row.events if event.kind == "looked_up"]
    assert looks == ["REPORT:OTIF_LINES", "SO:30000314"]


def test_delivery_shows_its_lots_with_quantities_before_anything_is_packed() -> None:
    _, browser, _ = seated("O2C-03", near="L26-9401", fresh="L26-9305")
    page = browser.opens("DN", "80000590")
    assert "L26-9401 × 900、L26-9305 × 600" in page


def test_rate_is_shown_as_a_rate_and_value_as_money() -> None:
    _, browser, client = seated("RPT-01", part="whole")
    rate: Any = client.get(browser.address("drill-report", "OTIF_SALES"))
    assert "<b>96.0 %</b>" in rate.content.decode()
    _, other, client = seated("RPT-02", part="whole")
    gap: Any = client.get(other.address("drill-report", "STOCK_GL"))
    assert "48,260.00 CNY</b>" in gap.content.decode()


def test_menu_offers_what_begins_with_a_customer_or_a_colleague() -> None:
    _, browser, client = seated("O2C-01")
    page = str(client.get(browser.address("drill-report", "PRICES")).content.decode())
    offered = [
        name for name in ("so.create", "task.create", "so.confirm") if browser.address("drill-command", name) in page
    ]
    assert offered == ["so.create", "task.create"]
