"""Reads of the matrix: the grid of a version, its canonical record, its rows for a file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q, QuerySet

from curricula.organisation.models import Department, JobRole
from curricula.training.models import Activity, MatrixVersion, Requirement

ROW_FIELDS = (
    "job_role__code", "activity__code", "level", "criticality", "risk", "method", "anchor_kind", "due_offset_days", "buffer_days",
    "validity_months", "retraining", "effectiveness", "go_live__code", "scope_site__code", "scope_station__code", "scope_designation",
)  # fmt: skip

# What a cell says otherwise than its activity does; a matrix in which none does keeps the digest it was signed with.
TEXT_FIELDS = (
    "form_override", "minutes_override", "old_habit_zh", "old_habit_en", "new_skill_zh", "new_skill_en", "business_goal_zh",
    "business_goal_en",
)  # fmt: skip


@dataclass(frozen=True)
class GridCell:
    """What one place of the grid shows: the cells of a role and activity (several where scopes differ)."""

    cells: tuple[Requirement, ...]
    is_new: bool = False
    is_ended: bool = False


@dataclass
class GridRow:
    """One job role with its number of people and its places, activity by activity."""

    job_role: JobRole
    people: int
    places: list[tuple[Activity, GridCell | None]] = field(default_factory=list)


@dataclass(frozen=True)
class Grid:
    """The whole grid: activities in groups (chain of their code), job roles by department."""

    groups: list[tuple[str, list[Activity]]]
    departments: list[tuple[Department | None, list[GridRow]]]
    total: int


def cells_of_version(version: MatrixVersion) -> QuerySet[Requirement]:
    """The cells as they stand in `version`, whatever came later."""
    return Requirement.objects.filter(since__number__lte=version.number).filter(
        Q(until__isnull=True) | Q(until__number__gt=version.number)
    )


def canonical_matrix(cells: QuerySet[Requirement]) -> list[list[Any]]:
    """The record that a signature on the matrix binds: everything a cell says, by codes, in a fixed order."""
    codes, rows = len(ROW_FIELDS), cells.values_list(*ROW_FIELDS, *TEXT_FIELDS)
    said = [list(row) if any(row[codes:]) else list(row[:codes]) for row in rows]
    return sorted(said, key=lambda row: tuple(str(value) for value in row))


def matrix_rows(cells: QuerySet[Requirement], fields: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    """Rows for a file, by role and activity."""
    yield from cells.order_by("job_role__code", "activity__code", "pk").values_list(*fields)


def build_grid(version: MatrixVersion, people: dict[int, int], departments: list[str], group: str) -> Grid:
    """The grid of a version: some departments only where any are named, one group of activities where one is named.

    `people` says how many hold each job role today. Cells ended by a draft stay visible in it, marked.
    """
    is_draft = version.state == MatrixVersion.State.DRAFT
    shown = cells_of_version(version)
    if is_draft:
        shown = shown | Requirement.objects.filter(until=version)
    places: dict[tuple[int, int], list[Requirement]] = {}
    total = 0
    for cell in shown.select_related("scope_site", "scope_station", "go_live"):
        places.setdefault((cell.job_role_id, cell.activity_id), []).append(cell)
        total += cell.until_id is None or cell.until_id != version.pk
    groups = _groups(group)
    rows: dict[Department | None, list[GridRow]] = {}
    roles = JobRole.objects.select_related("department").order_by("department__code", "code")
    if departments:
        roles = roles.filter(department__code__in=departments)
    activities = [activity for _, listed in groups for activity in listed]
    for role in roles:
        row = GridRow(role, people.get(role.pk, 0))
        for activity in activities:
            found = places.get((role.pk, activity.pk))
            row.places.append((activity, _place(found, version, is_draft) if found else None))
        rows.setdefault(role.department, []).append(row)
    return Grid(groups, list(rows.items()), total)


def people_per_role(day: Any) -> dict[int, int]:
    """How many people hold each job role on `day`."""
    held = Q(postings__starts_on__lte=day) & (Q(postings__ends_on__isnull=True) | Q(postings__ends_on__gte=day))
    return dict(
        JobRole.objects.annotate(n=Count("postings__person", filter=held, distinct=True)).values_list("pk", "n")
    )


def group_of(code: str) -> str:
    """The group an activity stands in: the middle of its code (ACT-P2P-02 stands in P2P)."""
    return code.removeprefix("ACT-").split("-")[0]


def _groups(only: str) -> list[tuple[str, list[Activity]]]:
    groups: dict[str, list[Activity]] = {}
    for activity in Activity.objects.order_by("code"):
        groups.setdefault(group_of(activity.code), []).append(activity)
    return [(name, listed) for name, listed in groups.items() if not only or name == only]


def _place(found: list[Requirement], version: MatrixVersion, is_draft: bool) -> GridCell:
    kept = tuple(cell for cell in found if cell.until_id is None or cell.until_id != version.pk)
    if not kept:
        return GridCell(tuple(found), is_ended=True)
    return GridCell(kept, is_new=is_draft and any(cell.since_id == version.pk for cell in kept))
