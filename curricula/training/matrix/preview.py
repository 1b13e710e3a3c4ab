"""What a change of the matrix adds, removes and alters, before anybody signs it."""

from collections.abc import Iterable
from dataclasses import dataclass

from curricula.training.matrix.values import Wanted

Key = tuple[int, int, int]


@dataclass(frozen=True)
class Difference:
    """Assignments that would appear, vanish, or change (due day, level, criticality, method, validity)."""

    added: tuple[Wanted, ...]
    removed: tuple[Wanted, ...]
    altered: tuple[tuple[Wanted, Wanted], ...]

    @property
    def people(self) -> frozenset[int]:
        """Everybody whom the change touches."""
        rows = (*self.added, *self.removed, *(after for _, after in self.altered))
        return frozenset(row.person for row in rows)


def difference(before: Iterable[Wanted], after: Iterable[Wanted]) -> Difference:
    """Compare two drawn-up matrices row by row; the cell's own id does not count as a change."""
    old = {_key(row): row for row in before}
    new = {_key(row): row for row in after}
    return Difference(
        added=tuple(new[key] for key in sorted(new.keys() - old.keys())),
        removed=tuple(old[key] for key in sorted(old.keys() - new.keys())),
        altered=tuple(
            (old[key], new[key]) for key in sorted(old.keys() & new.keys()) if _meaning(old[key]) != _meaning(new[key])
        ),
    )


def _key(row: Wanted) -> Key:
    return row.person, row.activity, row.go_live


def _meaning(row: Wanted) -> Wanted:
    return row._replace(cell=0, post=0)
