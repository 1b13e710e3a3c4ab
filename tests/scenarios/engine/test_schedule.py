"""Finite scheduling: a slot wants a qualified person who is there, equipment in calibration, and minutes enough."""

from typing import Any

import pytest

from scenarios.engine.api import broken_invariants
from tests.scenarios.engine.desk import Desk


def ordered(quantity: int = 24000) -> tuple[Desk, dict[str, Any]]:
    desk = Desk()
    desk.do("wo.create", "song.sched", item="FG-30010", quantity=quantity, due="2026-12-02")
    slot = {"wo": desk.number("WO"), "operation": "50", "date": "2026-12-02", "shift": "day", "changeover": "yes"}
    return desk, {**slot, "equipment": "EQ-SEALER-B", "person": "chen.gang", "pieces": quantity}


@pytest.mark.requirement("A26")
def test_slot_counts_run_and_changeover() -> None:
    desk, slot = ordered()
    desk.do("slot.plan", "song.sched", **slot)
    planned = desk.last("SLT")
    assert (planned["run"], planned["changeover"], planned["minutes"], planned["status"]) == (336, 45, 381, "planned")
    assert broken_invariants(desk.state) == ()


@pytest.mark.requirement("B31", "B52")
@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"person": "zhang.min"}, "QUALIFICATION_EXPIRED"),
        ({"person": "gao.lei"}, "QUALIFICATION_MISSING"),
        ({"equipment": "EQ-SEALER-A"}, "EQUIPMENT_CAL_OVERDUE"),
        ({"equipment": "EQ-LABEL"}, "EQUIPMENT_NOT_SUITED"),
        ({"pieces": 24001}, "QUANTITY_EXCEEDED"),
        ({"changeover": "no"}, "CHANGEOVER_DROPPED"),
        ({"operation": "70"}, "UNKNOWN_OBJECT"),
        ({"date": "2028-01-10"}, "QUALIFICATION_EXPIRED"),
    ],
)
def test_slot_is_refused_for_what_would_not_hold(change: dict[str, Any], code: str) -> None:
    desk, slot = ordered()
    assert desk.refused("slot.plan", "song.sched", **{**slot, **change}) == code


def test_calibration_and_qualification_count_on_the_day_of_the_slot() -> None:
    desk, slot = ordered()
    assert desk.refused("slot.plan", "song.sched", **{**slot, "date": "2027-05-03"}) == "EQUIPMENT_CAL_OVERDUE"
    early = Desk(clock="2026-11-20T09:00", parameters={"competence.zhang.min.OP-SEAL": "2026-12-02"})
    early.do("wo.create", "song.sched", item="FG-30010", quantity=100, due="2026-12-02")
    asked = {**slot, "wo": early.number("WO"), "person": "zhang.min", "pieces": 100}
    assert early.refused("slot.plan", "song.sched", **{**asked, "date": "2026-12-03"}) == "QUALIFICATION_EXPIRED"
    early.do("slot.plan", "song.sched", **asked)


def test_shift_is_not_filled_beyond_its_minutes() -> None:
    desk, slot = ordered(30000)
    desk.do("slot.plan", "song.sched", **{**slot, "pieces": 20000})
    assert desk.refused("slot.plan", "song.sched", **{**slot, "pieces": 9000}) == "CAPACITY_EXCEEDED"
    desk.do("slot.plan", "song.sched", **{**slot, "pieces": 3000})
    assert sum(body["minutes"] for body in desk.state.documents("SLT")) == 412
    assert desk.refused("slot.plan", "song.sched", **{**slot, "shift": "night", "pieces": 1000}) == "PERSON_BUSY"


@pytest.mark.requirement("B31")
def test_absence_from_hr_stops_what_was_planned_and_what_would_be() -> None:
    desk, slot = ordered()
    night = {**slot, "shift": "night", "person": "liu.fang", "pieces": 12000}
    desk.do("slot.plan", "song.sched", **night)
    number = desk.number("SLT")
    away = {"person": "liu.fang", "date": "2026-12-01", "until": "2026-12-04", "reason": "Sick leave"}
    assert desk.refused("hr.absence", "song.sched", **away) == "NO_AUTH"
    desk.do("hr.absence", "system", seat="system", **away)
    assert desk.refused("slot.confirm", "yu.line", slt=number) == "PERSON_ABSENT"
    assert desk.refused("slot.plan", "song.sched", **night) == "PERSON_ABSENT"
    desk.do("slot.cancel", "song.sched", slt=number, reason="On sick leave")
    assert desk.refused("slot.cancel", "song.sched", slt=number, reason="Again") == "ILLEGAL_TRANSITION"
    desk.do("slot.plan", "song.sched", **{**night, "date": "2026-12-07"})


def test_line_lead_confirms_and_the_scheduler_does_not() -> None:
    desk, slot = ordered()
    desk.do("slot.plan", "song.sched", **slot)
    assert desk.refused("slot.confirm", "song.sched", slt=desk.number("SLT")) == "NO_AUTH"
    desk.do("slot.confirm", "yu.line", slt=desk.number("SLT"))
    assert (desk.last("SLT")["status"], desk.last("SLT")["confirmed_by"]) == ("confirmed", "yu.line")


def test_promise_names_its_date_and_its_reckoning() -> None:
    desk, slot = ordered()
    assert desk.refused("wo.promise", "song.sched", wo=slot["wo"], date="2026-12-22") == "REASON_REQUIRED"
    desk.do("wo.promise", "song.sched", wo=slot["wo"], date="2026-12-22", reason="2 December + 4 + 14 + 2")
    assert (desk.last("WO")["promised"], desk.last("WO")["promise_reason"]) == ("2026-12-22", "2 December + 4 + 14 + 2")
