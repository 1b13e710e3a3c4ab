"""Taking back what an import wrote: the same acts, backwards. Runs in the caller's transaction."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import PROTECT, ManyToOneRel

from curricula.api import refresh_assignments
from curricula.models import Posting
from lms.exchange.people.acts import iso
from lms.exchange.people.applying import BATCH, PERSON_FIELDS, POSTING_FIELDS, Record, as_columns, audit_entries
from lms.exchange.people.models import PeopleImportRow
from lms.foundation.api import record_changes
from lms.foundation.models import Person


@dataclass(frozen=True)
class UndoResult:
    """How many people are touched, and the numbers of those who stay because records of theirs exist by now."""

    people: int
    kept: tuple[str, ...]


def recorded_acts(rows: Sequence[PeopleImportRow]) -> list[Record]:
    """The acts of the rows, each with the `pk` of its record; 0 where a record that was made is gone.

    What an import made had no key yet when it was planned; it is found by what makes it unique.
    """
    acts = [dict(act) for row in rows for act in row.acts]
    made = [act for act in acts if act["pk"] is None]
    numbers = {act["number"] for act in made}
    people = dict(Person.objects.filter(number__in=numbers).values_list("number", "pk"))
    postings = {
        (number, role, site, day.isoformat()): pk
        for number, role, site, day, pk in Posting.objects.filter(person__number__in=numbers).values_list(
            "person__number", "job_role_id", "site_id", "starts_on", "pk"
        )
    }
    for act in made:
        after = act["after"]
        key = (act["number"], after.get("job_role"), after.get("site"), after.get("starts_on"))
        act["pk"] = (people.get(act["number"]) if act["subject"] == "person" else postings.get(key)) or 0
    return acts


def changed_since(rows: Sequence[PeopleImportRow]) -> list[str]:
    """Numbers of people whose person or posting is no longer as the import left it."""
    acts = recorded_acts(rows)
    people = Person.objects.in_bulk([act["pk"] for act in acts if act["subject"] == "person"])
    postings = Posting.objects.in_bulk([act["pk"] for act in acts if act["subject"] == "posting"])
    found = set()
    for act in acts:
        if act["subject"] == "person":
            # A leaver's account is closed by the calendar, not by somebody's decision: that does not stand in the way.
            wanted = {key: value for key, value in act["after"].items() if key != "is_active"}
            record: Any = people.get(act["pk"])
        else:
            wanted, record = as_columns(act["after"]), postings.get(act["pk"])
        if act["verb"] == "withdraw":
            is_same = not _stands_again(act)
        else:
            is_same = record is not None and all(getattr(record, key) == value for key, value in wanted.items())
        if not is_same:
            found.add(act["number"])
    return sorted(found)


def take_back(rows: Sequence[PeopleImportRow], *, actor: Person | None, reason: str, today: date) -> UndoResult:
    """Restore people and postings. Somebody whom the import added goes, unless records name them by now: then the
    person stays, deactivated, and the post ends yesterday (evidence is never taken away)."""
    acts = recorded_acts(rows)
    created = {act["pk"]: act["number"] for act in acts if act["subject"] == "person" and act["verb"] == "create"}
    kept = people_named_by_records(created)
    numbers_kept = {created[pk] for pk in kept}
    people = dict(Person.objects.filter(number__in={act["number"] for act in acts}).values_list("number", "pk"))
    backwards = [_backwards(act) for act in acts]
    record_changes(audit_entries(backwards, people, actor=actor, reason=reason))
    _restore_postings(acts, people, numbers_kept, today)
    _restore_people(acts)
    Person.objects.filter(pk__in=kept).update(is_active=False)
    staying = set(people.values()) - (created.keys() - kept)
    Person.objects.filter(pk__in=created.keys() - kept).delete()
    refresh_assignments(people=staying)
    return UndoResult(len(people), tuple(sorted(numbers_kept)))


def people_named_by_records(people: Iterable[int]) -> set[int]:
    """Which of these people some protected record names (evidence, signatures, reads, …), postings left aside."""
    ids = set(people)
    found: set[int] = set()
    # Hidden relations (related_name "+") protect as well as the others.
    for relation in Person._meta.get_fields(include_hidden=True):
        if not isinstance(relation, ManyToOneRel):
            continue
        if relation.on_delete is PROTECT and relation.related_model is not Posting and ids:
            field = relation.field
            rows = relation.related_model._base_manager.filter(**{f"{field.name}__in": ids})
            found.update(rows.values_list(field.attname, flat=True))
    return found


def _stands_again(act: Record) -> bool:
    key = as_columns({name: act["before"][name] for name in ("job_role", "site", "starts_on")})
    return Posting.objects.filter(person__number=act["number"], **key).exists()


def _backwards(act: Record) -> Record:
    verb = {"create": "withdraw", "withdraw": "create", "change": "change"}[act["verb"]]
    return {**act, "verb": verb, "before": act["after"], "after": act["before"]}


def _restore_postings(acts: list[Record], people: dict[str, int], numbers_kept: set[str], today: date) -> None:
    yesterday = today - timedelta(days=1)
    changed = Posting.objects.in_bulk([act["pk"] for act in acts if act["subject"] == "posting"])
    updated, gone = [], []
    for act in (act for act in acts if act["subject"] == "posting" and act["verb"] != "withdraw"):
        posting = changed[act["pk"]]
        if act["verb"] == "create" and (act["number"] not in numbers_kept or posting.starts_on > yesterday):
            gone.append(posting.pk)
            continue
        before = {"ends_on": iso(yesterday)} if act["verb"] == "create" else act["before"]
        for key, value in as_columns(before).items():
            setattr(posting, key, value)
        updated.append(posting)
    Posting.objects.filter(pk__in=gone).delete()
    Posting.objects.bulk_update(updated, POSTING_FIELDS, batch_size=BATCH)
    Posting.objects.bulk_create(
        Posting(pk=act["pk"], person_id=people[act["number"]], **as_columns(act["before"]), **act.get("stored", {}))
        for act in acts
        if act["subject"] == "posting" and act["verb"] == "withdraw"
    )


def _restore_people(acts: list[Record]) -> None:
    changes = [act for act in acts if act["subject"] == "person" and act["verb"] == "change"]
    people = Person.objects.in_bulk([act["pk"] for act in changes])
    for act in changes:
        for key, value in act["before"].items():
            setattr(people[act["pk"]], key, value)
    Person.objects.bulk_update(people.values(), PERSON_FIELDS, batch_size=BATCH)
