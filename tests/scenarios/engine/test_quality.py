"""Inspection, OOS, nonconformance, the review board and the supplier's corrective action."""

import pytest

from tests.scenarios.engine.desk import Desk


def test_good_lot_is_accepted_with_a_signature() -> None:
    desk = Desk()
    inspection = desk.measured()
    assert desk.refused("qi.decide", "sun.iqc", qi=inspection, decision="A", signed=False) == "SIGNATURE_REQUIRED"
    desk.do("qi.decide", "sun.iqc", qi=inspection, decision="A")
    lot = desk.last("QI")["lot"]
    assert (desk.state.stock(lot=lot, stock_type="U"), desk.state.stock(lot=lot, stock_type="Q")) == (1000, 0)
    (signature,) = desk.state.signatures(f"QI:{inspection}")
    assert (signature["by"], signature["meaning"]) == ("sun.iqc", "usage_decision")


def test_signature_of_somebody_else_is_refused() -> None:
    desk = Desk()
    inspection = desk.measured()
    forged = {"by": "tang.qa", "meaning": "usage_decision"}
    assert (
        desk.refused("qi.decide", "sun.iqc", qi=inspection, decision="A", signed=False, signature=forged)
        == "SIGNATURE_REQUIRED"
    )


def test_failed_lot_is_not_accepted() -> None:
    desk = Desk()
    inspection = desk.measured(435)
    assert desk.last("QI")["result_sets"][0]["failed"] == ["OD"]
    assert desk.refused("qi.decide", "xu.qe", qi=inspection, decision="A") == "UD_ACCEPT_FAILED_LOT"
    assert desk.refused("qi.decide", "xu.qe", qi=inspection, decision="R") == "REASON_REQUIRED"
    desk.do("qi.decide", "xu.qe", qi=inspection, decision="R", reason="OD 4.35 mm")
    assert desk.state.stock(lot=desk.last("QI")["lot"], stock_type="B") == 1000


def test_limits_belong_to_the_tolerance() -> None:
    desk = Desk()
    desk.measured(410)
    assert desk.last("QI")["result_sets"][0]["failed"] == []


@pytest.mark.requirement("B80")
def test_results_need_every_characteristic_and_a_qualified_inspector() -> None:
    desk = Desk()
    desk.received()
    inspection = desk.number("QI")
    desk.do("qi.sample", "sun.iqc", qi=inspection, sample_size=8)
    only = [{"characteristic": "OD", "value": 400}]
    assert desk.refused("qi.record", "sun.iqc", qi=inspection, results=only) == "RESULTS_INCOMPLETE"
    assert desk.refused("qi.record", "pan.iqc", qi=inspection, results=only) == "QUALIFICATION_EXPIRED"
    assert (
        desk.refused("qi.record", "sun.iqc", qi=inspection, results=[{"characteristic": "XX", "value": 1}])
        == "INPUT_INVALID"
    )


def test_second_result_set_stays_beside_the_first() -> None:
    desk = Desk()
    inspection = desk.measured(435)
    desk.do("qi.resample", "sun.iqc", qi=inspection, reason="I do not believe it")
    desk.record(inspection, 400)
    assert [row["failed"] for row in desk.last("QI")["result_sets"]] == [["OD"], []]


def test_open_investigation_or_report_holds_the_lot() -> None:
    desk = Desk()
    inspection = desk.measured(435)
    desk.do("oos.open", "sun.iqc", qi=inspection, hypothesis="Gauge")
    assert desk.refused("oos.open", "sun.iqc", qi=inspection, hypothesis="Again") == "DUPLICATE_DOCUMENT"
    desk.do("qi.resample", "sun.iqc", qi=inspection, reason="OOS plan")
    desk.record(inspection, 400)
    assert desk.refused("qi.decide", "xu.qe", qi=inspection, decision="A") == "OPEN_OOS"
    desk.do("oos.close", "xu.qe", oos=desk.number("OOS"), conclusion="Gauge was not zeroed")
    desk.do("ncr.open", "sun.iqc", qi=inspection, description="OD")
    assert desk.refused("qi.decide", "xu.qe", qi=inspection, decision="A") == "OPEN_NCR"


def test_investigation_needs_a_failed_reading() -> None:
    desk = Desk()
    assert desk.refused("oos.open", "sun.iqc", qi=desk.measured(), hypothesis="x") == "ILLEGAL_TRANSITION"


def test_report_on_accepted_goods_blocks_them() -> None:
    desk = Desk()
    inspection = desk.measured()
    desk.do("qi.decide", "xu.qe", qi=inspection, decision="A")
    desk.do("ncr.open", "sun.iqc", qi=inspection, description="Found at assembly")
    assert desk.state.stock(lot=desk.last("QI")["lot"], stock_type="B") == 1000
    assert desk.refused("ncr.open", "sun.iqc", qi=inspection, description="Twice") == "DUPLICATE_DOCUMENT"


def test_patient_contact_dimension_gets_no_concession() -> None:
    desk = Desk()
    report = desk.rejected()
    desk.do("ncr.contain", "xu.qe", ncr=report, action="Blocked")
    desk.do("ncr.investigate", "xu.qe", ncr=report, cause="Worn die")
    decision = {"ncr": report, "disposition": "use_as_is", "rationale": "Production waits"}
    assert desk.refused("mrb.decide", "tang.qa", **decision) == "CONCESSION_NOT_ALLOWED"


def concession(desk: Desk) -> tuple[str, str]:
    """A lot with too many visual defects, taken as it is by the quality manager."""
    desk.received()
    inspection = desk.number("QI")
    desk.do("qi.sample", "sun.iqc", qi=inspection, sample_size=8)
    results = [{"characteristic": code, "value": value} for code, value in (("OD", 400), ("ID", 300), ("VIS", 2))]
    desk.do("qi.record", "sun.iqc", qi=inspection, results=results)
    desk.do("ncr.open", "sun.iqc", qi=inspection, description="Two specks")
    report = desk.number("NCR")
    desk.do("ncr.contain", "xu.qe", ncr=report, action="Held")
    desk.do("ncr.investigate", "xu.qe", ncr=report, cause="Dust at winding")
    desk.do("mrb.decide", "tang.qa", ncr=report, disposition="use_as_is", rationale="Specks outside, wiped off")
    return inspection, report


def test_concession_needs_quality_and_research() -> None:
    desk = Desk()
    inspection, report = concession(desk)
    assert desk.refused("qi.decide", "xu.qe", qi=inspection, decision="C") == "CONCESSION_UNSIGNED"
    assert desk.refused("mrb.concur", "tang.qa", ncr=report) == "FOUR_EYES"
    desk.do("mrb.concur", "shen.rnd", ncr=report)
    desk.do("qi.decide", "xu.qe", qi=inspection, decision="C")
    assert desk.state.stock(lot=desk.last("QI")["lot"], stock_type="U") == 1000
    desk.do("ncr.close", "xu.qe", ncr=report)
    assert desk.last("NCR")["status"] == "closed"


def test_concession_without_report_is_refused() -> None:
    desk = Desk()
    assert desk.refused("qi.decide", "xu.qe", qi=desk.measured(435), decision="C") == "DISPOSITION_MISSING"


def test_concession_after_rejection_frees_the_stock() -> None:
    desk = Desk()
    inspection, report = concession(desk)
    desk.do("qi.decide", "xu.qe", qi=inspection, decision="R", reason="Specks")
    desk.do("mrb.concur", "shen.rnd", ncr=report)
    assert (desk.state.stock(lot=desk.last("QI")["lot"], stock_type="U"), desk.last("NCR")["status"]) == (
        1000,
        "executed",
    )
    assert desk.last("PO")["lines"]["10"]["rejected"] == 0


def test_report_goes_step_by_step() -> None:
    desk = Desk()
    report = desk.rejected()
    assert desk.refused("ncr.investigate", "xu.qe", ncr=report, cause="x") == "ILLEGAL_TRANSITION"
    assert desk.refused("ncr.close", "xu.qe", ncr=report) == "ILLEGAL_TRANSITION"


def test_supplier_is_asked_once_for_corrective_action() -> None:
    desk = Desk()
    report = desk.rejected()
    request = {"ncr": report, "text": "Please find the cause.", "due": "2026-12-15"}
    desk.do("scar.issue", "lin.buyer", **request)
    assert (desk.last("SCAR")["vendor"], desk.last("SCAR")["status"]) == ("V00023", "issued")
    assert desk.refused("scar.issue", "lin.buyer", **request) == "DUPLICATE_DOCUMENT"


@pytest.mark.parametrize("user", ["zhou.rcv", "lin.buyer"])
def test_usage_decision_belongs_to_quality(user: str) -> None:
    desk = Desk()
    code = desk.refused("qi.decide", user, qi=desk.measured(), decision="A")
    assert code == ("SOD" if user == "zhou.rcv" else "NO_AUTH")
