"""Taking the company's frame from a content pack: sites, shifts, departments, lines, stations, job roles."""

from pathlib import Path
from typing import Any

from django.db import transaction

from curricula.edited import LeavingEdits
from curricula.organisation.content_files import by_code, in_both, read_yaml
from curricula.organisation.models import Department, JobRole, ProductionLine, Shift, Site, Station
from lms.foundation.api import ContentLoad, renew

# What the usual shifts are called where the file names them by code only.
SHIFT_NAMES = {
    "day": {"zh": "白班", "en": "Day"},
    "evening": {"zh": "中班", "en": "Evening"},
    "night": {"zh": "夜班", "en": "Night"},
}
Texts = dict[str, str]


def load_organisation(folder: Path, load: ContentLoad | None = None) -> int:
    """Make or renew all of `ids.yaml`; a second run changes nothing. Returns the count."""
    ids = read_yaml(folder, "ids.yaml")
    load = load or LeavingEdits()
    sites, departments, roles = ids.get("sites", {}), ids.get("departments", {}), ids.get("job_roles", {})
    with transaction.atomic():
        shifts = _shifts(ids, load)
        for code, row in sites.items():
            worked = by_code(Shift)
            zone = {"zone": row["zone"]} if "zone" in row else {}
            renew(
                load, "site", Site, code, fields={**in_both("name", row), **zone},
                links={"shifts": [worked[shift] for shift in row["shifts"]]},
            )  # fmt: skip
        for code, name in departments.items():
            renew(load, "department", Department, code, fields=in_both("name", name))
        _lines(ids.get("lines", {}), sites, load)
        for code, name in ids.get("stations", {}).items():
            renew(load, "station", Station, code, fields=in_both("name", name))
        known = by_code(Department)
        for code, role in roles.items():
            fields = {**in_both("name", role), "department": known.get(role.get("dept") or "")}
            renew(load, "job_role", JobRole, code, fields=fields)
    counted = (sites, departments, ids.get("lines", {}), ids.get("stations", {}), roles)
    return shifts + sum(len(rows) for rows in counted)


def shift_names(ids: dict[str, Any]) -> dict[str, Texts]:
    """Names of the shifts that a file uses, in their order: its own, else the usual ones of those that its sites work."""
    stated: dict[str, Texts] | None = ids.get("shifts")
    if stated is not None:
        return stated
    worked = {shift for site in ids.get("sites", {}).values() for shift in site["shifts"]}
    return {code: name for code, name in SHIFT_NAMES.items() if code in worked}


def _shifts(ids: dict[str, Any], load: ContentLoad) -> int:
    names = shift_names(ids)
    for position, (code, name) in enumerate(names.items()):
        renew(load, "shift", Shift, code, fields={**in_both("name", name), "position": position})
    return len(names)


def _lines(lines: dict[str, dict[str, str]], sites: dict[str, Any], load: ContentLoad) -> None:
    """A line that names no site stands at the only one, or at the first that the file names."""
    known = by_code(Site)
    fallback = known.get(next(iter(sites), "")) or next(iter(known.values()), None)
    for code, row in lines.items():
        site = known[row["site"]] if "site" in row else fallback
        renew(load, "line", ProductionLine, code, fields={**in_both("name", row), "site": site})
