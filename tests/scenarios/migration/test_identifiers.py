"""Check characters against worked examples, and the promise that a single wrong sign is always found."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.migration.api import gs1_check_digit, half_width, is_valid_gtin, is_valid_uscc, uscc_check_character
from scenarios.migration.identifiers import USCC_SIGNS


def test_credit_code_of_the_standard_checks() -> None:
    assert uscc_check_character("91350100M000100Y4") == "3"
    assert is_valid_uscc("91350100M000100Y43")


def test_full_width_code_is_read_as_its_plain_self() -> None:
    assert half_width("９１３９０８３０ＭＬＤ２６Ｙ８ＣＹ０") == "91390830MLD26Y8CY0"
    assert is_valid_uscc("９１３９０８３０ＭＬＤ２６Ｙ８ＣＹ０")


@pytest.mark.parametrize("text", ["", "91350100M000100Y4", "91350100M000100Y44", "91350100I000100Y43", "九" * 18])
def test_what_is_no_credit_code_is_refused(text: str) -> None:
    assert not is_valid_uscc(text)


@settings(deadline=None)
@given(st.text(USCC_SIGNS, min_size=17, max_size=17), st.integers(0, 17), st.sampled_from(USCC_SIGNS))
def test_one_wrong_sign_in_a_credit_code_is_found(body: str, place: int, sign: str) -> None:
    code = body + uscc_check_character(body)
    changed = code[:place] + sign + code[place + 1 :]
    assert is_valid_uscc(code)
    assert is_valid_uscc(changed) is (changed == code)


def test_check_digits_of_worked_examples() -> None:
    assert gs1_check_digit("629104150021") == "3"
    assert gs1_check_digit("0952000000001") == "1"
    assert [
        is_valid_gtin(text) for text in ("6291041500213", "09520000000011", "09520000000012", "1234", "x" * 14)
    ] == [
        True,
        True,
        False,
        False,
        False,
    ]


@settings(deadline=None)
@given(st.text("0123456789", min_size=13, max_size=13), st.integers(0, 13), st.sampled_from("0123456789"))
def test_one_wrong_digit_in_a_gtin_is_found(body: str, place: int, digit: str) -> None:
    code = body + gs1_check_digit(body)
    changed = code[:place] + digit + code[place + 1 :]
    assert is_valid_gtin(changed) is (changed == code)
