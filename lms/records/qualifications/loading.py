"""Reading the company's qualifications, permission bundles and segregation of duties from its content folder."""

from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Model

from curricula.models import Activity, JobRole, Station, Step
from lms.foundation.api import ContentLoad, renew, yaml_in
from lms.records.qualifications.models import Equipment, PermissionBundle, QualificationType, SodConflict

Row = dict[str, Any]


def load_qualifications(folder: Path, load: ContentLoad | None = None) -> int:
    """Make or renew all types, equipment, bundles and conflicts of `folder`; returns the number of types. Twice is
    once.

    Organisation, processes and activities are there already; a code that is not stops the load (KeyError) and keeps
    nothing.
    """
    content = yaml_in(folder / "qualifications.yaml")
    load = load or ContentLoad()
    types = content.get("qualifications", [])
    with transaction.atomic():
        for row in content.get("equipment", ()):
            fields = {**_named(row), "is_calibrated": row.get("calibrated", False)}
            renew(load, "equipment", Equipment, row["id"], fields=fields)
        _load_bundles(content.get("bundles", []), load)
        _load_types(types, content.get("cover_split", {}), load)
        _load_conflicts(content.get("conflicts", []), load)
    return len(types)


def _load_bundles(rows: list[Row], load: ContentLoad) -> None:
    steps, job_roles = _by_code(Step), _by_code(JobRole)
    for row in rows:
        links = {"steps": _of(steps, row, "steps"), "job_roles": _of(job_roles, row, "job_roles")}
        renew(load, "bundle", PermissionBundle, row["id"], fields=_named(row), links=links)


def _load_types(rows: list[Row], splits: dict[str, list[str]], load: ContentLoad) -> None:
    activities, steps, job_roles = _by_code(Activity), _by_code(Step), _by_code(JobRole)
    equipment, bundles, stations = _by_code(Equipment), _by_code(PermissionBundle), _by_code(Station)
    for row in rows:
        note = row.get("note") or {"zh": "", "en": ""}
        fields = {
            **_named(row),
            "station": stations[row["station"]] if row.get("station") else None,
            "minimum_level": row["minimum_level"],
            "validity_months": row["validity_months"],
            "routing_code": row.get("routing_code") or "",
            "note_zh": note["zh"],
            "note_en": note["en"],
        }
        links = {
            "job_roles": _of(job_roles, row, "job_roles"),
            "evidence": _of(activities, row, "evidence"),
            "opens_steps": _of(steps, row, "opens_steps"),
            "opens_equipment": _of(equipment, row, "opens_equipment"),
            "opens_bundles": _of(bundles, row, "opens_bundles"),
            "splits_cover_of": [steps[step] for step, codes in splits.items() if row["id"] in codes],
        }
        renew(load, "qualification_type", QualificationType, row["id"], fields=fields, links=links)


def _load_conflicts(rows: list[Row], load: ContentLoad) -> None:
    bundles = _by_code(PermissionBundle)
    for row in rows:
        first, second = (bundles[code] for code in row["bundles"])
        control = row.get("compensating_control") or {"zh": "", "en": ""}
        fields = {
            "first": first,
            "second": second,
            "severity": row["severity"],
            "handling": row["handling"],
            "risk_zh": row["risk"]["zh"],
            "risk_en": row["risk"]["en"],
            "control_zh": control["zh"],
            "control_en": control["en"],
        }
        renew(load, "sod_conflict", SodConflict, row["id"], fields=fields)


def _named(row: Row) -> dict[str, str]:
    return {"name_zh": row["name"]["zh"], "name_en": row["name"]["en"]}


def _of(rows: dict[str, Any], row: Row, name: str) -> list[Any]:
    return [rows[code] for code in row.get(name, ())]


def _by_code(model: type[Model]) -> dict[str, Any]:
    return {row.code: row for row in model._default_manager.all()}  # type: ignore[attr-defined]  # all of these are Named
