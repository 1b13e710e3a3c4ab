"""From marks to a result: the whole and each section, exact until they are shown, and never rounded up to a pass."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from fractions import Fraction

HUNDRED = 100
_CENT, _TENTH_OF_PER_MILLE = Decimal("0.01"), Decimal("0.0001")


@dataclass(frozen=True)
class SectionScore:
    """A section's share of its points (0 to 100), its own mark if it has one, and whether that is reached."""

    key: str
    items: int
    score: Fraction
    pass_mark: int | None
    passed: bool


@dataclass(frozen=True)
class ExamScore:
    """The whole: score (0 to 100), whether it is passed, and its sections in the order given."""

    score: Fraction
    passed: bool
    sections: tuple[SectionScore, ...]


def score_exam(
    marks: Sequence[tuple[str, Fraction]], *, pass_mark: int, section_marks: Mapping[str, int | None]
) -> ExamScore:
    """Every question counts alike. Passed: the whole reaches its mark, and so does each section that has its own.

    `marks` are pairs of section and credit; `section_marks` names all sections and the mark of the critical ones.
    """
    sections = tuple(
        _section(key, [credit for section, credit in marks if section == key], mark)
        for key, mark in section_marks.items()
    )
    score = _share([credit for _, credit in marks])
    return ExamScore(score, score >= pass_mark and all(section.passed for section in sections), sections)


def shown_score(score: Fraction) -> Decimal:
    """The score with two decimals, rounded down: what is shown as 80 has reached 80."""
    return (Decimal(score.numerator) / Decimal(score.denominator)).quantize(_CENT, rounding=ROUND_FLOOR)


def stored_credit(credit: Fraction) -> Decimal:
    """The credit with four decimals, rounded down."""
    return (Decimal(credit.numerator) / Decimal(credit.denominator)).quantize(_TENTH_OF_PER_MILLE, rounding=ROUND_FLOOR)


def _section(key: str, earned: Sequence[Fraction], mark: int | None) -> SectionScore:
    score = _share(earned)
    return SectionScore(key, len(earned), score, mark, mark is None or score >= mark)


def _share(earned: Sequence[Fraction]) -> Fraction:
    return HUNDRED * sum(earned, Fraction(0)) / len(earned) if earned else Fraction(0)
