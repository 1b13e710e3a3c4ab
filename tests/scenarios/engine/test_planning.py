"""Forecast and MRP: demand without one-offs, supply that truly counts, messages settled one by one."""

import pytest

from scenarios.datasets.api import dataset
from scenarios.engine.api import broken_invariants, start_state
from scenarios.engine.planning import requirements, usable_stock
from tests.scenarios.engine.desk import Desk


def planned(excluded: str = "2026-07") -> Desk:
    desk = Desk()
    more = {"excluded": excluded, "reason": "One-off tender"} if excluded else {}
    desk.do("fc.create", "he.plan", item="FG-30012", span="6", **more)
    desk.do("fc.publish", "he.plan", fc=desk.number("FC"))
    desk.do("mrp.run", "he.plan", supply="U")
    return desk


def message(desk: Desk, about: str) -> str:
    return next(str(body["id"]) for body in desk.state.documents("EXC") if body["about"] == about)


@pytest.mark.requirement("A25")
def test_forecast_leaves_the_tender_out_and_takes_the_place_of_the_old_one() -> None:
    desk = planned()
    assert [(body["quantity"], body["status"]) for body in desk.state.documents("FC")] == [
        (6673, "superseded"),
        (4000, "published"),
    ]
    kept = Desk()
    kept.do("fc.create", "he.plan", item="FG-30012", span="6")
    assert kept.last("FC")["quantity"] == 6673


def test_month_left_out_wants_a_reason_and_must_be_in_the_span() -> None:
    desk = Desk()
    asked = {"item": "FG-30012", "span": "3"}
    assert desk.refused("fc.create", "he.plan", excluded="2026-10", **asked) == "REASON_REQUIRED"
    assert desk.refused("fc.create", "he.plan", excluded="2026-07", reason="x", **asked) == "INPUT_INVALID"
    assert desk.refused("fc.create", "he.plan", item="RM-10201", span="3") == "NO_HISTORY"
    assert desk.refused("fc.create", "lin.buyer", **asked) == "NO_AUTH"


@pytest.mark.requirement("A25")
def test_run_raises_exactly_the_nine_messages() -> None:
    desk = planned()
    found = [(body["type"], body["item"], body["proposed_date"]) for body in desk.state.documents("EXC")]
    assert found == [
        ("reschedule_in", "FG-30012", "2027-01-15"),
        ("cancel", "FG-30013", ""),
        ("reschedule_in", "RM-10201", "2027-01-15"),
        ("expedite", "RM-10202", "2026-12-05"),
        ("cancel", "RM-10203", ""),
        ("reschedule_out", "RM-10204", "2027-02-10"),
        ("past_due", "RM-10205", "2027-01-15"),
        ("start_past", "RM-10206", "2026-12-05"),
        ("reschedule_in", "RM-10207", "2027-01-15"),
    ]


def test_both_sizes_of_the_company_give_the_same_messages() -> None:
    small, medium = (start_state(dataset(size), clock="2026-12-01T09:00") for size in "SM")
    assert requirements(small).messages == requirements(medium).messages
    assert requirements(small).proposals == requirements(medium).proposals


@pytest.mark.requirement("A25")
def test_expired_blocked_and_held_stock_is_no_supply() -> None:
    desk = Desk()
    state = desk.state
    assert (state.stock(item="FG-30012", stock_type="U"), usable_stock(state, "FG-30012")) == (4300, 2500)
    assert usable_stock(state, "RM-10202") == 1000
    desk.do("lot.hold", "xu.qe", lot="L26-9811", reason="Notice")
    assert usable_stock(desk.state, "RM-10201") == 0


def test_run_makes_way_for_the_next_one_but_keeps_what_is_firm() -> None:
    desk = planned()
    desk.do("plo.firm", "he.plan", plo="PLO-26-0001")
    desk.do("exc.settle", "he.plan", exc=message(desk, "WO:1000241"), disposition="reschedule_in", reason="Short")
    desk.do("mrp.run", "he.plan", supply="U")
    statuses = {body["id"]: body["status"] for body in desk.state.documents("PLO") if body["mrp"] == "MRP-26-0001"}
    assert (statuses["PLO-26-0001"], statuses["PLO-26-0002"]) == ("firmed", "superseded")
    again = [body for body in desk.state.documents("EXC") if body["status"] == "open"]
    assert "WO:1000241" not in {body["about"] for body in again}


def test_settling_moves_an_own_order_and_asks_the_buyer() -> None:
    desk = planned()
    desk.do("exc.settle", "he.plan", exc=message(desk, "WO:1000241"), disposition="reschedule_in", reason="Short")
    assert (desk.state.document("WO", "1000241") or {})["due"] == "2027-01-15"
    desk.do("exc.settle", "he.plan", exc=message(desk, "WO:1000243"), disposition="cancel", reason="No demand")
    assert (desk.state.document("WO", "1000243") or {})["status"] == "cancelled"
    desk.do("exc.settle", "he.plan", exc=message(desk, "PO:4500009002"), disposition="expedite", reason="Line stops")
    assert (desk.last("TASK")["to"], desk.last("TASK")["subject"]) == ("lin.buyer", "task.mrp.expedite")
    assert broken_invariants(desk.state) == ()


def test_message_is_settled_once_and_only_as_it_can_be() -> None:
    desk = planned()
    surplus = message(desk, "PO:4500009003")
    asked = {"exc": surplus, "reason": "x"}
    assert desk.refused("exc.settle", "he.plan", disposition="reschedule_in", **asked) == "DISPOSITION_UNFIT"
    assert desk.refused("exc.settle", "he.plan", exc=surplus, disposition="cancel") == "REASON_REQUIRED"
    desk.do("exc.settle", "he.plan", disposition="keep", **asked)
    assert desk.refused("exc.settle", "he.plan", disposition="cancel", **asked) == "ILLEGAL_TRANSITION"


def test_firm_proposal_becomes_an_order_or_a_requisition() -> None:
    desk = planned()
    assert desk.refused("plo.convert", "song.sched", plo="PLO-26-0001") == "ILLEGAL_TRANSITION"
    for number in ("PLO-26-0001", "PLO-26-0002"):
        desk.do("plo.firm", "he.plan", plo=number)
        desk.do("plo.convert", "song.sched", plo=number)
    order, requisition = desk.last("WO"), desk.last("PR")
    assert (order["item"], order["quantity"], order["due"]) == ("FG-30012", 3000, "2027-02-15")
    assert (requisition["item"], requisition["quantity"], requisition["status"]) == ("RM-10201", 2500, "draft")


def test_run_belongs_to_the_planner_and_one_forecast_is_in_force() -> None:
    desk = Desk()
    desk.do("fc.create", "he.plan", item="FG-30012", span="3")
    desk.do("fc.publish", "he.plan", fc=desk.number("FC"))
    assert [body["status"] for body in desk.state.documents("FC")] == ["superseded", "published"]
    assert desk.refused("mrp.run", "lin.buyer", supply="U") == "NO_AUTH"
    assert desk.refused("mrp.run", "he.plan", supply="ALL") == "INPUT_INVALID"
