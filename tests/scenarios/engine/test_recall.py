"""Recall: scope, stock of every type, customers, and pieces that add up; and every trace leads back."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.datasets.api import dataset
from scenarios.engine.api import broken_invariants, start_state
from scenarios.engine.invariants.quality import traces_lead_back
from tests.scenarios.engine.desk import Desk
from tests.scenarios.engine.floor import Floor

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


def departed(desk: Desk, lot: str = FREE, quantity: int = 100) -> None:
    desk.do("transit.depart", "system", seat="system", lot=lot, quantity=quantity, to="CHENGDU-DEPOT")


def movements(desk: Desk) -> list[tuple[Any, ...]]:
    """The last entry's stock movements: which, from or to what, how many, at what value."""
    names = ("movement", "stock_type", "quantity", "value")
    return [
        tuple(event.fields[name] for name in names)
        for event in desk.state.journal[-1].events
        if event.kind == "stock.moved"
    ]


def postings(desk: Desk) -> list[tuple[str, int]]:
    lines = [e.fields["lines"] for e in desk.state.journal[-1].events if e.kind == "ledger.posted"]
    return [(row["account"], row["debit"] - row["credit"]) for entry in lines for row in entry]


def test_goods_that_leave_for_a_depot_stay_ours_in_transit_and_in_their_own_account() -> None:
    desk = Desk()
    departed(desk)
    assert movements(desk) == [("303", "U", -100, -87_000), ("303", "T", 100, 87_000)]
    assert postings(desk) == [("1406", 87_000), ("1405", -87_000)]
    assert (desk.state.stock(lot=FREE, stock_type="U"), desk.state.stock(lot=FREE, stock_type="T")) == (460, 100)
    assert broken_invariants(desk.state) == ()
    assert (
        desk.refused("transit.depart", "system", seat="system", lot=FREE, quantity=461, to="CHENGDU-DEPOT")
        == "STOCK_NEGATIVE"
    )
    assert desk.refused("transit.depart", "qin.store", lot=FREE, quantity=1, to="CHENGDU-DEPOT") == "NO_AUTH"
    desk.do("lot.hold", "tang.qa", lot=WAITING, reason="Under investigation")
    assert (
        desk.refused("transit.depart", "system", seat="system", lot=WAITING, quantity=1, to="CHENGDU-DEPOT")
        == "LOT_ON_HOLD"
    )


def test_stock_in_transit_is_called_back_with_a_movement_and_a_posting_of_its_own() -> None:
    desk = Desk()
    departed(desk)
    recall = scoped(desk, FREE)
    desk.do("rcl.block", "qin.store", rcl=recall, stocks=[{"lot": FREE, "stock_type": "T"}])
    assert movements(desk) == [("305", "T", -100, -87_000), ("305", "B", 100, 87_000)]
    assert postings(desk) == [("1405", 87_000), ("1406", -87_000)]
    assert desk.state.gl("1406") == 0
    assert not (desk.state.lot(FREE) or {}).get("hold")  # 460 are still free: the lot is held when they are blocked too
    assert desk.refused("rcl.block", "qin.store", rcl=recall, stocks=[{"lot": FREE, "stock_type": "T"}]) == "LOT_STATUS"
    desk.do("rcl.block", "qin.store", rcl=recall, stocks=[{"lot": FREE, "stock_type": "U"}])
    assert movements(desk) == [("344", "U", -460, -400_200), ("344", "B", 460, 400_200)]
    assert postings(desk) == []
    assert desk.last("RCL")["blocked"] == {FREE: {"T": 100, "U": 460}}
    assert (desk.state.lot(FREE) or {})["hold"]
    assert broken_invariants(desk.state) == ()


@pytest.mark.parametrize(
    ("lot", "stock_type", "movement", "account"),
    [(WAITING, "Q", "350", ""), (AERATING, "H", "350H", ""), (FREE, "U", "344", ""), (FREE, "T", "305", "1406")],
)
def test_the_movement_says_where_the_blocked_goods_stood(
    lot: str, stock_type: str, movement: str, account: str
) -> None:
    desk = Desk()
    if stock_type == "T":
        departed(desk)
    recall = scoped(desk, lot)
    desk.do("rcl.block", "qin.store", rcl=recall, stocks=[{"lot": lot, "stock_type": stock_type}])
    assert {row[0] for row in movements(desk)} == {movement}
    assert {name for name, amount in postings(desk) if amount < 0} == ({account} if account else set())
    assert broken_invariants(desk.state) == ()


def test_goods_at_the_steriliser_are_called_back_into_our_own_stock() -> None:
    floor = Floor().delivered()
    floor.do("str.plan", "peng.ster", vendor="V00051", lines=[{"lot": floor.lot, "quantity": 200}])
    floor.do("str.send", "peng.ster", str=floor.number("STR"))
    away = floor.state.gl("1408")
    value = sum(row["value"] for row in floor.state.stock_rows(lot=floor.lot, stock_type="S"))
    recall = scoped(floor, floor.lot)
    floor.do("rcl.block", "qin.store", rcl=recall, stocks=[{"lot": floor.lot, "stock_type": "S"}])
    assert movements(floor) == [("542B", "S", -200, -value), ("542B", "B", 200, value)]
    assert postings(floor) == [("1405", value), ("1408", -value)]
    assert (floor.state.gl("1408"), value > 0) == (away - value, True)
    assert broken_invariants(floor.state) == ()


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


COUNTED = {"lot": FREE, "produced": 1960, "shipped": 1200, "stock": 560, "reworked": 200}
CUSTOMERS = ("C00002", "C00007", "C00008")


def reconciled(desk: Desk, *, leave: str = "", untold: str = "") -> str:
    """A recall of one lot, sold to three customers and partly in transit, that awaits its closure."""
    departed(desk)
    recall = scoped(desk, FREE)
    for stock_type in ("U", "T"):
        if stock_type != leave:
            desk.do("rcl.block", "qin.store", rcl=recall, stocks=[{"lot": FREE, "stock_type": stock_type}])
    for customer in CUSTOMERS:
        if customer != untold:
            desk.do("rcl.notify", "tang.qa", rcl=recall, customer=customer, lots=[FREE], text="Set aside, send back")
    desk.do("rcl.reconcile", "xu.qe", rcl=recall, counts=[COUNTED])
    return recall


def test_a_recall_is_closed_with_a_signed_statement_of_its_effect() -> None:
    desk = Desk()
    recall = reconciled(desk)
    statement = "Three of three customers answered; 1,200 sets set aside or used, none outside is unknown."
    entry = desk.do("rcl.close", "tang.qa", rcl=recall, effectiveness=statement)
    closed = desk.last("RCL")
    assert (closed["status"], closed["effectiveness"], closed["closed_by"]) == ("closed", statement, "tang.qa")
    assert [
        (e.kind, e.fields.get("meaning"), e.fields.get("by")) for e in entry.events if e.kind == "signature.given"
    ] == [("signature.given", "recall_closure", "tang.qa")]
    assert broken_invariants(desk.state) == ()
    assert desk.refused("rcl.close", "tang.qa", rcl=recall, effectiveness=statement) == "ILLEGAL_TRANSITION"
    late = [{"lot": FREE, "stock_type": "U"}]
    assert desk.refused("rcl.scope", "xu.qe", rcl=recall, lots=[WAITING], trace_note="x") == "ILLEGAL_TRANSITION"
    assert desk.refused("rcl.block", "qin.store", rcl=recall, stocks=late) == "ILLEGAL_TRANSITION"


@pytest.mark.parametrize(
    ("missing", "named"),
    [({"leave": "T"}, f"{FREE} T"), ({"leave": "U"}, f"{FREE} U"), ({"untold": "C00007"}, "C00007")],
)
def test_a_recall_with_goods_on_the_road_or_a_customer_untold_is_not_closed(
    missing: dict[str, str], named: str
) -> None:
    desk = Desk()
    recall = reconciled(desk, **missing)
    entry = desk.submit("rcl.close", "tang.qa", rcl=recall, effectiveness="All back")
    assert entry.refusal is not None
    assert (entry.refusal.code, entry.refusal.args["open"]) == ("RECALL_OPEN", named)


def test_only_who_may_close_a_recall_does_and_signs_for_it() -> None:
    desk = Desk()
    recall = reconciled(desk)
    assert desk.refused("rcl.close", "qin.store", rcl=recall, effectiveness="All back") == "NO_AUTH"
    assert desk.refused("rcl.close", "tang.qa", signed=False, rcl=recall, effectiveness="x") == "SIGNATURE_REQUIRED"
    assert desk.last("RCL")["status"] == "reconciled"
