"""The load script of the old orders: three defects, each visible in another way; only all mended give the open 120."""

import pytest

from scenarios.datasets.areas import migration_orders
from scenarios.migration.api import PARAMETERS, Plan, differences, prepared, reconciled
from scenarios.migration.script import months_between

TABLE = migration_orders.staged()
TRUTH = migration_orders.truth()


def outcome(**parameters: str) -> tuple[int, int, int]:
    """Rows that load, rows rejected, lines of the sheet that differ."""
    found = prepared(TABLE, Plan(parameters=parameters))
    lines = differences(reconciled(TABLE, found.rows.values()))
    return len(found.rows), len(found.rejected), len(lines)


@pytest.mark.requirement("A17")
def test_each_defect_shows_in_its_own_way() -> None:
    mended = migration_orders.MENDED
    assert (len(TABLE["rows"]), len(TRUTH["rows"])) == (480, 120)
    assert outcome(**mended)[:2] == (118, 2)
    assert outcome(**mended | {"vendor_filter": "any"})[:2] == (118, 2 + migration_orders.BLOCKED)
    assert outcome(**mended | {"age_months": "12"})[0] == 83
    full = outcome(**mended | {"quantity_basis": "original"})
    assert full[:2] == (118, 2)
    assert full[2] > outcome(**mended)[2]


def test_what_the_script_came_with_is_none_of_the_mended_settings() -> None:
    assert set(migration_orders.DEFECTS) == set(PARAMETERS)
    assert all(migration_orders.DEFECTS[name] != setting for name, setting in migration_orders.MENDED.items())


def test_months_count_the_day() -> None:
    assert [months_between(day, "2026-11-30") for day in ("2026-11-30", "2025-12-01", "2025-11-30", "2024-11-30")] == [
        0,
        11,
        12,
        24,
    ]
