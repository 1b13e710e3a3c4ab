"""Adding the rows of people up to the cells that pages read: all of them anew, or by what a few people's rows changed."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import connection
from django.db.models import Count, F, Q, Sum

from curricula.models import GoLive
from reporting.metrics.flat import insert_flat
from reporting.metrics.models import CoverageCell, CoverageRow
from reporting.metrics.summing import COUNTERS, Counts

KEYS = ("grain", "chain_id", "job_role_id", "department_id", "site_id")
ADDED = (*COUNTERS, "people", "complete", "in_scope")
COLUMNS = ("go_live_id", *KEYS, *ADDED)
CellKey = tuple[str, int | None, int | None, int | None, int | None]
_ANYTHING = Q(asked__gt=0) | Q(waived__gt=0) | Q(recommended_asked__gt=0)
_SUMS: dict[str, Any] = {
    **{f"sum_{name}": Sum(name) for name in COUNTERS},
    "people": Count("pk", filter=Q(asked__gt=0)),
    "complete": Count("pk", filter=Q(asked__gt=0, met=F("asked"))),
    "in_scope": Count("pk", filter=_ANYTHING),
}


def add_up_cells(go_live: GoLive) -> None:
    """Add up all cells anew. Runs in the caller's transaction."""
    cells = CoverageCell.objects.filter(go_live=go_live)
    cells._raw_delete(cells.db)
    insert_flat(CoverageCell, COLUMNS, [(go_live.pk, *row) for row in cells_from_rows(go_live)])


def cells_from_rows(go_live: GoLive) -> list[tuple[Any, ...]]:
    """What the rows add up to: key and counters of each cell."""
    rows = CoverageRow.objects.filter(go_live=go_live).order_by().values(*KEYS).annotate(**_SUMS)
    return list(rows.values_list(*KEYS, *_SUMS))


def move_cells(
    go_live: GoLive, before: Iterable[tuple[CellKey, Counts]], after: Iterable[tuple[CellKey, Counts]]
) -> None:
    """Take what some people's rows were out of the cells and put in what they are now. Runs in the caller's transaction."""
    moves: dict[CellKey, list[int]] = defaultdict(lambda: [0] * len(ADDED))
    for sign, rows in ((-1, before), (1, after)):
        for key, counts in rows:
            move = moves[key]
            for place, number in enumerate(_added(counts)):
                move[place] += sign * number
    with connection.cursor() as cursor:
        for key, move in moves.items():
            changes = {name: number for name, number in zip(ADDED, move, strict=True) if number}
            if changes and not _moved(cursor, go_live, key, changes):
                insert_flat(CoverageCell, COLUMNS, [(go_live.pk, *key, *move)])


def _moved(cursor: Any, go_live: GoLive, key: CellKey, changes: dict[str, int]) -> int:
    """Add to one cell and say how many there were. Plain SQL: every result moves four cells, and somebody waits for it."""
    added = ", ".join(f"{name} = {name} + %s" for name in changes)
    where = " AND ".join(
        f"{name} IS NULL" if value is None else f"{name} = %s" for name, value in zip(KEYS, key, strict=True)
    )
    cursor.execute(
        f"UPDATE {CoverageCell._meta.db_table} SET {added} WHERE go_live_id = %s AND {where}",  # noqa: S608 - our own names
        [*changes.values(), go_live.pk, *(value for value in key if value is not None)],
    )
    return int(cursor.rowcount)


def _added(counts: Counts) -> tuple[int, ...]:
    n = dict(zip(COUNTERS, counts, strict=True))
    complete = n["asked"] > 0 and n["met"] == n["asked"]
    in_scope = any(n[name] for name in ("asked", "waived", "recommended_asked"))
    return (*counts, int(n["asked"] > 0), int(complete), int(in_scope))
