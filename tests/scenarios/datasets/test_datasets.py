"""The sandbox company is the same on every machine, of the size promised, and its books tie before anybody starts."""

import json

import pytest

from scenarios.datasets.api import dataset, dataset_by_ref
from scenarios.datasets.build import build_content
from scenarios.engine.api import broken_invariants, load_dataset, start_state

PINNED = {
    "S": "325abeedab98212b82abcf8f16b8eed8ea26c91ad07ccc666ffdeef12033be08",
    "M": "9667436229bb1273744cd23d58913717de4405f6172b1cdc28ff1249da10ea41",
}
"""A new hash is a new dataset: old evidence names the old one. Change these only on purpose."""


@pytest.mark.parametrize("size", ["S", "M"])
def test_hash_is_pinned(size: str) -> None:
    assert dataset(size).sha256 == PINNED[size]
    assert load_dataset(build_content(size)).ref == dataset(size).ref == f"yuanfan-{size.lower()}@sha256:{PINNED[size]}"


@pytest.mark.parametrize("size", ["S", "M", "L"])
def test_books_tie_before_the_first_command(size: str) -> None:
    assert broken_invariants(start_state(dataset(size), clock="2026-12-01T09:00")) == ()


def test_medium_company_has_the_size_of_a_company() -> None:
    content = dataset("M").content
    counts = {kind: len(table) for kind, table in content["masters"].items()} | {
        kind: len(table) for kind, table in content["documents"].items()
    }
    wanted = {"ITEM": 650, "VENDOR": 86, "ACCOUNT": 180, "USER": 60, "ROLE": 18, "PO": 120, "IV": 75, "QI": 60}
    assert {kind: counts[kind] for kind in wanted if counts[kind] < wanted[kind]} == {}
    assert (len(content["lots"]) >= 900, len(content["stock"]) >= 1400, len(content["edges"]) >= 2600) == (True,) * 3
    assert len(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()) <= 1_500_000


def test_drills_find_what_they_need() -> None:
    state = start_state(dataset("M"), clock="2026-12-01T09:00")
    compound, tubing = (state.master("ITEM", number) or {} for number in ("RM-10001", "RM-10103"))
    contract = state.master("CONTRACT", "K26-00012-10001") or {}
    plan = {row["code"]: row for row in (state.master("PLAN", "RM-10103") or {})["characteristics"]}
    assert state.stock(item="RM-10001", stock_type="U") < compound["reorder_point"]
    assert state.stock(item="RM-10103", stock_type="U") < tubing["reorder_point"]
    assert (contract["price"], contract["vendor"], state.parameter("price_tolerance_basis_points")) == (
        1250,
        "V00012",
        300,
    )
    assert (plan["OD"]["low"], plan["OD"]["high"], plan["OD"]["decimals"], plan["OD"]["patient_contact"]) == (
        390,
        410,
        2,
        True,
    )
    assert (state.master("VENDOR", "V00031") or {})["licence_valid_to"] == "2026-10-31"


def test_reference_finds_only_its_own_content() -> None:
    assert dataset_by_ref(dataset("S").ref) is dataset("S")
    assert dataset_by_ref("yuanfan-s") is dataset("S")
    assert dataset_by_ref("yuanfan-s@sha256:0000") is None
    assert dataset_by_ref("elsewhere") is None
