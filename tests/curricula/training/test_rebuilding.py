"""A rebuild writes quickly, with foreign keys unwatched on SQLite: it must still refuse to store a key that leads nowhere."""

from collections.abc import Iterator

import pytest
from django.db import IntegrityError, connection, transaction

from curricula.api import rebuild_assignments
from curricula.models import Assignment, Posting
from tests.factories import make_go_live, make_person, make_posting, make_requirement

NOBODY = 987_654


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
    before = list(Assignment.objects.order_by("pk").values())
    assert len(before) == 1

    with pytest.raises(IntegrityError, match=f"person_id contains a value '{NOBODY}'"):
        rebuild_assignments()

    assert list(Assignment.objects.order_by("pk").values()) == before


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("orphan")
def test_keys_are_watched_again_after_a_refused_rebuild() -> None:
    with pytest.raises(IntegrityError):
        rebuild_assignments()
    with pytest.raises(IntegrityError), transaction.atomic():
        Posting.objects.update(person_id=NOBODY)
