"""Reading the evidence that assignments are settled from, without model instances: a quarter of a million rows pass here."""

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from itertools import chain, groupby
from operator import itemgetter
from typing import Any

from django.db import connection

from curricula.training.matrix.values import Fact

# SQLite takes about a thousand; where more people are asked for, the rows are filtered after reading.
MOST_PARAMETERS = 900
ROWS_AT_ONCE = 2000
SELECT = (
    "SELECT fact.person_id, fact.activity_id, fact.id, fact.method, fact.outcome, fact.level, fact.score, "
    "CAST(fact.occurred_on AS text), CAST(fact.valid_until AS text) FROM records_evidence fact WHERE "
)
ORDER = " ORDER BY fact.person_id, fact.activity_id, fact.occurred_on, fact.id"
# Few rows are corrected: over all of them their list is built once; over one person's each is looked up.
NOT_CORRECTED_OF_ALL = "fact.id NOT IN (SELECT corrects_id FROM records_evidence WHERE corrects_id IS NOT NULL)"
NOT_CORRECTED = "NOT EXISTS (SELECT 1 FROM records_evidence later WHERE later.corrects_id = fact.id)"

Facts = Mapping[int, list[Fact]]
"""a person's evidence that counts (corrected rows left out), by activity, oldest first"""
FactsOf = Callable[[int], Facts]
NO_FACTS: Facts = {}


def facts_of(people: Collection[int], activities: Collection[int] | None = None) -> FactsOf:
    """The evidence of some people, for some activities only where these are given; to be asked for in any order."""
    where, parameters = [NOT_CORRECTED], list[int]()
    for column, ids in (("person_id", people), ("activity_id", activities)):
        if ids is not None and len(ids) <= MOST_PARAMETERS:
            where.append(f"fact.{column} IN ({','.join(['%s'] * len(ids))})" if ids else "1 = 0")
            parameters.extend(ids)
    with connection.cursor() as cursor:
        cursor.execute(SELECT + " AND ".join(where) + ORDER, parameters)
        asked = frozenset(people)
        found = {person: facts for person, facts in _person_by_person(cursor) if person in asked}
    return lambda person: found.get(person, NO_FACTS)


@contextmanager
def facts_in_order() -> Iterator[FactsOf]:
    """Everybody's evidence, to be asked for once for each person and in their order: so much is never kept at once.

    What the database is asked is asked here, not while the rows are taken. Drop no index while this is open.
    """
    with connection.cursor() as cursor:
        cursor.execute(SELECT + NOT_CORRECTED_OF_ALL + ORDER)
        people = _person_by_person(cursor)
        reached, facts = next(people, (None, NO_FACTS))

        def of(person: int) -> Facts:
            nonlocal reached, facts
            while reached is not None and reached < person:
                reached, facts = next(people, (None, NO_FACTS))
            return facts if reached == person else NO_FACTS

        yield of


def _person_by_person(cursor: Any) -> Iterator[tuple[int, Facts]]:
    rows = chain.from_iterable(iter(lambda: cursor.fetchmany(ROWS_AT_ONCE), []))
    day, made = _Days(), tuple.__new__  # as Fact(…), which goes by way of a function of Python's
    for person, rows_of_person in groupby(rows, itemgetter(0)):
        facts: dict[int, list[Fact]] = {}
        for _person, activity, pk, method, outcome, level, score, on, valid_until in rows_of_person:
            fact = made(Fact, (pk, method, outcome, level, score, day[on], day[valid_until]))
            if activity in facts:
                facts[activity].append(fact)
            else:
                facts[activity] = [fact]
        yield person, facts


class _Days(dict[str | None, Any]):
    """Days by their text, each read once: a quarter of a million facts lie on a few hundred days."""

    def __missing__(self, text: str | None) -> date | None:
        self[text] = None if text is None else date.fromisoformat(text)
        return self[text]  # type: ignore[no-any-return]  # put there above
