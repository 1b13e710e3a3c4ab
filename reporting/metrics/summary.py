"""Keeping the summary of coverage level with the assignments: looked after whenever it is read, rebuilt at will."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.db.models import F, Q, Sum

from curricula.api import holds_on
from curricula.models import Activity, Assignment, GoLive, Posting
from lms.foundation.api import clock, prepared
from lms.foundation.models import AuditEntry
from reporting.metrics.cells import ADDED, KEYS, CellKey, add_up_cells, cells_from_rows, move_cells
from reporting.metrics.flat import flat_rows, insert_flat, truth
from reporting.metrics.models import CoverageCell, CoverageRow, CoverageState
from reporting.metrics.summing import ALL, COUNTERS, Asked, Counts, sum_up

# Above this many touched people one pass over everybody is quicker than looking each of them up.
MANY_PEOPLE = 400
# After these nothing is taken away: evidence adds cycles, and a certificate or a signature touches no assignment.
ONLY_ADDS = ("evidence", "qualification", "snapshot")
_ADVISORY_LOCK = 7_305_513  # any constant of its own: one refresher at a time
Row = tuple[Any, ...]
COLUMNS = (
    "go_live_id", "person_id", "grain", "chain_id", "job_role_id", "department_id", "site_id", "shift_id", *COUNTERS,
)  # fmt: skip
Home = tuple[int | None, int | None, int | None]
NOWHERE: Home = (None, None, None)


class Versions(NamedTuple):
    """How far the data reaches: any change of an assignment moves the first, any other regulated change the second."""

    newest_assignment: int
    newest_audit_entry: int


def current_versions() -> Versions:
    """Read both at once, each from the end of an index."""
    assignments, entries = Assignment._meta.db_table, AuditEntry._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT (SELECT COALESCE(MAX(id), 0) FROM {assignments}), (SELECT COALESCE(MAX(sequence), 0) FROM {entries})"  # noqa: S608 - our own tables
        )
        return Versions(*cursor.fetchone())


def fresh_summary(go_live: GoLive) -> CoverageState:
    """Bring the summary up to date and return how far it reaches; when nothing has changed, two short queries."""
    state = _state_of.first(go_live=go_live.pk)
    if state is not None and state.day == go_live.on and versions_of(state) == current_versions():
        return state
    with transaction.atomic():
        _one_at_a_time()
        versions = current_versions()
        state = CoverageState.objects.filter(go_live=go_live).first()
        if state is None or state.day != go_live.on:
            return rebuild_summary(go_live)
        touched = _touched_people(go_live, state)
        if len(touched) > MANY_PEOPLE:
            return rebuild_summary(go_live)
        if touched:
            _replace(go_live, touched)
        if _may_have_lost(state) and not _adds_up(go_live):
            return rebuild_summary(go_live)
        return _remember(go_live, versions)


@prepared
def _state_of(go_live: int) -> Any:
    return CoverageState.objects.filter(go_live=go_live)[:1]


def rebuild_summary(go_live: GoLive) -> CoverageState:
    """Sum everybody up anew from the assignments, in one transaction."""
    with transaction.atomic():
        _one_at_a_time()
        versions = current_versions()
        _replace(go_live, None)
        return _remember(go_live, versions)


def summary_differences(go_live: GoLive) -> list[str]:
    """Rows and cells that a rebuild would not give, and those that are missing; empty when all is well."""
    kept = {tuple(row[:5]): tuple(row) for row in CoverageRow.objects.filter(go_live=go_live).values_list(*COLUMNS)}
    found = []
    for row in _rows(go_live, None):
        stored = kept.pop(tuple(row[:5]), None)
        if stored is None:
            found.append(f"person {row[1]}, {row[2]}: missing")
        elif stored != row:
            found.append(f"person {row[1]}, {row[2]}: is {stored[5:]}, should be {row[5:]}")
    found.extend(f"person {key[1]}, {key[2]}: has no assignments" for key in kept)
    cells = CoverageCell.objects.filter(go_live=go_live, sources__gt=0).values_list(*KEYS, *ADDED)
    if set(cells) != set(cells_from_rows(go_live)):
        found.append("the cells do not add up to the rows")
    return found


def asked_of(go_live: GoLive, people: Collection[int] | None) -> Iterator[Asked]:
    """Current assignments of a go-live as its day sees them; of some people only where these are given."""
    day = go_live.on
    rows = Assignment.objects.filter(go_live=go_live, is_current=True)
    if people is not None:
        # Over few people their own index has to lead; the go-live's would be walked from end to end.
        rows = Assignment.objects.alias(wave=F("go_live_id") + 0).filter(
            person_id__in=people, wave=go_live.pk, is_current=True
        )
    marked = rows.annotate(
        is_in_force=truth(Q(from_day__lte=day) & (Q(to_day__isnull=True) | Q(to_day__gte=day))),
        holds=truth(holds_on(day)),
        is_waived=truth(Q(waived_until__gte=day)),
    ).order_by()
    fields = (
        "person_id", "activity_id", "posting__job_role_id", "criticality", "method", "is_in_force", "holds", "is_waived",
    )  # fmt: skip
    return map(Asked._make, flat_rows(marked.values_list(*fields)))


def chains_of_activities() -> dict[int, tuple[int, ...]]:
    """Ids of the chains that each activity's steps belong to."""
    chains: dict[int, set[int]] = defaultdict(set)
    for activity, chain in _steps_chains():
        if chain is not None:
            chains[activity].add(chain)
    return {activity: tuple(sorted(found)) for activity, found in chains.items()}


@prepared
def _steps_chains() -> Any:
    return Activity.objects.order_by().values_list("pk", "steps__chain_id")


def _rows(go_live: GoLive, people: Collection[int] | None) -> Iterator[Row]:
    homes = _homes(go_live, people)
    for (person, grain, chain, job_role), counts in sum_up(asked_of(go_live, people), chains_of_activities()):
        yield (go_live.pk, person, grain, chain, job_role, *homes.get(person, NOWHERE), *counts)


def _homes(go_live: GoLive, people: Collection[int] | None) -> dict[int, Home]:
    """Department, site and shift of each person's main post on the day; of any other post where there is no main one."""
    posts = Posting.objects.filter(starts_on__lte=go_live.on).filter(
        Q(ends_on__isnull=True) | Q(ends_on__gte=go_live.on)
    )
    if people is not None:
        posts = posts.filter(person_id__in=people)
    ordered = posts.order_by("is_main", "-pk").values_list("person_id", "department_id", "site_id", "shift_id")
    return {
        person: (department, site, shift) for person, department, site, shift in ordered
    }  # the main post comes last and stays


def _replace(go_live: GoLive, people: Collection[int] | None) -> None:
    rows = list(_rows(go_live, people))
    stored = CoverageRow.objects.filter(go_live=go_live)
    if people is None:
        stored._raw_delete(stored.db)
        insert_flat(CoverageRow, COLUMNS, rows)
        add_up_cells(go_live)
        return
    stored = CoverageRow.objects.filter(person_id__in=people, go_live=go_live)
    before = list(stored.values_list(*COLUMNS))
    stored._raw_delete(stored.db)
    insert_flat(CoverageRow, COLUMNS, rows)
    move_cells(go_live, map(_as_cell, before), map(_as_cell, rows))


def _as_cell(row: Row) -> tuple[CellKey, Counts]:
    return row[2:7], row[8:]


def _touched_people(go_live: GoLive, state: CoverageState) -> list[int]:
    newer = Assignment.objects.filter(pk__gt=state.newest_assignment).order_by("pk")
    touched = (person for person, of in newer.values_list("person_id", "go_live_id").iterator() if of == go_live.pk)
    return list(dict.fromkeys(touched))


def _may_have_lost(state: CoverageState) -> bool:
    newer = AuditEntry.objects.filter(sequence__gt=state.newest_audit_entry).exclude(subject_kind__in=ONLY_ADDS)
    return newer.exists()


def _adds_up(go_live: GoLive) -> bool:
    """Whether no assignment has vanished without another taking its place (a cell that was dropped, an undone import)."""
    summed = CoverageCell.objects.filter(go_live=go_live, grain=ALL).aggregate(n=Sum("sources"))["n"] or 0
    return bool(summed == Assignment.objects.filter(go_live=go_live, is_current=True).count())


def _remember(go_live: GoLive, versions: Versions) -> CoverageState:
    values = {"day": go_live.on, "refreshed_at": clock.now(), **versions._asdict()}
    return CoverageState.objects.update_or_create(go_live=go_live, defaults=values)[0]


def versions_of(state: CoverageState) -> Versions:
    """How far the data reached when the summary was brought up to date."""
    return Versions(state.newest_assignment, state.newest_audit_entry)


def _one_at_a_time() -> None:
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ADVISORY_LOCK])
