"""APR-01, SYS-03 and SYS-04 through the forms alone: what an administrator types is what the grader sees."""

from typing import Any

import pytest
from django.test import Client

from lms.foundation.models import Person
from scenarios.engine.api import broken_invariants
from scenarios.grading.api import grade
from scenarios.models import Attempt
from scenarios.sandbox.folding import opening_of, state_of
from tests.factories import PASSWORD, make_person
from tests.scenarios.sandbox.browsing import Browser
from tests.scenarios.sandbox.factories import make_attempt

pytestmark = pytest.mark.django_db


class Administration:
    """One person who wears every hat of a drill."""

    def __init__(self, code: str) -> None:
        self.person: Person = make_person("董磊", language="en")
        client = Client()
        client.force_login(self.person)
        self.attempt: Attempt = make_attempt(self.person, code, seed=0)
        self.browser = Browser(client, self.attempt)
        self.names = opening_of(self.attempt).scenario.names
        self.hat = ""

    def does(self, hat: str, command: str, given: dict[str, str], *, signed: Any = False, **typed: str) -> str:
        if hat != self.hat:
            self.browser.wears(hat)
            self.hat = hat
        if signed:
            typed |= {"number": self.person.number, "password": PASSWORD}
        return self.browser.does(command, given, **typed)[1]

    def marked(self, **answers: str) -> Any:
        state = state_of(self.attempt)
        assert broken_invariants(state) == ()
        given = {key: {"value": value, "confidence": "sure"} for key, value in answers.items()}
        return grade(opening_of(self.attempt), state, answers=given)

    def changed(self, author: str, about: str, signer: str, **plan: str) -> str:
        """A change request from its draft to its approval."""
        wanted = {"subject_kind": "parameter", "title": "T", "change": "C", "reason": "R"}
        number = self.does(author, "cr.create", {}, about=about, **wanted)
        for function, user in {"quality": "xu.qe", "finance": "hao.gl", "it": "rao.admin"}.items():
            given = {"function": function, "verdict": "agree", "impact": "Seen"}
            self.does(user, "cr.assess", {"cr": number}, **given)
        terms = {
            "effective_from": "2026-12-01",
            "old_stock": "not_concerned",
            "implementation": "I",
            "verification": "V",
        }
        self.does(author, "cr.plan", {"cr": number}, **terms)
        if signer:
            self.does(signer, "cr.approve", {"cr": number}, signed=True)
        return number


def test_order_is_approved_through_a_deputy_by_hand() -> None:
    desk = Administration("APR-01")
    order = str(desk.names["PO"])
    desk.browser.opens("PARAMETER", "signing_limits")
    terms = {"valid_from": "2026-12-01", "valid_to": "2026-12-11", "limit": "400,000.00"}
    parties = {"delegator": "gao.purmgr", "deputy": "tang.qa", "role": "PUR-MGR", "reason": "On leave"}
    delegation = desk.does("dong.admin", "del.request", {}, **terms, **parties)
    desk.does("fang.exec", "del.approve", {"del": delegation}, signed=True)
    for hat in ("tang.qa", "ma.prod", "fang.exec"):
        desk.does(hat, "po.approve", {"po": order})
    desk.does("lin.buyer", "po.release", {"po": order})
    desk.does("lin.buyer", "message.send", {}, to="he.plan", subject="No", text="Approved along the chain")
    desk.browser.opens("USER", "qian.super")
    line = {"lines__1__user": "qian.super", "lines__1__role": "AP", "lines__1__decision": "remove"}
    review = desk.does("fang.exec", "rec.sign", {}, signed=True, **line)
    desk.does("dong.admin", "user.revoke", {"user": "qian.super"}, role="AP", rec=review)
    result = desk.marked(A1="3", A2="c")
    assert (result.score, result.passed) == (100, True), [mark for mark in result.marks if not mark.finding.met]


@pytest.mark.requirement("A50", "A51", "A113")
def test_parameters_are_changed_the_long_way_by_hand() -> None:
    desk = Administration("SYS-03")
    names = {key: str(value) for key, value in desk.names.items()}
    desk.browser.opens("PARAMETER", "over_delivery_pct")
    change = desk.changed("gao.purmgr", "PARAMETER:over_delivery_pct", "feng.fin")
    good = {"po": names["TRUCK"], "supplier_lot": "HL2611-04", "made": "2026-10-16", "expiry": "2030-10-15"}
    both_sides = [{**good, "quantity": names["got_text"]}, {**good, "quantity": names["beyond"]}]
    short = {"po": names["NEXT"], "quantity": "500", "supplier_lot": "SHORT", "made": "2023-12-01"}
    in_spite = [{**short, "expiry": "2027-11-30", "try_reason": "Agreed on the phone"}]
    for parameter, value, number, trials in (
        ("over_delivery_pct", names["pct"], change, both_sides),
        ("severity.SHELF_LIFE_SHORT", "stop", names["CR_SEV"], in_spite),
    ):
        desk.does("dong.admin", "param.set", {"parameter": parameter}, system="QAS", value=value, cr=number)
        for tried in trials:
            desk.does("zhou.rcv", "param.try", {"cr": number}, line="10", **tried)
        desk.does("zhou.rcv", "param.test", {"cr": number}, outcome="passed", evidence="Tried")
        if number != change:
            desk.does("feng.fin", "cr.approve", {"cr": number}, signed=True)
        desk.does("dong.admin", "param.transport", {"cr": number})
    lot = {"lines__1__supplier_lot": "HL2611-04", "lines__1__made": "2026-10-16", "lines__1__expiry": "2030-10-15"}
    receipt = {"delivery_note": "HL-L-26-88", "lines__1__quantity": names["got_text"], **lot}
    desk.does("zhou.rcv", "gr.post", {"po": names["TRUCK"]}, **receipt)
    desk.does("hao.gl", "cr.verify", {"cr": change}, signed=True, result="effective", evidence="Receipt posted")
    window = desk.changed("hao.gl", "PARAMETER:open_period_from", "feng.fin")
    accounts = {"account_from": "2202", "account_to": "2221", "user": "wang.ap", "minutes": "60"}
    opened = desk.does("dong.admin", "period.reopen", {"cr": window}, period="2026-10", **accounts)
    paper = {"reference": names["reference"], "invoice_date": "2026-10-30", "posting_date": "2026-10-31"}
    amounts = {"lines__1__quantity": names["late_text"], "lines__1__price": "2.10"}
    desk.does("wang.ap", "inv.post", {"po": names["LATE"]}, **paper, **amounts)
    desk.does("hao.gl", "period.shut", {"pex": opened})
    assert "5" in desk.browser.opens("PARAMETER", "over_delivery_pct")
    result = desk.marked(A1=names["pct"], A2="b")
    assert (result.score, result.passed) == (100, True), [mark for mark in result.marks if not mark.finding.met]


@pytest.mark.requirement("B31")
def test_messages_are_taken_in_by_hand_after_the_danger_is_stopped() -> None:
    desk = Administration("SYS-04")
    page = desk.browser.client.get(desk.browser.address("drill-report", "QUALREC")).content.decode()
    assert "Allowed wrongly" in page
    desk.does("dong.admin", "qual.suspend", {"user": "xie.iqc"}, competence="QA-UD", reason="Failed requalification")
    desk.does("dong.admin", "message.send", {}, to="yu.line", subject="Today", text="Not Xie Yun")
    waiting = sorted(state_of(desk.attempt).documents("IFM"), key=lambda row: row["sequence"])
    ordered = [row["id"] for row in waiting if row["person"] != "zhao.temp"]
    desk.does("dong.admin", "ifm.reprocess", {}, messages=", ".join(ordered))
    for row in waiting:
        if row["person"] == "zhao.temp":
            desk.does("dong.admin", "ifm.skip", {"ifm": row["id"]}, reason="No account")
    result = desk.marked(A1="2", A2="a")
    assert (result.score, result.passed) == (100, True), [mark for mark in result.marks if not mark.finding.met]
