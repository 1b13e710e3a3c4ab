"""The journal: chained, foldable, and proof against a quiet edit."""

import json
from dataclasses import replace

from scenarios.engine.api import Command, digest, entry_from_json, entry_to_json, fold, preview, redecide, verify_chain
from tests.scenarios.engine.desk import Desk


def worked() -> Desk:
    desk = Desk()
    desk.disposed()
    desk.invoiced()
    desk.refused("pay.propose", "wang.ap", invoices=[desk.number("IV")])
    desk.do("view.open", "wang.ap", kind="PO", id=desk.number("PO"))
    return desk


def test_stored_journal_folds_to_the_same_state() -> None:
    desk = worked()
    stored = [entry_from_json(json.loads(json.dumps(entry_to_json(entry)))) for entry in desk.state.journal]
    assert digest(fold(desk.start, stored)) == digest(desk.state)
    assert (verify_chain(desk.start, stored), redecide(desk.start, stored)) == (None, ())


def test_edited_removed_or_swapped_entry_is_named() -> None:
    desk = worked()
    journal = list(desk.state.journal)
    edited = replace(journal[4], at="2026-11-01T00:00")
    assert verify_chain(desk.start, [*journal[:4], edited, *journal[5:]]) == 5
    assert verify_chain(desk.start, [*journal[:4], *journal[5:]]) == 5
    assert verify_chain(desk.start, [journal[1], journal[0], *journal[2:]]) == 1


def test_journal_of_another_seed_does_not_belong_here() -> None:
    desk = worked()
    assert verify_chain(Desk(seed=1).start, desk.state.journal) == 1


def test_changed_rule_shows_as_drift() -> None:
    desk = worked()
    strict = Desk(parameters={"price_tolerance_basis_points": 300, "over_delivery_pct": 0})
    assert redecide(strict.start, desk.state.journal) == ()
    dear = Desk(parameters={"tax_percent": 6})
    assert [drift.seq for drift in redecide(dear.start, desk.state.journal)] == [
        entry.seq for entry in desk.state.journal if entry.command.name == "inv.post"
    ]


def test_preview_shows_postings_and_leaves_the_state() -> None:
    desk = Desk()
    order = desk.released_order()
    line = {"line": "10", "quantity": 1000, "supplier_lot": "CH26-1101", "expiry": "2029-10-01"}
    before = digest(desk.state)
    seen = preview(
        desk.state, Command("gr.post", {"po": order, "delivery_note": "DN", "lines": [line]}, user="zhou.rcv")
    )
    assert (seen.debit, [move["quantity"] for move in seen.stock_moves], seen.refusal) == (210_000, [1000], None)
    assert [name.split(":")[0] for name in seen.created] == ["GR", "QI"]
    assert digest(desk.state) == before
    refused = preview(desk.state, Command("gr.post", {"po": order}, user="zhou.rcv"))
    assert refused.refusal is not None
