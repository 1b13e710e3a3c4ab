"""Qualification messages are taken in once and in order; audit findings name their entries; the log stays as it is."""

from typing import Any

import pytest

from scenarios.datasets.administration.audit_log import ENTRIES, planted_entries
from scenarios.datasets.api import dataset
from scenarios.engine.api import digest
from scenarios.engine.qualifications import qualification_rows
from tests.scenarios.engine.desk import Desk


def messages(desk: Desk, person: str, competence: str = "") -> list[dict[str, object]]:
    rows = [row for row in desk.state.documents("IFM") if row["person"] == person and competence in row["competence"]]
    return sorted((dict(row) for row in rows), key=lambda row: row["sequence"])


def wrong(desk: Desk) -> dict[str, str]:
    rows = list(qualification_rows(desk.state))
    return {row.user: "allowed" for row in rows if row.is_allowed_wrongly} | {
        row.user: "kept out" for row in rows if row.is_kept_out_wrongly
    }


def test_thirty_seven_messages_stand_in_error_and_three_people_are_treated_wrongly() -> None:
    desk = Desk()
    assert len(desk.state.documents("IFM")) == 37
    assert wrong(desk) == {"xie.iqc": "allowed", "lai.iqc": "kept out", "mo.qe": "kept out"}


def test_message_does_not_overtake_an_earlier_one_about_the_same_qualification() -> None:
    desk = Desk()
    extend, withdraw, again = messages(desk, "xie.iqc", "QA-UD")
    refusal = desk.submit("ifm.reprocess", "dong.admin", messages=[withdraw["id"], extend["id"]]).refusal
    assert refusal is not None
    assert (refusal.code, refusal.args["before"]) == ("MESSAGE_ORDER", extend["id"])
    desk.do("ifm.reprocess", "dong.admin", messages=[extend["id"], withdraw["id"], again["id"]])
    assert [row["status"] for row in messages(desk, "xie.iqc", "QA-UD")] == ["processed", "processed", "duplicate"]
    assert (desk.state.master("USER", "xie.iqc") or {})["competences"]["QA-UD"] == "2026-11-28"


def test_repeated_message_changes_nothing_the_second_time() -> None:
    desk = Desk()
    first, second, again = messages(desk, "lai.iqc", "IQC-INSP")
    desk.do("ifm.reprocess", "dong.admin", messages=[first["id"], second["id"]])
    before = desk.state.master("USER", "lai.iqc")
    desk.do("ifm.reprocess", "dong.admin", messages=[again["id"]])
    assert desk.state.master("USER", "lai.iqc") == before
    assert desk.refused("ifm.reprocess", "dong.admin", messages=[again["id"]]) == "ILLEGAL_TRANSITION"


def test_message_about_somebody_unknown_is_skipped_with_a_reason() -> None:
    desk = Desk()
    first, _ = messages(desk, "zhao.temp")
    assert desk.refused("ifm.reprocess", "dong.admin", messages=[first["id"]]) == "PERSON_UNKNOWN"
    assert desk.refused("ifm.skip", "dong.admin", ifm=first["id"]) == "REASON_REQUIRED"
    desk.do("ifm.skip", "dong.admin", ifm=first["id"], reason="Agency worker without an account")
    assert messages(desk, "zhao.temp")[0]["status"] == "skipped"
    assert desk.refused("ifm.skip", "lin.buyer", ifm=first["id"], reason="x") == "NO_AUTH"


def test_all_in_order_makes_both_systems_say_the_same() -> None:
    desk = Desk()
    rows = [row for row in desk.state.documents("IFM") if row["person"] != "zhao.temp"]
    ordered = [row["id"] for row in sorted(rows, key=lambda row: row["sequence"])]
    desk.do("ifm.reprocess", "dong.admin", messages=ordered)
    assert [row for row in qualification_rows(desk.state) if row.differs] == []
    assert sum(row["status"] == "duplicate" for row in desk.state.documents("IFM")) == 5


@pytest.mark.requirement("B31")
def test_suspended_qualification_stops_the_usage_decision_at_once() -> None:
    desk = Desk()
    inspection = desk.measured()
    desk.do("qual.suspend", "yu.line", user="xie.iqc", competence="QA-UD", reason="Failed requalification")
    assert desk.refused("qi.decide", "xie.iqc", qi=inspection, decision="A") == "QUALIFICATION_EXPIRED"
    missing = {"user": "lin.buyer", "competence": "QA-UD", "reason": "x"}
    assert desk.refused("qual.suspend", "yu.line", **missing) == "QUALIFICATION_MISSING"
    desk.do("qual.grant", "dong.admin", user="xie.iqc", competence="QA-UD", valid_to="2027-01-01", reason="Needed")
    desk.do("qi.decide", "xie.iqc", qi=inspection, decision="A")


@pytest.mark.requirement("A53")
def test_log_holds_what_was_planted_and_nothing_while_it_was_off() -> None:
    log = dataset("M").part("audit_log")
    assert len(log) == ENTRIES == 6200
    assert dataset("S").part("audit_log") == log
    planted = planted_entries()
    assert {kind: len(numbers) for kind, numbers in planted.items()} == {
        "shared": 4,
        "dating": 2,
        "export": 2,
        "gap": 2,
    }
    off, on = (log[number]["at"] for number in planted["gap"])
    assert [number for number, entry in log.items() if off < entry["at"] < on] == []
    assert any(entry["user"] == "svc.backup" and entry["action"] == "export" for entry in log.values())


@pytest.mark.requirement("A53")
def test_finding_names_entries_that_exist_and_incident_names_findings() -> None:
    desk = Desk()
    entries = list(planted_entries()["gap"])
    given = {"category": "log_gap", "statement": "The log was off for 29 minutes"}
    assert desk.refused("audit.find", "mei.audit", entries=["AL-99999"], **given) == "EVIDENCE_UNKNOWN"
    assert desk.refused("audit.find", "mei.audit", entries=[], **given) == "INPUT_INVALID"
    assert desk.refused("audit.find", "dong.admin", entries=entries, **given) == "NO_AUTH"
    desk.do("audit.find", "mei.audit", entries=entries, **given)
    finding = desk.number("AUF")
    incident = {"title": "Log off", "severity": "critical", "text": "See finding", "owner": "tang.qa"}
    desk.do("inc.open", "mei.audit", findings=[finding], **incident)
    assert desk.last("INC")["refs"] == (f"AUF:{finding}",)
    desk.do("audit.withdraw", "mei.audit", auf=finding, reason="Planned maintenance")
    assert desk.refused("inc.open", "mei.audit", findings=[finding], **incident) == "ILLEGAL_TRANSITION"


def test_log_is_not_purged_by_anybody() -> None:
    desk = Desk()
    before = digest(desk.state)
    span: dict[str, Any] = {"date_from": "2026-11-25", "date_to": "2026-11-25", "reason": "Full"}
    assert desk.refused("log.purge", "dong.admin", **span) == "AUDIT_IMMUTABLE"
    assert desk.submit("log.purge", "dong.admin", seat="system", **span).refusal is not None
    assert digest(desk.state) == before
