"""The pass rules: every critical step and the whole, weighted criteria, and what fails outright."""

from decimal import Decimal
from fractions import Fraction

import pytest

from lms.records.practicals.judging import Rated, Scored, Verdict, judge_checklist, judge_rubric


def steps(*points: int, critical: tuple[int, ...] = (1,)) -> list[Rated]:
    return [Rated(number, number in critical, given) for number, given in enumerate(points, start=1)]


@pytest.mark.requirement("A57")
@pytest.mark.parametrize(
    ("given", "score", "passed", "below"),
    [
        (steps(2, 2, 2, 2, 2), 100, True, ()),
        (steps(2, 2, 2, 2, 0), 80, True, ()),
        (steps(2, 2, 2, 1, 0), 70, False, ()),
        (steps(1, 2, 2, 2, 2), 90, False, (1,)),
        (steps(0, 0, 0, 0, 0), 0, False, (1,)),
        ([], 0, False, ()),
    ],
)
def test_every_critical_step_and_the_whole_must_reach_their_marks(
    given: list[Rated], score: int, passed: bool, below: tuple[int, ...]
) -> None:
    assert judge_checklist(given, minimum_rating=2, pass_percent=80) == Verdict(Fraction(score), passed, below)


@pytest.mark.requirement("A58")
@pytest.mark.parametrize(
    ("points", "failures", "score", "passed"),
    [
        ((3, 3), (), Fraction(100), True),
        ((2, 3), (), Fraction(80), True),
        ((3, 1), (), Fraction(60 * 3 + 40, 3), False),
        ((3, 3), (0,), Fraction(100), False),
        ((0, 0), (), Fraction(0), False),
    ],
)
def test_a_work_output_is_weighted_and_one_breach_fails_it(
    points: tuple[int, int], failures: tuple[int, ...], score: Fraction, passed: bool
) -> None:
    scores = [Scored("match", 60, points[0]), Scored("trail", 40, points[1])]
    assert judge_rubric(scores, failures, pass_mark=80) == Verdict(score, passed, failures)


def test_a_score_is_shown_rounded_down() -> None:
    assert Verdict(Fraction(7999999, 100000), False).shown_score == Decimal("79.99")
