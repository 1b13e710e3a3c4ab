"""Requisitions: asked by one, agreed by another."""

from tests.scenarios.engine.desk import Desk

WANTED = {"item": "RM-10001", "quantity": 10_000, "need_by": "2026-12-10", "reason": "Below the reorder point"}


def test_requisition_is_created_submitted_and_approved() -> None:
    desk = Desk()
    desk.do("pr.create", "he.plan", **WANTED)
    number = desk.number("PR")
    desk.do("pr.submit", "he.plan", pr=number)
    desk.do("pr.approve", "ma.prod", pr=number)
    requisition = desk.last("PR")
    assert (requisition["status"], requisition["created_by"], requisition["approved_by"]) == (
        "approved",
        "he.plan",
        "ma.prod",
    )
    assert (requisition["created_at"], requisition["changed_at"], desk.state.clock) == (
        "2026-12-01T09:00",
        "2026-12-01T09:02",
        "2026-12-01T09:03",
    )


def test_requester_does_not_approve_even_where_the_role_is_missing_too() -> None:
    desk = Desk()
    desk.do("pr.create", "he.plan", **WANTED)
    desk.do("pr.submit", "he.plan", pr=desk.number("PR"))
    assert desk.refused("pr.approve", "he.plan", pr=desk.number("PR")) == "FOUR_EYES"
    assert desk.refused("pr.approve", "lin.buyer", pr=desk.number("PR")) == "NO_AUTH"


def test_draft_is_not_approved_and_rejection_needs_a_reason() -> None:
    desk = Desk()
    desk.do("pr.create", "he.plan", **WANTED)
    assert desk.refused("pr.approve", "ma.prod", pr=desk.number("PR")) == "ILLEGAL_TRANSITION"
    desk.do("pr.submit", "he.plan", pr=desk.number("PR"))
    assert desk.refused("pr.reject", "ma.prod", pr=desk.number("PR")) == "REASON_REQUIRED"
    desk.do("pr.reject", "ma.prod", pr=desk.number("PR"), reason="Stock in transit")
    assert desk.last("PR")["status"] == "rejected"
