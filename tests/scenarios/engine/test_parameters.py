"""Parameters and periods: tried in QAS, carried to PRD by an approved change, and then the next order goes by them."""

from typing import Any

import pytest

from scenarios.engine.api import CODES, broken_invariants, digest, fold
from tests.scenarios.engine.desk import Desk

HEARD = {"quality": "xu.qe", "finance": "hao.gl", "it": "rao.admin"}
PLAN = {
    "effective_from": "2026-12-01",
    "old_stock": "not_concerned",
    "implementation": "Transport",
    "verification": "QAS",
}


def change_about(desk: Desk, parameter: str) -> str:
    wanted = {
        "subject_kind": "parameter",
        "title": "T",
        "change": "C",
        "reason": "R",
        "about": f"PARAMETER:{parameter}",
    }
    desk.do("cr.create", "lin.buyer", **wanted)
    return desk.number("CR")


def approve(desk: Desk, change: str) -> None:
    for function, user in HEARD.items():
        desk.do("cr.assess", user, cr=change, function=function, verdict="agree", impact="Seen")
    desk.do("cr.plan", "lin.buyer", cr=change, **PLAN)
    desk.do("cr.approve", "feng.fin", cr=change)


def trial(desk: Desk, change: str, quantity: int = 1080, expiry: str = "2029-10-01", **more: str) -> dict[str, Any]:
    """What came of a receipt on the last order, tried in QAS."""
    line = {"line": "10", "quantity": quantity, "supplier_lot": "A", "expiry": expiry}
    desk.do("param.try", "zhou.rcv", cr=change, po=desk.number("PO"), **line, **more)
    return dict((desk.state.document("CR", change) or {})["trials"][-1])


def tolerance_change(desk: Desk, value: str = "8") -> str:
    change = change_about(desk, "over_delivery_pct")
    desk.do("param.set", "dong.admin", parameter="over_delivery_pct", system="QAS", value=value, cr=change)
    trial(desk, change)
    desk.do("param.test", "zhou.rcv", cr=change, outcome="passed", evidence="1,080 posted, 1,081 refused")
    return change


def receipt(quantity: int) -> dict[str, Any]:
    line = {"line": "10", "quantity": quantity, "supplier_lot": "A", "expiry": "2029-10-01"}
    return {"delivery_note": "DN", "lines": [line]}


@pytest.mark.requirement("A50", "A51", "A113")
def test_tolerance_counts_for_the_next_receipt_once_it_is_transported() -> None:
    desk = Desk()
    order = desk.released_order(quantity=1000)
    change = tolerance_change(desk)
    approve(desk, change)
    assert desk.refused("gr.post", "zhou.rcv", po=order, **receipt(1080)) == "OVER_DELIVERY"
    desk.do("param.transport", "dong.admin", cr=change)
    desk.do("gr.post", "zhou.rcv", po=order, **receipt(1080))
    row = desk.state.master("PARAMETER", "over_delivery_pct") or {}
    assert (row["live_value"], row["changed_by"], row["cr"]) == (8, "dong.admin", change)
    assert desk.last("TR")["lines"] == {"over_delivery_pct": {"before": 5, "after": 8}}
    assert desk.last("CR")["status"] == "implemented"
    assert [
        (r.path, r.old, r.new) for r in desk.state.change_log("PARAMETER:over_delivery_pct") if r.path == "live_value"
    ] == [("live_value", 5, 8)]


def test_test_system_does_not_touch_the_live_one() -> None:
    desk = Desk()
    tolerance_change(desk)
    row = desk.state.master("PARAMETER", "over_delivery_pct") or {}
    assert (row["live_value"], row["qas_value"], desk.state.parameter("over_delivery_pct")) == (5, 8, 5)


def test_nothing_is_set_by_hand_in_the_live_system() -> None:
    desk = Desk()
    change = change_about(desk, "over_delivery_pct")
    asked = {"parameter": "over_delivery_pct", "value": "8", "cr": change}
    before = digest(desk.state)
    assert desk.refused("param.set", "dong.admin", system="PRD", **asked) == "DIRECT_CHANGE"
    assert desk.refused("param.set", "lin.buyer", system="QAS", **asked) == "NO_AUTH"
    assert digest(desk.state) == before


def test_value_stays_within_its_validated_range_and_change_names_its_parameter() -> None:
    desk = Desk()
    change = change_about(desk, "over_delivery_pct")
    asked = {"parameter": "over_delivery_pct", "system": "QAS", "cr": change}
    assert desk.refused("param.set", "dong.admin", value="50", **asked) == "PARAMETER_VALUE"
    assert desk.refused("param.set", "dong.admin", value="viel", **asked) == "PARAMETER_VALUE"
    other = {**asked, "parameter": "minimum_life_pct"}
    assert desk.refused("param.set", "dong.admin", value="60", **other) == "CHANGE_OTHER_SUBJECT"
    fixed = {**asked, "parameter": "approval_levels"}
    assert desk.refused("param.set", "dong.admin", value="1", **fixed) == "PARAMETER_FIXED"
    del asked["cr"]
    assert desk.refused("param.set", "dong.admin", value="8", **asked) == "CHANGE_NOT_APPROVED"


@pytest.mark.requirement("A113")
def test_transport_waits_for_approval_and_for_a_passed_test_of_what_is_set() -> None:
    desk = Desk()
    desk.released_order(quantity=1000)
    change = tolerance_change(desk)
    assert desk.refused("param.transport", "dong.admin", cr=change) == "CHANGE_NOT_APPROVED"
    approve(desk, change)
    desk.do("param.set", "dong.admin", parameter="over_delivery_pct", system="QAS", value="9", cr=change)
    assert desk.refused("param.transport", "dong.admin", cr=change) == "TEST_MISSING"
    trial(desk, change, 1090)
    desk.do("param.test", "zhou.rcv", cr=change, outcome="failed", evidence="1,090 refused")
    assert desk.refused("param.transport", "dong.admin", cr=change) == "TEST_MISSING"
    desk.do("param.test", "zhou.rcv", cr=change, outcome="passed", evidence="1,090 posted")
    desk.do("param.transport", "dong.admin", cr=change)
    assert desk.refused("param.transport", "dong.admin", cr=change) == "CHANGE_NOT_APPROVED"


def test_who_set_a_value_does_not_test_it_and_nothing_set_is_not_tested() -> None:
    desk = Desk()
    change = change_about(desk, "over_delivery_pct")
    assert desk.refused("param.test", "zhou.rcv", cr=change, outcome="passed", evidence="x") == "NOTHING_TO_TEST"
    desk.do("param.set", "dong.admin", parameter="over_delivery_pct", system="QAS", value="8", cr=change)
    given: dict[str, Any] = {"cr": change, "outcome": "passed", "evidence": "x"}
    assert desk.refused("param.test", "dong.admin", **given) == "NO_AUTH"
    assert desk.submit("param.test", "dong.admin", seat="system", **given).refusal.code == "FOUR_EYES"  # type: ignore[union-attr]


def test_severity_of_a_refusal_is_a_parameter_like_the_others() -> None:
    desk = Desk()
    assert {f"severity.{code}" for code in CODES} <= set(desk.state.masters("PARAMETER"))
    order = desk.released_order(quantity=1000)
    change = change_about(desk, "severity.OVER_DELIVERY")
    asked = {"parameter": "severity.OVER_DELIVERY", "system": "QAS", "cr": change}
    assert desk.refused("param.set", "dong.admin", value="ignore", **asked) == "PARAMETER_VALUE"
    desk.do("param.set", "dong.admin", value="warn", **asked)
    trial(desk, change, 1100, try_reason="Agreed")
    desk.do("param.test", "zhou.rcv", cr=change, outcome="passed", evidence="x")
    approve(desk, change)
    reasoned = {**receipt(1100), "override_reason": "Agreed"}
    assert desk.refused("gr.post", "zhou.rcv", po=order, **reasoned) == "OVER_DELIVERY"
    desk.do("param.transport", "dong.admin", cr=change)
    assert desk.submit("gr.post", "zhou.rcv", po=order, **receipt(1100)).refusal.severity.value == "warn"  # type: ignore[union-attr]
    desk.do("gr.post", "zhou.rcv", po=order, **reasoned)


def test_what_is_tried_in_qas_is_decided_by_the_values_that_stand_there() -> None:
    desk = Desk()
    order = desk.released_order(quantity=1000)
    change = change_about(desk, "over_delivery_pct")
    desk.do("param.set", "dong.admin", parameter="over_delivery_pct", system="QAS", value="8", cr=change)
    inside, beyond = trial(desk, change, 1080), trial(desk, change, 1081)
    assert (inside["outcome"], inside["taken"], inside["code"], inside["by"]) == ("accepted", 1080, "", "zhou.rcv")
    assert (beyond["outcome"], beyond["taken"], beyond["code"], beyond["how"]) == (
        "refused",
        0,
        "OVER_DELIVERY",
        "stop",
    )
    assert desk.refused("gr.post", "zhou.rcv", po=order, **receipt(1080)) == "OVER_DELIVERY"
    desk.do("param.set", "dong.admin", parameter="over_delivery_pct", system="QAS", value="6", cr=change)
    assert trial(desk, change, 1080)["code"] == "OVER_DELIVERY"
    assert [row["quantity"] for row in desk.last("CR")["trials"]] == [1080]  # those of the value before are gone


def test_stop_and_warn_differ_in_qas_only_where_a_reason_is_given() -> None:
    desk = Desk()
    desk.released_order(quantity=1000)
    change = change_about(desk, "severity.SHELF_LIFE_SHORT")
    asked = {"parameter": "severity.SHELF_LIFE_SHORT", "system": "QAS", "cr": change}
    for value, outcomes in (("warn", [("refused", "warn"), ("accepted", "")]), ("stop", [("refused", "stop")] * 2)):
        desk.do("param.set", "dong.admin", value=value, **asked)
        tried = [trial(desk, change, 1000, "2027-03-01", **more) for more in ({}, {"try_reason": "Agreed"})]
        assert [(row["outcome"], row["how"]) for row in tried] == outcomes, value


def test_a_trial_posts_nothing_and_changes_nothing_but_the_change_request() -> None:
    desk = Desk()
    order = desk.released_order(quantity=1000)
    change = change_about(desk, "over_delivery_pct")
    desk.do("param.set", "dong.admin", parameter="over_delivery_pct", system="QAS", value="8", cr=change)
    before = desk.state
    entry = desk.do(
        "param.try", "zhou.rcv", cr=change, po=order, line="10", quantity=1000, supplier_lot="A", expiry="2029-10-01"
    )
    assert [event.objects for event in entry.events if event.kind != "clock.advanced"] == [(f"CR:{change}",)]
    touched = [name for name, table in desk.state.tables.items() if dict(table.own) != dict(before.tables[name].own)]
    assert touched == ["doc.CR"]
    assert broken_invariants(desk.state) == ()


def test_who_could_not_do_it_live_cannot_try_it_and_nothing_set_is_not_tried() -> None:
    desk = Desk()
    order = desk.released_order(quantity=1000)
    change = change_about(desk, "over_delivery_pct")
    asked: dict[str, Any] = {"cr": change, "po": order, "line": "10", "quantity": 1000}
    assert desk.refused("param.try", "zhou.rcv", **asked) == "NOTHING_TO_TEST"
    desk.do("param.set", "dong.admin", parameter="over_delivery_pct", system="QAS", value="8", cr=change)
    assert desk.refused("param.try", "sun.iqc", **asked) == "NO_AUTH"
    assert desk.refused("param.try", "lin.buyer", **asked) == "SOD"  # the order's own buyer
    assert desk.refused("param.try", "zhou.rcv", **asked | {"line": "99"}) == "UNKNOWN_OBJECT"
    assert desk.refused("param.test", "zhou.rcv", cr=change, outcome="passed", evidence="x") == "TRIAL_MISSING"
    missing_lot = desk.do("param.try", "zhou.rcv", **asked)
    assert (missing_lot.refusal, desk.last("CR")["trials"][-1]["code"]) == (None, "LOT_REQUIRED")
    assert trial(desk, change)["outcome"] == "accepted"
    desk.do("param.test", "zhou.rcv", cr=change, outcome="passed", evidence="x")
    desk.do("cr.reject", "feng.fin", cr=change, reason="Not now")
    late = {**asked, "supplier_lot": "A", "expiry": "2029-10-01"}
    assert desk.refused("param.try", "zhou.rcv", **late) == "ILLEGAL_TRANSITION"


def test_a_trial_of_the_value_before_does_not_count_for_the_new_one() -> None:
    desk = Desk()
    desk.released_order(quantity=1000)
    change = tolerance_change(desk)
    desk.do("param.set", "dong.admin", parameter="over_delivery_pct", system="QAS", value="9", cr=change)
    assert desk.refused("param.test", "zhou.rcv", cr=change, outcome="passed", evidence="x") == "TRIAL_MISSING"


def october(desk: Desk) -> str:
    """Goods received and not invoiced, and October closed."""
    desk.received()
    return desk.number("PO")


def invoice(order: str, date: str = "2026-10-31") -> dict[str, Any]:
    line = {"line": "10", "quantity": 1000, "price": 210}
    return {"po": order, "reference": "OCT-1", "invoice_date": date, "posting_date": date, "lines": [line]}


def window_change(desk: Desk) -> str:
    change = change_about(desk, "open_period_from")
    approve(desk, change)
    return change


WINDOW = {"period": "2026-10", "account_from": "2202", "account_to": "2221", "user": "wang.ap", "minutes": 60}


def test_window_lets_one_person_post_some_accounts_for_some_minutes() -> None:
    desk = Desk()
    order = october(desk)
    assert desk.refused("inv.post", "wang.ap", **invoice(order)) == "PERIOD_CLOSED"
    desk.do("period.reopen", "dong.admin", cr=window_change(desk), **WINDOW)
    assert desk.refused("inv.post", "jin.ap", **invoice(order)) == "PERIOD_CLOSED"
    assert desk.refused("inv.post", "wang.ap", **invoice(order, "2026-09-30")) == "PERIOD_CLOSED"
    desk.do("inv.post", "wang.ap", **invoice(order))
    assert desk.last("IV")["posting_date"] == "2026-10-31"
    assert desk.last("CR")["status"] == "implemented"


def test_window_ends_by_the_clock_and_by_hand() -> None:
    desk = Desk()
    order = october(desk)
    desk.do("period.reopen", "dong.admin", cr=window_change(desk), **WINDOW)
    late = fold(desk.start, desk.state.journal)
    desk.do("period.shut", "hao.gl", pex=desk.number("PEX"))
    assert desk.refused("inv.post", "wang.ap", **invoice(order)) == "PERIOD_CLOSED"
    assert desk.refused("period.shut", "hao.gl", pex=desk.number("PEX")) == "ILLEGAL_TRANSITION"
    desk.state = late
    desk.do("clock.advance", "wang.ap", minutes=61)
    assert desk.refused("inv.post", "wang.ap", **invoice(order)) == "PERIOD_CLOSED"


def test_window_holds_the_entry_to_its_accounts() -> None:
    desk = Desk()
    order = october(desk)
    desk.do("period.reopen", "dong.admin", cr=window_change(desk), **{**WINDOW, "account_from": "2221"})
    entry = desk.submit("inv.post", "wang.ap", **invoice(order))
    assert entry.refusal is not None
    assert (entry.refusal.code, entry.refusal.args["accounts"]) == ("WINDOW_ACCOUNTS", "2202, 2202-GRIR")


def test_period_never_goes_backwards_and_opens_only_by_an_approved_change() -> None:
    desk = Desk()
    assert desk.refused("period.close", "hao.gl", open_from="2026-10-01") == "PERIOD_BACKWARDS"
    desk.do("period.close", "hao.gl", open_from="2026-12-01")
    assert desk.state.parameter("open_period_from") == "2026-12-01"
    change = change_about(desk, "open_period_from")
    assert desk.refused("period.reopen", "dong.admin", cr=change, **WINDOW) == "CHANGE_NOT_APPROVED"
    other = change_about(desk, "over_delivery_pct")
    approve(desk, other)
    assert desk.refused("period.reopen", "dong.admin", cr=other, **WINDOW) == "CHANGE_OTHER_SUBJECT"
    approve(desk, change)
    for bad in ({"period": "2026-12"}, {"account_from": "2221", "account_to": "2202"}, {"minutes": 481}):
        assert desk.refused("period.reopen", "dong.admin", cr=change, **{**WINDOW, **bad}) == "INPUT_INVALID"
