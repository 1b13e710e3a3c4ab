"""Transforms: what each makes of a value, what each refuses, and that none ever raises."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.migration.api import TRANSFORMS, Fault, Step, applied, decimal_of, number_text, table_of

ROW = {"unit": "ＢＸ", "group": "NEEDLE", "stock": "1,200", "weight": "12.5", "day": "30/11/2026", "code": "RM/10001"}


@pytest.mark.parametrize(
    ("step", "wanted"),
    [
        (Step("unit", "trim"), "BX"),
        (Step("unit", "lower"), "bx"),
        (Step("code", "split", "/2"), "10001"),
        (Step("code", "split", "/9"), Fault("NO_SUCH_PART", "RM/10001")),
        (Step("code", "split", "x"), Fault("BAD_ARGUMENT", "x")),
        (Step("unit", "lookup", "BX=BX；PCS=EA"), "BX"),
        (Step("group", "lookup", "BX=BX"), Fault("NOT_IN_TABLE", "NEEDLE")),
        (Step("group", "lookup", "BX=BX;*=EA"), "EA"),
        (Step("stock", "factor_by", "NEEDLE=50;POUCH=100", "group"), "60000"),
        (Step("stock", "factor", "50"), "60000"),
        (Step("weight", "factor", "0.001"), "0.0125"),
        (Step("day", "factor", "2"), Fault("NOT_A_NUMBER", "30/11/2026")),
        (Step("stock", "factor", ""), Fault("NO_FACTOR", "1,200")),
        (Step("day", "date", "YYYYMMDD|DD/MM/YYYY"), "2026-11-30"),
        (Step("day", "date", "MM/DD/YYYY"), Fault("NOT_A_DATE", "30/11/2026")),
        (Step("missing", "date", "YYYYMMDD"), ""),
        (Step("", "constant", "EA"), "EA"),
        (Step("unit", "rot13"), Fault("UNKNOWN_TRANSFORM", "rot13")),
    ],
)
def test_transform_makes_or_refuses(step: Step, wanted: str | Fault) -> None:
    assert applied(step, ROW) == wanted


def test_the_thirtieth_of_february_is_no_day() -> None:
    assert applied(Step("day", "date", "YYYYMMDD"), {"day": "20260230"}) == Fault("NOT_A_DATE", "20260230")


@settings(deadline=None)
@given(
    st.sampled_from([*TRANSFORMS, "none"]),
    st.text(max_size=40),
    st.dictionaries(st.sampled_from(["a", "b"]), st.text(max_size=40)),
)
def test_no_transform_ever_raises(name: str, argument: str, row: dict[str, str]) -> None:
    assert isinstance(applied(Step("a", name, argument, "b"), row), str | Fault)


@settings(deadline=None)
@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=4))
def test_numbers_read_back_as_written(value: object) -> None:
    number = decimal_of(str(value))
    assert number is not None
    assert decimal_of(number_text(number)) == number


def test_a_table_leaves_out_what_is_no_pair() -> None:
    assert table_of("BX=50; ;x;=3;EA=") == {"BX": "50", "EA": ""}
