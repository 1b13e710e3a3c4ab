"""The company's qualifications come in whole, and again without doubling."""

from datetime import date
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from curricula.api import load_activities, load_goals, load_organisation, load_processes
from lms.records.api import PaperCertificate, issue_paper_certificates, load_qualifications
from lms.records.models import Equipment, PermissionBundle, Qualification, QualificationType, SodConflict
from tests.factories import make_person, make_posting

pytestmark = pytest.mark.django_db
COMPANY = Path(__file__).resolve().parents[3] / "lms/demo/data/company"


@pytest.mark.requirement("B3")
def test_a_certificate_leads_from_its_person_to_steps_of_every_area_and_to_machines() -> None:
    for load in (load_organisation, load_processes, load_goals, load_activities, load_qualifications):
        load(COMPANY)
    areas = {
        (step.chain.code, duty.job_role.department.code if duty.job_role.department else "")
        for kind in QualificationType.objects.all()
        for step in kind.opens_steps.select_related("chain")
        for duty in step.duties.filter(kind="does").select_related("job_role__department")
    }
    assert {code for code, _department in areas} >= {"P2P", "MFG", "QA"}
    assert {department for _code, department in areas} >= {"PRD", "QUA", "PUR", "WHS"}
    person, seal = make_person(language="en"), QualificationType.objects.get(code="QL-SEAL")
    make_posting(person, "LINE-OP")
    issue_paper_certificates(
        [PaperCertificate(person, seal, date(2026, 9, 1), date(2027, 9, 1))], actor=None, reason="Taken over"
    )
    client = Client()
    client.force_login(person)
    page = client.get(reverse("qualification", args=[Qualification.objects.get().number])).content.decode()
    machines = [machine.name for machine in seal.opens_equipment.all()]
    assert len(machines) == 2
    assert [one for one in ("MFG-40", *machines) if one not in page] == []
    assert [kind.code for kind in QualificationType.objects.all() if not kind.evidence.exists()] == []


def test_company_qualifications_load_twice_without_doubling() -> None:
    load_organisation(COMPANY)
    load_processes(COMPANY)
    load_goals(COMPANY)
    load_activities(COMPANY)

    assert load_qualifications(COMPANY) == load_qualifications(COMPANY) == 24

    assert (Equipment.objects.count(), SodConflict.objects.count()) == (10, 30)
    assert PermissionBundle.objects.count() == 59
    seal = QualificationType.objects.get(code="QL-SEAL")
    assert seal.station is not None
    assert (seal.station.code, seal.routing_code, seal.minimum_level, seal.validity_months) == (
        "SEAL",
        "OP-SEAL",
        3,
        12,
    )
    assert [step.code for step in seal.splits_cover_of.all()] == ["MFG-40"]
    assert {one.code for one in seal.opens_equipment.all()} == {"EQ-SEALER-A", "EQ-SEALER-B"}
    assert SodConflict.objects.get(code="SOD-18").control_en.startswith("General ledger")
