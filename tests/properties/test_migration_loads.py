"""I16: whatever is done to a load batch, each of its rows stands in the new books once or not at all, and what they hold ties."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.engine.api import Outcome, State, broken_invariants
from scenarios.engine.staging import rows_in_books
from tests.scenarios.engine.desk import Desk
from tests.scenarios.engine.test_migration import batch

ROWS = ("Q0005", "Q0013", "Q0001")
STEPS = st.lists(
    st.one_of(
        st.sampled_from(["mig.validate", "mig.dry_run", "mig.load", "mig.load", "mig.load"]).map(
            lambda name: (name, {})
        ),
        st.just(("mig.rollback", {"reason": "Once more"})),
        st.sampled_from(ROWS).map(
            lambda row: ("mig.correct", {"rows": [row], "column": "exp_date", "value": "20280101", "reason": "Card"})
        ),
    ),
    min_size=4,
    max_size=14,
)
PLAYED = {"loads": 0, "repeated loads": 0, "rollbacks": 0}


def ledger(state: State) -> dict[str, int]:
    return {account: value for account, value in state.tables["balance"].items() if value}


def standing(desk: Desk) -> dict[str, Any]:
    return rows_in_books(desk.state, desk.last("MIG"))


@settings(max_examples=150, deadline=None, derandomize=True)
@given(steps=STEPS)
def test_a_batch_loaded_again_is_in_the_books_once(steps: list[tuple[str, dict[str, Any]]]) -> None:
    desk = Desk()
    number = batch(desk)
    empty = ledger(desk.state)
    for name in ("mig.validate", "mig.dry_run"):
        desk.do(name, "song.data", mig=number)
    for name, args in steps:
        before, rows = ledger(desk.state), standing(desk)
        entry = desk.submit(name, "song.data", mig=number, **args)
        accepted = entry.outcome is Outcome.ACCEPTED
        if accepted and name == "mig.load":
            PLAYED["loads"] += 1
            again, twice = ledger(desk.state), standing(desk)
            assert desk.submit(name, "song.data", mig=number).refusal is None  # the very same batch, once more
            PLAYED["repeated loads"] += 1
            assert (ledger(desk.state), standing(desk)) == (again, twice)
            assert set(twice) >= set(rows)
        elif accepted and name == "mig.rollback":
            PLAYED["rollbacks"] += 1
            assert (ledger(desk.state), standing(desk)) == (empty, {})
        elif not accepted:
            assert ledger(desk.state) == before
        values = sum((Decimal(row["value"]) for row in standing(desk).values()), Decimal(0))
        posted = sum(desk.state.gl(account) for account in {row["account"] for row in standing(desk).values()})
        assert values * 100 == posted
        assert broken_invariants(desk.state) == ()


def test_enough_was_loaded_to_mean_something(capsys: pytest.CaptureFixture[str]) -> None:
    with capsys.disabled():
        print(f"\nload batches: {PLAYED}")
    if PLAYED["loads"]:
        assert PLAYED["repeated loads"] >= 40
        assert PLAYED["rollbacks"] >= 20
