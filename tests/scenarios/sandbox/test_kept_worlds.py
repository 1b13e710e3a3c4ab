"""Old attempts stay what they were: their company and their opening are kept, and drift of the engine is told apart."""

import json
from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import DatabaseError, transaction

from lms.foundation.api import canonical_json
from lms.foundation.append_only import install_triggers, remove_triggers
from scenarios.datasets.api import dataset
from scenarios.engine.api import Dataset, Event, digest, load_dataset, start_state
from scenarios.grading.api import open_drill
from scenarios.models import AttemptOpening, JournalRow, PublishedDataset
from scenarios.sandbox import dataset_store, folding
from scenarios.sandbox.dataset_store import DatasetAlteredError, find_dataset, keep_dataset
from scenarios.sandbox.folding import entry_of, opening_of
from scenarios.sandbox.verifying import verify_journals
from tests.factories import make_person
from tests.scenarios.drills.factories import make_attempt, make_result
from tests.scenarios.grading.drills import drill, opened, small_company

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def forgetful() -> None:
    dataset_store._kept.cache_clear()
    folding._openings.clear()


def older_company() -> Dataset:
    content = {**dataset("S").content, "clock": "2026-11-29T18:00", "parts": {"notes": "one"}}
    return load_dataset(content, {"notes": lambda: {"1": {"text": "kept"}}})


def test_a_company_that_the_generator_no_longer_makes_is_read_from_what_was_kept() -> None:
    old = older_company()
    assert find_dataset(old.ref) is None
    keep_dataset(old)
    keep_dataset(old)
    found = find_dataset(old.ref)
    assert found is not None
    assert (found.ref, found.clock, found.part("notes"), PublishedDataset.objects.count()) == (
        old.ref,
        "2026-11-29T18:00",
        {"1": {"text": "kept"}},
        1,
    )


def test_a_kept_company_that_was_altered_is_refused() -> None:
    old = older_company()
    keep_dataset(old)
    other = dataset_store._packed({**old.content, "clock": "2026-11-28T18:00"})
    with pytest.raises(DatabaseError), transaction.atomic():
        PublishedDataset.objects.update(content=other)
    remove_triggers()
    try:
        PublishedDataset.objects.update(content=other)
    finally:
        install_triggers()
    with pytest.raises(DatasetAlteredError):
        find_dataset(old.ref)


@pytest.mark.parametrize("code", ["P2P-01", "P2P-02", "P2P-03", "P2P-04", "P2P-06"])
def test_a_recorded_opening_opens_as_it_did(code: str) -> None:
    first = opened(code, seed=5)
    again = open_drill(drill(code), small_company(), seed=5, recorded=first.state.journal)
    assert (again.state.head, digest(again.state), again.scenario, again.first_seq) == (
        first.state.head,
        digest(first.state),
        first.scenario,
        first.first_seq,
    )


def test_recorded_events_win_over_what_the_engine_would_decide_now() -> None:
    first = opened("P2P-03", seed=5)
    place, entry = next((at, row) for at, row in enumerate(first.state.journal) if row.command.name == "po.create")
    event = entry.events[0]
    other = Event(
        event.kind, {**event.fields, "body": {**event.fields["body"], "evidence": "as it was"}}, event.objects
    )
    journal = list(first.state.journal)
    journal[place] = replace(entry, events=(other, *entry.events[1:]))
    again = open_drill(drill("P2P-03"), small_company(), seed=5, recorded=journal)
    order = again.state.document("PO", event.fields["id"])
    assert order is not None
    assert order["evidence"] == "as it was"


def test_an_attempt_keeps_how_it_opened_and_the_database_refuses_to_change_it() -> None:
    attempt = make_attempt(make_person())
    kept = AttemptOpening.objects.get(attempt=attempt)
    assert kept.engine_version == opening_of(attempt).state.journal[0].engine_version
    folding._openings.clear()
    assert opening_of(attempt).state.journal == folding.recorded_opening(attempt)
    with pytest.raises(DatabaseError), transaction.atomic():
        AttemptOpening.objects.update(engine_version="9")


@pytest.mark.requirement("B27")
def test_an_altered_opening_is_named_by_the_check_of_records() -> None:
    attempt = make_result(make_person()).attempt
    assert list(verify_journals()) == []
    remove_triggers()
    try:
        entries = json.loads(folding.zlib.decompress(bytes(AttemptOpening.objects.get().content)))
        entries[1]["at"] = "2026-01-01T00:00"
        AttemptOpening.objects.update(content=folding.zlib.compress(canonical_json(entries).encode()))
    finally:
        install_triggers()
    folding._openings.clear()
    found = [str(row) for row in verify_journals()]
    assert len(found) == 1
    assert f"{attempt.uuid} opening #2" in found[0]


def test_the_engine_that_recorded_a_journal_decides_it_the_same_again() -> None:
    make_result(make_person())
    out = StringIO()
    call_command("redecide_journals", "--json", "--fail", stdout=out)
    said = json.loads(out.getvalue())
    assert (said["drifts"], said["commands"]) == ([], JournalRow.objects.count())


def test_a_journal_of_another_engine_is_told_apart_and_nothing_changes() -> None:
    attempt = make_result(make_person()).attempt
    row = attempt.rows.filter(command="inv.post").get()
    content = json.loads(row.content)
    content["events"][0]["fields"]["body"]["due_on"] = "2027-01-01"
    remove_triggers()
    try:
        attempt.rows.filter(pk=row.pk).update(content=canonical_json(content))
    finally:
        install_triggers()
    out = StringIO()
    with pytest.raises(SystemExit):
        call_command("redecide_journals", "--fail", "--json", stdout=out)
    said = json.loads(out.getvalue())
    assert [(drift["seq"], drift["attempt"]) for drift in said["drifts"]] == [(row.seq, str(attempt.uuid))]
    assert entry_of(attempt.rows.get(pk=row.pk)).events[0].fields["body"]["due_on"] == "2027-01-01"


def test_start_state_of_a_kept_company_is_the_generators() -> None:
    keep_dataset(dataset("S"))
    kept = dataset_store._kept(dataset("S").ref)
    clock = "2026-12-01T09:00"
    assert start_state(kept, clock=clock).head == start_state(dataset("S"), clock=clock).head
