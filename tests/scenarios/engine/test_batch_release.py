"""Batch release: everything that stands against it refuses it, and the releaser is qualified and somebody else."""

import pytest

from scenarios.engine.api import broken_invariants
from tests.scenarios.engine.desk import Desk

CLEAN, UNSIGNED, BENT_NEEDLES = "L26-9305", "L26-9306", "L26-9307"


def requested(desk: Desk, lot: str, *, reviewed: bool = True) -> str:
    desk.do("rel.request", "yu.line", lot=lot)
    number = desk.number("REL")
    if reviewed:
        desk.do("rel.review", "hu.rel", rel=number, findings="Record, inspection, load and reports read")
    return number


@pytest.mark.requirement("A27")
def test_clean_lot_becomes_free_with_a_signature() -> None:
    desk = Desk()
    release = requested(desk, CLEAN)
    assert desk.refused("rel.decide", "hu.rel", rel=release, decision="release", signed=False) == "SIGNATURE_REQUIRED"
    desk.do("rel.decide", "hu.rel", rel=release, decision="release")
    body = desk.last("REL")
    assert (body["status"], body["decided_by"], body["quantity"], body["points"]) == ("released", "hu.rel", 1966, ())
    assert (desk.state.stock(lot=CLEAN, stock_type="U"), desk.state.stock(lot=CLEAN, stock_type="Q")) == (1966, 0)
    assert [row["meaning"] for row in desk.state.signatures(f"REL:{release}")] == ["batch_release"]
    assert broken_invariants(desk.state) == ()


@pytest.mark.requirement("A27")
@pytest.mark.parametrize(
    ("lot", "code"),
    [
        (UNSIGNED, "BATCH_RECORD_INCOMPLETE"),
        (BENT_NEEDLES, "OPEN_NCR"),
        ("L26-9302", "BATCH_RECORD_INCOMPLETE"),
        ("L26-9303", "BATCH_RECORD_INCOMPLETE"),
    ],
)
def test_what_stands_against_a_lot_refuses_its_release(lot: str, code: str) -> None:
    desk = Desk()
    release = requested(desk, lot)
    assert code in desk.last("REL")["points"]
    assert desk.refused("rel.decide", "hu.rel", rel=release, decision="release") == code
    assert desk.state.stock(lot=lot, stock_type="U") == 0


def test_load_out_of_its_window_and_unfinished_aeration_are_named() -> None:
    desk = Desk()
    requested(desk, "L26-9303")
    assert "STER_NOT_ACCEPTED" in desk.last("REL")["points"]
    requested(desk, "L26-9302")
    assert "AERATION_NOT_ELAPSED" in desk.last("REL")["points"]


@pytest.mark.requirement("B80")
def test_releaser_is_qualified_and_has_not_made_the_batch() -> None:
    desk = Desk()
    release = requested(desk, CLEAN)
    assert desk.refused("rel.decide", "bo.rel", rel=release, decision="release") == "QUALIFICATION_EXPIRED"
    assert desk.refused("rel.decide", "yu.line", rel=release, decision="release") == "FOUR_EYES"
    assert desk.refused("rel.decide", "xu.qe", rel=release, decision="release") == "NO_AUTH"


@pytest.mark.requirement("A27")
def test_hold_and_open_deviation_stop_a_release() -> None:
    desk = Desk()
    release = requested(desk, CLEAN)
    desk.do("stop.report", "wei.ipqc", about=f"LOT:{CLEAN}", reason="A pouch was found open")
    deviation = desk.number("DEV")
    assert desk.refused("rel.decide", "hu.rel", rel=release, decision="release") == "OPEN_DEVIATION"
    desk.do("dev.assess", "xu.qe", dev=deviation, weight="minor", impact="One pouch, torn when opened", lots=[CLEAN])
    assert desk.refused("rel.decide", "hu.rel", rel=release, decision="release") == "OPEN_DEVIATION"
    desk.do("dev.close", "xu.qe", dev=deviation, conclusion="Handling; no effect on the batch")
    desk.do("lot.hold", "hu.rel", lot=CLEAN, reason="Waits for the retained sample")
    assert desk.refused("rel.decide", "hu.rel", rel=release, decision="release") == "LOT_ON_HOLD"


def test_decision_needs_a_review_and_a_reason_to_reject() -> None:
    desk = Desk()
    release = requested(desk, CLEAN, reviewed=False)
    assert desk.refused("rel.decide", "hu.rel", rel=release, decision="release") == "RELEASE_NEEDS_REVIEW"
    desk.do("rel.review", "hu.rel", rel=release, findings="Read")
    assert desk.refused("rel.decide", "hu.rel", rel=release, decision="reject") == "REASON_REQUIRED"
    desk.do("rel.decide", "hu.rel", rel=release, decision="reject", reason="Pouches damaged")
    assert desk.state.stock(lot=CLEAN, stock_type="B") == 1966
    assert desk.refused("rel.decide", "hu.rel", rel=release, decision="release") == "ILLEGAL_TRANSITION"
    assert broken_invariants(desk.state) == ()


def test_second_request_and_bought_goods_are_refused() -> None:
    desk = Desk()
    requested(desk, CLEAN)
    assert desk.refused("rel.request", "yu.line", lot=CLEAN) == "DUPLICATE_DOCUMENT"
    assert desk.refused("rel.request", "yu.line", lot="L26-9109") == "UNKNOWN_OBJECT"


def test_release_past_a_warning_breaks_the_promise_of_the_books() -> None:
    desk = Desk(parameters={"severity.OPEN_NCR": "warn"})
    release = requested(desk, BENT_NEEDLES)
    desk.do("rel.decide", "hu.rel", rel=release, decision="release", override_reason="The hospital waits")
    assert ("I11c", f"REL {release}: released under NCR NCR-26-0017") in {
        (breach.invariant, breach.detail) for breach in broken_invariants(desk.state)
    }


def test_flow_of_a_release_shows_its_own_order_alone() -> None:
    desk = Desk()
    requested(desk, CLEAN)
    nodes, _ = desk.state.document_flow(f"REL:{desk.number('REL')}")
    assert set(nodes) == {f"REL:{desk.number('REL')}", "WO:1000225", "BR:BR-26-0006", "QI:10000009006"}
