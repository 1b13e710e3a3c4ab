"""Receipts, their reversal and returns: lots, stock by type, and what is owed."""

from typing import Any

import pytest

from scenarios.engine.api import broken_invariants
from tests.scenarios.engine.desk import Desk


def delivery(**changes: Any) -> list[dict[str, Any]]:
    return [{"line": "10", "quantity": 1000, "supplier_lot": "CH26-1101", "expiry": "2029-10-01", **changes}]


def test_receipt_goes_to_inspection_and_books_the_debt() -> None:
    desk = Desk()
    order = desk.received(price=200)
    receipt, lot, inspection = desk.last("GR"), desk.state.lots()[-1], desk.last("QI")
    assert desk.state.stock(lot=lot["id"], stock_type="Q") == 1000
    assert (desk.state.gl("1403", po=order), desk.state.gl("2202-GRIR", po=order), desk.state.gl("1404", po=order)) == (
        210_000,
        -200_000,
        -10_000,
    )
    assert (inspection["gr"], inspection["lot"], receipt["lines"]["1"]["qi"]) == (
        receipt["id"],
        lot["id"],
        inspection["id"],
    )
    assert desk.last("PO")["status"] == "received"
    assert desk.state.genealogy(lot["id"], "backward") == {"V00023/CH26-1101"}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"quantity": 1051}, "OVER_DELIVERY"),
        ({"supplier_lot": None}, "LOT_REQUIRED"),
        ({"expiry": None}, "LOT_REQUIRED"),
        ({"expiry": "2026-11-30"}, "LOT_EXPIRED"),
        ({"expiry": "2027-02-01"}, "SHELF_LIFE_SHORT"),
        ({"stock_type": "U"}, "INSPECTION_BYPASSED"),
        ({"line": "20"}, "UNKNOWN_OBJECT"),
        ({"quantity": "many"}, "INPUT_INVALID"),
    ],
)
def test_receipt_is_refused(changes: dict[str, Any], code: str) -> None:
    desk = Desk()
    order = desk.released_order()
    assert desk.refused("gr.post", "zhou.rcv", po=order, delivery_note="DN", lines=delivery(**changes)) == code
    assert desk.state.own_documents("GR") == ()


def test_split_receipts_count_together_against_the_tolerance() -> None:
    desk = Desk()
    order = desk.released_order()
    lines = delivery(quantity=600) + delivery(quantity=500)
    assert desk.refused("gr.post", "zhou.rcv", po=order, delivery_note="DN", lines=lines) == "OVER_DELIVERY"


def test_order_not_released_is_not_received() -> None:
    desk = Desk()
    line = {"item": "RM-10103", "quantity": 1000, "price": 210, "delivery_date": "2026-12-05"}
    desk.do("po.create", "lin.buyer", vendor="V00023", lines=[line])
    code = desk.refused("gr.post", "zhou.rcv", po=desk.number("PO"), delivery_note="DN", lines=delivery())
    assert code == "ILLEGAL_TRANSITION"


def test_buyer_does_not_receive_and_dates_stay_in_the_open_period() -> None:
    desk = Desk()
    order = desk.released_order()
    common = {"po": order, "delivery_note": "DN", "lines": delivery()}
    assert desk.refused("gr.post", "lin.buyer", **common) == "SOD"
    assert desk.refused("gr.post", "zhou.rcv", posting_date="2026-12-02", **common) == "FUTURE_POSTING"
    assert desk.refused("gr.post", "zhou.rcv", posting_date="2026-10-31", **common) == "PERIOD_CLOSED"


def test_bypassing_inspection_with_a_reason_is_on_the_record() -> None:
    desk = Desk()
    order = desk.released_order()
    lines = delivery(stock_type="U")
    desk.do("gr.post", "zhou.rcv", po=order, delivery_note="DN", lines=lines, override_reason="Production waits")
    (override,) = desk.state.overrides()
    assert (override["code"], override["reason"], override["by"]) == (
        "INSPECTION_BYPASSED",
        "Production waits",
        "zhou.rcv",
    )
    assert desk.state.stock(lot=desk.state.lots()[-1]["id"], stock_type="U") == 1000
    assert desk.state.own_documents("QI") == ()


def test_same_supplier_lot_twice_gives_two_lots_and_two_inspections() -> None:
    desk = Desk()
    order = desk.released_order()
    for _ in range(2):
        desk.do("gr.post", "zhou.rcv", po=order, delivery_note="DN", lines=delivery(quantity=500))
    assert [inspection["quantity"] for inspection in desk.state.own_documents("QI")] == [500, 500]
    assert broken_invariants(desk.state) == ()


def test_reversal_restores_stock_and_accounts_exactly() -> None:
    desk = Desk()
    order = desk.released_order(price=207)
    before = (desk.state.trial_balance(), list(desk.state.stock_rows()))
    desk.do("gr.post", "zhou.rcv", po=order, delivery_note="DN", lines=delivery())
    receipt = desk.number("GR")
    desk.do("gr.reverse", "zhou.rcv", gr=receipt, reason="Wrong order")
    balances = {account: row[2] for account, row in desk.state.trial_balance().items() if row[2]}
    assert balances == {account: row[2] for account, row in before[0].items() if row[2]}
    assert list(desk.state.stock_rows()) == before[1]
    assert (desk.last("QI")["status"], desk.last("PO")["status"]) == ("cancelled", "released")
    assert desk.refused("gr.reverse", "zhou.rcv", gr=receipt, reason="Again") == "ILLEGAL_TRANSITION"


def test_decided_or_nonconforming_receipt_is_not_reversed() -> None:
    desk = Desk()
    inspection = desk.measured(435)
    desk.do("ncr.open", "sun.iqc", qi=inspection, description="OD")
    assert desk.refused("gr.reverse", "zhou.rcv", gr=desk.number("GR"), reason="x") == "OPEN_NCR"
    desk.do("qi.decide", "xu.qe", qi=inspection, decision="R", reason="OD")
    other = Desk()
    accepted = other.measured()
    other.do("qi.decide", "xu.qe", qi=accepted, decision="A")
    assert other.refused("gr.reverse", "zhou.rcv", gr=other.number("GR"), reason="x") == "ILLEGAL_TRANSITION"


def test_return_needs_a_disposition_and_clears_what_is_owed() -> None:
    desk = Desk()
    report = desk.rejected()
    receipt = desk.number("GR")
    back = {"gr": receipt, "line": "1", "quantity": 1000, "reason": "OD 4.35"}
    assert desk.refused("gr.return", "qin.store", **back) == "DISPOSITION_MISSING"
    desk.do("ncr.contain", "xu.qe", ncr=report, action="Blocked")
    desk.do("ncr.investigate", "xu.qe", ncr=report, cause="Worn die")
    desk.do("mrb.decide", "xu.qe", ncr=report, disposition="return", rationale="Supplier's fault")
    assert desk.refused("gr.return", "qin.store", **{**back, "quantity": 1001}) == "STOCK_NEGATIVE"
    desk.do("gr.return", "qin.store", **{**back, "quantity": 400}, ncr=report)
    assert desk.last("NCR")["status"] == "disposed"
    desk.do("gr.return", "qin.store", **{**back, "quantity": 600}, ncr=report)
    order = desk.number("PO")
    assert (desk.last("NCR")["status"], desk.state.gl("2202-GRIR", po=order), desk.state.gl("1403", po=order)) == (
        "executed",
        0,
        0,
    )
    assert (desk.last("PO")["status"], desk.last("GR")["movement"]) == ("released", "122")


def test_good_stock_is_not_returned_as_blocked() -> None:
    desk = Desk()
    desk.received()
    assert (
        desk.refused("gr.return", "qin.store", gr=desk.number("GR"), line="1", quantity=1, reason="x") == "LOT_STATUS"
    )
    assert (
        desk.refused("gr.return", "qin.store", gr=desk.number("GR"), line="7", quantity=1, reason="x")
        == "UNKNOWN_OBJECT"
    )
