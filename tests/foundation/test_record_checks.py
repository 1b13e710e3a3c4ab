"""Verifying the records from a page: started by auditors and those who run the installation, kept, listed, taken away."""

import json
import uuid
from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import translation

from lms.foundation.api import clock, record_change
from lms.foundation.audit.checking import CheckRefused, check_records, start_check
from lms.foundation.audit.finding_words import problem_words
from lms.foundation.audit.queries import standing_alarm
from lms.foundation.audit.verify import chain_head, verifiers
from lms.foundation.models import AuditEntry, Job, Person, RecordCheck
from tests.factories import make_person
from tests.foundation.conftest import SignIn
from tests.foundation.tampering import behind_the_back, run_sql

pytestmark = pytest.mark.django_db
TRAIL = AuditEntry._meta.db_table
# ruff: noqa: S608 - the table is ours, and tampering is the point


def _silent(done: int, total: int, message: str = "") -> None:
    """Nobody watches this one."""


def _three_entries() -> None:
    for reason in ("First", "Second", "Third"):
        record_change("goal", uuid.uuid4(), action="change", reason=reason)


@pytest.fixture
def auditor() -> Person:
    return make_person("肖鑫东", "auditor", number="AUDITOR")


@pytest.mark.django_db(transaction=True)
def test_an_auditor_starts_it_and_finds_what_was_checked(signed_in: SignIn, auditor: Person) -> None:
    _three_entries()
    client = signed_in(auditor)
    started = client.post(reverse("record-checks"))
    job = Job.objects.get()
    assert started.headers["Location"] == reverse("job", args=[job.uuid])
    assert (job.state, job.message, job.result_url) == (
        "done", "Every record stands as it was written.", reverse("record-checks"),
    )  # fmt: skip

    check = RecordCheck.objects.get()
    assert (check.by, check.finding_count, (check.head_sequence, check.head_hash)) == (auditor, 0, chain_head())
    assert [one["name"] for one in check.checks] == ["audit trail", *verifiers()]
    assert check.checks[0] == {"name": "audit trail", "rows": 3, "findings": 0}
    page = client.get(reverse("record-checks")).content.decode()
    for said in ("Every record stands as it was written.", "Unaltered", "journals of drills", "肖鑫东"):
        assert said in page


def test_a_row_that_was_tampered_with_is_named_on_the_page_and_in_the_file(signed_in: SignIn, auditor: Person) -> None:
    _three_entries()
    with behind_the_back():
        run_sql(f"UPDATE {TRAIL} SET reason = 'Harmless' WHERE sequence = 2")
    check = check_records(actor=auditor, report=_silent)
    client = signed_in(auditor)
    page = client.get(reverse("record-checks")).content.decode()
    assert "1 row does not stand as it was written." in page
    assert "was altered: its content does not give its hash" in page
    listed = client.get(reverse("record-checks") + "?export=csv")
    assert "audit trail #2 was altered: its content does not give its hash" in b"".join(listed).decode()  # type: ignore[arg-type]

    answer = client.get(reverse("record-check-file", args=[check.uuid]))
    kept: dict[str, Any] = json.loads(answer.content)
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="verification-')
    assert kept["by"] == {"number": "AUDITOR", "name": "肖鑫东"}
    assert kept["finding_count"] == 1
    assert kept["findings"] == [
        {"table": "audit trail", "row": "#2", "problem": "was altered: its content does not give its hash"}
    ]


def test_a_tail_that_was_cut_since_the_last_check_is_noticed(auditor: Person) -> None:
    _three_entries()
    assert check_records(actor=auditor, report=_silent).finding_count == 0
    with behind_the_back():
        run_sql(f"DELETE FROM {TRAIL} WHERE sequence = 3")
    assert check_records(actor=auditor, report=_silent).findings == [
        {
            "table": "audit trail",
            "row": "#3",
            "problem": "differs from the exported chain head: the tail was cut or rewritten",
        }
    ]


@pytest.mark.requirement("B27")
def test_the_nightly_run_is_listed_beside_those_started_by_hand(signed_in: SignIn, auditor: Person) -> None:
    _three_entries()
    check_records(actor=auditor, report=_silent)
    with behind_the_back():
        run_sql(f"DELETE FROM {TRAIL} WHERE sequence = 3")
    out = StringIO()
    with pytest.raises(SystemExit):
        call_command("verify_records", "--keep", stdout=out)
    assert "Findings: 1" in out.getvalue()
    kept = RecordCheck.objects.order_by("pk").last()
    assert kept is not None
    assert (kept.by, kept.finding_count, kept.findings[0]["row"]) == (None, 1, "#3")
    client = signed_in(auditor)
    rows = b"".join(client.get(reverse("record-checks") + "?export=csv")).decode("utf-8-sig").splitlines()  # type: ignore[arg-type]
    assert [("The system, every night" in row, "the tail was cut" in row) for row in rows[1:]] == [
        (True, True),
        (False, False),
    ]
    assert client.get(reverse("record-checks")).content.decode().count("The system, every night") == 2


def test_a_look_from_the_server_keeps_nothing() -> None:
    _three_entries()
    call_command("verify_records", stdout=StringIO())
    assert not RecordCheck.objects.exists()


def _alarm_on(page: str) -> bool:
    return "Found by the verification of" in page and f'href="{reverse("record-checks")}"' in page


@pytest.mark.requirement("B27")
@pytest.mark.parametrize(
    ("role", "is_told"),
    [
        ("auditor", True), ("super_administrator", True), ("administrator", True),
        ("training_lead", False), ("executive", False), ("", False),
    ],
)  # fmt: skip
def test_every_page_tells_those_who_may_verify_that_something_was_found(
    signed_in: SignIn, role: str, is_told: bool
) -> None:
    client = signed_in(make_person("某", *[role][: bool(role)]))
    page = reverse("my-account")
    check_records(actor=None, report=_silent)
    assert not _alarm_on(client.get(page).content.decode())
    _tampered()
    found = client.get(page).content.decode()
    assert _alarm_on(found) is is_told
    assert ("1 row does not stand as it was written." in found) is is_told


def _tampered() -> None:
    _three_entries()
    with behind_the_back():
        run_sql(f"UPDATE {TRAIL} SET reason = 'Harmless' WHERE sequence = 2")
    check_records(actor=None, report=_silent)


def test_the_alarm_stands_for_a_week_and_until_a_check_found_nothing(settings: Any) -> None:
    _tampered()
    alarm = RecordCheck.objects.get()
    settings.CLOCK_SHIFT = timedelta(days=8)
    assert standing_alarm() == alarm
    RecordCheck.objects.create(
        started_at=clock.now(), finished_at=clock.now(), by=None, head_sequence=3, head_hash="", checks=[], findings=[],
        finding_count=0,
    )  # fmt: skip
    assert standing_alarm() is None
    settings.CLOCK_SHIFT = timedelta(days=6)
    assert standing_alarm() == alarm


def test_rows_found_stay_on_the_page_although_a_later_check_found_nothing(signed_in: SignIn, auditor: Person) -> None:
    _three_entries()
    check_records(actor=None, report=_silent)
    with behind_the_back():
        run_sql(f"DELETE FROM {TRAIL} WHERE sequence = 3")
    client = signed_in(auditor)
    check_records(actor=None, report=_silent)
    first = client.get(reverse("record-checks")).content.decode()
    check_records(actor=None, report=_silent)
    later = client.get(reverse("record-checks")).content.decode()
    assert "please look into it" not in first
    for page in (first, later):
        assert "the tail was cut or rewritten" in page.split("Verifications so far")[0]
        assert "compare with the newest backup" in page
    assert "please look into it" in later
    assert "Every record stands as it was written." in later


def test_one_check_at_a_time(auditor: Person) -> None:
    job = Job.objects.create(kind="verify-records", owner=auditor, state="running", created_at=clock.now())
    assert start_check(owner=auditor) == job
    with pytest.raises(CheckRefused):
        start_check(owner=make_person("杜杰琳", "administrator"))


def test_who_may_verify(signed_in: SignIn, auditor: Person) -> None:
    check = check_records(actor=None, report=_silent)
    addresses = [reverse("record-checks"), reverse("record-check-file", args=[check.uuid])]
    for role, status in (
        ("auditor", 200), ("administrator", 200), ("super_administrator", 200), ("training_lead", 404), ("executive", 404),
    ):  # fmt: skip
        client = signed_in(make_person("某", role))
        assert [client.get(address).status_code for address in addresses] == [status, status]
        if status == 404:
            assert client.post(addresses[0]).status_code == 404
    assert [Client().get(address).status_code for address in addresses] == [302, 302]
    assert not Job.objects.exists()


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_database_a_fixed_number_of_times(
    signed_in: SignIn, auditor: Person, count: int, django_assert_max_num_queries: Any
) -> None:
    for _time in range(count):
        check_records(actor=auditor, report=_silent)
    client = signed_in(auditor)
    with django_assert_max_num_queries(12):
        assert client.get(reverse("record-checks")).status_code == 200


def test_a_finding_is_told_in_the_readers_language() -> None:
    problems = ("was altered: score, outcome unlike its entry", "differs from its evidence", "is new to this program")
    with translation.override("zh-hans"):
        words = [problem_words(problem) for problem in problems]
    assert words == ["被改动：得分、结果 与审计追踪中的条目不同", "与其证据不符", "is new to this program"]
