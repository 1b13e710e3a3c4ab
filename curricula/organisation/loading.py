"""Taking the company's frame from a content pack: sites, shifts, departments, lines, stations, job roles."""

from pathlib import Path

from django.db import transaction

from curricula.organisation.content_files import by_code, in_both, read_yaml
from curricula.organisation.models import Department, JobRole, ProductionLine, Shift, Site, Station

# The pack names shifts and stations by code only.
SHIFT_NAMES = {"day": ("白班", "Day"), "evening": ("中班", "Evening"), "night": ("夜班", "Night")}
STATION_NAMES = {
    "ASM": ("装配粘接工位", "Assembly and bonding"),
    "TEST": ("气密与流量检测工位", "Leak and flow test"),
    "SEAL": ("热封工位", "Pouch sealing"),
    "LABEL": ("UDI贴标工位", "UDI labelling"),
}
# All lines of the demonstration company stand in its one factory.
SITE_OF_LINES = "SZ"


def load_organisation(folder: Path) -> int:
    """Make or renew all of `ids.yaml` (stations: `people.yaml`); a second run changes nothing. Returns the count."""
    ids = read_yaml(folder, "ids.yaml")
    stations = read_yaml(folder, "people.yaml").get("stations", [])
    with transaction.atomic():
        count = _sites(ids["sites"])
        for code, name in ids["departments"].items():
            Department.objects.update_or_create(code=code, defaults=in_both("name", name))
        site = Site.objects.filter(code=SITE_OF_LINES).first() or Site.objects.earliest("pk")
        for code, name in ids["lines"].items():
            ProductionLine.objects.update_or_create(code=code, defaults={**in_both("name", name), "site": site})
        for row in stations:
            code = row["station"]
            zh, en = STATION_NAMES.get(code, (code, code))
            Station.objects.update_or_create(code=code, defaults={"name_zh": zh, "name_en": en})
        departments = by_code(Department)
        for code, role in ids["job_roles"].items():
            JobRole.objects.update_or_create(
                code=code, defaults={**in_both("name", role), "department": departments.get(role["dept"] or "")}
            )
    return count + len(ids["departments"]) + len(ids["lines"]) + len(stations) + len(ids["job_roles"])


def _sites(sites: dict[str, dict[str, str]]) -> int:
    for position, (code, (zh, en)) in enumerate(SHIFT_NAMES.items()):
        Shift.objects.update_or_create(code=code, defaults={"name_zh": zh, "name_en": en, "position": position})
    shifts = by_code(Shift)
    for code, row in sites.items():
        site, _made = Site.objects.update_or_create(code=code, defaults=in_both("name", row))
        site.shifts.set([shifts[shift] for shift in row["shifts"]])
    return len(sites) + len(SHIFT_NAMES)
