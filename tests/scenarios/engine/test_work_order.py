"""Orders: released on what is in force, started on a clear line, issued by lot, confirmed in sequence, settled to nought."""

import pytest

from scenarios.engine.api import Command, Refusal, broken_invariants, decide, digest, fold
from tests.scenarios.engine.floor import EQUIPMENT, QUANTITY, READINGS, Floor, rows


@pytest.mark.requirement("A26")
def test_order_goes_from_release_to_close_and_the_books_tie() -> None:
    floor = Floor().delivered()
    floor.do("br.complete", "yu.line", br=floor.br)
    floor.do("wo.teco", "yu.line", wo=floor.wo)
    floor.do("wo.close", "hao.gl", wo=floor.wo)
    order = floor.order()
    assert (order["status"], order["received"], order["yield_basis_points"]) == ("closed", QUANTITY, 10_000)
    assert (floor.state.stock(lot=floor.lot, stock_type="Q"), floor.state.gl("5001", wo=floor.wo)) == (QUANTITY, 0)
    assert floor.state.gl("6405", wo=floor.wo) == order["settled_value"]
    assert broken_invariants(floor.state) == ()
    assert digest(fold(floor.start, floor.state.journal)) == digest(floor.state)


@pytest.mark.requirement("A26")
def test_component_lots_are_found_backward_from_the_finished_lot() -> None:
    floor = Floor().supplied()
    issued = {str(line["lot"]) for line in floor.lines() if "lot" in line}
    assert issued <= floor.state.genealogy(floor.lot, "backward")
    assert floor.lot in floor.state.genealogy("L26-9107")
    assert "V00017/S-7690" in floor.state.genealogy(floor.lot, "backward")


def test_order_on_a_superseded_revision_neither_starts_nor_releases() -> None:
    floor = Floor()
    assert floor.refused("wo.start", "yu.line", wo="1000234") == "BOM_NOT_EFFECTIVE"
    floor.do("wo.refresh", "song.sched", wo="1000234", reason="Revision C is in force")
    assert (floor.state.document("WO", "1000234") or {})["bom"] == "FG-30010-C"
    assert floor.refused("wo.start", "yu.line", wo="1000234") == "LINE_CLEARANCE_MISSING"


def test_released_bill_is_not_edited_but_revised() -> None:
    floor = Floor()
    line = {"line": "40", "quantity": 1600, "reason": "More tubing"}
    assert floor.refused("bom.change", "shen.rnd", bom="FG-30010-C", **line) == "BOM_RELEASED"
    floor.do("bom.revise", "shen.rnd", bom="FG-30010-C", reason="Longer tube")
    floor.do("bom.change", "shen.rnd", bom="FG-30010-D", **line)
    assert (
        floor.refused("bom.release", "shen.rnd", bom="FG-30010-D", effective_from="2026-11-01") == "BOM_NOT_EFFECTIVE"
    )
    floor.do("bom.release", "shen.rnd", bom="FG-30010-D", effective_from="2026-12-10")
    bill = floor.state.document("BOM", "FG-30010-D") or {}
    assert (bill["status"], bill["lines"]["40"]["quantity"]) == ("released", 1600)


def test_line_is_cleared_by_one_and_verified_by_another() -> None:
    floor = Floor().released()
    assert floor.refused("wo.start", "gao.lei", wo=floor.wo) == "LINE_CLEARANCE_MISSING"
    assert floor.refused("clearance.verify", "yu.line", wo=floor.wo) == "LINE_CLEARANCE_MISSING"
    floor.do("clearance.record", "yu.line", wo=floor.wo)
    assert floor.refused("clearance.record", "gao.lei", wo=floor.wo) == "ENTRY_EXISTS"
    assert floor.refused("clearance.verify", "yu.line", wo=floor.wo) == "FOUR_EYES"
    assert floor.refused("wo.start", "gao.lei", wo=floor.wo) == "LINE_CLEARANCE_MISSING"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ({"item": "RM-10105", "quantity": 10}, "LOT_REQUIRED"),
        ({"item": "RM-10105", "lot": "L26-9110", "quantity": 10}, "UNKNOWN_OBJECT"),
        ({"item": "RM-10106", "lot": "L26-9115", "quantity": 10}, "LOT_STATUS"),
        ({"item": "RM-10105", "lot": "L26-9109", "quantity": 10}, "FEFO_VIOLATION"),
        ({"item": "RM-10101", "lot": "L26-9101", "quantity": 400}, "OVER_ISSUE"),
        ({"item": "RM-10103B", "lot": "L26-9113", "quantity": 10}, "SUBSTITUTE_NOT_APPROVED"),
    ],
)
def test_issue_is_refused_for_what_the_order_may_not_use(line: dict[str, object], code: str) -> None:
    floor = Floor().started()
    assert floor.refused("gi.post", "qin.store", wo=floor.wo, lines=[line]) == code


def test_issue_belongs_to_the_store_and_to_a_running_order() -> None:
    floor = Floor().delivered()
    line = [{"item": "RM-10101", "lot": "L26-9101", "quantity": 1}]
    assert floor.refused("gi.post", "zhang.min", wo=floor.wo, lines=line) == "NO_AUTH"
    assert floor.refused("gi.post", "qin.store", wo=floor.wo, lines=line) == "ILLEGAL_TRANSITION"


def test_held_lot_is_not_issued() -> None:
    floor = Floor().started()
    floor.do("lot.hold", "xu.qe", lot="L26-9107", reason="Supplier notice")
    line = [{"item": "RM-10105", "lot": "L26-9107", "quantity": 10}]
    assert floor.refused("gi.post", "qin.store", wo=floor.wo, lines=line) == "LOT_ON_HOLD"


def test_return_takes_quantity_value_and_genealogy_back() -> None:
    floor = Floor().supplied()
    before = floor.state.stock(lot="L26-9101")
    floor.do("gi.return", "qin.store", wo=floor.wo, item="RM-10101", lot="L26-9101", quantity=200, reason="Left over")
    assert floor.state.stock(lot="L26-9101") == before + 200
    assert floor.lot not in floor.state.genealogy("L26-9101")
    too_much = {"item": "RM-10101", "lot": "L26-9101", "quantity": 1, "reason": "x"}
    assert floor.refused("gi.return", "qin.store", wo=floor.wo, **too_much) == "QUANTITY_EXCEEDED"
    assert broken_invariants(floor.state) == ()


def test_substitute_is_issued_under_its_own_code_once_approved() -> None:
    floor = Floor().started()
    asked = {"component": "RM-10103", "substitute": "RM-10103B", "quantity": 300, "reason": "Tubing is short"}
    floor.do("tc.request", "he.plan", wo=floor.wo, **asked)
    change = floor.number("TCH")
    line = [{"item": "RM-10103B", "lot": "L26-9113", "quantity": 300}]
    assert floor.refused("gi.post", "qin.store", wo=floor.wo, lines=line) == "SUBSTITUTE_NOT_APPROVED"
    floor.do("tc.decide", "tang.qa", tch=change, verdict="approved", rationale="Same material and supplier plan")
    floor.do("gi.post", "qin.store", wo=floor.wo, lines=line)
    assert floor.lot in floor.state.genealogy("L26-9113")
    assert broken_invariants(floor.state) == ()


def test_operations_go_in_sequence_and_wait_for_the_check() -> None:
    floor = Floor().worked("40")
    skipped = {"wo": floor.wo, "operation": "60", "good": 200, "equipment": "EQ-LABEL"}
    assert floor.refused("op.confirm", "chen.gang", **skipped) == "ROUTING_SEQUENCE"
    again = {"wo": floor.wo, "operation": "40", "good": 200, "equipment": "EQ-LEAK"}
    assert floor.refused("op.confirm", "chen.gang", **again) == "ROUTING_SEQUENCE"
    floor.write("50")
    floor.confirm("50")
    assert floor.refused("op.confirm", "chen.gang", **skipped) == "INSPECTION_NOT_PASSED"
    bad = {"wo": floor.wo, "operation": "50", "results": rows({"PEEL": 90, "CHANNEL": 0})}
    floor.do("ipc.record", "wei.ipqc", **bad)
    assert floor.refused("op.confirm", "chen.gang", **skipped) == "INSPECTION_NOT_PASSED"
    floor.check("50")
    floor.confirm("60")


@pytest.mark.requirement("B31", "B53", "B78", "B79", "B80")
@pytest.mark.parametrize(
    ("user", "machine", "code"),
    [
        ("zhang.min", "EQ-SEALER-B", "QUALIFICATION_EXPIRED"),
        ("gao.lei", "EQ-SEALER-B", "QUALIFICATION_MISSING"),
        ("chen.gang", "EQ-SEALER-A", "EQUIPMENT_CAL_OVERDUE"),
        ("chen.gang", "EQ-LABEL", "EQUIPMENT_NOT_SUITED"),
        ("wei.ipqc", "EQ-SEALER-B", "NO_AUTH"),
    ],
)
def test_sealing_wants_a_qualified_person_and_calibrated_equipment(user: str, machine: str, code: str) -> None:
    floor = Floor().worked("40")
    asked = {"wo": floor.wo, "operation": "50", "good": 200, "equipment": machine}
    assert floor.refused("op.confirm", user, **asked) == code


@pytest.mark.requirement("B31")
def test_a_parameter_with_the_real_certificate_goes_before_the_dataset() -> None:
    args = {"wo": "1000230", "operation": "50", "good": 1990, "equipment": "EQ-SEALER-B"}
    signed = {**args, "signature": {"by": "zhang.min", "meaning": "performed"}}
    renewed = Floor(parameters={"competence.zhang.min.OP-SEAL": "2027-11-15"})
    assert not isinstance(decide(renewed.state, Command("op.confirm", signed, user="zhang.min")), Refusal)
    assert Floor().refused("op.confirm", "zhang.min", **args) == "QUALIFICATION_EXPIRED"
    for valid_to, code in (("2026-11-30", "QUALIFICATION_EXPIRED"), ("", "QUALIFICATION_MISSING")):
        lapsed = Floor(parameters={"competence.chen.gang.OP-SEAL": valid_to})
        assert lapsed.refused("op.confirm", "chen.gang", **args) == code


def test_more_pieces_than_there_were_and_silent_scrap_are_refused() -> None:
    floor = Floor().worked("20")
    floor.write("30")
    asked = {"wo": floor.wo, "operation": "30", "equipment": EQUIPMENT["30"]}
    assert floor.refused("op.confirm", "chen.gang", good=201, **asked) == "QUANTITY_EXCEEDED"
    assert floor.refused("op.confirm", "chen.gang", good=195, scrap=5, **asked) == "REASON_REQUIRED"
    floor.do("op.confirm", "chen.gang", good=195, scrap=5, reason="Bond lines", **asked)


def test_reading_outside_its_window_stops_the_confirmation() -> None:
    floor = Floor().worked("40")
    floor.do("br.record", "chen.gang", br=floor.br, page="50", results=rows({**READINGS["50"], "SEAL_T": 163}))
    asked = {"wo": floor.wo, "operation": "50", "good": 200, "equipment": "EQ-SEALER-B"}
    assert floor.refused("op.confirm", "chen.gang", **asked) == "PARAMETER_OUT_OF_WINDOW"


def test_delivery_wants_every_operation_and_every_tracked_component() -> None:
    floor = Floor().worked("50")
    assert floor.refused("wo.deliver", "yu.line", wo=floor.wo, quantity=200) == "ROUTING_SEQUENCE"
    bare = Floor().started()
    for operation in EQUIPMENT:
        bare.write(operation)
        bare.confirm(operation)
        bare.check(operation)
    assert bare.refused("wo.deliver", "yu.line", wo=bare.wo, quantity=200) == "COMPONENT_MISSING"


def test_yield_outside_its_limits_wants_a_reason() -> None:
    floor = Floor().worked()
    assert floor.refused("wo.deliver", "yu.line", wo=floor.wo, quantity=190) == "YIELD_OUT_OF_LIMIT"
    floor.do("wo.deliver", "yu.line", wo=floor.wo, quantity=190, override_reason="Ten pieces kept as retained samples")
    assert floor.order()["yield_basis_points"] == 9500


def test_finished_goods_are_not_freed_by_a_usage_decision() -> None:
    floor = Floor().delivered()
    inspection = floor.number("QI")
    floor.do("qi.sample", "sun.iqc", qi=inspection, sample_size=20)
    values = {"LEAK": 0, "FLOW": 60, "PEEL": 300, "EO_RES": 150}
    floor.do("qi.record", "sun.iqc", qi=inspection, results=rows(values))
    assert floor.refused("qi.decide", "xu.qe", qi=inspection, decision="A") == "RELEASE_NEEDED"
    floor.do("qi.decide", "xu.qe", qi=inspection, decision="R", reason="Film torn")
    assert (floor.state.stock(lot=floor.lot, stock_type="B"), broken_invariants(floor.state)) == (QUANTITY, ())


def test_order_that_used_more_than_the_bill_explains_itself() -> None:
    floor = Floor().delivered()
    assert floor.refused("wo.close", "hao.gl", wo=floor.wo) == "ILLEGAL_TRANSITION"
    other = Floor().supplied()
    extra = [{"item": "RM-10101", "lot": "L26-9101", "quantity": 16}]
    other.do("gi.post", "qin.store", wo=other.wo, lines=extra, override_reason="Dropped a tray")
    for operation in EQUIPMENT:
        other.write(operation)
        other.confirm(operation)
        other.check(operation)
    other.do("wo.deliver", "yu.line", wo=other.wo, quantity=200)
    assert other.refused("wo.teco", "yu.line", wo=other.wo) == "REASON_REQUIRED"
    other.do("wo.teco", "yu.line", wo=other.wo, explanation="A tray of spikes fell at 10:20, scrapped")


def test_component_scrap_is_noted_up_to_what_was_issued() -> None:
    floor = Floor().supplied()
    asked = {"wo": floor.wo, "item": "RM-10103", "reason": "Blade chipped"}
    assert floor.refused("wo.scrap", "yu.line", quantity=301, **asked) == "QUANTITY_EXCEEDED"
    assert floor.refused("wo.scrap", "gao.lei", quantity=10, **asked) == "NO_AUTH"
    floor.do("wo.scrap", "yu.line", quantity=20, **asked)
    floor.do("wo.scrap", "yu.line", quantity=5, **asked)
    line = (floor.state.document("WO", floor.wo) or {})["components"]["40"]
    assert (line["scrapped"], line["issued"], broken_invariants(floor.state)) == (25, 300, ())


def test_substitute_counts_as_use_of_what_it_replaces() -> None:
    floor = Floor().supplied()
    asked = {"component": "RM-10103", "substitute": "RM-10103B", "quantity": 30, "reason": "Spoilt"}
    floor.do("tc.request", "yu.line", wo=floor.wo, **asked)
    floor.do("tc.decide", "xu.qe", tch=floor.number("TCH"), verdict="approved", rationale="Equivalent")
    line = [{"item": "RM-10103B", "lot": "L26-9113", "quantity": 30}]
    floor.do("gi.post", "qin.store", wo=floor.wo, lines=line)
    for operation in EQUIPMENT:
        floor.write(operation)
        floor.confirm(operation)
        floor.check(operation)
    floor.do("wo.deliver", "yu.line", wo=floor.wo, quantity=200)
    assert floor.refused("wo.teco", "yu.line", wo=floor.wo) == "REASON_REQUIRED"
