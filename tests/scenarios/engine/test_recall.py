"""Recall: scope, stock of every type, customers, and pieces that add up; and every trace leads back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.datasets.api import dataset
from scenarios.engine.api import broken_invariants, start_state
from scenarios.engine.invariants.quality import traces_lead_back
from tests.scenarios.engine.desk import Desk

SUPPLIER_LOT = "V00017/S-7741"
FREE, AERATING, WAITING = "L26-9301", "L26-9302", "L26-9304"
BASE = start_state(dataset("S"), clock="2026-12-01T09:00")
LOTS = sorted(lot["id"] for lot in BASE.lots())


def scoped(desk: Desk, *lots: str) -> str:
    desk.do("rcl.open", "xu.qe", level="2", cause="Pores too large", supplier_lot="S-7741")
    recall = desk.number("RCL")
    desk.do("rcl.scope", "xu.qe", rcl=recall, lots=list(lots), trace_note="Forward from S-7741")
    return recall


@given(st.lists(st.sampled_from(LOTS), min_size=1, max_size=4, unique=True))
@settings(max_examples=60, deadline=None)
def test_every_trace_leads_back(lots: list[str]) -> None:
    assert list(traces_lead_back(BASE, tuple(lots))) == []


@pytest.mark.requirement("A28", "A116")
def test_supplier_lot_leads_to_six_finished_lots_through_rework_and_repacking() -> None:
    made = {lot for lot in BASE.genealogy(SUPPLIER_LOT) if lot.startswith("L26-93")}
    assert made == {"L26-9301", "L26-9302", "L26-9304", "L26-9308", "L26-9310", "L26-9311"}
    assert SUPPLIER_LOT in BASE.genealogy("L26-9308", "backward")


def test_stock_of_every_type_is_blocked_and_the_lot_held() -> None:
    desk = Desk()
    recall = scoped(desk, FREE, AERATING, WAITING)
    stocks = [{"lot": lot, "stock_type": kind} for lot, kind in ((FREE, "U"), (AERATING, "H"), (WAITING, "Q"))]
    desk.do("rcl.block", "qin.store", rcl=recall, stocks=stocks)
    for lot in (FREE, AERATING, WAITING):
        assert {row["stock_type"] for row in desk.state.stock_rows(lot=lot)} == {"B"}
        assert (desk.state.lot(lot) or {})["hold"]
    assert desk.last("RCL")["blocked"] == {FREE: {"U": 560}, AERATING: {"H": 1955}, WAITING: {"Q": 1962}}
    assert broken_invariants(desk.state) == ()


def test_blocking_refuses_what_is_outside_the_scope_or_not_there() -> None:
    desk = Desk()
    recall = scoped(desk, FREE)
    other = [{"lot": WAITING, "stock_type": "Q"}]
    assert desk.refused("rcl.block", "qin.store", rcl=recall, stocks=other) == "NOT_IN_SCOPE"
    assert desk.refused("rcl.block", "qin.store", rcl=recall, stocks=[{"lot": FREE, "stock_type": "R"}]) == "LOT_STATUS"
    twice = [{"lot": FREE, "stock_type": "U"}, {"lot": FREE, "stock_type": "U"}]
    assert desk.refused("rcl.block", "qin.store", rcl=recall, stocks=twice) == "LOT_STATUS"


def test_pieces_add_up_lot_by_lot_and_nothing_is_left_out() -> None:
    desk = Desk()
    recall = scoped(desk, FREE, WAITING)
    counted = {"lot": FREE, "produced": 1960, "shipped": 1200, "stock": 560, "reworked": 200}
    assert desk.refused("rcl.reconcile", "xu.qe", rcl=recall, counts=[counted]) == "ILLEGAL_TRANSITION"
    desk.do("rcl.block", "qin.store", rcl=recall, stocks=[{"lot": FREE, "stock_type": "U"}])
    desk.do("rcl.notify", "tang.qa", rcl=recall, customer="C00011", lots=[FREE], text="Set aside, send back")
    wrong = {**counted, "stock": 500}
    assert desk.refused("rcl.reconcile", "xu.qe", rcl=recall, counts=[wrong]) == "MASS_BALANCE"
    assert desk.refused("rcl.reconcile", "xu.qe", rcl=recall, counts=[counted]) == "RECALL_OPEN"
    rest = {"lot": WAITING, "produced": 1962, "stock": 1962}
    desk.do("rcl.reconcile", "xu.qe", rcl=recall, counts=[counted, rest])
    assert desk.refused("rcl.close", "tang.qa", rcl=recall, effectiveness="All back") == "RECALL_OPEN"
    assert broken_invariants(desk.state) == ()
