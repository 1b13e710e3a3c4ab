"""Qualification types with the least that issuing needs, and evidence that passes."""

from datetime import date
from typing import Any

from curricula.models import Activity, EvidenceFact, JobRole
from lms.foundation.models import Person
from lms.records.api import record_evidence
from lms.records.models import PermissionBundle, QualificationType, SodConflict
from tests.factories import make_activity, make_requirement, moment, named


def make_type(code: str = "QL-RECV", *evidence: str, role: str = "RECV", **fields: Any) -> QualificationType:
    """A type for holders of `role` by these activities (ACT-P2P-02), valid for 12 months; each has a cell in the matrix."""
    kind: QualificationType = named(QualificationType, code, **{"validity_months": 12, **fields})
    kind.job_roles.set([named(JobRole, role)])
    activities = [make_activity(one) for one in evidence or ("ACT-P2P-02",)]
    for activity in activities:
        if not activity.requirements.filter(job_role__code=role).exists():
            make_requirement(role, activity)
    kind.evidence.set(activities)
    return kind


def passed(
    person: Person, activity: str | Activity = "ACT-P2P-02", on: str = "2026-10-01", **fields: Any
) -> EvidenceFact:
    """A passed drill of `activity` at noon of `on`."""
    one = activity if isinstance(activity, Activity) else make_activity(activity)
    values: dict[str, Any] = {
        "method": "drill",
        "outcome": "passed",
        "occurred_at": moment(f"{on} 12:00"),
        "source_key": f"{person.number}-{one.code}-{on}-{EvidenceFact.objects.count()}",
    }
    return record_evidence(person, one, **{**values, **fields})


def make_bundle(code: str, *job_roles: str, opened_by: QualificationType | None = None) -> PermissionBundle:
    """A bundle of rights of these job roles, opened by a type or by the role alone."""
    bundle: PermissionBundle = named(PermissionBundle, code)
    bundle.job_roles.set([named(JobRole, role) for role in job_roles])
    if opened_by is not None:
        opened_by.opens_bundles.add(bundle)
    return bundle


def make_conflict(first: str, second: str, handling: str = "block", code: str = "SOD-01") -> SodConflict:
    """Two bundles that exclude each other."""
    return SodConflict.objects.create(
        code=code, first=PermissionBundle.objects.get(code=first), second=PermissionBundle.objects.get(code=second),
        severity="critical", handling=handling, risk_zh="下单又收货", risk_en="Orders and receives",
        control_zh="抽查", control_en="Samples",
    )  # fmt: skip


def day(text: str) -> date:
    """A day from "2026-11-18"."""
    return date.fromisoformat(text)
