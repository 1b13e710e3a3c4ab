"""Pages of certificates: seen by the holder, the department's manager and those who read all; by nobody else."""

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from curricula.models import Department
from lms.foundation.models import Person, PersonalDataRead
from lms.records.models import Qualification, QualificationEnding
from tests.factories import make_person, make_posting, named
from tests.records.qualifications.factories import make_bundle, make_conflict, make_type, passed

pytestmark = pytest.mark.django_db


def _issued() -> Qualification:
    clerk = make_person("周婷", number="YF1")
    make_posting(clerk)
    make_type()
    passed(clerk)
    return Qualification.objects.get()


def _as(person: Person) -> Client:
    client = Client()
    client.force_login(person, backend="lms.foundation.accounts.backends.PersonBackend")
    return client


def _signed_in(*roles: str, number: str = "YF9") -> Client:
    return _as(make_person("吴岚", *roles, number=number))


def _holder() -> Client:
    return _as(Person.objects.get(number="YF1"))


@pytest.mark.requirement("B14", "B66")
@pytest.mark.parametrize("name", ["qualification", "certificate", "certificate-file"])
def test_certificate_is_open_to_holder_lead_and_own_manager_only(name: str) -> None:
    issued = _issued()
    address = reverse(name, args=[issued.number])
    manager = make_person("唐志远", "manager", number="YF8")
    Department.objects.filter(code="WHS").update(head=manager)

    assert _holder().get(address).status_code == 200
    assert _signed_in("training_lead", number="A").get(address).status_code == 200
    assert _as(manager).get(address).status_code == 200
    assert _signed_in(number="B").get(address).status_code == 404
    assert _signed_in("manager", number="C").get(address).status_code == 404
    assert _signed_in("assessor", number="D").get(address).status_code == 404
    anonymous = Client().get(address)
    assert (anonymous.status_code, anonymous.headers["Location"].split("?")[0]) == (302, reverse("sign-in"))


@pytest.mark.requirement("B14", "A137")
def test_certificate_page_shows_number_days_evidence_and_history() -> None:
    issued = _issued()
    page = _holder().get(reverse("qualification", args=[issued.number])).content.decode()
    assert issued.number in page
    assert "2027-10-01" in page
    assert "ACT-P2P-02" in page
    assert reverse("certificate-verify", args=[issued.token]) in page


def test_certificate_prints_as_one_page_with_a_code_that_leads_back(caplog: pytest.LogCaptureFixture) -> None:
    issued = _issued()
    response = _holder().get(reverse("certificate-file", args=[issued.number]))
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")
    sheets = PdfReader(BytesIO(response.content)).pages
    text = sheets[0].extract_text()
    assert len(sheets) == 1
    assert [record for record in caplog.records if record.name == "weasyprint"] == []
    assert issued.number in text
    assert reverse("certificate-verify", args=[issued.token])[:40] in text.replace("\n", "")


@pytest.mark.requirement("B14")
def test_anybody_verifies_a_certificate_and_learns_nothing_else() -> None:
    issued = _issued()
    response = Client().get(reverse("certificate-verify", args=[issued.token]))
    page = response.content.decode()
    assert response.status_code == 200
    assert issued.number in page
    assert "周婷" in page
    assert "YF1" not in page
    assert "WHS" not in page
    assert "ACT-P2P-02" not in page
    assert response.headers["X-Robots-Tag"] == "noindex"


def test_unknown_code_is_said_to_be_unknown() -> None:
    _issued()
    response = Client().get(reverse("certificate-verify", args=["not-a-code"]))
    assert response.status_code == 404
    assert "周婷" not in response.content.decode()


def test_withdrawn_certificate_says_so_to_whoever_verifies() -> None:
    issued = _issued()
    lead = _signed_in("training_lead")
    address = reverse("qualification-withdraw", args=[issued.number])

    refused = lead.post(address, {"reason": ""})
    assert refused.status_code == 422
    assert not QualificationEnding.objects.exists()
    lead.post(address, {"reason": "Two wrong batches in one week"})

    assert QualificationEnding.objects.get().ended_by.number == "YF9"  # type: ignore[union-attr]
    page = Client(headers={"accept-language": "en"}).get(reverse("certificate-verify", args=[issued.token]))
    assert "Withdrawn" in page.content.decode()


def test_only_a_training_lead_withdraws() -> None:
    issued = _issued()
    address = reverse("qualification-withdraw", args=[issued.number])
    assert _holder().post(address, {"reason": "No"}).status_code == 404
    assert _signed_in("auditor").post(address, {"reason": "No"}).status_code == 404
    assert not QualificationEnding.objects.exists()


def test_register_shows_a_manager_the_own_department_only() -> None:
    issued = _issued()
    other = make_person("李强", number="YF2")
    make_posting(other, department=named(Department, "PRD"))
    passed(other)
    elsewhere = Qualification.objects.exclude(pk=issued.pk).get()
    manager = make_person("唐志远", "manager", number="YF8")
    Department.objects.filter(code="WHS").update(head=manager)

    page = _as(manager).get(reverse("qualifications")).content.decode()

    assert issued.number in page
    assert elsewhere.number not in page
    assert elsewhere.number in _signed_in("training_lead").get(reverse("qualifications")).content.decode()


def test_register_exports_what_it_shows() -> None:
    issued = _issued()
    lead = _signed_in("auditor")
    assert lead.get(reverse("qualifications"), {"state": "expired"}).content.decode().count(issued.number) == 0
    response = lead.get(reverse("qualifications"), {"export": "csv", "state": "valid"})
    text = b"".join(response.streaming_content).decode()  # type: ignore[attr-defined]
    assert issued.number in text
    assert "YF1" in text


def test_learner_is_led_from_the_register_to_the_own_certificates() -> None:
    issued = _issued()
    response = _holder().get(reverse("qualifications"), follow=True)
    assert response.redirect_chain[-1][0] == reverse("my-qualifications")
    assert issued.number in response.content.decode()


@pytest.mark.requirement("B26")
def test_reading_anothers_certificate_is_noted_and_reading_the_own_is_not() -> None:
    issued = _issued()
    _holder().get(reverse("qualification", args=[issued.number]))
    assert not PersonalDataRead.objects.exists()

    _signed_in("auditor").get(reverse("qualification", args=[issued.number]))

    read = PersonalDataRead.objects.get()
    assert (read.reader.number, read.subject.number, read.page) == ("YF9", "YF1", f"qualification {issued.number}")


@pytest.mark.requirement("B100")
def test_rights_page_names_the_clash() -> None:
    buyer = make_person("雷佳", number="YF3")
    make_posting(buyer, "BUYER")
    make_posting(buyer, "RECV", is_main=False)
    make_bundle("PB-PO", "BUYER")
    make_bundle("PB-GR", "RECV")
    make_conflict("PB-PO", "PB-GR")

    page = _signed_in("auditor").get(reverse("permissions")).content.decode()

    assert "SOD-01" in page
    assert page.count("雷佳") == 2
    assert _signed_in("manager", number="M").get(reverse("permissions")).status_code == 404


@pytest.mark.parametrize("people", [1, 3])
def test_register_asks_the_database_the_same_for_one_row_and_for_three(
    people: int, django_assert_max_num_queries: object
) -> None:
    make_type()
    for i in range(people):
        clerk = make_person(number=f"P{i}")
        make_posting(clerk)
        passed(clerk)
    client = _signed_in("auditor")
    with django_assert_max_num_queries(10):  # type: ignore[operator]
        client.get(reverse("qualifications"))
