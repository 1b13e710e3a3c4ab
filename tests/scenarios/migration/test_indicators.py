"""Data-quality indicators: what is not measured is unknown, and mending a table moves them the right way."""

from dataclasses import replace

import pytest

from scenarios.datasets.api import dataset
from scenarios.datasets.areas import migration_suppliers
from scenarios.migration.api import Plan, prepared, reconciled
from scenarios.migration.indicators import Indicator, of_load, of_master

STOCK = dataset("S").part("stage-stock")


def test_nothing_measured_is_unknown_and_not_nought() -> None:
    assert (Indicator("reconciled", 0, 0).percent, Indicator("missing", 0, 4).percent) == (None, 0.0)


@pytest.mark.requirement("A18")
def test_a_load_counts_missing_and_reconciled() -> None:
    plan = Plan()
    found = prepared(STOCK, plan)
    lines = reconciled(STOCK, found.rows.values())
    before = {one.name: one for one in of_load(STOCK, found, lines)}
    assert (before["missing"], before["invalid"]) == (Indicator("missing", 4, 120), Indicator("invalid", 0, 120))
    assert 0 < (before["reconciled"].percent or 0) < 100
    dropped = replace(plan, decisions={"Q0005": "drop", "Q0006": "drop", "Q0008": "drop", "Q0009": "drop"})
    after = {one.name: one for one in of_load(STOCK, prepared(STOCK, dropped), ())}
    assert (after["missing"], after["reconciled"].percent) == (Indicator("missing", 0, 116), None)


@pytest.mark.requirement("A18")
def test_a_master_counts_bad_codes_and_gaps() -> None:
    table = migration_suppliers.staged()
    found = {one.name: one for one in of_master(table, table["rows"].values(), 94)}
    assert found["duplicate"] == Indicator("duplicate", 94, 145)
    assert found["invalid"].count == sum("usccbad" in line["noise"] for line in migration_suppliers._lines())
    assert found["missing"].count == sum(not line["uscc"] for line in migration_suppliers._lines())
