"""The wording of a board's decision and of a corrective action request: what is written is what is read, and nothing else."""

import datetime

import pytest

from scenarios.backends.tryton.papers import (
    Decision,
    Heading,
    read_body,
    read_decision,
    read_subject,
    word_body,
    word_decision,
    word_subject,
)

HEADING = Heading("SCAR-26-0001", "NCR-26-0021", datetime.date(2026, 12, 15))


@pytest.mark.parametrize("disposition", ["return", "rework", "scrap", "use_as_is"])
def test_a_decision_is_read_as_it_was_written(disposition: str) -> None:
    decision = Decision(disposition, "Outer diameter.\nNo concession.")
    assert read_decision(word_decision(decision)) == decision


@pytest.mark.parametrize(
    "text",
    [
        "",
        "return",
        "disposition: return\nx",
        "Disposition: return",
        "Disposition: keep\nx",
        "No.\nDisposition: scrap\nx",
    ],
)
def test_any_other_note_decides_nothing(text: str) -> None:
    assert read_decision(text) is None


def test_a_subject_is_read_as_it_was_written() -> None:
    assert word_subject(HEADING) == (
        "Supplier corrective action request SCAR-26-0001 on report NCR-26-0021, answer by 2026-12-15"
    )
    assert read_subject(word_subject(HEADING)) == HEADING


@pytest.mark.parametrize(
    "text", ["", "Delivery of 15 December", "Re: Supplier corrective action request", "x 2026-12-15"]
)
def test_an_e_mail_about_something_else_is_no_request(text: str) -> None:
    assert read_subject(text) is None


def test_a_text_with_signs_of_html_comes_back_as_it_was() -> None:
    text = 'OD < 4.10 mm & "sealed"\nPlease answer <today>.'
    assert "<today>" not in word_body(text)
    assert read_body(word_body(text)) == text
