"""A supplier admitted for a time: by an approved change about it, from today on, and with a larger sample."""

from typing import Any

from tests.scenarios.engine.desk import Desk

HEARD = {"quality": "xu.qe", "regulatory": "ruan.ra", "purchasing": "gao.purmgr", "planning": "he.plan"}
TERMS: dict[str, Any] = {"valid_from": "2026-12-01", "valid_to": "2026-12-31", "sample_size": 50}
POUCH = {"item": "PK-40101", "quantity": 24_000, "price": 24, "delivery_date": "2026-12-04"}


def changed(desk: Desk, vendor: str = "V00044", *, approve: bool = True) -> str:
    wanted = {"subject_kind": "supplier", "title": "T", "change": "C", "reason": "R", "about": f"VENDOR:{vendor}"}
    desk.do("cr.create", "lin.buyer", **wanted)
    change = desk.number("CR")
    for function, user in HEARD.items():
        desk.do("cr.assess", user, cr=change, function=function, verdict="agree", impact="Seen")
    plan = {"effective_from": "2026-12-01", "old_stock": "not_concerned", "implementation": "I", "verification": "V"}
    desk.do("cr.plan", "lin.buyer", cr=change, **plan)
    if approve:
        desk.do("cr.approve", "tang.qa", cr=change)
    return change


def test_admitted_supplier_may_be_ordered_from_and_is_inspected_with_a_larger_sample() -> None:
    desk = Desk()
    assert desk.refused("po.create", "lin.buyer", vendor="V00044", lines=[POUCH]) == "VENDOR_NOT_APPROVED"
    desk.do("vendor.admit", "tang.qa", vendor="V00044", item="PK-40101", cr=changed(desk), **TERMS)
    assert desk.last("CR")["status"] == "implemented"
    desk.do("po.create", "lin.buyer", vendor="V00044", lines=[POUCH])
    order = desk.number("PO")
    desk.do("po.submit", "lin.buyer", po=order)
    desk.do("po.approve", "gao.purmgr", po=order)
    desk.do("po.release", "lin.buyer", po=order)
    line = {"line": "10", "quantity": 24_000, "supplier_lot": "RD-1", "expiry": "2029-11-01"}
    desk.do("gr.post", "zhou.rcv", po=order, delivery_note="DN", lines=[line])
    inspection = desk.number("QI")
    assert desk.refused("qi.sample", "sun.iqc", qi=inspection, sample_size=49) == "SAMPLE_TOO_SMALL"
    desk.do("qi.sample", "sun.iqc", qi=inspection, sample_size=50)


def test_admission_ends_with_its_time() -> None:
    desk = Desk()
    terms = {**TERMS, "valid_to": "2026-12-05"}
    desk.do("vendor.admit", "tang.qa", vendor="V00044", item="PK-40101", cr=changed(desk), **terms)
    desk.do("clock.advance", "lin.buyer", minutes=10080)
    assert desk.refused("po.create", "lin.buyer", vendor="V00044", lines=[POUCH]) == "VENDOR_NOT_APPROVED"


def test_nobody_is_admitted_without_licence_change_signature_or_for_the_past() -> None:
    desk = Desk()
    lapsed = {"vendor": "V00031", "item": "PK-40101", "cr": changed(desk, "V00031"), **TERMS}
    assert desk.refused("vendor.admit", "tang.qa", **lapsed) == "VENDOR_LICENCE_EXPIRED"
    open_change = {"vendor": "V00044", "item": "PK-40101", "cr": changed(desk, approve=False), **TERMS}
    assert desk.refused("vendor.admit", "tang.qa", **open_change) == "CHANGE_NOT_APPROVED"
    asked = {"vendor": "V00044", "item": "PK-40101", "cr": changed(desk), **TERMS}
    assert desk.refused("vendor.admit", "tang.qa", **{**asked, "valid_from": "2026-11-28"}) == "EFFECTIVITY_PAST"
    assert desk.refused("vendor.admit", "tang.qa", **{**asked, "valid_to": "2027-06-30"}) == "INPUT_INVALID"
    assert desk.refused("vendor.admit", "tang.qa", **{**asked, "vendor": "V00017"}) == "CHANGE_OTHER_SUBJECT"
    assert desk.refused("vendor.admit", "lin.buyer", **asked) == "NO_AUTH"
    assert desk.refused("vendor.admit", "tang.qa", signed=False, **asked) == "SIGNATURE_REQUIRED"
