"""verify_records names any row that was altered, removed or inserted behind the application's back."""

import json
import uuid
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from curricula.models import Requirement
from curricula.training.matrix_queries import canonical_matrix, cells_of_version
from lms.foundation.api import digest_of, record_change
from lms.foundation.models import AuditEntry, Meaning, Signature
from lms.foundation.signatures.services import sign
from lms.records.models import Qualification
from tests.factories import make_person, make_posting, published_matrix
from tests.foundation.tampering import behind_the_back, run_sql
from tests.records.qualifications.factories import make_type, passed

pytestmark = pytest.mark.django_db
TRAIL = AuditEntry._meta.db_table
# ruff: noqa: S608 - the tables are ours, and tampering is the point


def _verify(*arguments: str) -> tuple[int, str]:
    out = StringIO()
    try:
        call_command("verify_records", *arguments, stdout=out)
    except SystemExit as leaving:
        return int(leaving.code or 0), out.getvalue()
    return 0, out.getvalue()


def _three_entries() -> None:
    for reason in ("First", "Second", "Third"):
        record_change("goal", uuid.uuid4(), action="change", reason=reason)


@pytest.mark.requirement("B27")
def test_untouched_records_verify() -> None:
    _three_entries()
    status, text = _verify()
    assert status == 0
    assert "Every record stands as it was written." in text


@pytest.mark.requirement("B27")
@pytest.mark.parametrize(
    "statement",
    [
        f"UPDATE {TRAIL} SET reason = 'Harmless' WHERE sequence = 2",
        f"UPDATE {TRAIL} SET actor_name = 'Somebody else' WHERE sequence = 2",
        f"UPDATE {TRAIL} SET origin = '10.0.0.1' WHERE sequence = 2",
        f"DELETE FROM {TRAIL} WHERE sequence = 2",
    ],
    ids=["reason", "name", "origin", "removed"],
)
def test_tampered_entry_is_named(statement: str) -> None:
    _three_entries()
    with behind_the_back():
        run_sql(statement)
    status, text = _verify()
    assert status == 1
    assert "audit trail: #2" in text


@pytest.mark.requirement("B27")
def test_inserted_entry_is_named() -> None:
    _three_entries()
    with behind_the_back():
        last = AuditEntry.objects.get(sequence=3)
        last.pk, last.sequence, last.reason = None, 4, "Never happened"
        last.save(force_insert=True)
    status, text = _verify()
    assert status == 1
    assert "audit trail: #4" in text


@pytest.mark.requirement("B27")
def test_cut_tail_is_noticed_by_the_exported_head(tmp_path: Path) -> None:
    _three_entries()
    head = tmp_path / "head.json"
    call_command("export_chain_head", output=str(head), stdout=StringIO())
    with behind_the_back():
        run_sql(f"DELETE FROM {TRAIL} WHERE sequence = 3")

    assert _verify()[0] == 0
    status, text = _verify("--head", str(head))
    assert status == 1
    assert "audit trail: #3 differs from the exported chain head" in text


def test_head_of_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "head.json").write_text("[]")
    with pytest.raises(CommandError):
        call_command("verify_records", head=str(tmp_path / "head.json"))


def _clerk_with_certificate() -> Qualification:
    clerk = make_person()
    make_posting(clerk)
    make_type()
    passed(clerk, occurred_at=None)
    return Qualification.objects.get()


@pytest.mark.requirement("B27")
@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE records_evidence SET score = 99", "was altered: score"),
        ("UPDATE records_evidence SET outcome = 'failed'", "was altered: outcome"),
        ("UPDATE records_evidence SET level = 4", "was altered: level"),
    ],
)
def test_altered_evidence_is_named(statement: str, named: str) -> None:
    _clerk_with_certificate()
    with behind_the_back():
        run_sql(statement)
    status, text = _verify()
    assert status == 1
    assert named in text


@pytest.mark.requirement("B27")
def test_evidence_slipped_in_is_named() -> None:
    fact = _clerk_with_certificate().basis.get().fact
    fact.pk, fact.uuid, fact.source_key = None, uuid.uuid4(), "slipped-in"
    fact.save(force_insert=True)
    status, text = _verify()
    assert status == 1
    assert f"evidence: {fact.uuid}" in text
    assert "no entry in the audit trail" in text


@pytest.mark.requirement("B27", "B107")
def test_lengthened_certificate_is_named() -> None:
    issued = _clerk_with_certificate()
    with behind_the_back():
        run_sql(f"UPDATE {Qualification._meta.db_table} SET valid_until = '2099-01-01'")
    status, text = _verify()
    assert status == 1
    assert f"qualifications: {issued.number} was altered: valid_until" in text


@pytest.mark.requirement("B27")
def test_altered_signature_is_named() -> None:
    signer = make_person()
    signature = sign(
        signer,
        subject_kind="goal",
        subject_uuid=uuid.uuid4(),
        subject_version="1",
        record={"a": 1},
        meaning=Meaning.APPROVED,
    )
    with behind_the_back():
        run_sql(f"UPDATE {Signature._meta.db_table} SET meaning = 'read'")
    status, text = _verify()
    assert status == 1
    assert f"signatures: {signature.uuid}" in text


def test_report_for_machines_holds_checks_findings_and_head() -> None:
    _three_entries()
    with behind_the_back():
        run_sql(f"UPDATE {TRAIL} SET reason = 'x' WHERE sequence = 3")
    status, text = _verify("--json")
    report: dict[str, Any] = json.loads(text)
    assert status == 1
    assert {"audit trail", "evidence", "qualifications", "signatures"} <= set(report["checks"])
    assert [one["row"] for one in report["findings"]] == ["#3"]
    assert (report["entries"], report["head"]["sequence"]) == (3, 3)


@pytest.mark.requirement("B27")
def test_altered_cell_of_a_published_matrix_is_named() -> None:
    make_type()
    version = published_matrix()
    version.digest = digest_of(canonical_matrix(cells_of_version(version)))
    version.save()
    assert _verify()[0] == 0

    Requirement.objects.update(validity_months=24)

    status, text = _verify()
    assert status == 1
    assert "matrix: v1 was altered" in text


def test_every_stratum_brings_its_check() -> None:
    _status, text = _verify("--json")
    checks = set(json.loads(text)["checks"])
    assert {
        "audit trail",
        "signatures",
        "evidence",
        "qualifications",
        "matrix",
        "snapshots",
        "drill journals",
    } <= checks
