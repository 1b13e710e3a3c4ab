"""Each kind of question by its rule, with its limiting cases."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from lms.records.exams.grading import KINDS, grade_answer, read_answer
from lms.records.exams.grading.numeric import figure
from lms.records.exams.grading.scoring import score_exam, shown_score
from lms.records.exams.grading.values import ChoiceKey, GapsKey, MatchingKey, NumericKey, OrderingKey, TextKey
from lms.records.exams.vocabulary import QuestionKind

HALF, ALL, NONE = Fraction(1, 2), Fraction(1), Fraction(0)
CHOICE = ChoiceKey({"a": ALL, "b": NONE, "c": NONE, "d": NONE})
MULTIPLE = ChoiceKey({"a": ALL, "b": ALL, "c": NONE, "d": NONE, "e": ALL})
SITUATION = ChoiceKey({"a": ALL, "b": Fraction("0.4"), "c": NONE})
ORDER = OrderingKey(("c", "e", "b", "a", "d"))


def credit(kind: str, key: Any, given: Any) -> Fraction:
    return grade_answer(kind, key, given).credit


def test_every_kind_has_a_file_with_a_reader_and_a_grader() -> None:
    assert set(KINDS) == set(QuestionKind.values)


@pytest.mark.parametrize(
    ("given", "earned"), [("a", ALL), ("b", NONE), (None, NONE), ("z", NONE), (["a"], NONE), ({"a": 1}, NONE)]
)
def test_single_earns_all_or_nothing(given: Any, earned: Fraction) -> None:
    assert credit("single", CHOICE, given) == earned
    assert credit("true_false", CHOICE, given) == earned


@pytest.mark.parametrize(
    ("given", "earned"),
    [
        (["a", "b", "e"], ALL),
        (["a", "b"], Fraction(2, 3)),
        (["a", "b", "c"], Fraction(1, 3)),
        (["a", "c"], NONE),
        (["c", "d"], NONE),
        (["a", "b", "c", "d", "e"], Fraction(1, 3)),
        (["a", "a", "a"], Fraction(1, 3)),
        ([], NONE),
        (None, NONE),
    ],
)
def test_a_wrong_tick_takes_back_a_right_one(given: Any, earned: Fraction) -> None:
    assert credit("multiple", MULTIPLE, given) == earned


@pytest.mark.parametrize(("given", "earned"), [("a", ALL), ("b", Fraction("0.4")), ("c", NONE), (None, NONE)])
def test_a_situation_earns_by_degrees(given: Any, earned: Fraction) -> None:
    assert credit("situational", SITUATION, given) == earned


@pytest.mark.parametrize(
    ("given", "earned"),
    [
        ("1.8", ALL), ("1.85", ALL), ("1.75", ALL), ("1.8501", NONE), ("1.7499", NONE),
        ("１．８ 小时", ALL), ("1.8 hours", ALL), ("1.8 days", NONE), ("about 1.8", NONE), ("", NONE), (None, NONE),
        (".", NONE), ("1,8", NONE),
    ],
)  # fmt: skip
def test_a_figure_is_right_within_its_tolerance_ends_included(given: Any, earned: Fraction) -> None:
    key = NumericKey(Decimal("1.8"), Decimal("0.05"), ("小时", "hours"))
    assert credit("numeric", key, given) == earned


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("2,300", "2300"), ("２，３００", "2300"), ("2 300", "2300"), ("−8", "-8"), ("+5", "5"), (".5", "0.5"),
        ("¥1,250.50", "1250.50"), ("97.2 %", "97.2"), ("97.2％", "97.2"),
    ],
)  # fmt: skip
def test_a_figure_is_read_as_people_write_it(typed: str, value: str) -> None:
    assert figure(typed) == Decimal(value)


@pytest.mark.parametrize("typed", ["2,30", "1e5", "12 34", "--1", "2300 kg", "1/2", "NaN", "Infinity"])
def test_what_is_no_figure_is_not_guessed_at(typed: str) -> None:
    assert figure(typed) is None


def test_a_common_error_is_recognised() -> None:
    key = NumericKey(Decimal(2300), Decimal(0), (), (Decimal(2000), Decimal(1850)))
    assert grade_answer("numeric", key, "1,850").common_error == 1
    assert grade_answer("numeric", key, "1851").common_error is None


@pytest.mark.parametrize(
    ("order", "earned"),
    [
        ("cebad", ALL), ("dabec", NONE), ("ecbad", HALF), ("dceba", Fraction(3, 4)), ("cebda", HALF),
    ],
)  # fmt: skip
def test_ordering_counts_right_neighbours_side_by_side(order: str, earned: Fraction) -> None:
    given = {key: str(place) for place, key in enumerate(order, start=1)}
    assert credit("ordering", ORDER, given) == earned


def test_two_things_on_one_place_stand_beside_nobody() -> None:
    assert credit("ordering", ORDER, {"c": "1", "e": "2", "b": "2", "a": "4", "d": "5"}) == Fraction(1, 4)
    assert credit("ordering", ORDER, {"c": "1", "e": "x"}) == NONE
    assert credit("ordering", ORDER, None) == NONE


def test_matching_earns_the_share_of_pairs() -> None:
    key = MatchingKey({"a": "4", "b": "5", "c": "3", "d": "2"})
    assert credit("matching", key, {"a": "4", "b": "5", "c": "3", "d": "2"}) == ALL
    assert credit("matching", key, {"a": "4", "b": "5", "c": "1", "d": "1"}) == HALF
    assert credit("matching", key, {}) == NONE
    assert grade_answer("matching", key, {"a": "4"}).parts == {"a": True, "b": False, "c": False, "d": False}


@pytest.mark.parametrize("given", ["Desire", " desire ", "ＤＥＳＩＲＥ", "意愿"])
def test_texts_are_compared_trimmed_folded_and_half_width_in_both_languages(given: str) -> None:
    gaps = GapsKey({"1": ("意愿", "渴望", "Desire"), "2": ("巩固",)})
    assert credit("gap_fill", gaps, {"1": given}) == HALF
    assert credit("short_text", TextKey(("意愿", "Desire")), given) == ALL


def test_a_blank_text_is_never_right() -> None:
    assert credit("short_text", TextKey(("", "x")), "  ") == NONE
    assert credit("short_text", TextKey(("x",), (("并行运行", "parallel run"),)), "Parallel  Run") == NONE
    assert (
        grade_answer("short_text", TextKey(("x",), (("并行运行", "parallel run"),)), "Parallel  Run").common_error == 0
    )


@pytest.mark.parametrize(
    ("kind", "fields", "given"),
    [
        ("single", {"answer": ["b"], "confidence": ["sure"]}, "b"),
        ("multiple", {"answer": ["c", "a", "c"]}, ["a", "c"]),
        ("numeric", {"answer": [" 2,300 kg "]}, "2,300 kg"),
        ("ordering", {"place-a": ["2"], "place-b": ["1"], "place-c": [""]}, {"a": "2", "b": "1"}),
        ("matching", {"match-a": ["4"]}, {"a": "4"}),
        ("gap_fill", {"gap-1": [" Desire "], "gap-2": ["  "]}, {"1": "Desire"}),
        ("short_text", {"answer": ["x" * 999]}, "x" * 200),
        ("single", {}, None),
        ("multiple", {"answer": []}, None),
        ("ordering", {"place-a": [""]}, None),
        ("numeric", {"answer": ["  "]}, None),
    ],
)
def test_an_answer_is_read_from_a_form_as_it_was_given(kind: str, fields: dict[str, list[str]], given: Any) -> None:
    assert read_answer(kind, fields) == given


def test_a_score_just_under_the_mark_is_not_rounded_up_to_it() -> None:
    marks = [("A", Fraction(1)), ("A", Fraction(4799, 8000))]
    result = score_exam(marks, pass_mark=80, section_marks={"A": None})
    assert (shown_score(result.score), result.passed) == (Decimal("79.99"), False)


@pytest.mark.requirement("A56")
def test_a_critical_section_below_its_own_mark_fails_the_whole() -> None:
    marks = [("A", HALF), ("B", ALL), ("B", ALL), ("B", ALL), ("B", ALL)]
    result = score_exam(marks, pass_mark=80, section_marks={"A": 80, "B": None})
    assert (result.score, result.passed) == (Fraction(90), False)
    assert [(section.key, section.passed) for section in result.sections] == [("A", False), ("B", True)]


def test_an_examination_without_questions_earns_nothing_and_is_not_passed() -> None:
    assert score_exam([], pass_mark=80, section_marks={"A": 80}).passed is False
