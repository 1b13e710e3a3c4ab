"""A share with its count: n of N, the Wilson interval, and when N is too small to speak of a share."""

from dataclasses import dataclass
from math import ceil, sqrt

FEWEST_FOR_A_SHARE = 5
"""of fewer a percentage says nothing and gives single people away"""
Z_90 = 1.6448536269514722
"""two-sided 90 % of the normal distribution"""

ROUNDING = 1e-9
"""what a product of decimal fractions may be off by"""


@dataclass(frozen=True)
class Share:
    """`part` of `whole`, counted; `apart` are waived ones, shown beside and in neither."""

    part: int
    whole: int
    apart: int = 0

    @property
    def is_known(self) -> bool:
        """Whether anything was asked at all."""
        return self.whole > 0

    @property
    def is_small(self) -> bool:
        """Whether the count is too small for a percentage."""
        return self.whole < FEWEST_FOR_A_SHARE

    @property
    def points(self) -> float | None:
        """Percentage points, or None where nothing was asked."""
        return 100 * self.part / self.whole if self.whole else None

    @property
    def missing(self) -> int:
        """How many are still open."""
        return self.whole - self.part

    def interval(self) -> tuple[float, float] | None:
        """The 90 % Wilson interval in percentage points; None where nothing was asked."""
        return wilson(self.part, self.whole)

    def needed_for(self, points: float) -> int:
        """How many more are needed to reach `points`."""
        return max(0, ceil(points * self.whole / 100 - ROUNDING) - self.part)


def wilson(part: int, whole: int, z: float = Z_90) -> tuple[float, float] | None:
    """Wilson's score interval for a proportion, in percentage points (E. B. Wilson, JASA 22, 1927)."""
    if not whole:
        return None
    p = part / whole
    spread = z * sqrt(p * (1 - p) / whole + z * z / (4 * whole * whole))
    centre, scale = p + z * z / (2 * whole), 1 + z * z / whole
    return max(0.0, 100 * (centre - spread) / scale), min(100.0, 100 * (centre + spread) / scale)
