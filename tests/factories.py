"""Plain factories of real objects: each makes the least that is needed, and takes anything else by name."""

from datetime import date, datetime
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.models import Group

from curricula.models import (
    Activity,
    Chain,
    Department,
    GoLive,
    JobRole,
    MatrixVersion,
    Posting,
    Requirement,
    Shift,
    Site,
    Step,
)
from lms.foundation.api import clock
from lms.foundation.models import Person

SHANGHAI = ZoneInfo("Asia/Shanghai")
PASSWORD = "Correct-horse-7"
_numbers = count(1)


def moment(text: str) -> datetime:
    """A moment in Shanghai from "2026-11-18 08:05"."""
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def make_person(name: str = "周婷", *roles: str, **fields: Any) -> Person:
    """A person who can sign in and sign; `roles` are access roles."""
    number = fields.pop("number", f"YF{next(_numbers):06d}")
    values: dict[str, Any] = {
        "name": name,
        "name_latin": "Zhou Ting",
        "identity_verified_at": clock.now(),
        "policy_acknowledged_at": clock.now(),
    }
    person = Person.objects.create_user(number, fields.pop("password", PASSWORD), **{**values, **fields})
    for role in roles:
        person.groups.add(Group.objects.get_or_create(name=role)[0])
    return person


def named(model: Any, code: str, **fields: Any) -> Any:
    """The object of a coded model, made if it is not there."""
    return model.objects.get_or_create(code=code, defaults={"name_zh": code, "name_en": code, **fields})[0]


def make_site(code: str = "SZ", *shifts: str) -> Site:
    """A site with its shifts (day, if none is named)."""
    site: Site = named(Site, code)
    site.shifts.set([named(Shift, shift) for shift in shifts or ("day",)])
    return site


def make_posting(person: Person, job_role: str = "RECV", **fields: Any) -> Posting:
    """A main post at SZ, day shift, department WHS, since 2026-09-01."""
    values: dict[str, Any] = {
        "job_role": named(JobRole, job_role),
        "department": named(Department, "WHS"),
        "site": make_site("SZ"),
        "shift": named(Shift, "day"),
        "starts_on": date(2026, 9, 1),
    }
    return Posting.objects.create(person=person, **{**values, **fields})


def make_go_live(code: str = "W1", on: date = date(2026, 12, 1), *sites: str) -> GoLive:
    """A go-live for some sites (SZ)."""
    go_live: GoLive = named(GoLive, code, on=on)
    go_live.sites.set([make_site(site) for site in sites or ("SZ",)])
    return go_live


def make_step(code: str = "P2P-40", **fields: Any) -> Step:
    """A process step in the chain its code begins with."""
    step: Step = named(Step, code, chain=named(Chain, code.split("-", maxsplit=1)[0]), **fields)
    return step


def make_activity(code: str = "ACT-P2P-02", **fields: Any) -> Activity:
    """An activity that is closed by a drill."""
    activity: Activity = named(
        Activity, code, **{"form": "drill", "assessment": "drill", "planned_minutes": 30, **fields}
    )
    return activity


def published_matrix() -> MatrixVersion:
    """The matrix version in force, made if there is none."""
    version = MatrixVersion.objects.filter(state=MatrixVersion.State.PUBLISHED).first()
    return version or MatrixVersion.objects.create(
        number=1, state=MatrixVersion.State.PUBLISHED, created_at=clock.now(), published_at=clock.now()
    )


def make_requirement(job_role: str = "RECV", activity: Activity | None = None, **fields: Any) -> Requirement:
    """A critical cell of the matrix in force: level 3, by drill, due 14 days before go-live, valid for 12 months."""
    activity = activity or make_activity()
    values: dict[str, Any] = {
        "since": published_matrix(),
        "job_role": named(JobRole, job_role),
        "activity": activity,
        "level": 3,
        "criticality": "critical",
        "risk": "high",
        "method": "drill",
        "due_offset_days": -14,
        "buffer_days": 4,
        "validity_months": 12,
        "retraining": "R12+REV",
        "effectiveness": "OBS7",
    }
    return Requirement.objects.create(**{**values, **fields})
