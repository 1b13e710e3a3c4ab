"""Loading and reconciling the legacy stock: faults are gathered, a batch counts once, differences name their place."""

from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.datasets.api import dataset
from scenarios.migration.api import (
    Line,
    Plan,
    RowFault,
    changed_since,
    differences,
    loaded_rows,
    postings,
    prepared,
    reconciled,
)

STOCK = dataset("S").part("stage-stock")
TRUTH = dataset("S").part("truth-stock")
BALANCES = dataset("S").part("stage-balances")
MENDED = Plan(
    corrections={
        **{
            f"Q{number:04d}": {"exp_date": _expiry}
            for number, _expiry in (
                (
                    number,
                    next(
                        row["expiry"]
                        for row in TRUTH["rows"].values()
                        if row["lot"] == STOCK["rows"][f"Q{number:04d}"]["batch"]
                    ).replace("-", ""),
                )
                for number in (5, 6, 8, 9)
            )
        },
        **{f"Q{number:04d}": {"status": "3"} for number in (13, 15, 18, 20, 22)},
    },
    decisions={number: "drop" for number, row in STOCK["rows"].items() if row["job"].endswith("R")},
)


def test_every_fault_is_gathered() -> None:
    assert prepared(STOCK, Plan()).faults == tuple(
        RowFault(f"Q{number:04d}", "expiry", "MISSING") for number in (5, 6, 8, 9)
    )


def test_mended_batch_ties_in_every_measure() -> None:
    rows = prepared(STOCK, MENDED)
    assert (rows.faults, rows.left_out) == ((), ("Q9001", "Q9002"))
    assert differences(reconciled(STOCK, rows.rows.values())) == ()


def test_doubled_lots_show_as_the_planted_amount() -> None:
    undropped = replace(MENDED, decisions={})
    found = differences(reconciled(STOCK, prepared(STOCK, undropped).rows.values()))
    value = next(line for line in found if line.measure == "value")
    assert (value.key, value.difference) == ("1403.R", Decimal("48260.00"))
    assert Line("count", "", Decimal(118), Decimal(120)) in found


@given(st.lists(st.sampled_from(["mended", "raw"]), min_size=1, max_size=5))
@settings(max_examples=20, deadline=None)
def test_loading_again_and_again_counts_once(loads: list[str]) -> None:
    plans = [MENDED if name == "mended" else Plan() for name in loads]
    once, twice = loaded_rows(STOCK, plans), loaded_rows(STOCK, [*plans, *plans])
    assert once == twice
    assert postings(STOCK, once.values()) == postings(STOCK, twice.values())


def test_changed_rows_are_named() -> None:
    assert changed_since(STOCK, loaded_rows(STOCK, [Plan()]), MENDED) == (
        "Q0013",
        "Q0015",
        "Q0018",
        "Q0020",
        "Q0022",
        "Q9001",
        "Q9002",
    )


def test_postings_balance_and_show_both_sides_of_the_clearing_account() -> None:
    lines = postings(BALANCES, prepared(BALANCES, Plan()).rows.values())
    clearing = [amount for account, amount in lines if account == "4999"]
    assert (sum(amount for _, amount in lines), sum(clearing), len(clearing)) == (0, 2_630_000, 2)
