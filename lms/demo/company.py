"""Writing the invented people into the database, the way the HR import would have: people, posts, absences, access."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.db import transaction

from curricula.models import Absence, Department, JobRole, Posting, ProductionLine, Shift, Site, Station
from lms.demo.roster import Somebody
from lms.foundation.api import Change, access, clock, record_changes
from lms.foundation.models import Person

# The demonstration's sign-in; it is shown on its sign-in page. No other installation has it.
DEMO_PASSWORD = "plimsoll-demo"  # noqa: S105 - public on purpose
REASON = "Taken over from the HR master when the demonstration company was built"
ACCESS_BY_JOB_ROLE = {
    "TRAIN-LEAD": access.TRAINING_LEAD,
    "QE": access.ASSESSOR,
    "CHAMPION": access.CHAMPION,
    "DEPT-MGR": access.MANAGER,
    "PUR-MGR": access.MANAGER,
    "EXEC": access.EXECUTIVE,
    "SYS-ADMIN": access.ADMINISTRATOR,
    "SUPER-ADMIN": access.SUPER_ADMINISTRATOR,
}
# Which department each head reads; the sales head sits in Suzhou, the one in Chengdu heads the site.
HEADED = ("WHS", "PRD", "IT", "PLN", "QUA", "REG", "SAL", "FIN", "HR")
NAMED_HEADS = {"唐志远": "WHS", "陆建国": "PRD", "沈宇": "IT", "顾远航": "MGT"}


def write_people(invented: Iterable[Somebody], as_of: date) -> dict[str, Person]:
    """Store everybody with posts and access roles; returns the people by number. Leavers are deactivated."""
    listed = sorted(invented, key=lambda one: one.number)
    password, moment = make_password(DEMO_PASSWORD), clock.now()
    with transaction.atomic():
        people = Person.objects.bulk_create([_person(one, password, moment, as_of) for one in listed])
        by_number = {person.number: person for person in people}
        postings = _write_posts(listed, by_number)
        Absence.objects.bulk_create(
            [
                Absence(person=by_number[one.number], starts_on=first, ends_on=last)
                for one in listed
                for first, last in one.absences
            ]
        )
        record_changes(
            Change(
                "person",
                person.uuid,
                "create",
                REASON,
                after={"number": person.number, "name": person.name},
                subject_label=str(person),
            )
            for person in people
        )
        record_changes(
            Change(
                "posting",
                posting.uuid,
                "create",
                REASON,
                subject_label=f"{posting.person.name} · {posting.job_role.code}",
                after={
                    "person": posting.person.number,
                    "job_role": posting.job_role.code,
                    "site": posting.site.code,
                    "shift": posting.shift.code,
                    "from": posting.starts_on,
                    "to": posting.ends_on,
                },
            )
            for posting in postings
        )
        _grant(listed, by_number)
        _name_heads(listed, by_number)
    return by_number


def _person(one: Somebody, password: str, moment: datetime, as_of: date) -> Person:
    has_left = all(post.ends_on is not None and post.ends_on < as_of for post in one.posts)
    return Person(
        number=one.number, name=one.name, name_latin=one.name_latin, email=one.email, language=one.language,
        password=password, is_active=not has_left, identity_verified_at=moment, policy_acknowledged_at=moment,
    )  # fmt: skip


def _write_posts(listed: list[Somebody], people: dict[str, Person]) -> list[Posting]:
    coded: dict[Any, dict[str, Any]] = {
        model: {row.code: row for row in model.objects.all()}
        for model in (JobRole, Department, Site, Shift, ProductionLine, Station)
    }
    rows = [
        Posting(
            person=people[one.number],
            job_role=coded[JobRole][post.job_role],
            department=coded[Department][post.department],
            site=coded[Site][post.site],
            shift=coded[Shift][post.shift],
            line=coded[ProductionLine].get(post.line),
            station=coded[Station].get(post.station),
            is_main=post.is_main,
            is_key_user=post.is_key_user,
            is_early_bird=post.is_early_bird,
            starts_on=post.starts_on,
            ends_on=post.ends_on,
        )
        for one in listed
        for post in one.posts
    ]
    return Posting.objects.bulk_create(rows)


def _grant(listed: list[Somebody], people: dict[str, Person]) -> None:
    """Access by job role; besides, a quality engineer writes content, a regulatory specialist audits."""
    groups = {row.code: Group.objects.get_or_create(name=row.code)[0] for row in access.ACCESS_ROLES}
    granted: list[Change] = []

    def give(person: Person, role: str) -> None:
        person.groups.add(groups[role])
        granted.append(
            Change("person.access", person.uuid, "change", REASON, after={"roles": [role]}, subject_label=str(person))
        )

    for one in listed:
        for post in one.posts:
            role = ACCESS_BY_JOB_ROLE.get(post.job_role)
            if role and post.ends_on is None:
                give(people[one.number], role)
    for role, job_role in ((access.AUTHOR, "STEWARD"), (access.AUDITOR, "RA")):
        chosen = [
            one for one in listed if one.main.job_role == job_role and len(one.posts) == 1 and one.main.site == "SZ"
        ]
        give(people[chosen[0].number], role)
    Person.objects.filter(groups__name=access.AUTHOR).update(is_staff=True)
    record_changes(granted)


def _name_heads(listed: list[Somebody], people: dict[str, Person]) -> None:
    heads = {NAMED_HEADS[one.name]: one for one in listed if one.name in NAMED_HEADS}
    free = [
        one
        for one in listed
        if one.main.job_role == "DEPT-MGR" and one.main.site == "SZ" and one.name not in NAMED_HEADS
    ]
    for code in HEADED:
        if code not in heads:
            heads[code] = free.pop(0)
    buyer = [one for one in listed if one.main.job_role == "PUR-MGR" and len(one.posts) > 1]
    if buyer:
        heads["PUR"] = buyer[0]
    for code, one in heads.items():
        Department.objects.filter(code=code).update(head=people[one.number])


def demo_moment(day: date, hour: int, minute: int = 0) -> datetime:
    """A moment of the demonstration in Shanghai."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZoneInfo("Asia/Shanghai"))
