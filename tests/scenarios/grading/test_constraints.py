"""Each kind of process constraint: what meets it, what does not, and what it says."""

from fractions import Fraction

import pytest

from scenarios.grading.api import Finding
from scenarios.grading.constraints import KINDS
from scenarios.grading.reading import read_document
from scenarios.grading.trace import Trace
from tests.scenarios.grading.drills import INVOICE, ORDER, RECEIPT, trace_of

LOOK = ("lin.buyer", "view.open", {"kind": "CONTRACT", "id": "K26-00012-10001"})
WAIT = ("lin.buyer", "clock.advance", {"minutes": 60})
SAMPLE = ("sun.iqc", "qi.sample", {"qi": "$QI", "sample_size": 5})
RESULTS = [{"characteristic": "HARD", "value": 800}, {"characteristic": "MOIST", "value": 10}]
RECORD = ("sun.iqc", "qi.record", {"qi": "$QI", "results": RESULTS})
SIGNATURE = {"by": "sun.iqc", "meaning": "usage_decision"}
DECIDE = ("sun.iqc", "qi.decide", {"qi": "$QI", "decision": "A", "signature": SIGNATURE})
CANCEL = ("lin.buyer", "po.cancel", {"po": "$PO", "reason": "Entered twice"})
PROPOSE = ("wang.ap", "pay.propose", {"invoices": ["$IV"]})
REVERSE = ("wang.ap", "inv.reverse", {"iv": "$IV", "reason": "Wrong"})
WHOLE = trace_of(LOOK, *ORDER, RECEIPT, INVOICE)
INSPECTED = trace_of(*ORDER, RECEIPT, SAMPLE, RECORD, DECIDE)
EMPTY = trace_of()


def check(trace: Trace, text: str) -> Finding:
    table, reading = read_document(text, file="x.yaml")
    kind = table.word("type", known=KINDS)
    rule = KINDS[kind](table)
    table.finish()
    assert reading.problems == []
    assert rule.sentence().zh
    assert rule.sentence().en
    return rule.check(trace)


CASES = [
    ("{type: existence, a: gr.post}", WHOLE, EMPTY),
    ("{type: absence, a: po.cancel}", WHOLE, trace_of(*ORDER, CANCEL)),
    ("{type: exactly_n, a: po.create, n: 1}", WHOLE, trace_of(ORDER[0], ORDER[0])),
    ("{type: precedence, a: gr.post, b: inv.post, same: PO}", WHOLE, trace_of(*ORDER, INVOICE, RECEIPT)),
    (
        "{type: precedence, a: po.cancel, b: pr.create, vacuous: true}",
        WHOLE,
        trace_of(
            ("he.plan", "pr.create", {"item": "RM-10001", "quantity": 10, "need_by": "2026-12-09", "reason": "x"})
        ),
    ),
    ("{type: response, a: gr.post, b: inv.post, same: PO}", WHOLE, trace_of(*ORDER, RECEIPT)),
    ("{type: succession, a: gr.post, b: inv.post, same: PO}", WHOLE, trace_of(*ORDER, RECEIPT)),
    ("{type: not_coexist, a: po.cancel, b: po.release, same: PO}", WHOLE, trace_of(*ORDER, CANCEL)),
    ("{type: four_eyes, a: po.create, b: inv.post, same: PO}", WHOLE, trace_of(*ORDER, RECEIPT)),
    ("{type: four_eyes, a: qi.record, b: po.create}", INSPECTED, EMPTY),
    ("{type: role_of, a: inv.post, roles: [AP]}", WHOLE, EMPTY),
    ("{type: looked_up, what: CONTRACT, which: K26-00012-10001, before: po.create}", WHOLE, trace_of(*ORDER)),
    ("{type: within, a: inv.post, max_minutes: 30}", WHOLE, EMPTY),
    ("{type: order_of, steps: [po.create, po.release, gr.post]}", WHOLE, EMPTY),
    ("{type: each_of, of: {doc: PO, own: true}, a: po.release}", WHOLE, trace_of(ORDER[0])),
    (
        "{type: sum_limit, a: po.create, field: lines.*.quantity, per: vendor, most: 1500}",
        WHOLE,
        trace_of(ORDER[0], ORDER[0]),
    ),
    (
        "{type: no_edit_after, edit: inv.reverse, review: inv.post, same: IV}",
        WHOLE,
        trace_of(*ORDER, RECEIPT, INVOICE, REVERSE),
    ),
    ("{type: signed_by, of: {doc: QI, own: true}, meaning: usage_decision, roles: [IQC]}", INSPECTED, WHOLE),
]


@pytest.mark.parametrize(
    ("text", "good", "bad"),
    CASES,
    ids=lambda value: value.split(",")[0].removeprefix("{type: ") if isinstance(value, str) else "",
)
def test_each_kind_tells_the_right_way_from_the_wrong(text: str, good: Trace, bad: Trace) -> None:
    assert check(good, text).met
    found = check(bad, text)
    assert not found.met
    assert found.found.zh
    assert found.found.en


def test_every_kind_of_the_closed_list_is_tried_above() -> None:
    tried = {text.split(",")[0].removeprefix("{type: ") for text, _good, _bad in CASES}
    assert tried == set(KINDS)


def test_looking_up_late_earns_half_and_says_so() -> None:
    found = check(trace_of(*ORDER, LOOK), "{type: looked_up, what: CONTRACT, before: po.create}")
    assert found.credit == Fraction(1, 2)
    assert "after acting" in found.found.en


def test_late_but_done_earns_half() -> None:
    found = check(trace_of(WAIT, *ORDER, RECEIPT, INVOICE), "{type: within, a: inv.post, max_minutes: 30}")
    assert found.credit == Fraction(1, 2)


def test_an_attempt_counts_when_the_constraint_says_so() -> None:
    trace = trace_of(*ORDER, INVOICE, PROPOSE)
    assert [row.refusal.code for row in trace.refused if row.refusal] == ["PAYMENT_BLOCKED"]
    assert check(trace, "{type: absence, a: pay.propose}").met
    assert not check(trace, "{type: absence, a: pay.propose, attempts: true}").met


def test_an_order_half_kept_earns_its_share_and_names_what_was_never_done() -> None:
    found = check(trace_of(*ORDER), "{type: order_of, steps: [po.create, po.release, gr.post]}")
    assert found.credit == Fraction(1, 2)
    assert "Never done: “post goods receipt”" in found.found.en


def test_a_pattern_may_narrow_by_argument_and_role() -> None:
    assert check(WHOLE, "{type: existence, a: {do: inv.post, where: {lines.*.price: {min: 1000}}, roles: [AP]}}").met
    assert not check(WHOLE, "{type: existence, a: {do: inv.post, where: {lines.*.price: {min: 2000}}}}").met
    assert not check(WHOLE, "{type: existence, a: {do: inv.post, roles: [BUYER]}}").met


def test_evidence_names_the_journal_rows() -> None:
    found = check(WHOLE, "{type: precedence, a: gr.post, b: inv.post, same: PO}")
    rows = {entry.seq: entry.command.name for entry in WHOLE.entries}
    assert [rows[seq] for seq in found.seqs] == ["gr.post", "inv.post"]


def test_what_was_taken_back_does_not_count_towards_a_limit() -> None:
    reverse = ("zhou.rcv", "gr.reverse", {"gr": "$GR", "reason": "Wrong lot"})
    trace = trace_of(*ORDER, RECEIPT, reverse, RECEIPT)
    assert [entry.outcome.value for entry in trace.entries[-3:]] == ["accepted"] * 3
    assert check(trace, "{type: sum_limit, a: gr.post, field: lines.*.quantity, per: po, most: 1000}").met
