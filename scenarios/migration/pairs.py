"""Pair metrics of a clustering: which pairs of rows were put together, and which belong together."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

Pair = tuple[str, str]


def pairs_of(groups: Iterable[Collection[str]]) -> frozenset[Pair]:
    """Every unordered pair of rows that share a group."""
    return frozenset(pair for group in groups for pair in combinations(sorted(set(group)), 2))


def groups_of(entities: Mapping[str, str]) -> tuple[tuple[str, ...], ...]:
    """The groups that a table of row → entity describes."""
    found: dict[str, list[str]] = {}
    for row, entity in entities.items():
        found.setdefault(entity, []).append(row)
    return tuple(tuple(rows) for rows in found.values())


@dataclass(frozen=True)
class PairScore:
    """The pairs found, wanted, and both; of nothing found precision is whole, of nothing wanted recall is."""

    found: frozenset[Pair]
    wanted: frozenset[Pair]

    @property
    def right(self) -> frozenset[Pair]:
        """The pairs put together that belong together."""
        return self.found & self.wanted

    @property
    def false_merges(self) -> tuple[Pair, ...]:
        """The pairs put together that do not belong together."""
        return tuple(sorted(self.found - self.wanted))

    @property
    def missed(self) -> tuple[Pair, ...]:
        """The pairs that belong together and were not put together."""
        return tuple(sorted(self.wanted - self.found))

    @property
    def precision(self) -> Fraction:
        """The share of the found pairs that are right."""
        return Fraction(len(self.right), len(self.found)) if self.found else Fraction(1)

    @property
    def recall(self) -> Fraction:
        """The share of the wanted pairs that were found."""
        return Fraction(len(self.right), len(self.wanted)) if self.wanted else Fraction(1)

    @property
    def f1(self) -> Fraction:
        """The harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else Fraction(0)


def score(groups: Iterable[Collection[str]], entities: Mapping[str, str]) -> PairScore:
    """Compare groups with the truth, a table of row → entity."""
    return PairScore(pairs_of(groups), pairs_of(groups_of(entities)))
