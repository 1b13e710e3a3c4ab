"""MFG-01 and MFG-03 through the forms alone: what the screens fill in is what production needs next."""

from typing import Any

import pytest
from django.test import Client

from scenarios.engine.api import broken_invariants
from scenarios.grading.api import grade
from scenarios.sandbox.folding import opening_of, state_of
from tests.factories import PASSWORD, make_person
from tests.scenarios.engine.floor import EQUIPMENT, LOTS
from tests.scenarios.sandbox.browsing import Browser
from tests.scenarios.sandbox.factories import make_attempt

pytestmark = pytest.mark.django_db

PERFORMERS = {"10": "gao.lei", "20": "gao.lei"}
READINGS = {"30": ("30",), "50": ("136", "0.38", "1.4")}


def sit_down(code: str) -> tuple[Browser, Any, dict[str, str]]:
    person = make_person()
    client = Client()
    client.force_login(person)
    attempt = make_attempt(person, code, seed=0)
    return Browser(client, attempt), attempt, {"number": person.number, "password": PASSWORD}


@pytest.mark.requirement("A26", "A115")
def test_order_with_its_batch_record_by_hand() -> None:
    browser, attempt, signature = sit_down("MFG-01")
    names = opening_of(attempt).scenario.names
    order = str(names["WO"])
    browser.wears("song.sched")
    browser.opens("BOM", "FG-30010-C")
    browser.does("wo.release", {"wo": order})
    record = str((state_of(attempt).document("WO", order) or {})["br"])
    browser.wears("gao.lei")
    browser.does("clearance.record", {"br": record}, **signature)
    browser.wears("yu.line")
    browser.does("clearance.verify", {"wo": order}, **signature)
    browser.wears("gao.lei")
    browser.does("wo.start", {"wo": order})
    browser.does("br.correct", {"br": record}, entry="1", value=str(names["melt"]), reason="Strip shows otherwise")
    browser.wears("qin.store")
    browser.client.get(browser.address("drill-report", "STOCK"))
    browser.does("gi.post", {"wo": order}, **issue_of(attempt, order, str(names["TUBE"])))
    good = {"30": "g30", "40": "g40", "50": "g50", "60": "good"}
    scrap = {"30": "s30", "40": "s40", "50": "s50", "60": "s60"}
    checks = {"40": ("0", "60"), "50": (f"{int(str(names['peel'])) / 100:.2f}", "0"), "60": ("0",)}
    for operation, machine in EQUIPMENT.items():
        browser.wears(PERFORMERS.get(operation, "chen.gang"))
        if operation in READINGS:
            typed = {f"results__{place}__value": text for place, text in enumerate(READINGS[operation], 1)}
            browser.does("br.record", {"br": record}, **typed)
        counted = (
            {"good": str(names[good[operation]]), "scrap": str(names[scrap[operation]])} if operation in good else {}
        )
        reason = {"reason": "Rejects"} if counted else {}
        browser.does("op.confirm", {"wo": order}, equipment=machine, **counted, **reason, **signature)
        browser.wears("yu.line")
        browser.does("op.verify", {"wo": order}, **signature)
        if operation in checks:
            browser.wears("wei.ipqc")
            typed = {f"results__{place}__value": text for place, text in enumerate(checks[operation], 1)}
            browser.does("ipc.record", {"wo": order}, **typed)
    browser.wears("yu.line")
    browser.does("wo.deliver", {"wo": order})
    browser.does("br.complete", {"br": record}, **signature)
    state = state_of(attempt)
    answers = {"A1": {"value": str(names["yield"]), "confidence": "sure"}}
    result = grade(opening_of(attempt), state, answers=answers)
    assert (result.score, result.passed) == (100, True), list(result.marks)
    assert broken_invariants(state) == ()


def issue_of(attempt: Any, order: str, tubing: str) -> dict[str, str]:
    """What the storekeeper types beside the items that the form lists: lots, and the filters in two lines."""
    lots = {**LOTS, "RM-10103": tubing}
    typed: dict[str, str] = {}
    lines = list((state_of(attempt).document("WO", order) or {})["components"].values())
    for place, line in enumerate(lines, 1):
        if line["item"] in lots:
            typed[f"lines__{place}__lot"] = lots[line["item"]]
        if line["item"] == "RM-10105":
            typed[f"lines__{place}__quantity"] = "1200"
    last = len(lines) + 1
    extra = {"item": "RM-10105", "lot": "L26-9109", "quantity": "800"}
    typed |= {f"lines__{last}__{name}": value for name, value in extra.items()}
    return typed | {"lines__count": str(last)}


@pytest.mark.requirement("B31")
def test_lapsed_qualification_is_told_in_words_and_the_reports_name_the_lots() -> None:
    browser, attempt, signature = sit_down("MFG-03")
    browser.wears("zhang.min")
    address = browser.address("drill-command", "op.confirm")
    page = browser.client.get(address, {"wo": "1000230"})
    assert 'value="50"' in page.content.decode()
    form = {"wo": "1000230", "operation": "50", "good": "1988", "equipment": "EQ-SEALER-B", **signature}
    refused = browser.client.post(address, {**form, "press": "post", "seq": page.context["seq"], "token": "x"})
    assert "OP-SEAL" in refused.content.decode()
    browser.wears("yu.line")
    performed = browser.client.get(browser.address("drill-report", "PERFORMED"), {"q": "OP-SEAL"}).content.decode()
    assert all(lot in performed for lot in ("L26-9302", "L26-9304", "L26-9301"))
    qualified = browser.client.get(browser.address("drill-report", "QUALIFIED"), {"q": "OP-SEAL"}).content.decode()
    assert "2026-11-15" in qualified
    _, deviation = browser.does("stop.report", {}, about="USER:zhang.min", reason="Sealed after the lapse")
    for lot in ("L26-9302", "L26-9304"):
        browser.does("lot.hold", {"lot": lot}, reason="Sealed after the lapse", deviation=deviation)
    assert {(state_of(attempt).lot(lot) or {})["deviation"] for lot in ("L26-9302", "L26-9304")} == {deviation}
    assert "Sealed after the lapse" in browser.opens("LOT", "L26-9302")
