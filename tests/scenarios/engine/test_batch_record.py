"""Batch records: written as the work is done, corrected by further entries, complete or refused, locked after review."""

import pytest

from scenarios.engine.api import broken_invariants
from tests.scenarios.engine.floor import READINGS, Floor, rows


@pytest.mark.requirement("A115")
def test_wrong_entry_stays_and_another_one_corrects_it() -> None:
    floor = Floor().started()
    floor.do("br.record", "gao.lei", br=floor.br, page="10", results=rows({"MELT_T": 167}))
    assert (
        floor.refused("br.record", "gao.lei", br=floor.br, page="10", results=rows({"MELT_T": 176})) == "ENTRY_EXISTS"
    )
    assert floor.refused("br.correct", "gao.lei", br=floor.br, entry="1", value=176) == "REASON_REQUIRED"
    floor.do("br.correct", "gao.lei", br=floor.br, entry="1", value=176, reason="Digits swapped, strip shows 176")
    entries = (floor.state.document("BR", floor.br) or {})["entries"]
    assert [(row["text"], row["corrects"], row["by"]) for row in entries.values()] == [
        ("167 °C", "", "gao.lei"),
        ("176 °C", "1", "gao.lei"),
    ]


@pytest.mark.requirement("A115")
def test_late_entry_keeps_both_times_and_its_reason() -> None:
    floor = Floor(clock="2026-12-01T14:00").started()
    asked = {"br": floor.br, "page": "10", "results": rows({"MELT_T": 174}), "performed_at": "2026-12-01T09:10"}
    assert floor.refused("br.record", "gao.lei", **asked) == "BACKDATED_ENTRY"
    future = {**asked, "performed_at": "2026-12-01T20:00"}
    assert floor.refused("br.record", "gao.lei", **future) == "INPUT_INVALID"
    floor.do("br.record", "gao.lei", **asked, override_reason="Terminal was down from nine to two")
    entry = (floor.state.document("BR", floor.br) or {})["entries"]["1"]
    assert (entry["performed_at"], entry["at"]) == ("2026-12-01T09:10", "2026-12-01T14:05")
    assert [row["code"] for row in floor.state.overrides()] == ["BACKDATED_ENTRY"]


def test_nobody_verifies_their_own_operation() -> None:
    floor = Floor().worked("20")
    floor.write("30")
    floor.confirm("30")
    assert floor.refused("op.verify", "chen.gang", wo=floor.wo, operation="30") == "FOUR_EYES"
    assert floor.refused("op.verify", "yu.line", wo=floor.wo, operation="40") == "ROUTING_SEQUENCE"
    assert floor.refused("op.verify", "yu.line", wo=floor.wo, operation="99") == "UNKNOWN_OBJECT"
    floor.do("op.verify", "gao.lei", wo=floor.wo, operation="30")


@pytest.mark.requirement("A115")
def test_record_with_gaps_is_not_complete_and_the_gaps_are_named() -> None:
    floor = Floor().worked("40")
    entry = floor.submit("br.complete", "yu.line", br=floor.br)
    assert entry.refusal is not None
    assert (entry.refusal.code, entry.refusal.args["missing"]) == (
        "BATCH_RECORD_INCOMPLETE",
        "50 performed, 50 verified, 50 SEAL_T, 50 SEAL_P, 50 SEAL_S, 50 IPC, 60 performed, 60 verified, 60 IPC",
    )


def test_planted_record_lacks_one_signature() -> None:
    floor = Floor()
    record = next(body for body in floor.state.documents("BR") if body["lot"] == "L26-9306")
    entry = floor.submit("br.complete", "yu.line", br=record["id"])
    assert entry.refusal is not None
    assert entry.refusal.args["missing"] == "40 verified"


@pytest.mark.requirement("A115")
def test_reviewed_record_is_locked_but_may_be_annotated() -> None:
    floor = Floor().delivered()
    floor.do("br.complete", "yu.line", br=floor.br)
    late = {"br": floor.br, "page": "10", "results": rows(READINGS["10"])}
    assert floor.refused("br.record", "gao.lei", **late) == "LOCKED_AFTER_REVIEW"
    floor.do("br.review", "xu.qe", br=floor.br)
    correction = {"br": floor.br, "entry": "1", "value": 175, "reason": "Afterthought"}
    assert floor.refused("br.correct", "chen.gang", **correction) == "LOCKED_AFTER_REVIEW"
    floor.do("br.annotate", "xu.qe", br=floor.br, text="Strip filed with the record")
    assert floor.refused("br.decide", "hu.rel", br=floor.br, verdict="rejected") == "REASON_REQUIRED"
    floor.do("br.decide", "hu.rel", br=floor.br, verdict="approved")
    record = floor.state.document("BR", floor.br) or {}
    assert (record["status"], record["annotations"][0]["by"], len(record["entries"])) == ("approved", "xu.qe", 5)
    assert broken_invariants(floor.state) == ()


def test_whoever_completed_the_record_does_not_review_it() -> None:
    floor = Floor().delivered()
    floor.do("br.complete", "tang.qa", br=floor.br)
    assert floor.refused("br.review", "tang.qa", br=floor.br) == "FOUR_EYES"
    assert floor.refused("br.review", "zhang.min", br=floor.br) == "NO_AUTH"
