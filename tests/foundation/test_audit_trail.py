"""The audit trail: always on, with a reason, in the same transaction, refused to change by the database itself."""

import uuid

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import translation

from lms.foundation.api import Refusal, record_change, record_changes
from lms.foundation.append_only import append_only_tables
from lms.foundation.audit.services import Change, LookingOnly, Origin, ReasonRequired, current_origin
from lms.foundation.models import AuditEntry, Person, Signature
from tests.factories import make_person

pytestmark = pytest.mark.django_db


def _entry(reason: str = "Because", **fields: object) -> AuditEntry:
    return record_change("goal", uuid.uuid4(), action="change", reason=reason, **fields)  # type: ignore[arg-type]


@pytest.mark.requirement("B25")
def test_entry_says_who_from_where_when_what_and_why() -> None:
    lead = make_person("吴岚")
    token = current_origin.set(Origin("10.1.2.3"))
    try:
        entry = _entry(
            "New wave", actor=lead, before={"on": "2026-12-01"}, after={"on": "2026-12-08"}, subject_label="W1"
        )
    finally:
        current_origin.reset(token)

    entry.refresh_from_db()
    assert (entry.actor, entry.actor_name, entry.origin, entry.reason) == (lead, "吴岚", "10.1.2.3", "New wave")
    with translation.override("en"):
        assert entry.differences == [("on", "2026-12-01", "2026-12-08")]
    assert entry.at.tzinfo is not None


@pytest.mark.requirement("B25")
@pytest.mark.parametrize("reason", ["", "   ", "\n"])
def test_change_without_a_reason_is_refused(reason: str) -> None:
    with pytest.raises(ReasonRequired):
        _entry(reason)
    assert not AuditEntry.objects.exists()


def test_one_missing_reason_keeps_the_whole_batch_out() -> None:
    good, bad = (Change("goal", uuid.uuid4(), "change", reason) for reason in ("Because", ""))
    with pytest.raises(ReasonRequired):
        record_changes([good, bad])
    assert not AuditEntry.objects.exists()


@pytest.mark.requirement("B25")
def test_entry_goes_with_its_change_when_the_transaction_fails() -> None:
    def change_and_fail() -> None:
        make_person("周婷", number="YF1")
        _entry()
        raise RuntimeError

    with pytest.raises(RuntimeError), transaction.atomic():
        change_and_fail()

    assert not AuditEntry.objects.exists()
    assert not Person.objects.filter(number="YF1").exists()


def test_entries_are_numbered_without_gaps_and_chained() -> None:
    first, second = _entry(), _entry()
    assert (first.sequence, second.sequence) == (1, 2)
    assert second.previous_hash == first.hash != second.hash


@pytest.mark.requirement("B25", "B27")
@pytest.mark.parametrize("statement", ["UPDATE {} SET reason = 'x'", "DELETE FROM {}"], ids=["update", "delete"])
def test_database_refuses_to_change_an_entry(statement: str) -> None:
    entry = _entry()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(AuditEntry._meta.db_table))
    entry.refresh_from_db()
    assert entry.reason == "Because"


@pytest.mark.requirement("B25")
def test_orm_cannot_change_or_delete_an_entry() -> None:
    entry = _entry()
    with pytest.raises(DatabaseError), transaction.atomic():
        AuditEntry.objects.update(reason="x")
    with pytest.raises(DatabaseError), transaction.atomic():
        entry.delete()
    entry.reason = "x"
    with pytest.raises(DatabaseError), transaction.atomic():
        entry.save()
    assert AuditEntry.objects.get().reason == "Because"


@pytest.mark.requirement("B27", "B101")
def test_every_append_only_table_is_guarded_by_the_database() -> None:
    tables = set(append_only_tables())
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        triggers = {name for (name,) in cursor.fetchall()}
    assert {AuditEntry._meta.db_table, Signature._meta.db_table, "records_evidence"} <= tables
    assert {f"{table}_no_{verb}" for table in tables for verb in ("update", "delete")} <= triggers


@pytest.mark.requirement("B25")
def test_no_admin_page_offers_regulated_records() -> None:
    from django.apps import apps
    from wagtail.admin.viewsets import viewsets
    from wagtail.snippets.models import get_snippet_models

    regulated = {model for model in apps.get_models() if getattr(model, "append_only", False)}
    offered = {getattr(viewset, "model", None) for viewset in viewsets.viewsets} | set(get_snippet_models())
    assert AuditEntry in regulated
    assert not regulated & offered
    assert not apps.is_installed("django.contrib.admin")


def test_nothing_is_changed_while_looking_as_another() -> None:
    admin = make_person("贺丽")
    token = current_origin.set(Origin("", admin.pk))
    try:
        with pytest.raises(LookingOnly):
            _entry()
    finally:
        current_origin.reset(token)
    assert issubclass(LookingOnly, Refusal)
    assert not AuditEntry.objects.exists()
