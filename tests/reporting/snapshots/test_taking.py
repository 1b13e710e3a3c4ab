"""A snapshot is numbered, sealed, complete, and made once."""

import copy
from datetime import date
from typing import Any

import pytest
from django.db import connection

from curricula.api import rebuild_assignments
from curricula.models import GoLive
from lms.foundation.api import chained, clock
from lms.foundation.models import AuditEntry, Person
from reporting.metrics.summary import current_versions
from reporting.models import Remeasurement, Snapshot
from reporting.snapshots.taking import GENESIS, SnapshotRefused, broken_snapshots, is_intact, take_snapshot
from tests.factories import make_activity, make_person
from tests.reporting.factories import show

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("A138", "A119")
def test_snapshot_holds_every_figure_with_its_count(snapshot: Snapshot) -> None:
    figures = snapshot.figures
    gates = {gate["code"]: (gate["state"], gate["figure"], gate["of"]["en"]) for gate in figures["gates"]}
    assert gates == {
        "coverage_critical": ("stop", "80", "4 of 5 required"),
        "coverage": ("stop", "80", "4 of 5 required"),
        "exams": ("none", None, "0 of 0 required"),
        "proficiency": ("stop", "80", "4 of 5 steps"),
        "cover": ("stop", "0", "worst of 1 cells"),
        "acceptance_tests": ("none", None, "Not recorded in Plimsoll yet: acceptance tests"),
        "reconciliation": ("none", None, "Not recorded in Plimsoll yet: data reconciliation"),
        "mock_cutover": ("none", None, "Not recorded in Plimsoll yet: mock cutover"),
        "change": ("none", None, "Not recorded in Plimsoll yet: change acceptance"),
        "hypercare": ("none", None, "Not recorded in Plimsoll yet: hypercare ready"),
    }
    assert (figures["verdict"], figures["score"], figures["decided_by"], figures["people_in_scope"]) == (
        "no_go",
        "0",
        "hard_gate",
        5,
    )
    assert figures["headline"]["en"] == "From 1 December nobody at SZ, night, is qualified for: MFG-50."
    assert figures["heat"]["worst"] == {
        "department": "WHS",
        "chain": "MFG",
        "part": 4,
        "whole": 5,
        "waived": 0,
        "points": "80",
        "names": ["检0"],
        "people": 1,
    }


def test_lists_name_only_what_is_open(snapshot: Snapshot) -> None:
    (row,) = snapshot.lists["open"]["rows"]
    assert row[1:] == [
        "检0",
        "Zhou Ting",
        "WHS",
        "SZ",
        "night",
        "IPQC",
        "ACT-MFG-01",
        "critical",
        "drill",
        "2026-11-17",
        row[-1],
    ]
    (cell,) = snapshot.lists["cover"]["rows"]
    assert (cell[:6], len(cell[6]), len(cell[7])) == (["MFG-50", "", "SZ", "night", 0, "stop"], 0, 5)


def test_blockers_have_owner_date_and_gate(snapshot: Snapshot) -> None:
    first = snapshot.figures["blockers"][0]
    assert (first["title"]["en"], first["dimension"], first["owner"]["name"]) == (
        "MFG-50, SZ, night: 0 of 2",
        "cover",
        "陆建国",
    )
    assert len(snapshot.figures["blockers"]) <= 5
    assert all(blocker["due"] and blocker["gate"]["en"] for blocker in snapshot.figures["blockers"])


def test_number_seal_and_audit_entry(snapshot: Snapshot, lead: Person) -> None:
    assert (snapshot.name, snapshot.previous_digest, snapshot.digest) == (
        "S-0001",
        GENESIS,
        chained(GENESIS, snapshot.record),
    )
    stored = Snapshot.objects.get()
    assert is_intact(stored)
    entry = AuditEntry.objects.get(subject_kind="snapshot")
    assert entry.actor == lead
    assert entry.after == {"number": "S-0001", "recommendation": "no_go", "score": "0", "digest": snapshot.digest}


def test_taken_twice_without_news_is_one_snapshot(snapshot: Snapshot, go_live: GoLive, lead: Person) -> None:
    assert take_snapshot(go_live, actor=lead) == snapshot
    assert Snapshot.objects.count() == 1


@pytest.mark.requirement("A138")
def test_new_evidence_makes_a_new_link_and_a_trend(snapshot: Snapshot, go_live: GoLive, lead: Person) -> None:
    from lms.records.api import record_evidence

    person = Person.objects.get(name="检0")
    record_evidence(person, make_activity("ACT-MFG-01"), method="drill", outcome="passed", source_key="late")
    second = take_snapshot(go_live, actor=lead)
    assert (second.name, second.previous_digest, broken_snapshots()) == ("S-0002", snapshot.digest, [])
    assert second.figures["trend"]["gates"]["coverage"] == [80.0, 100.0]


def test_evidence_that_changes_no_figure_makes_no_snapshot(snapshot: Snapshot, go_live: GoLive, lead: Person) -> None:
    show(make_person("外人"), make_activity("ACT-X"), on=date(2026, 11, 10))
    assert take_snapshot(go_live, actor=lead) == snapshot


def test_what_came_out_the_same_is_noted_and_not_measured_again(
    snapshot: Snapshot, go_live: GoLive, lead: Person, django_assert_max_num_queries: Any
) -> None:
    rebuild_assignments()  # other rows, the same content
    reaches = current_versions()._asdict()
    assert take_snapshot(go_live, actor=lead) == snapshot
    noted = Remeasurement.objects.get()
    assert (noted.snapshot, {name: getattr(noted, name) for name in reaches}) == (snapshot, reaches)
    assert snapshot.taken_at < noted.measured_at <= clock.now()
    with django_assert_max_num_queries(8):
        assert take_snapshot(go_live, actor=lead) == snapshot
    assert Remeasurement.objects.count() == 1


def test_altered_snapshot_is_named(snapshot: Snapshot) -> None:
    from lms.foundation.append_only import remove_triggers

    remove_triggers()
    figures = copy.deepcopy(snapshot.figures)
    figures["score"] = "100"
    with connection.cursor() as cursor:
        import json

        cursor.execute("UPDATE reporting_snapshot SET figures = %s", [json.dumps(figures)])
    assert broken_snapshots() == ["S-0001"]


@pytest.mark.parametrize("role", ["executive", "manager", "auditor"])
def test_nobody_but_a_lead_proposes(go_live: GoLive, role: str) -> None:
    with pytest.raises(SnapshotRefused):
        take_snapshot(go_live, actor=make_person("某人", role))
    assert not Snapshot.objects.exists()
