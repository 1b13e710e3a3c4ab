"""Orders: approved by amount, released, changed as new versions."""

from typing import Any

from tests.scenarios.engine.desk import Desk


def line(**changes: Any) -> dict[str, Any]:
    return {"item": "RM-10103", "quantity": 1000, "price": 210, "delivery_date": "2026-12-05", **changes}


def drafted(desk: Desk, **changes: Any) -> str:
    desk.do("po.create", "lin.buyer", vendor="V00023", lines=[line(**changes)])
    return desk.number("PO")


def test_order_takes_up_an_approved_requisition() -> None:
    desk = Desk()
    desk.do("pr.create", "he.plan", item="RM-10103", quantity=1000, need_by="2026-12-09", reason="Low")
    requisition = desk.number("PR")
    assert (
        desk.refused("po.create", "lin.buyer", vendor="V00023", pr=requisition, lines=[line()]) == "ILLEGAL_TRANSITION"
    )
    desk.do("pr.submit", "he.plan", pr=requisition)
    desk.do("pr.approve", "ma.prod", pr=requisition)
    desk.do("po.create", "lin.buyer", vendor="V00023", pr=requisition, lines=[line()])
    assert desk.last("PR")["status"] == "ordered"
    assert desk.last("PO")["total"] == 210_000
    assert desk.state.document_flow(f"PO:{desk.number('PO')}")[1] == ((f"PR:{requisition}", f"PO:{desk.number('PO')}"),)


def test_lapsed_or_unknown_supplier_is_refused() -> None:
    desk = Desk()
    pouch = line(item="PK-40101", price=22)
    assert desk.refused("po.create", "lin.buyer", vendor="V00031", lines=[pouch]) == "VENDOR_LICENCE_EXPIRED"
    assert desk.refused("po.create", "lin.buyer", vendor="V00017", lines=[line()]) == "VENDOR_NOT_APPROVED"


def test_small_order_needs_one_level_and_a_larger_one_two() -> None:
    desk = Desk()
    small = drafted(desk)
    desk.do("po.submit", "lin.buyer", po=small)
    desk.do("po.approve", "gao.purmgr", po=small)
    assert desk.last("PO")["status"] == "approved"
    large = drafted(desk, quantity=30_000)
    desk.do("po.submit", "lin.buyer", po=large)
    desk.do("po.approve", "gao.purmgr", po=large)
    assert desk.last("PO")["status"] == "submitted"
    assert desk.refused("po.approve", "gao.purmgr", po=large) == "FOUR_EYES"
    desk.do("po.approve", "ma.prod", po=large)
    assert desk.last("PO")["approvals"] == (
        {"by": "gao.purmgr", "role": "PUR-MGR", "version": 1},
        {"by": "ma.prod", "role": "DEPT-MGR", "version": 1},
    )
    assert desk.refused("po.approve", "fang.exec", po=large) == "ILLEGAL_TRANSITION"


def test_splitting_one_need_into_small_orders_does_not_lower_the_level() -> None:
    desk = Desk()
    for _ in range(3):
        number = drafted(desk, quantity=20_000)
        desk.do("po.submit", "lin.buyer", po=number)
    desk.do("po.approve", "gao.purmgr", po=number)
    assert desk.last("PO")["status"] == "submitted"


def test_buyer_does_not_approve_own_order() -> None:
    desk = Desk()
    number = drafted(desk)
    desk.do("po.submit", "lin.buyer", po=number)
    assert desk.refused("po.approve", "lin.buyer", po=number) == "FOUR_EYES"


def test_change_makes_a_new_version_that_is_approved_anew() -> None:
    desk = Desk()
    number = desk.released_order()
    assert desk.refused("po.change", "lin.buyer", po=number, line="10", price=231) == "REASON_REQUIRED"
    desk.do(
        "po.change", "lin.buyer", po=number, line="10", price=231, reason="Price letter", evidence="K26-00023-10103"
    )
    order = desk.last("PO")
    assert (order["status"], order["version"], order["approvals"], order["total"]) == ("submitted", 2, (), 231_000)
    desk.do("po.approve", "gao.purmgr", po=number)
    desk.do("po.release", "lin.buyer", po=number)
    assert (desk.last("PO")["status"], desk.last("PO")["approved_version"]) == ("released", 2)


def test_new_date_alone_needs_no_new_approval() -> None:
    desk = Desk()
    number = desk.released_order()
    desk.do("po.change", "lin.buyer", po=number, line="10", delivery_date="2026-12-20", reason="Supplier is late")
    assert (desk.last("PO")["status"], desk.last("PO")["version"]) == ("released", 2)


def test_received_quantity_is_the_floor_of_a_change_and_forbids_cancelling() -> None:
    desk = Desk()
    number = desk.received()
    assert desk.refused("po.change", "lin.buyer", po=number, line="10", quantity=900, reason="x") == "AMOUNT_EXCEEDED"
    assert desk.refused("po.cancel", "lin.buyer", po=number, reason="x") == "ILLEGAL_TRANSITION"
    assert desk.refused("po.change", "lin.buyer", po=number, line="30", quantity=1, reason="x") == "UNKNOWN_OBJECT"


def test_untouched_order_is_cancelled_or_rejected() -> None:
    desk = Desk()
    desk.do("po.cancel", "lin.buyer", po=desk.released_order(), reason="Not needed")
    assert desk.last("PO")["status"] == "cancelled"
    number = drafted(desk)
    desk.do("po.submit", "lin.buyer", po=number)
    desk.do("po.reject", "gao.purmgr", po=number, reason="Too dear")
    assert desk.last("PO")["status"] == "rejected"
