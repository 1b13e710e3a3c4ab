"""Pair metrics: limiting cases, a worked example, bounds and symmetry."""

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from scenarios.migration.api import PairScore, groups_of, pairs_of, score

LABELS = st.dictionaries(st.sampled_from("abcdefghij"), st.sampled_from("1234"), min_size=1)
TRUTH = {"a": "1", "b": "1", "c": "1", "d": "2", "e": "2", "f": "3"}


def test_the_truth_itself_scores_whole() -> None:
    found = score(groups_of(TRUTH), TRUTH)
    assert (found.precision, found.recall, found.f1, found.false_merges, found.missed) == (1, 1, 1, (), ())


def test_nothing_merged_is_precise_and_finds_nothing() -> None:
    found = score([("a",), ("b",)], TRUTH)
    assert (found.precision, found.recall, found.f1) == (1, 0, 0)


def test_a_worked_example() -> None:
    found = score([("a", "b"), ("c", "d", "e")], TRUTH)
    assert found.right == {("a", "b"), ("d", "e")}
    assert found.false_merges == (("c", "d"), ("c", "e"))
    assert found.missed == (("a", "c"), ("b", "c"))
    assert (found.precision, found.recall, found.f1) == (Fraction(1, 2), Fraction(1, 2), Fraction(1, 2))


@settings(deadline=None)
@given(LABELS, LABELS)
def test_metrics_stay_between_nought_and_one_and_mirror_each_other(one: dict[str, str], other: dict[str, str]) -> None:
    there = PairScore(pairs_of(groups_of(one)), pairs_of(groups_of(other)))
    back = PairScore(there.wanted, there.found)
    assert 0 <= there.f1 <= 1
    assert (there.precision, there.recall, there.f1) == (back.recall, back.precision, back.f1)
    assert len(there.false_merges) + len(there.right) == len(there.found)
