"""Reading the company's qualifications, permission bundles and segregation of duties from its content folder."""

from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Model

from curricula.models import Activity, JobRole, Station, Step
from lms.foundation.api import yaml_in
from lms.records.qualifications.models import Equipment, PermissionBundle, QualificationType, SodConflict

Row = dict[str, Any]


def load_qualifications(folder: Path) -> int:
    """Make or renew all types, equipment, bundles and conflicts of `folder`; returns the number of types. Twice is
    once.

    Organisation, processes and activities are there already; a code that is not stops the load (KeyError) and keeps
    nothing.
    """
    content = yaml_in(folder / "qualifications.yaml")
    stations = yaml_in(folder / "people.yaml")["stations"]
    with transaction.atomic():
        _load_equipment(content["equipment"])
        _load_bundles(content["bundles"])
        _load_types(content["qualifications"], {row["qualification"]: row["station"] for row in stations})
        _load_splits(content["cover_split"])
        _load_conflicts(content["conflicts"])
    return len(content["qualifications"])


def _load_equipment(rows: list[Row]) -> None:
    for row in rows:
        Equipment.objects.update_or_create(code=row["id"], defaults={**_named(row), "is_calibrated": row["calibrated"]})


def _load_bundles(rows: list[Row]) -> None:
    steps, job_roles = _by_code(Step), _by_code(JobRole)
    for row in rows:
        bundle, _ = PermissionBundle.objects.update_or_create(code=row["id"], defaults=_named(row))
        bundle.steps.set([steps[code] for code in row["steps"]])
        bundle.job_roles.set([job_roles[code] for code in row["job_roles"]])


def _load_types(rows: list[Row], station_of: dict[str, str]) -> None:
    activities, steps, job_roles = _by_code(Activity), _by_code(Step), _by_code(JobRole)
    equipment, bundles, stations = _by_code(Equipment), _by_code(PermissionBundle), _by_code(Station)
    for row in rows:
        values = {
            **_named(row),
            "station": stations[station_of[row["id"]]] if row["id"] in station_of else None,
            "minimum_level": row["minimum_level"],
            "validity_months": row["validity_months"],
            "routing_code": row["routing_code"] or "",
            "note_zh": row["note"]["zh"],
            "note_en": row["note"]["en"],
        }
        kind, _ = QualificationType.objects.update_or_create(code=row["id"], defaults=values)
        kind.job_roles.set([job_roles[code] for code in row["job_roles"]])
        kind.evidence.set([activities[code] for code in row["evidence"]])
        kind.opens_steps.set([steps[code] for code in row["opens_steps"]])
        kind.opens_equipment.set([equipment[code] for code in row["opens_equipment"]])
        kind.opens_bundles.set([bundles[code] for code in row["opens_bundles"]])


def _load_splits(splits: dict[str, list[str]]) -> None:
    steps = _by_code(Step)
    for kind in QualificationType.objects.all():
        kind.splits_cover_of.set([steps[step] for step, codes in splits.items() if kind.code in codes])


def _load_conflicts(rows: list[Row]) -> None:
    bundles = _by_code(PermissionBundle)
    for row in rows:
        first, second = (bundles[code] for code in row["bundles"])
        control = row.get("compensating_control") or {"zh": "", "en": ""}
        values = {
            "first": first,
            "second": second,
            "severity": row["severity"],
            "handling": row["handling"],
            "risk_zh": row["risk"]["zh"],
            "risk_en": row["risk"]["en"],
            "control_zh": control["zh"],
            "control_en": control["en"],
        }
        SodConflict.objects.update_or_create(code=row["id"], defaults=values)


def _named(row: Row) -> dict[str, str]:
    return {"name_zh": row["name"]["zh"], "name_en": row["name"]["en"]}


def _by_code(model: type[Model]) -> dict[str, Any]:
    return {row.code: row for row in model._default_manager.all()}  # type: ignore[attr-defined]  # all of these are Named
