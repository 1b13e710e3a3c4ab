"""Sterilisation loads, holds and scrap: nothing leaves quarantine early, nothing on hold gets free."""

from scenarios.engine.api import broken_invariants
from tests.scenarios.engine.floor import Floor, rows

CYCLE = {"TEMP": 545, "RH": 60, "EO": 640, "DWELL": 390, "BI": 0}
WEEK = 10080


def sent() -> tuple[Floor, str]:
    floor = Floor().delivered()
    floor.do("str.plan", "peng.ster", vendor="V00051", lines=[{"lot": floor.lot, "quantity": 200}])
    load = floor.number("STR")
    floor.do("str.send", "peng.ster", str=load)
    return floor, load


def received(**values: int) -> tuple[Floor, str]:
    floor, load = sent()
    floor.do("clock.advance", "peng.ster", minutes=1440)
    head = {"delivery_note": "EO-1", "cycle_end": "2026-12-02T06:00"}
    floor.do("str.receive", "peng.ster", str=load, parameters=rows({**CYCLE, **values}), **head)
    return floor, load


def test_load_at_the_steriliser_is_ours_and_stands_in_its_own_account() -> None:
    floor, _ = sent()
    value = 200 * 870
    assert (floor.state.stock(lot=floor.lot, stock_type="S"), floor.state.stock(lot=floor.lot, stock_type="Q")) == (
        200,
        0,
    )
    before = floor.start.gl("1408")
    assert floor.state.gl("1408") - before == value
    assert broken_invariants(floor.state) == ()


def test_load_returns_to_quarantine_and_leaves_it_after_fourteen_days() -> None:
    floor, load = received()
    assert floor.state.stock(lot=floor.lot, stock_type="H") == 200
    assert floor.refused("str.release", "hu.rel", str=load) == "STER_NOT_ACCEPTED"
    floor.do("str.decide", "hu.rel", str=load, decision="A")
    floor.do("clock.advance", "hu.rel", minutes=WEEK)
    entry = floor.submit("str.release", "hu.rel", str=load)
    assert entry.refusal is not None
    assert (entry.refusal.code, entry.refusal.args["ready"]) == ("AERATION_NOT_ELAPSED", "2026-12-16 06:00")
    floor.do("clock.advance", "hu.rel", minutes=WEEK)
    floor.do("str.release", "hu.rel", str=load)
    assert (floor.state.stock(lot=floor.lot, stock_type="Q"), broken_invariants(floor.state)) == (200, ())


def test_cycle_outside_its_window_is_rejected_and_done_again_from_quarantine() -> None:
    floor, load = received(EO=528)
    assert (floor.state.document("STR", load) or {})["out_of_window"] == ("EO",)
    assert floor.refused("str.decide", "hu.rel", str=load, decision="A") == "STER_OUT_OF_WINDOW"
    assert floor.refused("str.decide", "hu.rel", str=load, decision="R") == "REASON_REQUIRED"
    floor.do("str.decide", "hu.rel", str=load, decision="R", reason="EO 528 mg/L")
    floor.do("str.redo", "peng.ster", str=load, reason="Validated for two cycles")
    again = floor.number("STR")
    floor.do("str.send", "peng.ster", str=again)
    assert (floor.state.document("STR", load) or {})["replaced_by"] == again
    assert (floor.state.stock(lot=floor.lot, stock_type="S"), broken_invariants(floor.state)) == (200, ())


def test_cycle_data_must_be_whole_and_not_from_the_future() -> None:
    floor, load = sent()
    head = {"str": load, "delivery_note": "EO-1"}
    part = rows({"TEMP": 545})
    assert (
        floor.refused("str.receive", "peng.ster", cycle_end="2026-12-01T09:00", parameters=part, **head)
        == "RESULTS_INCOMPLETE"
    )
    for end in ("2027-01-01T09:00", "yesterday, nine", "2026-12-01 09:00", "2026-W49-2T09:00"):
        refusal = floor.refused("str.receive", "peng.ster", cycle_end=end, parameters=part, **head)
        assert (end, refusal) == (end, "INPUT_INVALID")


def test_planted_load_is_on_day_nine_with_one_value_outside() -> None:
    floor = Floor()
    load = floor.state.document("STR", "26-0917") or {}
    assert (load["status"], load["out_of_window"]) == ("data_received", ["EO"])
    assert floor.refused("str.decide", "hu.rel", str="26-0917", decision="A") == "STER_OUT_OF_WINDOW"
    entry = floor.submit("str.release", "hu.rel", str="26-0918")
    assert entry.refusal is not None
    assert (entry.refusal.code, entry.refusal.args["day"]) == ("AERATION_NOT_ELAPSED", "7")


def test_hold_blocks_what_is_free_and_is_lifted_with_a_signature() -> None:
    floor = Floor()
    floor.do("lot.hold", "yu.line", lot="L26-9109", reason="Notice")
    assert (floor.state.stock(lot="L26-9109", stock_type="U"), floor.state.stock(lot="L26-9109", stock_type="B")) == (
        0,
        9000,
    )
    assert floor.refused("lot.hold", "yu.line", lot="L26-9109", reason="Again") == "LOT_ON_HOLD"
    assert floor.refused("lot.unhold", "yu.line", lot="L26-9109", reason="x") == "NO_AUTH"
    assert floor.refused("lot.unhold", "tang.qa", lot="L26-9109", reason="x", signed=False) == "SIGNATURE_REQUIRED"
    floor.do("lot.unhold", "tang.qa", lot="L26-9109", reason="Not concerned")
    assert (floor.state.lot("L26-9109") or {})["hold"] == ""
    assert floor.refused("lot.unhold", "tang.qa", lot="L26-9109", reason="x") == "LOT_STATUS"
    assert broken_invariants(floor.state) == ()


def test_scrap_of_goods_under_a_report_waits_for_the_disposition() -> None:
    floor = Floor()
    asked = {"item": "RM-10106", "lot": "L26-9115", "quantity": 400, "stock_type": "B", "reason": "Bent"}
    assert floor.refused("scrap.post", "qin.store", **asked) == "DISPOSITION_MISSING"


def test_scrap_leaves_the_stock_and_the_books_alike() -> None:
    floor = Floor()
    asked = {"item": "RM-10202", "lot": "L26-9819", "stock_type": "B", "reason": "Bent"}
    assert floor.refused("scrap.post", "qin.store", quantity=6001, **asked) == "STOCK_NEGATIVE"
    floor.do("scrap.post", "qin.store", quantity=6000, **asked)
    assert (floor.state.stock(lot="L26-9819"), broken_invariants(floor.state)) == (0, ())
    assert (
        floor.refused("scrap.post", "qin.store", item="RM-10106", quantity=1, stock_type="U", reason="x")
        == "LOT_REQUIRED"
    )


def test_supplier_lot_is_followed_through_rework_and_repacking() -> None:
    floor = Floor()
    found = floor.state.genealogy("V00017/S-7741")
    made = {name for name in found if (floor.state.lot(name) or {}).get("item") == "FG-30010"}
    assert made == {"L26-9301", "L26-9302", "L26-9304", "L26-9308", "L26-9310", "L26-9311"}
