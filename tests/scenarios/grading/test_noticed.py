"""Noticed: a fault counts as found once somebody acted on its row or setting, whatever was done about it."""

from typing import Any

import pytest

from scenarios.grading.assertions.noticed import Noticed
from scenarios.grading.reading import read_document
from tests.scenarios.grading.drills import trace_of

STAGED: tuple[str, str, dict[str, Any]] = ("song.data", "mig.stage", {"table": "ORDERS", "file": "PO-1"})
OPENED: tuple[str, str, dict[str, Any]] = ("song.data", "stg.open", {"table": "SUPPLIERS"})
CODES: tuple[str, str, dict[str, Any]] = ("song.data", "stg.open", {"table": "CODES"})
FIRST, SECOND = "4100000001", "4100000002"


def rule(table: str, *rows: Any) -> Noticed:
    return Noticed(table, list(rows))


def test_a_correction_a_decision_and_a_setting_each_show_that_a_fault_was_found() -> None:
    why = {"reason": "Paper"}
    trace = trace_of(
        STAGED,
        ("song.data", "mig.correct", {"mig": "$MIG", "rows": [FIRST], "column": "price", "value": "0.00", **why}),
        ("song.data", "mig.dispose", {"mig": "$MIG", "rows": [SECOND], "fate": "drop", **why}),
        ("dong.admin", "mig.set", {"mig": "$MIG", "parameter": "age_months", "setting": "36", **why}),
    )
    found = rule("ORDERS", [FIRST, SECOND], "age_months", "vendor_filter").check(trace)
    assert (found.tally, found.met) == ((3, 4), False)
    assert found.found.en == "3 of 4 found. Missed: vendor_filter."
    assert [trace.entry(seq).command.name for seq in found.seqs] == ["mig.correct", "mig.dispose", "mig.set"]  # type: ignore[union-attr]


def test_rows_grouped_kept_apart_or_left_out_of_a_sheet_were_found() -> None:
    trace = trace_of(
        OPENED,
        ("song.data", "stg.merge", {"stg": "$STG", "groups": [{"rows": ["GYS0023", "V-0024"], "survivor": "V-0024"}]}),
        ("song.data", "stg.apart", {"stg": "$STG", "rows": ["GYS0083", "GYS0140"], "reason": "Two firms"}),
        ("song.data", "stg.exclude", {"stg": "$STG", "rows": ["GYS0001"], "reason": "Test row"}),
    )
    assert rule("SUPPLIERS", "GYS0023", "GYS0140", "GYS0001").check(trace).tally == (3, 3)
    assert rule("SUPPLIERS", "GYS0002").check(trace).found.en == "0 of 1 found. Missed: GYS0002."


def test_a_question_about_a_row_shows_that_it_was_found() -> None:
    asked = {"stg": "$STG", "rows": ["W-0006"], "column": "di_inner", "question": "The check digit does not fit"}
    assert rule("CODES", "W-0006").check(trace_of(CODES, ("song.data", "stg.query", asked))).met


def test_another_table_or_an_idle_day_shows_nothing() -> None:
    assert rule("ORDERS", FIRST).check(trace_of()).tally == (0, 1)
    assert rule("STOCK", FIRST).check(trace_of(STAGED)).tally == (0, 1)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("{noticed: NOWHERE, rows: [Q1]}", "“NOWHERE” is none of the allowed values"),
        ("{noticed: STOCK, rows: []}", "Write a list of rows"),
        ("{noticed: STOCK, rows: Q1}", "Write a list of rows"),
        ("{noticed: STOCK}", "The field “rows” is required"),
    ],
)
def test_what_it_cannot_read_is_named(text: str, complaint: str) -> None:
    table, reading = read_document(text, file="x.yaml")
    Noticed.read(table)
    assert any(complaint in problem.say("en") for problem in reading.problems)
