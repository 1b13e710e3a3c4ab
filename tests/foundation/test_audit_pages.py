"""Pages of the trail: for auditors and super-administrators, searchable, exportable, reviewed with a signature."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from lms.foundation.api import record_change, record_personal_read
from lms.foundation.models import AuditEntry, AuditReview, Job, Signature
from lms.foundation.signatures.verify import standing_of
from tests.factories import PASSWORD, make_person
from tests.foundation.conftest import SignIn

pytestmark = pytest.mark.django_db


def _happened(reason: str = "New wave", kind: str = "go_live") -> AuditEntry:
    return record_change(
        kind, uuid.uuid4(), action="change", reason=reason, after={"on": "2026-12-08"}, subject_label="W1"
    )


@pytest.mark.requirement("B66")
@pytest.mark.parametrize("name", ["audit-trail", "personal-reads"])
def test_trail_is_read_by_auditor_and_super_administrator_only(name: str, signed_in: SignIn) -> None:
    _happened()
    address = reverse(name)
    seen = {
        role: signed_in(make_person("别人", *([role] if role else []))).get(address).status_code
        for role in ("auditor", "super_administrator", "administrator", "training_lead", "executive", "manager", "")
    }
    assert seen == {
        "auditor": 200, "super_administrator": 200, "administrator": 404, "training_lead": 404, "executive": 404,
        "manager": 404, "": 404,
    }  # fmt: skip
    assert Client().get(address).status_code == 302


@pytest.mark.requirement("B63")
def test_trail_is_searched_and_narrowed(signed_in: SignIn) -> None:
    _happened("New wave for Chengdu")
    _happened("Step renamed", kind="step")
    client, address = signed_in(make_person("肖", "auditor")), reverse("audit-trail")
    assert "Step renamed" not in client.get(address, {"q": "Chengdu"}).content.decode()
    assert "Chengdu" not in client.get(address, {"kind": "step"}).content.decode()


@pytest.mark.requirement("B63")
def test_trail_is_exported_with_values_origin_and_hash(signed_in: SignIn) -> None:
    entry = _happened()
    response = signed_in(make_person("肖", "auditor")).get(reverse("audit-trail"), {"export": "csv"})
    text = b"".join(response.streaming_content).decode()  # type: ignore[attr-defined]
    assert all(part in text for part in ("New wave", "on: 2026-12-08", entry.hash, str(entry.subject_uuid)))


@pytest.mark.requirement("B63")
def test_trail_becomes_a_pdf_for_its_owner(signed_in: SignIn, django_capture_on_commit_callbacks: object) -> None:
    _happened()
    auditor = make_person("肖", "auditor")
    client = signed_in(auditor)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        client.post(reverse("audit-pdf"), {"query": "kind=go_live"})
    job = Job.objects.get()
    assert (job.state, job.error) == ("done", "")
    content = b"".join(client.get(job.result_url).streaming_content)  # type: ignore[attr-defined]
    assert content.startswith(b"%PDF")
    assert signed_in(make_person("另", "auditor")).get(job.result_url).status_code == 404


def test_entry_page_shows_old_and_new_value(signed_in: SignIn) -> None:
    entry = record_change(
        "go_live", uuid.uuid4(), action="change", reason="Later", before={"on": "A"}, after={"on": "B"}
    )
    page = signed_in(make_person("肖", "auditor")).get(reverse("audit-entry", args=[entry.sequence])).content.decode()
    assert all(part in page for part in ("Later", "<td>A</td>", "<td>B</td>", entry.hash))


@pytest.mark.requirement("B63")
def test_review_is_signed_and_holds(signed_in: SignIn) -> None:
    _happened()
    auditor = make_person("肖鑫东", "auditor")
    head = AuditEntry.objects.count()
    sent = {
        "up_to": head,
        "number": auditor.number,
        "password": PASSWORD,
        "note": "All explained",
        "meaning": "reviewed",
    }

    signed_in(auditor).post(reverse("audit-review"), sent)

    review = AuditReview.objects.get()
    assert (review.up_to_sequence, review.reviewer, review.note) == (head, auditor, "All explained")
    assert standing_of(review.signature).holds
    assert standing_of(review.signature).is_compared


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"password": "Wrong-horse-7"}, "do not belong together"),
        ({"note": ""}, "all needed"),
        ({"up_to": 999}, "reviewed already, or are not there"),
    ],
    ids=["password", "note", "entry"],
)
def test_review_is_refused_with_the_reason(changed: dict[str, object], sentence: str, signed_in: SignIn) -> None:
    _happened()
    auditor = make_person("肖鑫东", "auditor")
    sent = {"up_to": 1, "number": auditor.number, "password": PASSWORD, "note": "All explained", **changed}
    response = signed_in(auditor).post(reverse("audit-review"), sent)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not AuditReview.objects.exists()
    assert not Signature.objects.exists()


def test_only_an_auditor_reviews(signed_in: SignIn) -> None:
    assert signed_in(make_person("贺丽", "super_administrator")).get(reverse("audit-review")).status_code == 404


@pytest.mark.requirement("B26")
def test_reads_are_listed(signed_in: SignIn) -> None:
    reader, subject = make_person("罗斌", name_latin="Luo Bin"), make_person("周婷")
    record_personal_read(reader, subject, "evidence")
    page = signed_in(make_person("肖", "auditor")).get(reverse("personal-reads")).content.decode()
    assert "Luo Bin" in page
    assert subject.number in page
