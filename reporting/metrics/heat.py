"""Coverage by department and process chain: the heat map, and its worst cell by name."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Sum

from curricula.models import GoLive
from reporting.metrics.definition import Words
from reporting.metrics.models import CoverageCell, CoverageRow
from reporting.metrics.shares import FEWEST_FOR_A_SHARE, Share


@dataclass(frozen=True)
class Axis:
    """A department or a chain as a head of the map."""

    code: str
    name: Words


@dataclass(frozen=True)
class HeatCell:
    """Requirements of one chain in one department, and how many people they are asked of."""

    share: Share
    people: int

    @property
    def is_small(self) -> bool:
        """Whether there are too few people for a share that gives nobody away."""
        return self.people < FEWEST_FOR_A_SHARE


@dataclass(frozen=True)
class HeatMap:
    """Departments, chains, and the share of each pair that is asked for anything; people by department beside."""

    departments: tuple[Axis, ...]
    chains: tuple[Axis, ...]
    cells: dict[tuple[str, str], HeatCell]
    people: dict[str, int]


def heat_map(go_live: GoLive) -> HeatMap:
    """Read the map from a summary that is up to date (Coverage sees to that).

    Chains and departments of which nothing is asked are left out.
    """
    rows = (
        CoverageCell.objects.filter(go_live=go_live, grain=CoverageRow.Grain.CHAIN, department__isnull=False)
        .values(
            "department__code", "department__name_zh", "department__name_en",
            "chain__code", "chain__name_zh", "chain__name_en", "chain__position",
        )
        .annotate(sum_asked=Sum("asked"), sum_met=Sum("met"), sum_waived=Sum("waived"), sum_people=Sum("people"))
        .filter(sum_asked__gt=0)
        .order_by("department__code", "chain__position")
    )  # fmt: skip
    departments: dict[str, Axis] = {}
    chains: dict[str, tuple[int, Axis]] = {}
    cells: dict[tuple[str, str], HeatCell] = {}
    for row in rows:
        department, chain = row["department__code"], row["chain__code"]
        departments[department] = Axis(department, Words(row["department__name_zh"], row["department__name_en"]))
        chains[chain] = (row["chain__position"], Axis(chain, Words(row["chain__name_zh"], row["chain__name_en"])))
        cells[department, chain] = HeatCell(
            Share(row["sum_met"], row["sum_asked"], row["sum_waived"]), row["sum_people"]
        )
    ordered = [axis for _, axis in sorted(chains.values(), key=lambda pair: pair[0])]
    return HeatMap(tuple(departments.values()), tuple(ordered), cells, _people(go_live))


def worst_cell(cells: Iterable[tuple[tuple[str, str], HeatCell]]) -> tuple[str, str] | None:
    """The cell with the lowest share among those of enough people; of equals the one with most open. None if all are full."""
    judged = [
        (cell.share.points or 0.0, -cell.share.missing, key)
        for key, cell in cells
        if not cell.is_small and cell.share.missing
    ]
    return min(judged)[2] if judged else None


def _people(go_live: GoLive) -> dict[str, int]:
    cells = CoverageCell.objects.filter(go_live=go_live, grain=CoverageRow.Grain.ALL, department__isnull=False)
    return dict(cells.values_list("department__code").annotate(n=Sum("in_scope")).order_by())
