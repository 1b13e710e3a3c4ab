"""Writing assignments: all of them anew, those of some people or activities, or the one that an outcome settles.

Every path goes through the same pure rules and the same writer, so that a rebuild gives exactly the stored rows.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from itertools import chain, islice
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet

from curricula.training import inputs
from curricula.training.indexing import indexed_at_the_end
from curricula.training.matrix.draw_up import draw_up
from curricula.training.matrix.settle import settle
from curricula.training.matrix.values import Wanted
from curricula.training.models import Assignment, Requirement
from lms.foundation.api import prepared, take_the_chain, without_collecting

# Days last, so that all of them are turned into texts in one step.
COLUMNS = (
    "person_id", "activity_id", "go_live_id", "requirement_id", "posting_id", "cycle", "is_current", "level", "criticality",
    "method", "met_by", "attempts", "score",
    "from_day", "to_day", "opens_on", "planned_on", "due_on", "started_on", "met_on", "valid_until", "stale_on", "waived_until",
)  # fmt: skip
# A stored row as the engine's Wanted, in its order.
WANTED = (
    "person_id", "activity_id", "go_live_id", "requirement_id", "posting_id", "level", "criticality", "method", "from_day",
    "to_day", "opens_on", "planned_on", "due_on", "requirement__validity_months", "requirement__retraining",
)  # fmt: skip
SCORE_PLACE = COLUMNS.index("score")
DAYS = slice(SCORE_PLACE + 1, None)
# SQLite takes about a thousand values in a statement.
ROWS_AT_ONCE = 40
Row = tuple[Any, ...]


def rebuild_assignments() -> int:
    """Draw up and settle everything from facts, replacing what is stored, in one transaction. Returns the number of rows.

    SQLite would look up five foreign keys of each row as it is written; it is told not to (unless the caller has begun a
    transaction already) and looks them all up at once at the end. Where a key leads nowhere, because a row was planted or
    removed behind the application's back, `IntegrityError` names it and nothing is changed.
    """
    table = Assignment._meta.db_table
    with without_collecting(), connection.constraint_checks_disabled(), transaction.atomic():
        take_the_chain()  # evidence that is being recorded is waited for, and settled
        rows = list(rows_from_facts())
        with indexed_at_the_end(table), connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608 - our own table
            _insert(rows)
        connection.check_constraints([table])
    return len(rows)


def rows_from_facts() -> Iterator[Row]:
    """What a rebuild would store, row by row, in the order of COLUMNS."""
    cells = inputs.read_cells(inputs.cells_in_force())
    wanted = draw_up(inputs.read_posts(), cells, inputs.read_calendar())
    return _settled(wanted, inputs.read_facts(), inputs.read_waivers(), inputs.read_revisions())


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
        facts, waivers = inputs.read_facts(asked, activities), inputs.read_waivers(people)
        rows = list(_settled(wanted, facts, waivers, inputs.read_revisions()))
        return _replace(stored, rows)


def settle_outcome(person_id: int, activity_id: int) -> int:
    """Settle what one new piece of evidence touches; runs in the caller's transaction. Returns the number of rows.

    What is wanted is taken from the stored rows, because evidence changes nothing about it; where there are none yet, it
    is drawn up.
    """
    rows = _wanted_of(person=person_id, activity=activity_id)
    if not rows:
        return refresh_assignments(people=[person_id], activities=[activity_id])
    *_wanted, waived_until, revised_on = rows[0]
    facts = inputs.read_facts([person_id], [activity_id])
    with transaction.atomic():
        settled = _settled(
            [Wanted._make(row[: len(WANTED)]) for row in rows],
            facts,
            {(person_id, activity_id): waived_until},
            {activity_id: revised_on},
        )
        return _replace(Assignment.objects.filter(person_id=person_id, activity_id=activity_id), list(settled))


@prepared
def _wanted_of(person: int, activity: int) -> Any:
    known = Assignment.objects.filter(person_id=person, activity_id=activity, is_current=True).order_by("go_live_id")
    return known.values_list(*WANTED, "waived_until", "activity__revised_on")


def differences_from_facts() -> list[str]:
    """Stored rows that a rebuild would not give, and rows that are missing; empty when all is well."""
    stored = {(*row[:3], row[5]): tuple(row) for row in Assignment.objects.values_list(*COLUMNS).iterator(5000)}
    found = []
    for row in rows_from_facts():
        key = (*row[:3], row[5])
        kept = stored.pop(key, None)
        if kept is None:
            found.append(f"person {key[0]}, activity {key[1]}, go-live {key[2]}, cycle {key[3]}: missing")
        elif _comparable(kept) != _comparable(row):
            found.append(
                f"person {key[0]}, activity {key[1]}, go-live {key[2]}, cycle {key[3]}: {_differing(kept, row)}"
            )
    found.extend(
        f"person {key[0]}, activity {key[1]}, go-live {key[2]}, cycle {key[3]}: has no facts" for key in stored
    )
    return found


def drawn_up(cells: QuerySet[Requirement], activities: Collection[int] | None = None) -> list[Wanted]:
    """What a set of cells asks of everybody, without evidence; the preview compares two of these."""
    read = inputs.read_cells(cells, activities)
    return draw_up(inputs.read_posts(job_roles={cell.job_role for cell in read}), read, inputs.read_calendar())


def _settled(
    wanted: Iterable[Wanted],
    facts: inputs.FactsByKey,
    waivers: Mapping[tuple[int, int], date | None],
    revisions: Mapping[int, date | None],
) -> Iterator[Row]:
    fact_of, waiver_of, revision_of = facts.get, waivers.get, revisions.get
    for row in wanted:
        (person, activity, go_live, cell, post, level, criticality, method, from_day, to_day, opens_on, planned_on, due_on,
         _validity, _retraining) = row  # fmt: skip
        key = (person, activity)
        waived_until = waiver_of(key)
        for number, is_current, started_on, met_on, met_by, score, valid_until, stale_on, attempts in settle(
            row, fact_of(key, ()), revision_of(activity)
        ):
            yield (
                person, activity, go_live, cell, post, number, is_current, level, criticality, method, met_by, attempts, score,
                from_day, to_day, opens_on, planned_on, due_on, started_on, met_on, valid_until, stale_on, waived_until,
            )  # fmt: skip


def _replace(stored: QuerySet[Assignment], rows: list[Row]) -> int:
    stored._raw_delete(stored.db)
    _insert(rows)
    return len(rows)


def _insert(rows: list[Row]) -> None:
    table, columns = Assignment._meta.db_table, ", ".join(COLUMNS)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        places = ", ".join(["?"] * len(COLUMNS))
        # The driver's own cursor: Django's wrapper would rewrite and convert the statement for each of the many rows.
        statement = f"INSERT INTO {table} ({columns}) VALUES "  # noqa: S608 - our own table and columns
        kept, many = _as_sqlite_keeps_them(rows), ", ".join([f"({places})"] * ROWS_AT_ONCE)
        while chunk := list(islice(kept, ROWS_AT_ONCE)):
            values = many if len(chunk) == ROWS_AT_ONCE else ", ".join([f"({places})"] * len(chunk))
            cursor.connection.execute(statement + values, list(chain.from_iterable(chunk)))


def _as_sqlite_keeps_them(rows: Iterable[Row]) -> Iterator[Row]:
    """Days as text, each converted once; the score as a number."""
    text_of = _DayTexts().__getitem__
    for row in rows:
        score = row[SCORE_PLACE]
        if isinstance(score, Decimal):
            score = str(score)
        yield (*row[:SCORE_PLACE], score, *map(text_of, row[DAYS]))


class _DayTexts(dict[date | None, str | None]):
    """The text of each day that has been asked for."""

    def __missing__(self, day: date | None) -> str | None:
        self[day] = None if day is None else day.isoformat()
        return self[day]


def _comparable(row: Row) -> Row:
    return tuple(
        float(value) if COLUMNS[place] == "score" and value is not None else value for place, value in enumerate(row)
    )


def _differing(kept: Row, right: Row) -> str:
    pairs = zip(COLUMNS, _comparable(kept), _comparable(right), strict=True)
    return "; ".join(f"{name} is {old}, should be {new}" for name, old, new in pairs if old != new)
