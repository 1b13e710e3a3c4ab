"""Delegations: a deputy signs one level in somebody's place, within limit and dates, and never for an own order."""

from typing import Any

import pytest

from scenarios.engine.api import broken_invariants
from tests.scenarios.engine.desk import Desk

ASKED: dict[str, Any] = {
    "delegator": "gao.purmgr",
    "deputy": "feng.fin",
    "role": "PUR-MGR",
    "limit": 40_000_000,
    "valid_from": "2026-12-01",
    "valid_to": "2026-12-12",
    "reason": "Annual leave",
}


def delegated(desk: Desk, **other: Any) -> str:
    desk.do("del.request", "gao.purmgr", **{**ASKED, **other})
    desk.do("del.approve", "fang.exec", **{"del": desk.number("DEL")})
    return desk.number("DEL")


def big_order(desk: Desk, yuan: int = 380_000, buyer: str = "lin.buyer") -> str:
    line = {"item": "RM-10103", "quantity": yuan * 100 // 200, "price": 200, "delivery_date": "2026-12-20"}
    desk.do("po.create", buyer, vendor="V00023", lines=[line])
    desk.do("po.submit", buyer, po=desk.number("PO"))
    return desk.number("PO")


def test_order_is_approved_level_by_level_through_the_deputy() -> None:
    desk = Desk()
    order = big_order(desk)
    delegation = delegated(desk)
    desk.do("po.approve", "feng.fin", po=order)
    assert desk.last("PO")["approvals"] == ({"by": "feng.fin", "role": "DEPT-MGR", "version": 1},)
    assert desk.refused("po.approve", "feng.fin", po=order) == "FOUR_EYES"
    assert delegation == desk.number("DEL")


def test_deputy_of_another_department_signs_the_absent_level_and_the_rest_sign_theirs() -> None:
    desk = Desk()
    order = big_order(desk)
    delegation = delegated(desk, deputy="tang.qa")
    desk.do("po.approve", "tang.qa", po=order)
    desk.do("po.approve", "ma.prod", po=order)
    assert desk.last("PO")["status"] == "submitted"
    desk.do("po.approve", "fang.exec", po=order)
    row = {"by": "tang.qa", "role": "PUR-MGR", "for": "gao.purmgr", "delegation": delegation, "version": 1}
    assert (desk.last("PO")["status"], desk.last("PO")["approvals"][0]) == ("approved", row)
    desk.do("po.release", "lin.buyer", po=order)
    assert broken_invariants(desk.state) == ()


def test_without_before_and_after_the_delegation_nobody_is_deputy() -> None:
    desk = Desk()
    order = big_order(desk)
    assert desk.refused("po.approve", "tang.qa", po=order) == "NO_AUTH"
    desk.do("del.request", "gao.purmgr", **{**ASKED, "deputy": "tang.qa"})
    number = desk.number("DEL")
    assert desk.refused("po.approve", "tang.qa", po=order) == "NO_AUTH"
    desk.do("del.approve", "fang.exec", **{"del": number})
    desk.do("clock.advance", "tang.qa", minutes=10080)
    desk.do("clock.advance", "tang.qa", minutes=10080)
    assert desk.refused("po.approve", "tang.qa", po=order) == "NO_AUTH"


def test_ended_delegation_gives_nothing_any_more() -> None:
    desk = Desk()
    order = big_order(desk)
    delegation = delegated(desk, deputy="tang.qa")
    desk.do("del.end", "gao.purmgr", **{"del": delegation, "reason": "Back early"})
    assert desk.refused("po.approve", "tang.qa", po=order) == "NO_AUTH"


def test_limit_is_that_of_the_delegator_and_binds_the_deputy() -> None:
    desk = Desk()
    assert desk.refused("del.request", "gao.purmgr", **{**ASKED, "limit": 40_000_001}) == "DELEGATION_LIMIT"
    order = big_order(desk)
    delegated(desk, deputy="tang.qa", limit=30_000_000)
    assert desk.refused("po.approve", "tang.qa", po=order) == "DELEGATION_LIMIT"


def test_deputy_signs_neither_an_own_order_nor_that_of_the_person_represented() -> None:
    desk = Desk()
    asked = {**ASKED, "delegator": "ma.prod", "role": "DEPT-MGR", "deputy": "lin.buyer"}
    assert desk.refused("del.request", "ma.prod", **asked) == "DUTY_CONFLICT"
    assert desk.refused("del.request", "gao.purmgr", **{**ASKED, "deputy": "gao.purmgr"}) == "FOUR_EYES"
    order = big_order(desk, buyer="cao.pur")
    delegated(desk, delegator="cao.pur", deputy="tang.qa")
    assert desk.refused("po.approve", "tang.qa", po=order) == "FOUR_EYES"


@pytest.mark.parametrize(
    "dates",
    [("2026-11-30", "2026-12-05"), ("2026-12-05", "2026-12-04"), ("2026-12-01", "2026-12-31")],
    ids=["begun", "backwards", "too long"],
)
def test_delegation_has_a_time_that_lies_ahead(dates: tuple[str, str]) -> None:
    desk = Desk()
    given = {**ASKED, "valid_from": dates[0], "valid_to": dates[1]}
    assert desk.refused("del.request", "gao.purmgr", **given) == "DELEGATION_PERIOD"


def test_only_a_role_that_is_held_and_may_be_handed_on_is_delegated() -> None:
    desk = Desk()
    assert desk.refused("del.request", "lin.buyer", **{**ASKED, "delegator": "lin.buyer"}) == "DELEGATION_ROLE"
    top = {**ASKED, "delegator": "fang.exec", "role": "EXEC", "limit": 100}
    assert desk.refused("del.request", "fang.exec", **top) == "DELEGATION_ROLE"


def test_parties_do_not_approve_their_delegation() -> None:
    desk = Desk()
    desk.do("del.request", "ma.prod", **ASKED)
    number = {"del": desk.number("DEL")}
    for user in ("ma.prod", "feng.fin"):
        assert desk.refused("del.approve", user, **number) == "FOUR_EYES"
    assert desk.refused("del.approve", "lin.buyer", **number) == "NO_AUTH"
    desk.do("del.reject", "fang.exec", **number, reason="Not needed")
    assert desk.refused("del.approve", "fang.exec", **number) == "ILLEGAL_TRANSITION"
