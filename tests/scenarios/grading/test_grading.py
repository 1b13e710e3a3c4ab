"""A grade explains itself: what was expected, what was found, what it cost, what an auditor would see."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

import pytest

from scenarios.engine.api import Command, State, play
from scenarios.grading.api import Expectation, Finding, Grade, Group, Mode, Text, Trace, grade, play_path
from scenarios.grading.text import NOTHING
from tests.scenarios.grading.drills import opened, played, recorded

GOOD = "p2p-03/good.yaml"


def carried_on(state: State, *commands: tuple[str, str, Mapping[str, object]]) -> State:
    for user, name, args in commands:
        state, _entries = play(state, Command(name, args, user))
    return state


def regraded(state: State, *, mode: Mode = Mode.PRACTICE) -> Grade:
    opening = opened("P2P-03", mode=mode)
    return grade(opening, state, answers=ANSWERS_OF[opening.scenario.names["over"]])  # type: ignore[index]


ANSWERS_OF = {
    over: {"A1": {"value": str(over), "confidence": "sure"}, "A2": {"value": "c", "confidence": "sure"}}
    for over in (Decimal("10.0"), Decimal("12.0"), Decimal("8.0"), Decimal("6.0"))
}


@pytest.mark.requirement("A23")
def test_the_whole_chain_from_requisition_to_payment_scores_a_hundred() -> None:
    result = played("P2P-01", "p2p-01/good.yaml").grade
    assert (result.score, result.passed, result.unmet) == (Decimal("100.0"), True, ())


def test_bending_the_price_and_paying_fails_outright() -> None:
    result = played("P2P-03", "p2p-03/price-fit-and-pay.yaml").grade
    assert not result.passed
    assert set(result.critical_failures) == {"E4", "P2"}
    assert result.score < 60


@pytest.mark.requirement("A121")
def test_a_critical_move_fails_the_drill_whatever_the_score() -> None:
    result = played("P2P-01", "p2p-01/one-account.yaml").grade
    assert result.score > result.pass_score
    assert not result.passed


def test_every_mark_names_what_was_found_and_where() -> None:
    for mark in played("P2P-03", GOOD).grade.marks:
        assert mark.expectation.name.zh
        assert mark.expectation.name.en
        assert mark.finding.found.zh
        assert mark.finding.found.en
        if mark.expectation.kind not in {"absence", "none", "answer"}:
            assert mark.finding.seqs, mark.expectation.id


def test_the_first_soft_refusal_is_free_and_the_next_ones_cost() -> None:
    state = played("P2P-03", GOOD).state
    typo = ("wang.ap", "view.open", {"kind": "PO", "id": "4500000000"})
    assert regraded(carried_on(state, typo)).score == 100
    result = regraded(carried_on(state, typo, typo, typo))
    assert [row.cost for row in result.refusals] == [0, 3, 3]
    assert result.score == 94


def test_a_hard_code_always_costs() -> None:
    result = played("P2P-03", "p2p-03/override.yaml").grade
    assert {row.code: row.cost for row in result.refusals} == {"PAYMENT_BLOCKED": 10, "BLOCK_CAUSE_STANDS": 10}


def test_a_hint_costs_once_however_often_it_is_read() -> None:
    state = played("P2P-03", GOOD).state
    hint = ("wang.ap", "hint.open", {"nr": 2})
    result = regraded(carried_on(state, hint, hint))
    assert [(row.code, row.cost) for row in result.hints] == [("HINT-2", 5)]
    assert result.score == 95


def test_guided_mode_costs_nothing_and_proves_nothing() -> None:
    opening = opened("P2P-03", mode=Mode.GUIDED)
    state = carried_on(opening.state, ("wang.ap", "hint.open", {"nr": 1}))
    result = grade(opening, state)
    assert result.deducted == 0
    assert not result.passed


def test_minutes_beyond_the_limit_cost_up_to_the_cap() -> None:
    state = played("P2P-03", GOOD).state
    late = carried_on(state, ("wang.ap", "clock.advance", {"minutes": 40}))
    result = regraded(late)
    assert result.overtime[0].cost == result.duration_minutes - 45
    assert regraded(carried_on(late, ("wang.ap", "clock.advance", {"minutes": 600}))).overtime[0].cost == 10


def test_what_led_nowhere_is_needless_beyond_the_allowance() -> None:
    state = played("P2P-03", GOOD).state
    order = {
        "vendor": "V00012",
        "lines": [{"item": "RM-10001", "quantity": 10, "price": 1250, "delivery_date": "2026-12-09"}],
    }
    result = regraded(carried_on(state, *[("lin.buyer", "po.create", order)] * 5))
    assert [row.cost for row in result.needless] == [0, 0, 0, 1, 1]
    assert result.score == 98


def test_a_step_taken_back_counts_once() -> None:
    opening = opened("P2P-03")
    names = opening.scenario.names
    line = {"line": "10", "quantity": names["qty"], "price": names["inv_price"]}
    post = (
        "wang.ap",
        "inv.post",
        {"po": names["PO"], "reference": "TYPO-1", "invoice_date": "2026-11-30", "lines": [line]},
    )
    state = carried_on(opening.state, post)
    number = next(body["id"] for body in state.documents("IV") if body["reference"] == "TYPO-1")
    state = carried_on(state, ("wang.ap", "inv.reverse", {"iv": number, "reason": "Reference mistyped"}))
    assert [row.reason.en for row in grade(opening, state).needless] == ["Done and taken back Within the allowance"]


@dataclass(frozen=True)
class Earns:
    """A rule that earns one share of its weight, whatever was done."""

    credit: Fraction

    def sentence(self) -> Text:
        return NOTHING

    def check(self, trace: Trace) -> Finding:
        return Finding(self.credit, NOTHING)


def scored(*parts: tuple[str, str]) -> Grade:
    """The grade of a drill whose expectations are these: weight, and the share of it that is earned."""
    opening = opened("P2P-03")
    expectations = tuple(
        Expectation(
            f"E{number}", Group.END_STATE, "doc", Decimal(weight), False, NOTHING, "", "", NOTHING, NOTHING,
            Earns(Fraction(credit)),
        )
        for number, (weight, credit) in enumerate(parts, start=1)
    )  # fmt: skip
    scenario = replace(opening.scenario, expectations=expectations, pass_score=Decimal(80))
    return grade(replace(opening, scenario=scenario), opening.state)


@pytest.mark.parametrize(
    ("parts", "shown", "passed"),
    [
        ([("79.95", "1"), ("20.05", "0")], "79.9", False),
        ([("79.999", "1"), ("20.001", "0")], "79.9", False),
        ([("80", "1"), ("20", "0")], "80.0", True),
        # exactly 80 with thirds, which no decimal holds: they are summed before anything is cut
        ([("10", "1/3"), ("10", "1/3"), ("10", "1/3"), ("70", "1")], "80.0", True),
        ([("1", "1/3"), ("2", "1/3")], "33.3", False),
    ],
)
def test_a_score_never_passes_by_rounding(parts: list[tuple[str, str]], shown: str, passed: bool) -> None:
    result = scored(*parts)
    assert (str(result.score), str(result.earned), result.passed) == (shown, shown, passed)


def test_stopping_never_costs_anything() -> None:
    state = played("P2P-03", GOOD).state
    stop = ("wang.ap", "stop.report", {"reason": "I think this must be stopped"})
    assert regraded(carried_on(state, *[stop] * 6)).score == 100


def test_confident_and_wrong_is_told_from_merely_wrong() -> None:
    opening = opened("P2P-03")
    answers = {"A1": {"value": "99", "confidence": "sure"}, "A2": {"value": "a", "confidence": "unsure"}}
    marks = {mark.expectation.id: mark for mark in grade(opening, opening.state, answers=answers).marks}
    assert (marks["A1"].is_confident_and_wrong, marks["A2"].is_confident_and_wrong) == (True, False)


def test_doing_nothing_passes_no_drill() -> None:
    for code in ("P2P-01", "P2P-02", "P2P-03", "P2P-04", "P2P-06"):
        result = grade(opened(code), opened(code).state)
        assert not result.passed
        assert result.score < 50


def test_the_auditor_reads_facts_in_order_then_open_questions_with_their_reference() -> None:
    lines = played("P2P-04", "p2p-04/pay-in-full.yaml").grade.auditor
    facts = [line for line in lines if not line.is_open_question]
    questions = [line for line in lines if line.is_open_question]
    assert list(lines) == facts + questions
    assert [line.seq for line in facts] == sorted(line.seq for line in facts)
    assert any("UD_ACCEPT_FAILED_LOT" in line.sentence.en for line in facts)
    assert any("7.4.1" in line.reference for line in questions)


def test_a_path_that_does_not_go_as_written_is_named_with_its_line() -> None:
    path = recorded("p2p-03/override.yaml")
    bent = replace(path, steps=(path.steps[1],))

    surprises = play_path(opened("P2P-03"), bent).surprises
    assert [problem.line for problem in surprises] == [path.steps[1].command.line]
