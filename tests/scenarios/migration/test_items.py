"""The legacy item export: its size, what no mapping can read, and the box that doubles the needles."""

import pytest

from scenarios.datasets.areas import migration_item_fields as fields
from scenarios.datasets.areas import migration_items
from scenarios.migration.api import Plan, RowFault, Step, differences, prepared, reconciled

TABLE = migration_items.staged()
MAPPING = {name: Step(*step) for name, step in fields.WANTED.items()}


def test_export_has_the_promised_size() -> None:
    assert (len(TABLE["rows"]), len(TABLE["columns"]), len(TABLE["targets"])) == (650, 38, 52)
    assert {name for name, *_ in fields.TARGETS} - set(fields.GIVEN) == set(fields.WANTED) - set(fields.GIVEN)
    assert len(set(fields.WANTED) - set(fields.GIVEN)) == 18


def test_right_mapping_leaves_only_the_slips_of_the_pen() -> None:
    assert prepared(TABLE, Plan(mapping=MAPPING)).faults == (
        RowFault("WL000120", "base_unit", "NOT_IN_TABLE", "付"),
        RowFault("WL000245", "on_hand", "NOT_A_NUMBER", TABLE["rows"]["WL000245"]["kcsl"]),
        RowFault("WL000388", "created_on", "NOT_A_DATE", "31/02/2019"),
    )


def test_one_factor_for_all_boxes_doubles_the_needles() -> None:
    mapping = MAPPING | {"on_hand": Step("kcsl", "factor_by", "BX=100;*=1", "kcdw")}
    found = differences(reconciled(TABLE, prepared(TABLE, Plan(mapping=mapping)).rows.values()))
    needles = next(line for line in found if line.key == "NEEDLE")
    assert needles.target == 2 * needles.source
    assert "POUCH" not in {line.key for line in found}


@pytest.mark.requirement("A13")
def test_without_the_open_fields_every_row_is_rejected_and_each_missing_field_is_named() -> None:
    found = prepared(TABLE, Plan())
    assert (len(found.rows), len(found.rejected)) == (0, 650)
    missing = {fault.column for fault in found.faults if fault.code == "MISSING" and fault.row == "WL000001"}
    assert missing == set(fields.WANTED) - set(fields.GIVEN)
    one_open = {name: step for name, step in MAPPING.items() if name != "net_weight"}
    left = {(fault.column, fault.code) for fault in prepared(TABLE, Plan(mapping=one_open)).faults}
    assert ("net_weight", "MISSING") in left
