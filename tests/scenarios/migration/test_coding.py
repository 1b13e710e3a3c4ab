"""The coding rule and the list of items to be coded: what a sound code is, and what was planted."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.datasets.areas import migration_codes
from scenarios.migration.api import CODE_RANGES, fits_rule, is_valid_gtin, sound_codes

ROWS = migration_codes.staged()["rows"]
TRUTH = migration_codes.truth()


@pytest.mark.requirement("A14")
@pytest.mark.parametrize(
    ("code", "kind", "fits"),
    [
        ("RM-16010", "RM", True),
        ("RM-16010", "PK", False),
        ("RM-16010-A", "RM", False),
        ("RM-17000", "RM", False),
        ("RM-１６０１０", "RM", False),
        ("", "RM", False),
    ],
)
def test_code_fits_the_rule_of_its_type(code: str, kind: str, fits: bool) -> None:
    assert fits_rule(code, kind) is fits


@settings(deadline=None)
@given(st.sampled_from(sorted(CODE_RANGES)), st.integers(0, 999))
def test_every_number_of_a_range_fits(kind: str, place: int) -> None:
    low, high = CODE_RANGES[kind]
    assert fits_rule(f"{kind}-{low + place}", kind) is (low + place <= high)


def test_a_shared_or_retired_code_is_not_sound() -> None:
    kinds = {"a": "RM", "b": "RM", "c": "RM", "d": "RM"}
    codes = {"a": "RM-16010", "b": "RM-16010", "c": "RM-16031", "d": "RM-16012"}
    assert sound_codes(codes, kinds, {"RM-16031"}) == {"d"}


def test_list_holds_what_was_planted() -> None:
    products = {key: row for key, row in ROWS.items() if row["type"] == "FG"}
    wrong = [
        (key, level)
        for key, row in products.items()
        for level in ("di_primary", "di_inner", "di_case")
        if not is_valid_gtin(row[level])
    ]
    shared = [key for key, row in products.items() if row["di_primary"] != TRUTH["rows"][key]["di_primary"]]
    assert (len(ROWS), len(products), wrong, shared) == (120, 14, [("W-0006", "di_inner")], ["W-0010"])
    assert {TRUTH["rows"][key]["means"] for key in TRUTH["suffixed"]} == {"revision", "colour"}
    assert len(TRUTH["suffixed"]) == 24
    assert all("means" not in row for row in ROWS.values())
