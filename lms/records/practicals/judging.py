"""The pass rules of checklists and rubrics, pure."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from fractions import Fraction

BEST_RATING = 2
BEST_POINTS = 3
HUNDRED = 100
_CENT = Decimal("0.01")


@dataclass(frozen=True)
class Rated:
    """A step of a checklist with its rating."""

    number: int
    is_critical: bool
    points: int


@dataclass(frozen=True)
class Scored:
    """A criterion of a rubric with its points (0 to 3)."""

    key: str
    weight: int
    points: int


@dataclass(frozen=True)
class Verdict:
    """The score of 100, whether it is passed, and what stands against it (numbers of critical steps)."""

    score: Fraction
    passed: bool
    below: tuple[int, ...] = ()

    @property
    def shown_score(self) -> Decimal:
        """With two decimals, rounded down: what is shown as 80 has reached 80."""
        return (Decimal(self.score.numerator) / Decimal(self.score.denominator)).quantize(_CENT, rounding=ROUND_FLOOR)


def judge_checklist(ratings: Sequence[Rated], *, minimum_rating: int, pass_percent: int) -> Verdict:
    """Every critical step at least at the minimum rating, and the share of all points at least the pass mark."""
    if not ratings:
        return Verdict(Fraction(0), False)
    score = Fraction(HUNDRED * sum(row.points for row in ratings), BEST_RATING * len(ratings))
    below = tuple(row.number for row in ratings if row.is_critical and row.points < minimum_rating)
    return Verdict(score, score >= pass_percent and not below, below)


def judge_rubric(scores: Sequence[Scored], failures: Collection[int], *, pass_mark: int) -> Verdict:
    """Σ weight × points ÷ 3 at least the pass mark, and nothing found that fails the work outright."""
    score = sum((Fraction(row.weight * row.points, BEST_POINTS) for row in scores), Fraction(0))
    return Verdict(score, score >= pass_mark and not failures, tuple(failures))
