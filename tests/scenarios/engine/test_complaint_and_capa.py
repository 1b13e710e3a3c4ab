"""Complaints are assessed while the clock runs; a CAPA rests on evidence and is not closed before its effect is measured."""

from typing import Any

import pytest

from scenarios.engine.api import broken_invariants
from tests.scenarios.engine.desk import Desk

WEEK = 7 * 24 * 60
WHAT = {"item": "FG-30010", "lot": "L26-9322", "customer": "C00017", "quantity": 40, "category": "leak"}
CLAIM = {**WHAT, "description": "40 sets leak", "event_date": "2026-11-30"}


def received(desk: Desk) -> str:
    desk.do("cmp.receive", "su.cs", **CLAIM)
    return desk.number("CMP")


def waited(desk: Desk, weeks: int) -> None:
    for _ in range(weeks):
        desk.do("clock.advance", "xu.qe", minutes=WEEK)


@pytest.mark.requirement("A112")
def test_complaint_goes_its_whole_way() -> None:
    desk = Desk()
    complaint = received(desk)
    judged = {"cmp": complaint, "harm": "serious_injury", "reportable": "yes", "rationale": "Infusion interrupted"}
    desk.do("cmp.assess", "xu.qe", **judged)
    assert desk.last("CMP")["report_by"] == "2026-12-21"
    found = {"cmp": complaint, "cause": "Cure too short", "lot_history": "20 minutes in the record"}
    assert desk.refused("cmp.investigate", "xu.qe", **found) == "TRACE_NOT_OPENED"
    desk.do("view.open", "xu.qe", kind="LOT", id="L26-9322")
    desk.do("cmp.investigate", "xu.qe", **found)
    answer = {"cmp": complaint, "conclusion": "Confirmed", "reply": "We take the goods back"}
    assert desk.refused("cmp.close", "xu.qe", **answer) == "REPORT_MISSING"
    desk.do("cmp.report", "ruan.ra", cmp=complaint, reference="AE-26-0142")
    desk.do("cmp.close", "xu.qe", **answer)
    assert desk.last("CMP")["status"] == "closed"


def test_late_assessment_says_why_and_a_future_event_is_refused() -> None:
    desk = Desk()
    assert desk.refused("cmp.receive", "su.cs", **{**CLAIM, "event_date": "2026-12-09"}) == "FUTURE_POSTING"
    complaint = received(desk)
    waited(desk, 1)
    judged = {"cmp": complaint, "harm": "none", "reportable": "no", "rationale": "Replaced"}
    assert desk.refused("cmp.assess", "xu.qe", **judged) == "CLOCK_OVERDUE"
    desk.do("cmp.assess", "xu.qe", **judged, override_reason="The mail lay in a holiday inbox")
    assert desk.refused("cmp.assess", "xu.qe", **judged, override_reason="x") == "ILLEGAL_TRANSITION"


def opened(desk: Desk) -> str:
    leaks = [body["id"] for body in desk.state.documents("CMP") if body["category"] == "leak"]
    told = {"title": "Leaks", "problem": "7 of 12 complaints", "kind_of_action": "corrective", "complaints": leaks}
    desk.do("capa.open", "xu.qe", **told)
    return desk.number("CAPA")


def plan(**other: Any) -> dict[str, Any]:
    first = {"action": "Cure 30 minutes", "action_type": "process", "owner": "shen.rnd", "due": "2026-12-10"}
    second = {"action": "Train the shift", "action_type": "training", "owner": "jiang.train", "due": "2026-12-15"}
    effect = {"metric": "Leak complaints per 60 days", "baseline": 7, "target": 1, "check_on": "2027-02-20"}
    return {"actions": [first, second], **effect, **other}


def approved(desk: Desk) -> str:
    capa = opened(desk)
    evidence = [{"object": "BR:BR-26-0041", "finding": "CURE 20 min"}]
    desk.do("capa.analyse", "xu.qe", capa=capa, method="data_analysis", cause="Cure cut to 20 min", evidence=evidence)
    desk.do("capa.plan", "xu.qe", capa=capa, **plan())
    desk.do("capa.approve", "tang.qa", capa=capa)
    return capa


@pytest.mark.requirement("A114")
def test_capa_is_closed_only_when_its_effect_was_measured_in_time() -> None:
    desk = Desk()
    capa = approved(desk)
    assert desk.refused("capa.close", "tang.qa", capa=capa, conclusion="Done") == "ACTIONS_OPEN"
    desk.do("capa.act", "shen.rnd", capa=capa, line="1", done="WI revised")
    desk.do("capa.act", "jiang.train", capa=capa, line="2", done="Twelve people trained")
    assert desk.last("CAPA")["status"] == "implemented"
    assert desk.refused("capa.check", "xu.qe", capa=capa, measured=0, finding="None so far") == "EFFECTIVENESS_WINDOW"
    assert desk.refused("capa.close", "tang.qa", capa=capa, conclusion="Done") == "EFFECTIVENESS_WINDOW"
    waited(desk, 12)
    desk.do("capa.check", "xu.qe", capa=capa, measured=1, finding="One, of an older batch")
    assert desk.refused("capa.close", "xu.qe", capa=capa, conclusion="Done") == "FOUR_EYES"
    desk.do("capa.close", "tang.qa", capa=capa, conclusion="Effective")
    assert (desk.last("CAPA")["status"], broken_invariants(desk.state)) == ("closed", ())


def test_what_has_not_worked_is_opened_again() -> None:
    desk = Desk()
    capa = approved(desk)
    for line in ("1", "2"):
        desk.do("capa.act", "shen.rnd", capa=capa, line=line, done="Done")
    waited(desk, 12)
    desk.do("capa.check", "xu.qe", capa=capa, measured=4, finding="Still leaking")
    assert desk.refused("capa.close", "tang.qa", capa=capa, conclusion="Good enough") == "NOT_EFFECTIVE"
    desk.do("capa.reopen", "xu.qe", capa=capa, reason="Another cause")
    assert desk.last("CAPA")["status"] == "reopened"


def test_cause_needs_records_and_a_plan_needs_its_window() -> None:
    desk = Desk()
    capa = opened(desk)
    stated = {"capa": capa, "method": "five_why", "cause": "People were careless"}
    assert desk.refused("capa.analyse", "xu.qe", **stated, evidence=[]) == "CAUSE_WITHOUT_EVIDENCE"
    ghost = [{"object": "BR:BR-26-9999", "finding": "?"}]
    assert desk.refused("capa.analyse", "xu.qe", **stated, evidence=ghost) == "UNKNOWN_OBJECT"
    real = [{"object": "BR:BR-26-0041", "finding": "CURE 20 min"}]
    desk.do("capa.analyse", "xu.qe", **stated, evidence=real)
    early = plan(check_on="2027-01-10")
    assert desk.refused("capa.plan", "xu.qe", capa=capa, **early) == "EFFECTIVENESS_WINDOW"
    desk.do("capa.plan", "xu.qe", capa=capa, **plan())
    assert desk.refused("capa.approve", "xu.qe", capa=capa) == "FOUR_EYES"


def test_training_is_asked_of_the_learning_system_and_answered_there() -> None:
    desk = Desk()
    wanted = {"competence": "OP-ASM", "people": ["gao.lei", "chen.gang"], "content": "WI-ASM-03 rev. E"}
    assert desk.refused("training.request", "xu.qe", **wanted, due="2026-11-01") == "EFFECTIVITY_PAST"
    desk.do("training.request", "xu.qe", **wanted, due="2026-12-15", about="CMP:CMP-26-0081")
    request = desk.number("TRQ")
    desk.do("training.answer", "jiang.train", trq=request, verdict="accepted", answer="Course on 10 December")
    assert (desk.last("TRQ")["status"], desk.last("TRQ")["people"]) == ("accepted", ("gao.lei", "chen.gang"))
    again = {"trq": request, "verdict": "declined", "answer": "No"}
    assert desk.refused("training.answer", "jiang.train", **again) == "ILLEGAL_TRANSITION"
