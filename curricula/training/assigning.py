"""Writing assignments: all of them anew, those of some people or activities, or the one that an outcome settles.

Every path goes through the same pure rules and the same writer, so that a rebuild gives exactly the stored rows.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from operator import itemgetter
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet

from curricula.training import inputs
from curricula.training.facts import NO_FACTS, FactsOf, facts_in_order, facts_of
from curricula.training.indexing import indexed_at_the_end
from curricula.training.matrix.draw_up import draw_up, drawn_up_in_order
from curricula.training.matrix.settle import NOTHING_SHOWN, settle
from curricula.training.matrix.values import Wanted
from curricula.training.models import Assignment, Requirement
from curricula.training.storing import COLUMNS, SCORE, Row, insert_assignments
from lms.foundation.api import prepared, take_the_chain, without_collecting

# A stored row as the engine's Wanted, in its order.
WANTED = (
    "activity_id", "go_live_id", "requirement_id", "level", "criticality", "method", "person_id", "posting_id", "from_day",
    "to_day", "opens_on", "planned_on", "due_on", "requirement__validity_months", "requirement__retraining",
)  # fmt: skip
# Its last fields are for settling only and are not stored.
stored_part_of = itemgetter(slice(COLUMNS.index("due_on") + 1))
key_of = itemgetter(*(COLUMNS.index(name) for name in ("person_id", "activity_id", "go_live_id", "cycle")))
Key = tuple[int, int, int, int]


def rebuild_assignments() -> int:
    """Draw up and settle everything from facts, replacing what is stored, in one transaction. Returns the number of rows.

    SQLite would look up five foreign keys of each row as it is written; it is told not to (unless the caller has begun a
    transaction already) and looks them all up at once at the end. Where a key leads nowhere, because a row was planted or
    removed behind the application's back, `IntegrityError` names it and nothing is changed.
    """
    table = Assignment._meta.db_table
    with without_collecting(), connection.constraint_checks_disabled(), transaction.atomic():
        take_the_chain()  # evidence that is being recorded is waited for, and settled
        with indexed_at_the_end(table), connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608 - our own table
            with rows_from_facts() as rows:
                count = insert_assignments(rows)
        connection.check_constraints([table])
    return count


@contextmanager
def rows_from_facts() -> Iterator[Iterator[Row]]:
    """What a rebuild would store, row by row, in the order of COLUMNS; settled as they are taken, person after person."""
    cells = inputs.read_cells(inputs.cells_in_force())
    wanted = drawn_up_in_order(inputs.read_posts(), cells, inputs.read_calendar())
    waivers, revisions = inputs.read_waivers(), inputs.read_revisions()
    with facts_in_order() as facts:
        yield _settled(wanted, facts, waivers, revisions)


def refresh_assignments(*, people: Collection[int] | None = None, activities: Collection[int] | None = None) -> int:
    """Draw up and settle anew for some people, some activities, or both; the rest stays. Returns the number of rows."""
    with without_collecting(), transaction.atomic():
        take_the_chain()
        cells = inputs.read_cells(inputs.cells_in_force(), activities)
        job_roles = None if people is not None else {cell.job_role for cell in cells}
        wanted = draw_up(inputs.read_posts(people, job_roles), cells, inputs.read_calendar())
        stored = Assignment.objects.all()
        if people is not None:
            stored = stored.filter(person_id__in=people)
        if activities is not None:
            stored = stored.filter(activity_id__in=activities)
        asked = people if people is not None else {row.person for row in wanted}
        facts, waivers = facts_of(asked, activities), inputs.read_waivers(people)
        return _replace(stored, _settled(wanted, facts, waivers, inputs.read_revisions()))


def settle_outcome(person_id: int, activity_id: int) -> int:
    """Settle what one new piece of evidence touches; runs in the caller's transaction. Returns the number of rows.

    What is wanted is taken from the stored rows, because evidence changes nothing about it; where there are none yet, it
    is drawn up.
    """
    rows = _wanted_of(person=person_id, activity=activity_id)
    if not rows:
        return refresh_assignments(people=[person_id], activities=[activity_id])
    *_wanted, waived_until, revised_on = rows[0]
    facts = facts_of([person_id], [activity_id])
    with transaction.atomic():
        settled = _settled(
            [Wanted._make(row[: len(WANTED)]) for row in rows],
            facts,
            {(person_id, activity_id): waived_until},
            {activity_id: revised_on},
        )
        return _replace(Assignment.objects.filter(person_id=person_id, activity_id=activity_id), settled)


@prepared
def _wanted_of(person: int, activity: int) -> Any:
    known = Assignment.objects.filter(person_id=person, activity_id=activity, is_current=True).order_by("go_live_id")
    return known.values_list(*WANTED, "waived_until", "activity__revised_on")


def differences_from_facts() -> list[str]:
    """Stored rows that a rebuild would not give, and rows that are missing; empty when all is well."""
    stored = {key_of(row): tuple(row) for row in Assignment.objects.values_list(*COLUMNS).iterator(5000)}
    found = []
    with rows_from_facts() as rows:
        for row in rows:
            kept = stored.pop(key_of(row), None)
            if kept is None:
                found.append(f"{_named(key_of(row))}: missing")
            elif _comparable(kept) != _comparable(row):
                found.append(f"{_named(key_of(row))}: {_differing(kept, row)}")
    found.extend(f"{_named(key)}: has no facts" for key in stored)
    return found


def drawn_up(cells: QuerySet[Requirement], activities: Collection[int] | None = None) -> list[Wanted]:
    """What a set of cells asks of everybody, without evidence; the preview compares two of these."""
    read = inputs.read_cells(cells, activities)
    return draw_up(inputs.read_posts(job_roles={cell.job_role for cell in read}), read, inputs.read_calendar())


def _settled(
    wanted: Iterable[Wanted],
    facts: FactsOf,
    waivers: Mapping[tuple[int, int], date | None],
    revisions: Mapping[int, date | None],
) -> Iterator[Row]:
    waiver_of, revision_of = waivers.get, revisions.get
    reached: int | None = None
    shown = NO_FACTS
    for row in wanted:
        activity, person = row.activity, row.person
        if person != reached:
            reached, shown = person, facts(person)
        found = shown.get(activity)
        cycles = settle(row, found, revision_of(activity)) if found else NOTHING_SHOWN
        asked: Row = stored_part_of(row) + (waiver_of((person, activity)),)  # noqa: RUF005 - quicker so
        for cycle in cycles:
            yield asked + cycle


def _replace(stored: QuerySet[Assignment], rows: Iterable[Row]) -> int:
    stored._raw_delete(stored.db)
    return insert_assignments(rows)


def _named(key: Key) -> str:
    person, activity, go_live, cycle = key
    return f"person {person}, activity {activity}, go-live {go_live}, cycle {cycle}"


def _comparable(row: Row) -> Row:
    return tuple(float(value) if place == SCORE and value is not None else value for place, value in enumerate(row))


def _differing(kept: Row, right: Row) -> str:
    pairs = zip(COLUMNS, _comparable(kept), _comparable(right), strict=True)
    return "; ".join(f"{name} is {old}, should be {new}" for name, old, new in pairs if old != new)
