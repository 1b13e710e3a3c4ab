"""The company's qualifications come in whole, and again without doubling."""

from pathlib import Path

import pytest

from curricula.api import load_activities, load_goals, load_organisation, load_processes
from lms.records.api import load_qualifications
from lms.records.models import Equipment, PermissionBundle, QualificationType, SodConflict

pytestmark = pytest.mark.django_db
COMPANY = Path(__file__).resolve().parents[3] / "lms/demo/data/company"


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
