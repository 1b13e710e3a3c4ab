"""A rebuild writes quickly, with foreign keys unwatched on SQLite: it must still refuse to store a key that leads nowhere."""

from collections.abc import Iterator

import pytest
from django.db import IntegrityError, connection, transaction

from curricula.api import rebuild_assignments
from curricula.models import Assignment, Posting
from curricula.training.indexing import indexed_at_the_end
from tests.factories import make_go_live, make_person, make_posting, make_requirement

NOBODY = 987_654
INDEXES = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = %s ORDER BY rowid"


def indexes() -> list[tuple[str, str | None]]:
    """Every index of the stored assignments with the statement that made it."""
    with connection.cursor() as cursor:
        cursor.execute(INDEXES, [Assignment._meta.db_table])
        return list(cursor.fetchall())


@pytest.fixture
def orphan() -> Iterator[Posting]:
    """A post whose person is not there, as somebody with access to the file could leave it; taken away afterwards."""
    if connection.vendor != "sqlite":
        pytest.skip("only SQLite can be told to look away")
    make_go_live()
    make_requirement()
    make_posting(make_person("周婷"))
    rebuild_assignments()
    orphan = make_posting(make_person("何军"))
    with connection.constraint_checks_disabled():
        Posting.objects.filter(pk=orphan.pk).update(person_id=NOBODY)
    yield orphan
    Posting.objects.filter(pk=orphan.pk).delete()


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("orphan")
def test_rebuild_names_a_key_that_leads_nowhere_and_leaves_what_was_stored() -> None:
    before, indexed = list(Assignment.objects.order_by("pk").values()), indexes()
    assert len(before) == 1

    with pytest.raises(IntegrityError, match=f"person_id contains a value '{NOBODY}'"):
        rebuild_assignments()

    assert list(Assignment.objects.order_by("pk").values()) == before
    assert indexes() == indexed


@pytest.mark.skipif(connection.vendor != "sqlite", reason="others keep their indexes")
@pytest.mark.django_db(transaction=True)
def test_rebuild_leaves_every_index_as_it_was_made() -> None:
    before = indexes()
    assert "assignment_coverage" in [name for name, _made_by in before]
    make_go_live()
    make_requirement()
    make_posting(make_person("周婷"))

    assert rebuild_assignments() == 1

    assert indexes() == before
    assert list(Assignment.objects.values_list("person__name", flat=True)) == ["周婷"]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="others keep their indexes")
@pytest.mark.django_db(transaction=True)
def test_failure_while_the_indexes_are_away_brings_them_back() -> None:
    before = indexes()
    seen: list[str] = []

    def fail_half_way() -> None:
        with transaction.atomic(), indexed_at_the_end(Assignment._meta.db_table):
            seen.extend(name for name, _made_by in indexes())
            raise RuntimeError("half way")

    with pytest.raises(RuntimeError, match="half way"):
        fail_half_way()
    assert seen
    assert "assignment_coverage" not in seen
    assert indexes() == before


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("orphan")
def test_keys_are_watched_again_after_a_refused_rebuild() -> None:
    with pytest.raises(IntegrityError):
        rebuild_assignments()
    with pytest.raises(IntegrityError), transaction.atomic():
        Posting.objects.update(person_id=NOBODY)
