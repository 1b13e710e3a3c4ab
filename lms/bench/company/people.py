"""Inventing the measured company's people: the demonstration's headcount, many times over."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import cycle, islice
from random import Random
from typing import Any

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.db import transaction

from curricula.models import Department, JobRole, Posting, ProductionLine, Shift, Site, Station
from lms.bench.company.content import COMPANY
from lms.bench.size import Size
from lms.foundation.api import Change, access, clock, record_changes, yaml_in
from lms.foundation.models import Person

SEED = 20261201
PASSWORD = "measured-company"  # noqa: S105 - the company exists to be measured; it is served on the loopback only
# The largest group of the company, and the one whose requirement the publishing benchmark changes.
TOUCHED_ROLE = "LINE-OP"
FIRST_POST, LAST_POST = date(2019, 3, 1), date(2026, 9, 1)
ENGLISH_SHARE, KEY_USER_SHARE = 0.04, 0.05
Row = dict[str, Any]


def write_people(size: Size) -> None:
    """People with one post each; one of them for each access role whose pages are measured."""
    parameters = yaml_in(COMPANY / "people.yaml")
    dice, password, moment = Random(SEED), make_password(PASSWORD), clock.now()
    with transaction.atomic():
        people = Person.objects.bulk_create(
            Person(
                number=f"BM{number:05d}", password=password, identity_verified_at=moment, policy_acknowledged_at=moment,
                language="en" if dice.random() < ENGLISH_SHARE else "zh-hans", **_name(parameters["names"], dice),
            )
            for number in range(1, size.people + 1)
        )  # fmt: skip
        places = list(_places(parameters["headcount"], size))
        Posting.objects.bulk_create(_posts(people, places, dice), batch_size=2000)
        record_changes(
            Change("person", person.uuid, "create", "Taken over from the HR master", after={"number": person.number})
            for person in people
        )
        _grant(people)


def _name(names: Row, dice: Random) -> dict[str, str]:
    surname, given = dice.choice(names["surnames"]), dice.sample(names["given_characters"], dice.randint(1, 2))
    return {
        "name": surname["zh"] + "".join(one["zh"] for one in given),
        "name_latin": f"{surname['pinyin']} {''.join(one['pinyin'] for one in given)}".title(),
    }


def _places(headcount: list[Row], size: Size) -> Iterator[Row]:
    """So many line operators as the changed cell has to touch; all others in the demonstration's proportions."""
    of_role = [row for row in headcount if row["job_role"] == TOUCHED_ROLE for _ in range(row["n"])]
    others = [row for row in headcount if row["job_role"] != TOUCHED_ROLE for _ in range(row["n"])]
    yield from islice(cycle(of_role), size.touched)
    yield from islice(cycle(others), size.people - size.touched)


def _posts(people: list[Person], places: list[Row], dice: Random) -> Iterator[Posting]:
    coded: dict[Any, dict[str, Any]] = {
        model: {row.code: row for row in model.objects.all()} for model in (JobRole, Department, Site, Shift)
    }
    stations, lines = list(Station.objects.all()), list(ProductionLine.objects.all())
    days = (LAST_POST - FIRST_POST).days
    for person, place in zip(people, places, strict=True):
        stands = place["job_role"] == TOUCHED_ROLE
        yield Posting(
            person=person,
            job_role=coded[JobRole][place["job_role"]],
            department=coded[Department][place["department"]],
            site=coded[Site][place["site"]],
            shift=coded[Shift][place["shift"]],
            station=dice.choice(stations) if stands else None,
            line=dice.choice(lines) if stands else None,
            is_key_user=dice.random() < KEY_USER_SHARE,
            starts_on=FIRST_POST + timedelta(days=dice.randint(0, days)),
        )


def _grant(people: list[Person]) -> None:
    """The lead, the head and the executive are the last three; everybody else learns."""
    roles = (access.TRAINING_LEAD, access.MANAGER, access.EXECUTIVE)
    for person, role in zip(people[-len(roles) :], roles, strict=True):
        person.groups.add(Group.objects.get_or_create(name=role)[0])
        if role == access.MANAGER:
            Department.objects.update(head=person)
