"""Verifying the records from a page: started by auditors and those who run the installation, kept, listed, taken away."""

import json
import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from lms.foundation.api import clock, record_change
from lms.foundation.audit.checking import CheckRefused, check_records, start_check
from lms.foundation.audit.finding_words import problem_words
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
    assert words == ["被改动：得分, 结果 与审计追踪中的条目不同", "与其证据不符", "is new to this program"]
