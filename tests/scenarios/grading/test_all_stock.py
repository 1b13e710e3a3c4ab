"""All stock of some lots in one type: the share of the places that were emptied, and what is left by name."""

from fractions import Fraction

from scenarios.engine.api import Command, start_state, submit
from scenarios.grading.assertions import KINDS
from scenarios.grading.reading import read_document
from scenarios.grading.trace import Trace
from tests.scenarios.grading.drills import small_company

LOTS = ("L26-9301", "L26-9302")
TEXT = "all_stock: {lots: [L26-9301, L26-9302], stock_type: B}"


def traced(*blocked: tuple[str, str]) -> Trace:
    opening = state = start_state(small_company(), clock="2026-12-01T09:00")
    steps: list[tuple[str, str, dict[str, object]]] = [("xu.qe", "rcl.open", {"level": "2", "cause": "Pores"})]
    steps.append(("xu.qe", "rcl.scope", {"rcl": "RCL-26-0001", "lots": list(LOTS), "trace_note": "Forward"}))
    if blocked:
        stocks = [{"lot": lot, "stock_type": kind} for lot, kind in blocked]
        steps.append(("qin.store", "rcl.block", {"rcl": "RCL-26-0001", "stocks": stocks}))
    for user, name, args in steps:
        state, entry = submit(state, Command(name, args, user))
        assert entry.refusal is None, entry.refusal
    return Trace(opening, state, state.journal, frozenset({"learner"}), {})


def test_share_of_the_places_counts_and_what_is_left_is_named() -> None:
    table, reading = read_document(TEXT, file="x.yaml")
    rule = KINDS["all_stock"](table)
    assert reading.problems == []
    assert rule.sentence().en == "All stock of L26-9301, L26-9302 stands in B"
    found = [rule.check(trace) for trace in (traced(), traced(("L26-9301", "U")))]
    found.append(rule.check(traced(("L26-9301", "U"), ("L26-9302", "H"))))
    assert [finding.credit for finding in found] == [0, Fraction(1, 2), 1]
    assert found[1].found.en.endswith("Left: L26-9302 H.")


def test_unknown_field_is_a_problem_and_lots_without_stock_earn_nothing() -> None:
    table, reading = read_document("all_stock: {lots: [L26-9309], stock_type: B, quickly: true}", file="x.yaml")
    rule = KINDS["all_stock"](table)
    assert [problem.field for problem in reading.problems] == ["all_stock.quickly"]
    assert rule.check(traced()).credit == 0
