"""Prepared queries: the same rows as the queryset, for every argument, and no query that would answer for another."""

from datetime import date, datetime, timedelta
from threading import Thread
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import F, Q
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext

from lms.foundation.api import clock, prepared
from lms.foundation.models import Person
from tests.factories import make_person

pytestmark = pytest.mark.django_db


@prepared
def by_name(name: str) -> Any:
    """People of that name."""
    return Person.objects.filter(name=name).order_by("number")


@prepared
def by_key(key: int) -> Any:
    """One person."""
    return Person.objects.filter(pk=key)


@prepared
def number_of(uuid: UUID) -> Any:
    """The number of one person."""
    return Person.objects.filter(uuid=uuid).values_list("number", flat=True)


@prepared
def verified_between(first: datetime, day: date) -> Any:
    """People whose identity was verified after a moment and not after a day."""
    rows = Person.objects.filter(identity_verified_at__gt=first, identity_verified_at__date__lte=day)
    return rows.order_by("number").values_list("number", "identity_verified_at")


def test_every_call_reads_the_rows_of_its_own_arguments() -> None:
    one, other = make_person(name="陶玉然"), make_person(name="何山")
    assert [by_name(name="陶玉然"), by_name(name="何山"), by_name(name="")] == [[one], [other], []]
    assert [by_key.first(key=other.pk), by_key.first(key=one.pk), by_key.first(key=0)] == [other, one, None]
    assert number_of(uuid=one.uuid) == [one.number]
    assert number_of(uuid=uuid4()) == []


def test_a_row_changed_since_the_last_call_is_read_as_it_is_now() -> None:
    person = make_person(name="陶玉然")
    assert [row.language for row in by_name(name="陶玉然")] == [person.language]
    Person.objects.filter(pk=person.pk).update(language="en")
    assert [row.language for row in by_name(name="陶玉然")] == ["en"]


def test_days_and_moments_compare_as_in_a_queryset() -> None:
    now = clock.now()
    person = make_person(identity_verified_at=now)
    hour, today = timedelta(hours=1), clock.today()
    assert verified_between(first=now - hour, day=today) == [(person.number, now)]
    assert verified_between(first=now + hour, day=today) == []
    assert verified_between(first=now - hour, day=today - timedelta(days=1)) == []


def test_a_call_costs_one_query(django_assert_num_queries: Any) -> None:
    by_key(key=1)
    with django_assert_num_queries(1):
        by_key(key=2)


def test_a_value_reckoned_from_an_argument_is_refused() -> None:
    @prepared
    def reckoned(day: date) -> Any:
        return Person.objects.filter(last_login__date__lte=day, last_login__date__gt=day - timedelta(days=7))

    with pytest.raises(AssertionError, match="reckoned from an argument"):
        reckoned(day=date(2026, 11, 18))


def test_a_text_that_depends_on_a_value_is_refused() -> None:
    @prepared
    def sliced(key: int) -> Any:
        return Person.objects.filter(pk=key)[: key % 7 + 1]

    with pytest.raises(AssertionError, match="text depends on a value"):
        sliced(key=1)


def test_an_argument_that_the_statement_does_not_hold_is_refused() -> None:
    @prepared
    def forgotten(key: int, name: str) -> Any:
        return Person.objects.filter(pk=key, name=F("name"))

    with pytest.raises(AssertionError, match="not found in the statement: name"):
        forgotten(key=1, name="x")


def test_nothing_and_rows_beside_the_rows_are_refused() -> None:
    @prepared
    def with_groups(key: int) -> Any:
        return Person.objects.filter(pk=key).prefetch_related("groups")

    with pytest.raises(AssertionError, match="comparison with nothing"):
        by_name(name=None)
    with pytest.raises(AssertionError, match="beside the rows"):
        with_groups(key=1)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="a database in memory belongs to one thread")
def test_threads_do_not_share_a_statement() -> None:
    people = [make_person(name=f"Reader {number}") for number in range(4)]
    wrong: list[Any] = []

    def read(person: Person) -> None:
        wrong.extend(person for _ in range(50) if by_key(key=person.pk) != [person])
        connection.close()

    threads = [Thread(target=read, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


@prepared
def of_keys(keys: list[int], name: str, others: list[int]) -> Any:
    """People of some keys or of a name, but not of other keys."""
    return Person.objects.filter(Q(pk__in=keys) | Q(name=name)).exclude(pk__in=others).order_by("pk")


def test_a_list_is_compiled_for_each_length_and_read_for_its_own_values(django_assert_num_queries: Any) -> None:
    one, two, three = make_person(name="陶玉然"), make_person(name="何山"), make_person(name="周婷")
    assert of_keys(keys=[one.pk, two.pk], name="", others=[0]) == [one, two]
    assert of_keys(keys=[three.pk, two.pk], name="", others=[two.pk]) == [three]
    assert of_keys(keys=[three.pk], name="何山", others=[0, 1]) == [two, three]
    assert of_keys(keys=[three.pk, three.pk, one.pk], name="", others=[0]) == [one, three]
    with django_assert_num_queries(1):
        assert of_keys(keys=[two.pk, three.pk], name="陶玉然", others=[0]) == [one, two, three]


def test_over_an_empty_list_there_are_no_rows_and_nothing_is_asked(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert of_keys(keys=[], name="何山", others=[0]) == []


@prepared
def with_verifier(key: int) -> Any:
    """A person and who verified them, in one query."""
    return Person.objects.filter(pk=key).select_related("identity_verified_by")


@prepared
def named(name: str) -> Any:
    """Number, name and moment, by name."""
    rows = Person.objects.filter(name=name).order_by("number")
    return rows.values_list("number", "name", "identity_verified_at", named=True)


def test_the_rows_are_the_same_whether_or_not_somebody_counts_the_queries() -> None:
    verifier = make_person(name="何山")
    person = make_person(name="100 %s 陶玉然 ?", identity_verified_at=clock.now(), identity_verified_by=verifier)

    def read() -> list[Any]:
        [found] = with_verifier(key=person.pk)
        return [
            by_name(name=person.name), found, vars(found), found.identity_verified_by, named(name=person.name),
            named(name=person.name)[0].identity_verified_at, number_of(uuid=person.uuid), by_key(key=0),
        ]  # fmt: skip

    unwatched = read()
    with CaptureQueriesContext(connection) as captured:
        watched = read()
    assert len(captured) == 6
    assert [row for row in unwatched if not isinstance(row, dict)] == [
        row for row in watched if not isinstance(row, dict)
    ]
    assert unwatched[2].keys() == watched[2].keys()
    assert unwatched[0] == [person]
    assert unwatched[3] == verifier
    assert (unwatched[4][0].number, unwatched[5]) == (person.number, person.identity_verified_at)


def test_a_fault_of_the_database_is_the_same_fault() -> None:
    by_key(key=1)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SAVEPOINT before")
        cursor.execute(f"ALTER TABLE {Person._meta.db_table} RENAME TO elsewhere")
        with pytest.raises(DatabaseError):
            by_key(key=1)
        cursor.execute("ROLLBACK TO SAVEPOINT before")


def test_in_a_transaction_that_is_broken_nothing_is_asked() -> None:
    by_key(key=1)
    with transaction.atomic():
        transaction.set_rollback(True)
        with pytest.raises(TransactionManagementError):
            by_key(key=1)
