"""Each kind of end-state assertion: what meets it, what does not, and what it says it found."""

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from scenarios.grading.api import Answer, Finding
from scenarios.grading.assertions import KINDS
from scenarios.grading.reading import read_document
from scenarios.grading.trace import Trace
from tests.scenarios.grading.drills import INVOICE, ORDER, RECEIPT, trace_of

WHOLE = trace_of(*ORDER, RECEIPT, INVOICE)
EMPTY = trace_of()
LOT = WHOLE.state.lots()[-1]["id"]


def check(trace: Trace, text: str) -> Finding:
    table, reading = read_document(text, file="x.yaml")
    kind = next(name for name in KINDS if name in table)
    rule = KINDS[kind](table)
    table.finish()
    assert reading.problems == []
    assert rule.sentence().zh
    assert rule.sentence().en
    return rule.check(trace)


def _reviewed() -> Trace:
    """Every conflict of duty taken apart by review, all messages from HRM taken in."""
    second = {"qian.super": "AP", "bian.rcv": "BUYER", "rong.ap": "CASHIER", "ni.fin": "CASHIER", "du.iqc": "RECV"}
    second |= {"cao.pur": "BUYER", "yan.admin": "BUYER", "hou.line": "DEPT-MGR", "shi.ap": "PUR-MGR"}
    lines = [{"user": user, "role": role, "decision": "remove"} for user, role in second.items()]
    signature = {"by": "fang.exec", "meaning": "recertification"}
    steps: list[tuple[str, str, dict[str, Any]]] = [("fang.exec", "rec.sign", {"lines": lines, "signature": signature})]
    steps += [
        ("dong.admin", "user.revoke", {"user": user, "role": role, "rec": "$REC"}) for user, role in second.items()
    ]
    waiting = sorted(EMPTY.state.documents("IFM"), key=lambda row: row["sequence"])
    numbers = [row["id"] for row in waiting if row["person"] != "zhao.temp"]
    return trace_of(*steps, ("dong.admin", "ifm.reprocess", {"messages": numbers}))


REVIEWED = _reviewed()
OPENED: tuple[str, str, dict[str, object]] = ("song.data", "stg.open", {"table": "SUPPLIERS"})
PAIR = {"rows": ["GYS0023", "V-0024"], "survivor": "V-0024"}
LOOKALIKE = {"rows": ["GYS0083", "GYS0140"], "survivor": "GYS0083"}
CALLED = {**PAIR, "fields": {"account_no": "GYS0023"}, "evidence": "CB-26-0034"}


def sheet(*groups: Mapping[str, object], leave_out: str = "", submit: bool = True) -> Trace:
    """A cleansing sheet on which these rows were merged, one perhaps left out, and which was handed in."""
    steps: list[tuple[str, str, dict[str, object]]] = [OPENED]
    if groups:
        steps.append(("song.data", "stg.merge", {"stg": "STG-26-0001", "groups": list(groups)}))
    if leave_out:
        steps.append(("song.data", "stg.exclude", {"stg": "STG-26-0001", "rows": [leave_out], "reason": "Inactive"}))
    if submit:
        steps.append(("song.data", "stg.submit", {"stg": "STG-26-0001", "note": "Done"}))
    return trace_of(*steps)


def stock(*steps: tuple[str, Mapping[str, object]]) -> Trace:
    """A load batch of the legacy stock after these steps."""
    batch = [("song.data", "mig.stage", {"table": "STOCK", "file": "X"})]
    return trace_of(*batch, *(("song.data", name, {"mig": "MIG-26-0001", **args}) for name, args in steps))


def sheet_of_customers(*groups: Mapping[str, object]) -> Trace:
    """A cleansing sheet of the customers with these rows merged."""
    merged = [("song.data", "stg.merge", {"stg": "STG-26-0001", "groups": list(groups)})] if groups else []
    return trace_of(("song.data", "stg.open", {"table": "CUSTOMERS"}), *merged)


CUSTOMERS = sheet_of_customers(
    {"rows": ["K003", "K004"], "survivor": "K004"},
    {"rows": ["K012", "K013"], "survivor": "K012", "fields": {"licence": "K013"}},
)
LOAD: tuple[tuple[str, dict[str, object]], ...] = (("mig.dry_run", {}), ("mig.load", {}))
HELD = (
    "mig.correct",
    {"rows": ["Q0013", "Q0015", "Q0018", "Q0020", "Q0022"], "column": "status", "value": "3", "reason": "Held"},
)


def coded(*steps: tuple[str, str, Mapping[str, object]]) -> Trace:
    """A sheet of items to be coded after these steps."""
    sheet_of = {"stg": "STG-26-0001"}
    opened = ("song.data", "stg.open", {"table": "CODES"})
    return trace_of(opened, *((user, name, {**sheet_of, **args}) for user, name, args in steps))


def numbered(kind: str, first: int, last: int, start: int) -> tuple[str, str, dict[str, object]]:
    """Numbers for the rows from first to last."""
    rows = [f"W-{place:04d}" for place in range(first, last + 1)]
    return ("song.data", "stg.number", {"rows": rows, "prefix": kind, "start": start})


ALL_CODED = coded(
    numbered("FG", 1, 14, 36020),
    numbered("SF", 15, 30, 26010),
    numbered("RM", 31, 80, 16040),
    numbered("RM", 81, 88, 16100),
    numbered("PK", 89, 120, 46030),
)
FILED = (
    "ruan.ra",
    "stg.set",
    {"rows": ["W-0006"], "column": "di_inner", "value": "19520000000063", "reason": "As filed"},
)

CASES = [
    ("{codes: STG-26-0001}", ALL_CODED, coded(numbered("FG", 1, 14, 36020))),
    ("{cells: STG-26-0001, field: di_inner, of: products}", coded(FILED), coded()),
    ("{pairs: STG-26-0001, measure: traps}", sheet(PAIR), sheet(LOOKALIKE)),
    ("{golden: STG-26-0001, field: licence}", CUSTOMERS, sheet_of_customers()),
    ("{xref: STG-26-0001}", sheet(PAIR), sheet(leave_out="GYS0001")),
    ("{loaded: STOCK, field: stock_type, of: blocked}", stock(HELD, *LOAD), stock(*LOAD)),
    ("{doc: IV, own: true, field: lines.10.price, eq: 1250}", WHOLE, EMPTY),
    ("{count: {doc: GR, own: true}, min: 1}", WHOLE, EMPTY),
    ("{none: {doc: IV, own: true}}", EMPTY, WHOLE),
    ("{ledger: gl, account: 2202-GRIR, each: {doc: PO, own: true}, sum: 0}", WHOLE, trace_of(*ORDER, RECEIPT)),
    ("{stock: {item: RM-10001, stock_type: Q}, increase: true, quantity: 1000}", WHOLE, EMPTY),
    (f"{{lot: {LOT}, field: supplier_lot, is: SL-1}}", WHOLE, EMPTY),
    ("{set: {doc: GR, own: true}, field: delivery_note, equals: [N-1]}", WHOLE, EMPTY),
    ("{tie_out: [{gl: '1403', item: RM-10001}, {stock: value, item: RM-10001}]}", WHOLE, None),
    ("{any_of: [{none: {doc: GR}}, {count: {doc: GR, own: true}, min: 1}]}", WHOLE, None),
    ("{any_of: [{count: {doc: IV, own: true}, min: 2}, {count: {doc: GR, own: true}, min: 1}]}", WHOLE, EMPTY),
    ("{probe: {as: wang.ap, do: pay.propose, args: {due_by: '2027-12-31'}}, can: true}", WHOLE, None),
    ("{master: USER, id: qian.super, field: roles, eq: [BUYER]}", REVIEWED, EMPTY),
    ("{duty_conflicts: critical}", REVIEWED, EMPTY),
    ("{qualifications: same}", REVIEWED, EMPTY),
]


@pytest.mark.parametrize(("text", "good", "bad"), CASES, ids=[text[:24] for text, _good, _bad in CASES])
def test_each_kind_tells_right_books_from_wrong(text: str, good: Trace, bad: Trace | None) -> None:
    assert check(good, text).met
    if bad is not None:
        found = check(bad, text)
        assert not found.met
        assert found.found.zh
        assert found.found.en


def test_every_kind_of_the_closed_list_is_tried_above_or_in_a_file_of_its_name() -> None:
    above = {next(kind for kind in KINDS if text.startswith(f"{{{kind}:")) for text, _good, _bad in CASES}
    apart = {path.stem.removeprefix("test_") for path in Path(__file__).parent.glob("test_*.py")}
    assert set(KINDS) - above - apart == set()


def test_a_field_is_found_by_any_way_that_led_there_and_names_its_row() -> None:
    found = check(WHOLE, "{doc: PO, own: true, field: status, in: [received, invoiced]}")
    assert found.met
    assert [row.command.name for row in WHOLE.entries if row.seq in found.seqs] == ["inv.post"]


def test_half_the_documents_earn_half() -> None:
    found = check(trace_of(*ORDER, ORDER[0]), "{doc: PO, own: true, field: status, eq: released}")
    assert found.credit == Fraction(1, 2)


def test_a_set_is_marked_by_precision_and_recall() -> None:
    found = check(WHOLE, "{set: {doc: GR, own: true}, field: delivery_note, equals: [N-1, N-2]}")
    assert found.credit == Fraction(2, 3)
    assert "recall 1/2, precision 1/1" in found.found.en
    assert "Missed: N-2." in found.found.en


def test_a_balance_of_nothing_that_never_moved_earns_nothing() -> None:
    assert not check(EMPTY, "{ledger: gl, account: 2202-GRIR, vendor: V99999, sum: 0}").met


def test_a_tie_out_shows_the_difference() -> None:
    found = check(WHOLE, "{tie_out: [{gl: '1403'}, {gl: '2202'}]}")
    assert not found.met
    assert "difference" in found.found.en


def test_a_probe_asks_without_leaving_a_trace() -> None:
    before = len(WHOLE.state.journal)
    text = "{probe: {as: zhou.rcv, do: gr.post, args: {}}, can: false, code: INPUT_INVALID}"
    assert check(WHOLE, text).met
    assert len(WHOLE.state.journal) == before


TASKS = (
    "{probe: {tasks: [{as: qian.super, do: po.create}, {as: qian.super, do: inv.post, can: false}, "
    "{as: rong.ap, do: inv.post}, {as: rong.ap, do: pay.execute, can: false}]}}"
)


@pytest.mark.requirement("A52")
def test_a_list_of_probes_asks_both_what_must_work_and_what_must_not() -> None:
    assert check(REVIEWED, TASKS).met
    found = check(EMPTY, TASKS)
    assert (found.credit, found.found.en.count("cannot")) == (Fraction(1, 2), 2)


@pytest.mark.requirement("A52")
def test_taking_away_needed_access_fails_and_so_does_a_role_that_may_everything() -> None:
    grant = {"role": "BUYER", "right": "*", "reason": "Easier"}
    assert check(trace_of(("dong.admin", "role.grant", grant)), TASKS).credit == Fraction(1, 2)
    everything = check(trace_of(("dong.admin", "role.grant", grant)), "{duty_conflicts: all}")
    assert (everything.met, everything.credit) == (False, 0)
    locked = trace_of(("dong.admin", "user.lock", {"user": "rong.ap", "reason": "Conflict"}))
    found = check(locked, "{probe: {tasks: [{as: rong.ap, do: inv.post}, {as: jin.ap, do: inv.post}]}}")
    assert (found.credit, "UNKNOWN_USER" in found.found.en) == (Fraction(1, 2), True)


def test_conflicts_taken_apart_earn_their_share() -> None:
    line = {"user": "qian.super", "role": "AP", "decision": "remove"}
    signature = {"by": "fang.exec", "meaning": "recertification"}
    steps: list[tuple[str, str, dict[str, Any]]] = [
        ("fang.exec", "rec.sign", {"lines": [line], "signature": signature})
    ]
    steps.append(("dong.admin", "user.revoke", {"user": "qian.super", "role": "AP", "rec": "$REC"}))
    assert check(trace_of(*steps), "{duty_conflicts: critical}").credit == Fraction(1, 7)


def test_probe_goes_by_the_persons_own_rights_not_by_the_systems() -> None:
    assert check(
        EMPTY, "{probe: {as: zhou.rcv, do: pay.propose, args: {due_by: '2027-12-31'}}, can: false, code: NO_AUTH}"
    ).met


def answer(text: str, **given: object) -> Finding:
    table, reading = read_document(text, file="x.yaml")
    rule = Answer.read(table, "A1")
    assert reading.problems == []
    return rule.check(trace_of(answers={"A1": given}))


NUMBER = "{kind: number, prompt: {zh: 几, en: How many}, key: 38.1, tolerance: 0.05, near: 0.5}"
CHOICE = (
    "{kind: choice, prompt: {zh: 哪, en: Which}, key: b, options: [{key: a, text: {zh: 甲, en: A}, "
    "feedback: {zh: 不对, en: Not that}}, {key: b, text: {zh: 乙, en: B}}]}"
)
SET = "{kind: set, prompt: {zh: 哪些, en: Which}, key: [L1, L2]}"


@pytest.mark.parametrize(
    ("value", "credit"),
    [("38.1", 1), ("38.14", 1), ("38.1 %", 1), ("38.5", Fraction(1, 2)), ("40", 0), ("many", 0), ("", 0)],
)
def test_a_number_is_right_within_its_tolerance_and_half_right_near_it(value: str, credit: Fraction) -> None:
    assert answer(NUMBER, value=value).credit == credit


def test_a_choice_tells_why_it_is_wrong() -> None:
    assert answer(CHOICE, value="b").met
    found = answer(CHOICE, value="a")
    assert not found.met
    assert found.found.en == "You chose “A”. Not that"


def test_an_answered_set_is_marked_by_precision_and_recall() -> None:
    assert answer(SET, value=["L1", "L2"]).met
    assert answer(SET, value=["L1"]).credit == Fraction(2, 3)


def test_the_evidence_is_the_row_that_set_the_field_not_the_last_that_touched_the_document() -> None:
    rows = {row.seq: row.command.name for row in WHOLE.entries}
    price = check(WHOLE, "{doc: PO, own: true, field: lines.10.price, eq: 1250}")
    received = check(WHOLE, "{doc: PO, own: true, field: lines.10.received, eq: 1000}")
    assert [rows[seq] for seq in (*price.seqs, *received.seqs)] == ["po.create", "gr.post"]
    assert "price 12.50" in price.found.en


def test_alternatives_need_two_and_a_known_kind_each() -> None:
    table, reading = read_document("{any_of: [{nonsense: 1}]}", file="x.yaml")
    KINDS["any_of"](table)
    assert next(problem.say("en") for problem in reading.problems).endswith("any_of takes at least two assertions.")
    assert len(reading.problems) == 2


def test_pairs_earn_by_bands_and_name_what_was_merged_wrongly() -> None:
    text = "{pairs: STG-26-0001, measure: precision, bands: [{from: 1, credit: 1}, {from: 0.5, credit: 0.4}]}"
    assert check(sheet(PAIR), text).credit == 1
    mixed = check(sheet(PAIR, LOOKALIKE), text)
    assert mixed.credit == Fraction(2, 5)
    assert "50.0%: 1 pairs right, 1 merged wrongly, 87 missed." in mixed.found.en
    assert "GYS0083 + GYS0140" in mixed.found.en
    assert check(sheet(), text).credit == 0


def test_bands_out_of_order_are_a_mistake_in_the_file() -> None:
    text = "{pairs: S, measure: f1, bands: [{from: 0.5, credit: 0.4}, {from: 1, credit: 1}]}"
    table, reading = read_document(text, file="x.yaml")
    KINDS["pairs"](table)
    assert [problem.field for problem in reading.problems] == ["bands"]


def test_a_disputed_field_earns_its_share_of_the_right_records() -> None:
    assert check(sheet(), "{golden: STG-26-0001, field: account_no}").credit == 0
    assert check(sheet(CALLED), "{golden: STG-26-0001, field: account_no}").credit == Fraction(1, 7)
    assert check(sheet(PAIR), "{golden: STG-26-0001, field: account_no}").credit == 0


def test_a_sheet_not_handed_in_has_no_cross_reference() -> None:
    assert check(sheet(PAIR, submit=False), "{xref: STG-26-0001}").credit == 0
    assert check(sheet(leave_out="GYS0001"), "{xref: STG-26-0001}").credit == Fraction(144, 145)


def test_rows_loaded_by_two_batches_are_too_many() -> None:
    once = stock(*LOAD)
    again = ("song.data", "mig.stage", {"table": "STOCK", "file": "Y", "override_reason": "Again"})
    second = [("song.data", name, {"mig": "MIG-26-0002", **args}) for name, args in LOAD]
    first = [("song.data", name, {"mig": "MIG-26-0001", **args}) for name, args in LOAD]
    twice = trace_of(("song.data", "mig.stage", {"table": "STOCK", "file": "X"}), *first, again, *second)
    assert check(once, "{loaded: STOCK, field: quantity, of: doubled}").credit == 0
    dropped = stock(("mig.dispose", {"rows": ["Q9001", "Q9002"], "fate": "drop", "reason": "Re-run"}), *LOAD)
    assert check(dropped, "{loaded: STOCK, field: quantity, of: doubled}").credit == 1
    assert check(dropped, "{loaded: STOCK}").credit == Fraction(118 - 4 - 5, 118)
    assert check(twice, "{loaded: STOCK, field: quantity}").credit == 0
