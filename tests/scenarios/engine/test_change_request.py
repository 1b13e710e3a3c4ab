"""Change requests: every function is heard, the date lies ahead, author and approver and doer and checker differ."""

from typing import Any

import pytest

from scenarios.datasets.api import dataset
from scenarios.engine.api import TRANSITIONS, broken_invariants, start_state
from scenarios.sandbox.wording import Words
from tests.scenarios.engine.desk import Desk

WANTED = {"subject_kind": "parameter", "title": "Tolerance", "change": "5 % to 8 %", "reason": "Trucks bring more"}
PLAN = {
    "effective_from": "2026-12-02",
    "old_stock": "not_concerned",
    "implementation": "Transport",
    "verification": "QAS",
}
HEARD = {"quality": "xu.qe", "finance": "hao.gl", "it": "dong.admin"}


def drafted(desk: Desk, **other: Any) -> str:
    desk.do("cr.create", "lin.buyer", **WANTED, **other)
    return desk.number("CR")


def assessed(desk: Desk, **verdicts: str) -> str:
    change = drafted(desk)
    for function, user in HEARD.items():
        verdict = verdicts.get(function, "agree")
        desk.do("cr.assess", user, cr=change, function=function, verdict=verdict, impact=f"Seen by {function}")
    return change


def approved(desk: Desk) -> str:
    change = assessed(desk)
    desk.do("cr.plan", "lin.buyer", cr=change, **PLAN)
    desk.do("cr.approve", "feng.fin", cr=change)
    return change


@pytest.mark.requirement("A113")
def test_change_goes_its_whole_way() -> None:
    desk = Desk()
    change = approved(desk)
    desk.do("cr.implement", "dong.admin", cr=change, done="Transported to PRD")
    desk.do("cr.verify", "hao.gl", cr=change, result="effective", evidence="Receipt of 1,080 m posted")
    desk.do("cr.close", "lin.buyer", cr=change)
    body = desk.last("CR")
    assert (body["status"], body["approved_by"], body["implemented_by"], body["verified_by"], body["closed_by"]) == (
        "closed",
        "feng.fin",
        "dong.admin",
        "hao.gl",
        "lin.buyer",
    )
    assert [(row["by"], row["meaning"]) for row in desk.state.signatures(f"CR:{change}")] == [
        ("feng.fin", "change_approval"),
        ("hao.gl", "change_verification"),
    ]
    assert broken_invariants(desk.state) == ()


def test_last_function_that_must_be_heard_makes_it_assessed() -> None:
    desk = Desk()
    change = drafted(desk)
    desk.do("cr.assess", "xu.qe", cr=change, function="quality", verdict="agree", impact="None")
    desk.do("cr.assess", "hao.gl", cr=change, function="finance", verdict="agree", impact="None")
    assert desk.last("CR")["status"] == "draft"
    desk.do("cr.assess", "dong.admin", cr=change, function="it", verdict="agree", impact="None")
    body = desk.last("CR")
    assert (body["status"], sorted(body["assessments"])) == ("impact_assessed", ["finance", "it", "quality"])


def test_nobody_speaks_for_another_function() -> None:
    desk = Desk()
    change = drafted(desk)
    given: dict[str, Any] = {"cr": change, "function": "quality", "verdict": "agree", "impact": "None"}
    assert desk.refused("cr.assess", "lin.buyer", **given) == "FUNCTION_NOT_YOURS"
    assert desk.refused("cr.assess", "zhou.rcv", **given) == "NO_AUTH"
    refusal = desk.submit("cr.assess", "lin.buyer", **given).refusal
    assert refusal is not None
    assert Words(desk.state, "en").refusal(refusal) == (
        "You cannot speak for this function: Quality. Its assessment is given by QE / QA-MGR."
    )


@pytest.mark.requirement("A113")
def test_approval_waits_for_every_function_and_for_the_plan() -> None:
    desk = Desk()
    change = drafted(desk)
    entry = desk.submit("cr.approve", "feng.fin", cr=change)
    assert entry.refusal is not None
    assert (entry.refusal.code, entry.refusal.args["functions"]) == ("CHANGE_INCOMPLETE", "quality, finance, it")
    assert "质量、财务、信息技术" in Words(desk.state, "zh-hans").refusal(entry.refusal)
    for function, user in HEARD.items():
        desk.do("cr.assess", user, cr=change, function=function, verdict="agree", impact="None")
    entry = desk.submit("cr.approve", "feng.fin", cr=change)
    assert entry.refusal is not None
    assert entry.refusal.args["functions"] == "effective_from"
    assert desk.refused("cr.plan", "lin.buyer", cr=change, **{**PLAN, "effective_from": "2026-11-30"}) == (
        "EFFECTIVITY_PAST"
    )


def test_opposed_change_is_not_approved_until_the_function_agrees() -> None:
    desk = Desk()
    change = assessed(desk, finance="against")
    desk.do("cr.plan", "lin.buyer", cr=change, **PLAN)
    assert desk.refused("cr.approve", "feng.fin", cr=change) == "CHANGE_OPPOSED"
    desk.do(
        "cr.assess", "hao.gl", cr=change, function="finance", verdict="agree_with_actions", impact="Cap", action="8 %"
    )
    desk.do("cr.approve", "feng.fin", cr=change)
    assert desk.last("CR")["assessments"]["finance"]["action"] == "8 %"


def test_author_does_not_approve_and_doer_does_not_verify() -> None:
    desk = Desk()
    desk.do("cr.create", "tang.qa", **{**WANTED, "subject_kind": "document"})
    change = desk.number("CR")
    assert desk.refused("cr.approve", "tang.qa", cr=change) == "FOUR_EYES"
    change = approved(desk)
    desk.do("cr.implement", "hao.gl", cr=change, done="Set")
    assert desk.refused("cr.verify", "hao.gl", cr=change, result="effective", evidence="x") == "FOUR_EYES"


def test_product_change_is_for_the_quality_manager_and_needs_a_signature() -> None:
    desk = Desk()
    desk.do("cr.create", "lin.buyer", **{**WANTED, "subject_kind": "document"})
    change = desk.number("CR")
    for function, user in {"quality": "xu.qe", "regulatory": "ruan.ra"}.items():
        desk.do("cr.assess", user, cr=change, function=function, verdict="agree", impact="None")
    desk.do("cr.plan", "lin.buyer", cr=change, **PLAN)
    assert desk.refused("cr.approve", "feng.fin", cr=change) == "APPROVER_NOT_ENTITLED"
    assert desk.refused("cr.approve", "tang.qa", cr=change, signed=False) == "SIGNATURE_REQUIRED"
    desk.do("cr.approve", "tang.qa", cr=change)


def test_what_is_not_effective_goes_back_and_what_is_rejected_stays() -> None:
    desk = Desk()
    change = approved(desk)
    assert desk.refused("cr.verify", "hao.gl", cr=change, result="effective", evidence="x") == "ILLEGAL_TRANSITION"
    desk.do("cr.implement", "dong.admin", cr=change, done="Set")
    desk.do("cr.verify", "hao.gl", cr=change, result="not_effective", evidence="Still 5 %")
    assert desk.last("CR")["status"] == "approved"
    other = drafted(desk)
    assert desk.refused("cr.reject", "feng.fin", cr=other) == "REASON_REQUIRED"
    desk.do("cr.reject", "feng.fin", cr=other, reason="No need")
    given = {"cr": other, "function": "it", "verdict": "agree", "impact": "None"}
    assert desk.refused("cr.assess", "dong.admin", **given) == "ILLEGAL_TRANSITION"
    assert ("rejected", "draft") not in TRANSITIONS["CR"]


def test_change_may_name_what_it_is_about_and_must_name_what_exists() -> None:
    desk = Desk()
    change = drafted(desk, about="VENDOR:V00012")
    assert desk.last("CR")["refs"] == ("VENDOR:V00012",)
    assert desk.refused("cr.create", "lin.buyer", **WANTED, about="VENDOR:V99999") == "UNKNOWN_OBJECT"
    assert desk.refused("cr.create", "lin.buyer", **{**WANTED, "change": ""}) == "INPUT_INVALID"
    assert change.startswith("CR-26-")


def test_every_function_that_must_be_heard_has_somebody_who_may_speak() -> None:
    state = start_state(dataset("M"), clock="2026-12-01T09:00")
    roles = state.masters("ROLE")
    for kind, functions in state.parameter("change_functions").items():
        for function in functions:
            entitled = [role for role in state.parameter("change_function_roles")[function] if role in roles]
            assert any("cr.assess" in roles[role]["commands"] for role in entitled), (kind, function)
