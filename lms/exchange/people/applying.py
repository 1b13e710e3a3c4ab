"""Writing the acts of a plan, set-wise, and taking them into the audit trail. Runs in the caller's transaction."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from django.contrib.auth.hashers import make_password

from curricula.api import refresh_assignments
from curricula.models import Department, JobRole, Posting, Shift, Site
from lms.exchange.people.models import PeopleImportRow
from lms.foundation.api import Change, record_changes
from lms.foundation.models import Person
from lms.records.api import issue_due_qualifications

BATCH = 400
"""records an UPDATE takes at once; more make SQLite's statement too long"""
PERSON_FIELDS = ["name", "email", "is_active"]
POSTING_FIELDS = ["job_role_id", "department_id", "site_id", "shift_id", "is_main", "starts_on", "ends_on"]
POSTING_DETAILS = ["uuid", "line_id", "station_id", "is_key_user", "is_early_bird"]
REFERENCES = {"job_role": JobRole, "department": Department, "site": Site, "shift": Shift}
Record = dict[str, Any]


def write_acts(rows: Sequence[PeopleImportRow], *, actor: Person | None, reason: str) -> set[int]:
    """Do what the rows say and issue assignments anew; a withdrawn post is kept whole in its row. Returns the people."""
    records = [act for row in rows for act in row.acts]
    _create_people([act for act in records if _is(act, "person", "create")])
    _change_people([act for act in records if _is(act, "person", "change")])
    people = dict(
        Person.objects.filter(number__in={act["number"] for act in records}).values_list("number", "pk")
    )  # fmt: skip
    _withdraw([act for act in records if _is(act, "posting", "withdraw")])
    _change_postings([act for act in records if _is(act, "posting", "change")])
    _create_postings([act for act in records if _is(act, "posting", "create")], people)
    withdrawing = [row for row in rows if any(_is(act, "posting", "withdraw") for act in row.acts)]
    PeopleImportRow.objects.bulk_update(withdrawing, ["acts"], batch_size=BATCH)
    record_changes(audit_entries(records, people, actor=actor, reason=reason))
    touched = set(people.values())
    refresh_assignments(people=touched)
    issue_due_qualifications(people=touched)  # a new post can complete what somebody has shown already
    return touched


def as_columns(fields: Record) -> Record:
    """Fields of a posting as an act holds them, as the table's columns."""
    columns = {f"{key}_id" if key in REFERENCES else key: value for key, value in fields.items()}
    for key in ("starts_on", "ends_on"):
        if columns.get(key):
            columns[key] = date.fromisoformat(columns[key])
    return columns


def audit_entries(
    records: Iterable[Record], people: dict[str, int], *, actor: Person | None, reason: str
) -> Iterator[Change]:
    """One entry per act; what the act refers to by id is written by its code, which a reader understands."""
    names = {key: dict(model._default_manager.values_list("pk", "code")) for key, model in REFERENCES.items()}
    listed = list(records)
    person_uuids = dict(Person.objects.filter(pk__in=people.values()).values_list("number", "uuid"))
    posting_uuids = dict(
        Posting.objects.filter(pk__in=[act["pk"] for act in listed if act["subject"] == "posting"]).values_list(
            "pk", "uuid"
        )
    )
    for act in listed:
        uuid = person_uuids[act["number"]] if act["subject"] == "person" else posting_uuids.get(act["pk"])
        yield Change(
            act["subject"], uuid or act["stored"]["uuid"], act["verb"], reason, _readable(act["before"], names),
            _readable(act["after"], names), actor, act["number"],
        )  # fmt: skip


def _readable(fields: Record, names: dict[str, dict[int, str]]) -> Record | None:
    if not fields:
        return None
    return {key: names[key].get(value, value) if key in names else value for key, value in fields.items()}


def _is(act: Record, subject: str, verb: str) -> bool:
    return bool(act["subject"] == subject and act["verb"] == verb)


def _create_people(acts: list[Record]) -> None:
    unusable = make_password(None)
    made = Person.objects.bulk_create(
        [Person(number=act["number"], password=unusable, **act["after"]) for act in acts], batch_size=BATCH
    )
    for act, person in zip(acts, made, strict=True):
        act["pk"] = person.pk


def _change_people(acts: list[Record]) -> None:
    people = Person.objects.in_bulk([act["pk"] for act in acts])
    for act in acts:
        for key, value in act["after"].items():
            setattr(people[act["pk"]], key, value)
    Person.objects.bulk_update(people.values(), PERSON_FIELDS, batch_size=BATCH)


def _withdraw(acts: list[Record]) -> None:
    gone = Posting.objects.in_bulk([act["pk"] for act in acts])
    for act in acts:
        posting = gone[act["pk"]]
        act["stored"] = {
            key: str(value) if key == "uuid" else value
            for key in POSTING_DETAILS
            if (value := getattr(posting, key)) is not None
        }
    Posting.objects.filter(pk__in=gone).delete()


def _change_postings(acts: list[Record]) -> None:
    postings = Posting.objects.in_bulk([act["pk"] for act in acts])
    for act in acts:
        for key, value in as_columns(act["after"]).items():
            setattr(postings[act["pk"]], key, value)
    Posting.objects.bulk_update(postings.values(), POSTING_FIELDS, batch_size=BATCH)


def _create_postings(acts: list[Record], people: dict[str, int]) -> None:
    made = Posting.objects.bulk_create(
        [Posting(person_id=people[act["number"]], **as_columns(act["after"])) for act in acts], batch_size=BATCH
    )
    for act, posting in zip(acts, made, strict=True):
        act["pk"] = posting.pk
