"""The opening balances in both variants: they sum to nought in truth, and each export differs by its three mistakes."""

from decimal import Decimal

import pytest

from scenarios.datasets.api import dataset
from scenarios.datasets.areas.migration_balances import VARIANTS, Planted
from scenarios.migration.api import Plan, differences, prepared, reconciled


@pytest.mark.parametrize(("name", "planted"), VARIANTS.items())
def test_export_differs_from_the_ledger_by_what_was_planted(name: str, planted: Planted) -> None:
    table = dataset("S").part(f"stage-{name.lower()}")
    found = prepared(table, Plan())
    lines = {line.key: line.difference for line in differences(reconciled(table, found.rows.values()))}
    _, _, _, amount, old, closing = planted.foreign
    foreign = Decimal(amount) * (Decimal(closing) - Decimal(old))
    twice, credit = Decimal(planted.invoice[3]) / 100, Decimal(planted.credit[2]) / 100
    assert (len(table["rows"]), found.faults) == (260, ())
    assert lines == {
        "1122.R": credit,
        "2202.R": foreign - credit,
        "2202-GRIR.R": -twice,
        "": foreign - twice,
    }


@pytest.mark.parametrize("name", VARIANTS)
def test_truth_sums_to_nought(name: str) -> None:
    rows = dataset("S").part(f"truth-{name.lower()}")["rows"]
    assert sum(Decimal(row["amount"]) for row in rows.values()) == 0
