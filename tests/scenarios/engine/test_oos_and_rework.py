"""A failed final inspection: laboratory first, a retest by plan only, and rework that is inspected again and costs money."""

from scenarios.engine.api import broken_invariants
from tests.scenarios.engine.desk import Desk

LOT, INSPECTION = "L26-9323", "10000009043"
TODAY = "2026-12-04"


def measured(desk: Desk, peel: int, qi: str = INSPECTION) -> None:
    values = {"LEAK": 0, "FLOW": 60, "PEEL": peel, "EO_RES": 180}
    rows = [{"characteristic": code, "value": value} for code, value in values.items()]
    desk.do("qi.record", "sun.iqc", qi=qi, results=rows)


def failed() -> Desk:
    desk = Desk()
    desk.do("qi.sample", "sun.iqc", qi=INSPECTION, sample_size=20)
    measured(desk, 128)
    desk.do("oos.open", "sun.iqc", qi=INSPECTION, hypothesis="Tester, sample or process")
    return desk


def disposed() -> Desk:
    desk = failed()
    desk.do("oos.lab", "sun.iqc", oos=desk.number("OOS"), checks="Tester, grips, speed", lab_finding="no_error")
    desk.do("qi.decide", "xu.qe", qi=INSPECTION, decision="R", reason="Peel 1.28")
    desk.do("ncr.open", "xu.qe", qi=INSPECTION, description="Peel strength")
    report = desk.number("NCR")
    desk.do("ncr.contain", "xu.qe", ncr=report, action="Blocked")
    desk.do("ncr.investigate", "xu.qe", ncr=report, cause="Heater drifted")
    desk.do("mrb.decide", "tang.qa", ncr=report, disposition="rework", rationale="New pouch, validated once")
    return desk


def test_production_waits_for_the_laboratory_and_a_retest_for_its_plan() -> None:
    desk = failed()
    oos = desk.number("OOS")
    assert desk.refused("oos.production", "xu.qe", oos=oos, finding="Seal temperature") == "LAB_PHASE_FIRST"
    assert desk.refused("qi.resample", "sun.iqc", qi=INSPECTION, reason="Once more") == "RETEST_NOT_APPROVED"
    plan = {"sample_size": 20, "method": "Same tester, second analyst", "rule": "Every value counts, no average"}
    assert desk.refused("oos.plan_retest", "xu.qe", oos=oos, **plan) == "LAB_PHASE_FIRST"
    desk.do("oos.lab", "sun.iqc", oos=oos, checks="Tester, grips, speed", lab_finding="no_error")
    desk.do("oos.plan_retest", "xu.qe", oos=oos, **plan)
    assert desk.refused("qi.resample", "sun.iqc", qi=INSPECTION, reason="Once more") == "RETEST_NOT_APPROVED"
    desk.do("oos.approve_retest", "tang.qa", oos=oos)
    desk.do("qi.resample", "sun.iqc", qi=INSPECTION, reason="Retest by plan")
    desk.do("oos.production", "xu.qe", oos=oos, finding="Seal temperature drifted")
    desk.do("oos.close", "xu.qe", oos=oos, conclusion="Confirmed")
    assert desk.last("OOS")["status"] == "closed"


def test_author_of_a_retest_plan_does_not_approve_it() -> None:
    desk = failed()
    oos = desk.number("OOS")
    desk.do("oos.lab", "sun.iqc", oos=oos, checks="Tester", lab_finding="no_error")
    desk.do("oos.plan_retest", "xu.qe", oos=oos, sample_size=20, method="Second analyst", rule="All count")
    assert desk.refused("oos.approve_retest", "xu.qe", oos=oos) == "FOUR_EYES"


def test_good_retest_does_not_void_a_failed_reading_unless_the_laboratory_erred() -> None:
    desk = failed()
    oos = desk.number("OOS")
    desk.do("oos.lab", "sun.iqc", oos=oos, checks="Tester", lab_finding="no_error")
    desk.do("oos.plan_retest", "xu.qe", oos=oos, sample_size=20, method="Second analyst", rule="All count")
    desk.do("oos.approve_retest", "tang.qa", oos=oos)
    desk.do("qi.resample", "sun.iqc", qi=INSPECTION, reason="Retest by plan")
    desk.do("qi.sample", "sun.iqc", qi=INSPECTION, sample_size=20)
    measured(desk, 305)
    desk.do("oos.close", "xu.qe", oos=oos, conclusion="Mean of both is fine")
    desk.do("rel.request", "yu.line", lot=LOT)
    desk.do("rel.review", "hu.rel", rel=desk.number("REL"), findings="Second result is good")
    assert desk.refused("rel.decide", "hu.rel", rel=desk.number("REL"), decision="release") == "UD_ACCEPT_FAILED_LOT"


def test_rework_makes_a_new_lot_inspected_again_and_costs_money() -> None:
    desk = disposed()
    report = desk.number("NCR")
    order = {"ncr": report, "quantity": 1964, "due": TODAY, "instruction": "Open, new pouch, seal at 136 °C"}
    desk.do("rework.order", "xu.qe", **order)
    body = desk.last("WO")
    assert (body["kind"], body["material_value"], desk.state.stock(lot=LOT)) == ("rework", 1964 * 870, 0)
    assert LOT in desk.state.genealogy(body["lot"], "backward")
    assert desk.refused("ncr.close", "xu.qe", ncr=report) == "REINSPECTION_OPEN"
    short = {"wo": body["id"], "good": 1950, "minutes": 300}
    assert desk.refused("rework.report", "yu.line", **short) == "QUANTITY_EXCEEDED"
    assert desk.refused("rework.report", "yu.line", **short, scrap=14) == "REASON_REQUIRED"
    desk.do("rework.report", "yu.line", **short, scrap=14, reason="Torn when opened")
    assert desk.refused("ncr.close", "xu.qe", ncr=report) == "REINSPECTION_OPEN"
    inspection = desk.number("QI")
    desk.do("qi.sample", "sun.iqc", qi=inspection, sample_size=20)
    measured(desk, 310, inspection)
    desk.do("ncr.close", "xu.qe", ncr=report)
    desk.do("wo.teco", "yu.line", wo=body["id"])
    desk.do("wo.close", "hao.gl", wo=body["id"])
    assert desk.state.gl("6405", wo=body["id"]) == 14 * 870 + 300 * 260
    assert broken_invariants(desk.state) == ()


def test_reworked_lot_is_not_released_before_it_is_sterilised_again() -> None:
    desk = disposed()
    desk.do("rework.order", "xu.qe", ncr=desk.number("NCR"), quantity=1964, due=TODAY, instruction="New pouch")
    order = desk.last("WO")
    desk.do("rework.report", "yu.line", wo=order["id"], good=1964, minutes=300)
    desk.do("rel.request", "yu.line", lot=order["lot"])
    desk.do("rel.review", "hu.rel", rel=desk.number("REL"), findings="Re-inspection pending")
    assert {"STER_NOT_ACCEPTED", "RESULTS_INCOMPLETE"} <= set(desk.last("REL")["points"])


def test_rework_and_scrap_need_the_boards_decision() -> None:
    desk = failed()
    desk.do("oos.lab", "sun.iqc", oos=desk.number("OOS"), checks="Tester", lab_finding="no_error")
    desk.do("qi.decide", "xu.qe", qi=INSPECTION, decision="R", reason="Peel 1.28")
    desk.do("ncr.open", "xu.qe", qi=INSPECTION, description="Peel strength")
    report = desk.number("NCR")
    order = {"ncr": report, "quantity": 10, "due": TODAY, "instruction": "New pouch"}
    assert desk.refused("rework.order", "xu.qe", **order) == "REWORK_NOT_DISPOSED"
    waste = {"item": "FG-30010", "lot": LOT, "quantity": 10, "stock_type": "B", "reason": "Of no use"}
    assert desk.refused("scrap.post", "qin.store", **waste) == "DISPOSITION_MISSING"
