"""What holds for every answer to every question of the bank."""

from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from lms.records.exams.grading import KINDS, grade_answer
from lms.records.exams.grading.values import ChoiceKey, MatchingKey, OrderingKey

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12),
    lambda children: st.lists(children, max_size=4) | st.dictionaries(st.text(max_size=6), children, max_size=4),
    max_leaves=8,
)
KEYS = st.lists(st.sampled_from("abcdefgh"), min_size=2, max_size=6, unique=True)


@given(keys=KEYS, answer=JSON)
def test_no_answer_earns_less_than_nothing_or_more_than_all(keys: list[str], answer: Any) -> None:
    choice = ChoiceKey({key: Fraction(place % 2) for place, key in enumerate(keys)})
    order, pairs = OrderingKey(tuple(keys)), MatchingKey(dict(zip(keys, reversed(keys), strict=True)))
    for kind, key in (("single", choice), ("multiple", choice), ("ordering", order), ("matching", pairs)):
        assert kind in KINDS
        if kind == "multiple" and isinstance(answer, list) and any(isinstance(one, list | dict) for one in answer):
            continue  # a form cannot send these; the reader makes lists of texts
        assert 0 <= grade_answer(kind, key, answer).credit <= 1


@given(keys=KEYS, data=st.data())
def test_only_the_right_order_earns_everything(keys: list[str], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(keys))
    answer = {key: str(place) for place, key in enumerate(shuffled, start=1)}
    assert (grade_answer("ordering", OrderingKey(tuple(keys)), answer).credit == 1) == (list(shuffled) == keys)


@given(keys=KEYS, ticked=st.sets(st.sampled_from("abcdefgh")))
def test_ticking_one_more_wrong_option_never_helps(keys: list[str], ticked: set[str]) -> None:
    key = ChoiceKey({one: Fraction(place % 2) for place, one in enumerate(keys)})
    wrong = keys[0]
    with_it = grade_answer("multiple", key, sorted(ticked | {wrong})).credit
    assert with_it <= grade_answer("multiple", key, sorted(ticked - {wrong})).credit
