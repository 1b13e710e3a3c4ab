"""Roles and users: what administration changes counts from the next command on, and nobody widens their own rights."""

import pytest

from scenarios.datasets.api import dataset
from scenarios.engine.api import broken_invariants, start_state
from scenarios.engine.duties import open_conflicts
from tests.scenarios.engine.desk import Desk

WANTED = {"item": "RM-10001", "quantity": 10_000, "need_by": "2026-12-10", "reason": "Low"}


def conflicts(desk: Desk) -> dict[str, str]:
    return {user["id"]: rule["id"] for user, rule in open_conflicts(desk.state)}


def reviewed(desk: Desk, user: str, role: str, decision: str = "remove", **more: str) -> str:
    desk.do("rec.sign", "fang.exec", lines=[{"user": user, "role": role, "decision": decision, **more}])
    return desk.number("REC")


@pytest.mark.parametrize("size", ["S", "M"])
def test_company_has_nine_conflicts_and_four_accounts_of_people_who_left(size: str) -> None:
    state = start_state(dataset(size), clock="2026-12-01T09:00")
    found = sorted((user["id"], rule["id"]) for user, rule in open_conflicts(state))
    assert found == [
        ("bian.rcv", "SR-02"),
        ("cao.pur", "SR-06"),
        ("du.iqc", "SR-05"),
        ("hou.line", "SR-08"),
        ("ni.fin", "SR-04"),
        ("qian.super", "SR-01"),
        ("rong.ap", "SR-03"),
        ("shi.ap", "SR-09"),
        ("yan.admin", "SR-07"),
    ]
    users = state.masters("USER").values()
    assert [user["id"] for user in users if user["left_on"] and user["active"]] == [
        "kong.buyer",
        "tao.ap",
        "bai.iqc",
        "jia.admin",
    ]


@pytest.mark.requirement("A52")
def test_role_gains_and_loses_a_command_for_everybody_who_holds_it() -> None:
    desk = Desk()
    assert desk.refused("pr.create", "hao.gl", **WANTED) == "NO_AUTH"
    desk.do("role.grant", "dong.admin", role="GL", right="pr.create", reason="Office supplies")
    desk.do("pr.create", "hao.gl", **WANTED)
    assert desk.refused("role.grant", "dong.admin", role="GL", right="pr.create", reason="x") == "ROLE_UNCHANGED"
    desk.do("role.withdraw", "dong.admin", role="GL", right="pr.create", reason="Not needed")
    assert desk.refused("pr.create", "hao.gl", **WANTED) == "NO_AUTH"
    assert desk.refused("role.withdraw", "dong.admin", role="GL", right="pr.create", reason="x") == "ROLE_UNCHANGED"
    assert desk.refused("role.grant", "dong.admin", role="GL", right="no.such", reason="x") == "UNKNOWN_OBJECT"
    assert desk.refused("role.grant", "lin.buyer", role="GL", right="pr.create", reason="x") == "NO_AUTH"


def test_administrator_does_not_widen_a_role_of_their_own() -> None:
    desk = Desk()
    assert desk.refused("role.grant", "dong.admin", role="SYS-ADMIN", right="*", reason="Easier") == "SELF_ELEVATION"


def test_role_that_may_everything_conflicts_with_every_rule() -> None:
    desk = Desk()
    before = len(list(open_conflicts(desk.state)))
    desk.do("role.grant", "dong.admin", role="GL", right="*", reason="Year end")
    holders = [user for user in desk.state.masters("USER").values() if "GL" in user["roles"] and user["active"]]
    assert len(list(open_conflicts(desk.state))) == before + 9 * len(holders)


def test_locked_account_is_out_at_once_and_a_leaver_stays_out() -> None:
    desk = Desk()
    desk.do("task.create", "kong.buyer", to="lin.buyer", subject="Still here")
    desk.do("user.lock", "dong.admin", user="kong.buyer", reason="Left in September")
    assert desk.refused("task.create", "kong.buyer", to="lin.buyer", subject="Again") == "UNKNOWN_USER"
    assert desk.refused("user.lock", "dong.admin", user="kong.buyer", reason="x") == "USER_UNCHANGED"
    assert desk.refused("user.unlock", "dong.admin", user="kong.buyer", reason="x") == "USER_HAS_LEFT"
    desk.do("user.lock", "dong.admin", user="hao.gl", reason="By mistake")
    desk.do("user.unlock", "dong.admin", user="hao.gl", reason="Corrected")
    assert desk.refused("user.unlock", "dong.admin", user="hao.gl", reason="x") == "USER_UNCHANGED"


def test_role_is_revoked_only_by_a_signed_decision() -> None:
    desk = Desk()
    kept = reviewed(desk, "qian.super", "BUYER", "keep")
    asked = {"user": "qian.super", "role": "AP"}
    assert desk.refused("user.revoke", "dong.admin", rec=kept, **asked) == "REVIEW_MISSING"
    review = reviewed(desk, "qian.super", "AP")
    desk.do("user.revoke", "dong.admin", rec=review, **asked)
    assert (desk.state.master("USER", "qian.super") or {})["roles"] == ("BUYER",)
    assert "qian.super" not in conflicts(desk)
    assert desk.refused("user.revoke", "dong.admin", rec=review, **asked) == "ROLE_NOT_HELD"
    assert broken_invariants(desk.state) == ()


def test_control_mitigates_a_high_conflict_and_never_a_critical_one() -> None:
    desk = Desk()
    reviewed(desk, "du.iqc", "RECV", "mitigate", control="QE counter-checks each lot, weekly list")
    assert "du.iqc" not in conflicts(desk)
    line = {"user": "qian.super", "role": "AP", "decision": "mitigate"}
    assert desk.refused("rec.sign", "fang.exec", lines=[line]) == "CONTROL_MISSING"
    assert desk.refused("rec.sign", "fang.exec", lines=[{**line, "control": "Trust"}]) == "DUTY_CONFLICT"


def test_nobody_reviews_themselves_or_a_role_not_held() -> None:
    desk = Desk()
    own = {"user": "fang.exec", "role": "EXEC", "decision": "keep"}
    assert desk.refused("rec.sign", "fang.exec", lines=[own]) == "FOUR_EYES"
    other = {"user": "lin.buyer", "role": "AP", "decision": "remove"}
    assert desk.refused("rec.sign", "fang.exec", lines=[other]) == "ROLE_NOT_HELD"
    assert desk.refused("rec.sign", "dong.admin", lines=[other]) == "NO_AUTH"
    assert desk.refused("rec.sign", "fang.exec", lines=[]) == "INPUT_INVALID"


def requested(desk: Desk, user: str, role: str) -> str:
    desk.do("acr.request", user, user=user, role=role, reason="New post")
    desk.do("acr.check", "dong.admin", acr=desk.number("ACR"))
    return desk.number("ACR")


def test_role_request_goes_its_way_and_back() -> None:
    desk = Desk()
    request = requested(desk, "hao.gl", "PLANNER")
    assert (desk.last("ACR")["severity"], desk.last("ACR")["conflicts"]) == ("none", ())
    desk.do("acr.approve", "feng.fin", acr=request)
    assert desk.refused("pr.create", "hao.gl", **WANTED) == "NO_AUTH"
    desk.do("acr.provision", "dong.admin", acr=request)
    desk.do("pr.create", "hao.gl", **WANTED)
    desk.do("acr.revoke", "dong.admin", acr=request, reason="Back to the old post")
    assert desk.refused("pr.create", "hao.gl", **WANTED) == "NO_AUTH"
    assert desk.refused("acr.request", "hao.gl", user="hao.gl", role="GL", reason="x") == "ROLE_HELD"


@pytest.mark.requirement("A52")
def test_critical_conflict_is_not_agreed_to_and_a_high_one_needs_a_control() -> None:
    desk = Desk()
    request = requested(desk, "lin.buyer", "AP")
    assert desk.last("ACR")["conflicts"] == ("SR-01",)
    assert desk.refused("acr.approve", "feng.fin", acr=request, control="Monthly list") == "DUTY_CONFLICT"
    desk.do("acr.reject", "feng.fin", acr=request, reason="Conflict")
    request = requested(desk, "zhou.rcv", "IQC")
    assert desk.refused("acr.approve", "feng.fin", acr=request) == "CONTROL_MISSING"
    desk.do("acr.approve", "feng.fin", acr=request, control="QE counter-checks")
    desk.do("acr.provision", "dong.admin", acr=request)
    assert "zhou.rcv" not in conflicts(desk)


def test_nobody_gives_a_role_to_themselves_or_agrees_to_their_own_request() -> None:
    desk = Desk()
    request = requested(desk, "dong.admin", "GL")
    assert desk.refused("acr.provision", "dong.admin", acr=request) == "ILLEGAL_TRANSITION"
    desk.do("acr.approve", "feng.fin", acr=request)
    assert desk.refused("acr.provision", "dong.admin", acr=request) == "SELF_ELEVATION"
    desk.do("acr.provision", "rao.admin", acr=request)
    own = requested(desk, "feng.fin", "PLANNER")
    assert desk.refused("acr.approve", "feng.fin", acr=own) == "FOUR_EYES"
