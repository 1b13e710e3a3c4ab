"""What a people file would change: statements and the present state in, a plan out. Pure; nothing is written here."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lms.exchange.people.acts import Act, Known, KnownPerson, PersonFields, Plan, PlannedRow, RowKind
from lms.exchange.people.checks import contradictions
from lms.exchange.people.faults import Fault
from lms.exchange.people.posts import PostActs, plan_departure, plan_posts
from lms.exchange.people.stating import Identity, Statement


@dataclass(frozen=True)
class Circumstances:
    """The day the plan is made on, and whether whoever is missing in the file has left."""

    today: date
    is_complete: bool = False


def plan_people(
    identities: Sequence[Identity],
    statements: Sequence[Statement],
    faults: Sequence[Fault],
    known: Known,
    circumstances: Circumstances,
) -> Plan:
    """The plan for everything the file states; the order of its rows has no influence on what would be done.

    Rows with faults are in the plan as such; a plan with any fault is never applied.
    """
    by_number: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        by_number[statement.number].append(statement)
    all_faults = [*faults, *contradictions(identities, statements, known)]
    faulty = {fault.row for fault in all_faults}
    planned = {row: PlannedRow(row, "", "", RowKind.ERROR) for row in faulty if row > 0}
    for number, stated in by_number.items():
        for row in _plan_person(number, sorted(stated, key=_in_time), known, circumstances.today):
            planned[row.row] = _faulty(row) if row.row in faulty else row
    rows = list(planned.values())
    if circumstances.is_complete:
        rows.extend(_departures(by_number, known, circumstances.today))
    rows.sort(key=lambda row: (row.row == 0, row.row, row.number))
    return Plan(tuple(rows), tuple(sorted(all_faults, key=lambda fault: (fault.row, fault.column, fault.code))))


def _in_time(statement: Statement) -> tuple[date, tuple[int, ...], int]:
    return statement.starts_on, statement.job_roles, statement.row


def _faulty(row: PlannedRow) -> PlannedRow:
    return PlannedRow(row.row, row.number, row.name, RowKind.ERROR)


def _plan_person(number: str, stated: list[Statement], known: Known, today: date) -> list[PlannedRow]:
    person = known.people.get(number)
    posts = plan_posts(number, stated, known.posts.get(number, ()), today)
    acts = posts.by_row
    first = stated[0]
    act = _create(first, posts) if person is None else _change(person, stated, posts)
    if act is not None:
        acts.setdefault(first.row, []).insert(0, act)
    rows = []
    for statement in stated:
        mine = tuple(acts.get(statement.row, ()))
        kind = RowKind.ADDED if person is None else _kind_of(mine)
        rows.append(PlannedRow(statement.row, number, statement.name, kind, mine))
    return rows


def _create(first: Statement, posts: PostActs) -> Act:
    fields: PersonFields = {"name": first.name, "email": first.email or "", "is_active": posts.is_held_after}
    return Act("person", "create", first.number, None, {}, dict(fields))


def _change(person: KnownPerson, stated: Sequence[Statement], posts: PostActs) -> Act | None:
    after: dict[str, object] = {}
    name, email = stated[0].name, next((one.email for one in stated if one.email is not None), None)
    if name not in {person.name, person.name_latin}:
        after["name"] = name
    if email is not None and email != person.email:
        after["email"] = email
    # Only a change of the posts touches the account: an account closed for another reason stays closed.
    if posts.is_held_after not in {posts.is_held_before, person.is_active}:
        after["is_active"] = posts.is_held_after
    if not after:
        return None
    return Act("person", "change", person.number, person.pk, {key: getattr(person, key) for key in after}, after)


def _kind_of(acts: Sequence[Act]) -> RowKind:
    if not acts:
        return RowKind.UNCHANGED
    return RowKind.ENDED if all(act.only_ends for act in acts) else RowKind.CHANGED


def _departures(by_number: Mapping[str, object], known: Known, today: date) -> list[PlannedRow]:
    """Everybody in post whom a file that is complete does not name."""
    rows = []
    for number, held in known.posts.items():
        person = known.people[number]
        acts = plan_departure(number, held, today) if number not in by_number else []
        if acts:
            if person.is_active:
                acts.append(Act("person", "change", number, person.pk, {"is_active": True}, {"is_active": False}))
            rows.append(PlannedRow(0, number, person.name, RowKind.ENDED, tuple(acts)))
    return rows
