"""Run-book steps: who may begin and end them and when, what re-plans them, and what the team plays by itself."""

from scenarios.engine.api import Command, Npc, play
from tests.scenarios.engine.desk import Desk

FRIDAY = "2026-11-20T18:00"


def book(**start: object) -> Desk:
    return Desk(**{"clock": FRIDAY, **start})


def ended(desk: Desk, step: str) -> None:
    """Bring a step and all before it to its end, each by its owner."""
    body = desk.state.document("RBK", step) or {}
    for one in body["predecessors"]:
        if (desk.state.document("RBK", one) or {})["status"] != "done":
            ended(desk, one)
    owner = (desk.state.document("RBK", step) or {})["owner"]
    desk.do("rbk.start", owner, rbk=step)
    desk.do("clock.advance", owner, minutes=body["true_minutes"])
    desk.do("rbk.finish", owner, rbk=step, evidence="Protocol")


def status(desk: Desk, step: str) -> str:
    return str((desk.state.document("RBK", step) or {})["status"])


def test_step_waits_for_all_its_predecessors_and_is_freed_by_the_last() -> None:
    desk = book()
    ended(desk, "RB-03")
    assert desk.refused("rbk.start", "mei.data", rbk="RB-05") == "RBK_PREDECESSOR"
    assert (desk.state.document("RBK", "RB-05") or {})["ready"] is False
    ended(desk, "RB-04")
    assert (desk.state.document("RBK", "RB-05") or {})["ready"] is True
    desk.do("rbk.start", "mei.data", rbk="RB-05")
    assert status(desk, "RB-05") == "running"


def test_only_the_owner_reports_and_not_before_the_work_is_done() -> None:
    desk = book()
    assert desk.refused("rbk.start", "mei.data", rbk="RB-01") == "RBK_NOT_OWNER"
    assert desk.refused("rbk.start", "wang.ap", rbk="RB-01") == "NO_AUTH"
    desk.do("rbk.start", "jiang.cut", rbk="RB-01")
    assert desk.refused("rbk.start", "jiang.cut", rbk="RB-01") == "ILLEGAL_TRANSITION"
    assert desk.refused("rbk.finish", "jiang.cut", rbk="RB-01", evidence="Too soon") == "RBK_TOO_EARLY"
    assert desk.refused("rbk.finish", "jiang.cut", rbk="RB-01") == "INPUT_INVALID"


def test_failed_check_cannot_be_reported_done_and_is_redone_after_correction() -> None:
    desk = book()
    desk.do("rbk.disturb", "system", seat="system", rbk="RB-01", trouble="check_fails")
    desk.do("rbk.start", "jiang.cut", rbk="RB-01")
    desk.do("clock.advance", "jiang.cut", minutes=45)
    assert desk.refused("rbk.finish", "jiang.cut", rbk="RB-01", evidence="Fine") == "RBK_CHECK_FAILED"
    desk.do("rbk.fail", "jiang.cut", rbk="RB-01", failure="One site did not get it")
    assert desk.refused("rbk.start", "jiang.cut", rbk="RB-01") == "ILLEGAL_TRANSITION"
    assert desk.refused("rbk.start", "gu.ops", rbk="RB-02") == "RBK_PREDECESSOR"
    desk.do("rbk.correct", "jiang.cut", rbk="RB-01", correction="List of addresses completed")
    ended(desk, "RB-01")
    assert status(desk, "RB-01") == "done"


def test_absent_owner_is_replaced_by_somebody_qualified_only() -> None:
    desk = book()
    ended(desk, "RB-02")
    desk.do("rbk.disturb", "system", seat="system", rbk="RB-16", trouble="owner_absent")
    assert desk.refused("rbk.start", "bai.dba", rbk="RB-16") == "RBK_OWNER_ABSENT"
    reason = {"rbk": "RB-16", "reason": "Cannot be reached"}
    assert desk.refused("rbk.assign", "jiang.cut", owner="mei.data", **reason) == "QUALIFICATION_MISSING"
    assert desk.refused("rbk.assign", "mei.data", owner="tao.dba", **reason) == "NO_AUTH"
    desk.do("rbk.assign", "jiang.cut", owner="tao.dba", **reason)
    body = desk.state.document("RBK", "RB-16") or {}
    assert (body["owner"], body["owner_absent"]) == ("tao.dba", False)


def test_verification_is_waived_only_by_overriding_and_the_signature_stands() -> None:
    desk = book()
    waiver = {"reason": "No time", "compensation": "Later"}
    assert desk.refused("rbk.waive", "jiang.cut", rbk="RB-19", **waiver) == "WAIVER_VERIFICATION"
    assert desk.refused("rbk.waive", "jiang.cut", rbk="RB-36", reason="No time") == "INPUT_INVALID"
    assert desk.refused("rbk.waive", "jiang.cut", rbk="RB-36", signed=False, **waiver) == "SIGNATURE_REQUIRED"
    desk.do("rbk.waive", "jiang.cut", rbk="RB-36", **waiver)
    assert [row["meaning"] for row in desk.state.signatures("RBK:RB-36")] == ["step_waiver"]
    assert status(desk, "RB-36") == "skipped"
    desk.do("rbk.waive", "jiang.cut", rbk="RB-19", override_reason="Monday", **waiver)
    assert [row["code"] for row in desk.state.overrides()] == ["WAIVER_VERIFICATION"]


def test_overlap_drops_soft_predecessors_alone() -> None:
    desk = book()
    assert desk.refused("rbk.overlap", "jiang.cut", rbk="RB-24", reason="Faster") == "OVERLAP_NOT_ALLOWED"
    desk.do("rbk.overlap", "jiang.cut", rbk="RB-28", reason="No signature needed to try")
    assert tuple((desk.state.document("RBK", "RB-28") or {})["predecessors"]) == ("RB-25",)
    assert desk.refused("rbk.overlap", "jiang.cut", rbk="RB-28", reason="Again") == "OVERLAP_NOT_ALLOWED"


def test_watching_stops_at_the_next_step_that_is_due() -> None:
    desk = book()
    desk.do("rbk.start", "jiang.cut", rbk="RB-01")
    desk.do("rbk.watch", "jiang.cut", minutes=600)
    assert desk.state.clock == "2026-11-20T18:45"
    desk.do("rbk.watch", "jiang.cut", minutes=30)
    assert desk.state.clock == "2026-11-20T19:15"


def test_rule_with_a_due_moment_ends_a_step_when_it_is_due_even_if_it_was_forecast_meanwhile() -> None:
    finish = Npc(
        "b",
        "npc-b",
        "jiang.cut",
        "RBK",
        "running",
        "rbk.finish",
        {"rbk": "$id", "evidence": "Filed"},
        due_field="due_at",
    )
    desk = book(npcs=(finish,))
    state, _ = play(desk.state, Command("rbk.start", {"rbk": "RB-01"}, "jiang.cut"))
    forecast = {"rbk": "RB-01", "minutes": 90, "reason": "Slow"}
    state, _ = play(state, Command("rbk.forecast", forecast, "jiang.cut"))
    state, _ = play(state, Command("clock.advance", {"minutes": 30}, "jiang.cut"))
    assert (state.document("RBK", "RB-01") or {})["status"] == "running"
    state, _ = play(state, Command("rbk.watch", {"minutes": 600}, "jiang.cut"))
    assert (state.document("RBK", "RB-01") or {})["finished_at"] == "2026-11-20T18:45"


def test_escalation_is_answered_once_by_whom_it_was_put_to() -> None:
    desk = book()
    assert desk.refused("esc.raise", "jiang.cut", to="fan.gm", about="RBK:RB-99", reason="Late") == "UNKNOWN_OBJECT"
    desk.do("esc.raise", "jiang.cut", to="fan.gm", about="RBK:RB-06", reason="Window will not hold")
    number = desk.number("ESC")
    assert desk.refused("esc.answer", "jiang.cut", esc=number, answer="Yes") == "NOT_ADDRESSED"
    desk.do("esc.answer", "fan.gm", esc=number, answer="Leave out what verifies nothing")
    assert desk.refused("esc.answer", "fan.gm", esc=number, answer="Again") == "ILLEGAL_TRANSITION"
