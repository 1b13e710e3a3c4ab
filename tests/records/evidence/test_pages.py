"""Pages of evidence: open to the person, to those who read all, to the own manager; corrected by a training lead."""

import pytest
from django.test import Client
from django.urls import reverse

from curricula.models import Department, EvidenceFact
from lms.foundation.models import Person, PersonalDataRead
from tests.factories import make_person, make_posting
from tests.records.qualifications.factories import make_type, passed

pytestmark = pytest.mark.django_db


def _as(person: Person) -> Client:
    client = Client()
    client.cookies["django_language"] = "en"
    client.force_login(person, backend="lms.foundation.accounts.backends.PersonBackend")
    return client


def _fact() -> EvidenceFact:
    clerk = make_person("周婷", number="YF1")
    make_posting(clerk)
    make_type()
    return passed(clerk, content_version="P2P-02 v3")


@pytest.mark.requirement("B66", "B24")
@pytest.mark.parametrize("name", ["evidence", "evidence-of"])
def test_evidence_is_open_to_owner_manager_and_those_who_read_all(name: str) -> None:
    fact = _fact()
    address = reverse(name, args=[fact.uuid if name == "evidence" else "YF1"])
    manager = make_person("唐志远", "manager")
    Department.objects.filter(code="WHS").update(head=manager)
    seen = {
        "owner": _as(fact.person),
        "own manager": _as(manager),
        "lead": _as(make_person("吴岚", "training_lead")),
        "auditor": _as(make_person("肖", "auditor")),
        "colleague": _as(make_person("李强")),
        "other manager": _as(make_person("陆建国", "manager")),
        "champion": _as(make_person("何雪", "champion")),
        "administrator": _as(make_person("杜杰琳", "administrator")),
    }
    assert {who: client.get(address).status_code for who, client in seen.items()} == {
        "owner": 200, "own manager": 200, "lead": 200, "auditor": 200, "colleague": 404, "other manager": 404,
        "champion": 404, "administrator": 404,
    }  # fmt: skip
    assert Client().get(address).status_code == 302


def test_evidence_page_says_what_when_which_version_and_what_followed() -> None:
    fact = _fact()
    page = _as(fact.person).get(reverse("evidence", args=[fact.uuid])).content.decode()
    assert all(part in page for part in ("ACT-P2P-02", "1 Oct 2026", "P2P-02 v3", "Sandbox drill", "Q-2026-000001"))


@pytest.mark.requirement("B27", "A137")
def test_evidence_of_a_person_is_exported_whole() -> None:
    fact = _fact()
    response = _as(fact.person).get(reverse("evidence-of", args=["YF1"]), {"export": "csv"})
    text = b"".join(response.streaming_content).decode()  # type: ignore[attr-defined]
    assert all(part in text for part in ("ACT-P2P-02", "P2P-02 v3", str(fact.uuid), "Passed"))


@pytest.mark.requirement("B26")
def test_reading_anothers_evidence_is_noted() -> None:
    _fact()
    _as(make_person("肖", "auditor", number="YF9")).get(reverse("evidence-of", args=["YF1"]), {"export": "csv"})
    read = PersonalDataRead.objects.get()
    assert (read.reader.number, read.subject.number, read.page) == ("YF9", "YF1", "evidence as a file")


def test_training_lead_corrects_with_a_reason() -> None:
    fact = _fact()
    lead, address = _as(make_person("吴岚", "training_lead")), reverse("evidence-correct", args=[fact.uuid])
    refused = lead.post(address, {"outcome": "failed", "reason": ""})
    assert refused.status_code == 422
    assert EvidenceFact.objects.count() == 1

    response = lead.post(
        address, {"outcome": "failed", "score": "61", "reason": "The recording shows a colleague"}, follow=True
    )

    newer = EvidenceFact.objects.get(corrects=fact)
    assert (newer.outcome, newer.score) == ("failed", 61)
    assert "corrects an earlier one" in response.content.decode()
    assert "no longer counts" in lead.get(reverse("evidence", args=[fact.uuid])).content.decode()


def test_nobody_else_corrects_and_nobody_the_own() -> None:
    fact = _fact()
    address = reverse("evidence-correct", args=[fact.uuid])
    assert _as(fact.person).post(address, {"outcome": "passed", "reason": "x"}).status_code == 404
    assert _as(make_person("肖", "auditor")).post(address, {"outcome": "passed", "reason": "x"}).status_code == 404
    lead = make_person("吴岚", "training_lead")
    own = passed(lead)
    assert _as(lead).get(reverse("evidence-correct", args=[own.uuid])).status_code == 404
