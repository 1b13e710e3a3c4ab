"""Decisions of the steering group, the way back, and the re-keying of what was posted in between."""

from typing import Any

from tests.scenarios.engine.desk import Desk

VERDICTS = {"C1": "not_met", "C2": "not_met", "C3": "met", "C4": "met", "C5": "met", "C6": "met"}


def proposed(desk: Desk, matter: str = "go_live", recommendation: str = "go") -> str:
    desk.do("dec.propose", "fan.gm", matter=matter, recommendation=recommendation, rationale="By the criteria")
    return desk.number("DEC")


def assess(desk: Desk, number: str, **verdicts: str) -> None:
    lines = [{"criterion": key, "verdict": value, "source": "Report"} for key, value in verdicts.items()]
    desk.do("dec.assess", "fan.gm", dec=number, assessments=lines)


def vote(desk: Desk, number: str, *voters: str) -> None:
    for voter in voters:
        desk.do("dec.vote", voter, dec=number, vote="approve", rationale="By the criteria")


def decide(number: str, outcome: str) -> dict[str, Any]:
    return {"dec": number, "outcome": outcome, "rationale": "By the criteria"}


def test_nothing_is_decided_without_quorum_and_without_every_verdict() -> None:
    desk = Desk()
    number = proposed(desk)
    vote(desk, number, "shao.qa", "geng.fin")
    assert desk.refused("dec.decide", "fan.gm", **decide(number, "hold")) == "ILLEGAL_TRANSITION"
    again = {"dec": number, "vote": "object", "rationale": "Changed my mind"}
    assert desk.refused("dec.vote", "geng.fin", **again) == "VOTED_ALREADY"
    assert desk.refused("dec.vote", "wang.ap", **again) == "NO_AUTH"
    vote(desk, number, "cong.it")
    assert desk.refused("dec.decide", "fan.gm", **decide(number, "hold")) == "CRITERIA_OPEN"
    assess(desk, number, **VERDICTS)
    assert desk.refused("dec.decide", "shao.qa", **decide(number, "hold")) == "NO_AUTH"
    assert desk.refused("dec.decide", "fan.gm", signed=False, **decide(number, "hold")) == "SIGNATURE_REQUIRED"
    desk.do("dec.decide", "fan.gm", **decide(number, "hold"))
    body = desk.last("DEC")
    assert (body["status"], body["outcome"], body["votes_count"]) == ("decided", "hold", 3)
    meanings = [row["meaning"] for row in desk.state.signatures(f"DEC:{number}")]
    assert meanings == ["steering_vote"] * 3 + ["steering_decision"]


def test_go_over_an_open_critical_criterion_needs_an_override_that_stays_on_record() -> None:
    desk = Desk()
    number = proposed(desk)
    assess(desk, number, **VERDICTS)
    vote(desk, number, "shao.qa", "geng.fin", "cong.it")
    assert desk.refused("dec.decide", "fan.gm", **decide(number, "go")) == "CRITICAL_CRITERION_OPEN"
    assess(desk, number, C1="met")
    desk.do("dec.decide", "fan.gm", **decide(number, "go"))
    assert desk.state.overrides() == ()
    second = proposed(desk)
    assess(desk, second, **VERDICTS)
    vote(desk, second, "shao.qa", "geng.fin", "cong.it")
    desk.do("dec.decide", "fan.gm", override_reason="The date was promised", **decide(second, "go"))
    assert [row["code"] for row in desk.state.overrides()] == ["CRITICAL_CRITERION_OPEN"]


def test_criterion_of_another_subject_is_not_known_and_a_decided_one_is_not_judged_again() -> None:
    desk = Desk()
    number = proposed(desk, "rollback", "rollback")
    wrong = [{"criterion": "C1", "verdict": "met", "source": "x"}]
    assert desk.refused("dec.assess", "fan.gm", dec=number, assessments=wrong) == "UNKNOWN_OBJECT"
    assess(desk, number, R1="met", R2="met", R3="met")
    vote(desk, number, "shao.qa", "geng.fin", "cong.it")
    desk.do("dec.decide", "fan.gm", **decide(number, "rollback"))
    late = [{"criterion": "R1", "verdict": "not_met", "source": "x"}]
    assert desk.refused("dec.assess", "fan.gm", dec=number, assessments=late) == "ILLEGAL_TRANSITION"


def test_after_the_point_of_no_return_only_a_fix_forward_can_be_decided() -> None:
    desk = Desk(parameters={"cutover.no_return_at": "2026-12-01T10:00"})
    number = proposed(desk, "rollback", "rollback")
    assess(desk, number, R1="met", R2="met", R3="not_met")
    vote(desk, number, "shao.qa", "geng.fin", "cong.it")
    desk.do("clock.advance", "fan.gm", minutes=90)
    assert desk.refused("dec.decide", "fan.gm", **decide(number, "rollback")) == "PAST_NO_RETURN"
    desk.do("dec.decide", "fan.gm", **decide(number, "forward_fix"))
    assert desk.last("DEC")["outcome"] == "forward_fix"


def test_what_was_posted_since_is_listed_once_re_keyed_and_reconciled_as_a_whole() -> None:
    desk = Desk()
    assert desk.refused("rek.gather", "cong.it", since="2026-12-01T09:00") == "REK_NOTHING"
    desk.received(quantity=1000)
    line = {"item": "RM-10103", "quantity": 300, "need_by": "2026-12-05", "reason": "Line 2"}
    desk.do("pr.create", "yu.line", **line)
    desk.do("rek.gather", "cong.it", since="2026-12-01T09:00")
    entries = {body["document"].split(":")[0]: body for body in desk.state.documents("REK")}
    assert {kind: body["posted_quantity"] for kind, body in entries.items()} == {"PR": 300, "GR": 1000}
    assert desk.refused("rek.gather", "cong.it", since="2026-12-01T09:00") == "REK_NOTHING"
    assert desk.refused("rek.reconcile", "geng.fin") == "REK_OPEN"
    desk.do("rek.enter", "zhan.ops", rek=entries["PR"]["id"], legacy_number="OLD-1", keyed=300)
    desk.do("rek.enter", "zhan.ops", rek=entries["GR"]["id"], legacy_number="OLD-2", keyed=100)
    assert desk.refused("rek.reconcile", "geng.fin") == "REK_DIFFERS"
    assert desk.refused("rek.reconcile", "zhan.ops") == "NO_AUTH"
    desk.do("rek.enter", "zhan.ops", rek=entries["GR"]["id"], legacy_number="OLD-2", keyed=1000)
    desk.do("rek.reconcile", "geng.fin")
    assert {body["status"] for body in desk.state.documents("REK")} == {"reconciled"}
    corrected = {"rek": entries["PR"]["id"], "legacy_number": "OLD-9", "keyed": 300}
    assert desk.refused("rek.enter", "zhan.ops", **corrected) == "ILLEGAL_TRANSITION"
    assert desk.refused("rek.reconcile", "geng.fin") == "REK_NOTHING"
