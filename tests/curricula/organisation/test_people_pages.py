"""Who finds whom: the list of people and one person's page, as lead, head, champion, assessor, colleague and stranger."""

import csv
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from curricula.models import Absence, Department
from curricula.organisation.leavers import LeaversClosed, deactivate_leavers
from lms.foundation.api import clock
from lms.foundation.models import AuditEntry, Person, PersonalDataRead
from tests.factories import PASSWORD, make_go_live, make_person, make_posting, make_requirement, make_site, named

pytestmark = pytest.mark.django_db


def signed_in(client: Client, person: Person) -> Client:
    client.login(username=person.number, password=PASSWORD)
    client.cookies["django_language"] = "en"
    return client


def numbers(client: Client, query: str = "") -> list[str]:
    response = client.get(reverse("people") + "?export=csv" + query)
    text = b"".join(response).decode("utf-8-sig")
    return [row.split(",")[0] for row in text.splitlines()[1:]]


@pytest.fixture
def company() -> dict[str, Person]:
    people = {name: make_person(name, number=name.upper()) for name in ("clerk", "buyer", "distant")}
    make_posting(people["clerk"])
    make_posting(people["buyer"], "BUYER", department=named(Department, "PUR"))
    make_posting(people["distant"], site=make_site("CD"))
    return people


def test_the_lead_sees_everybody_a_head_the_own_department(client: Client, company: dict[str, Person]) -> None:
    lead, head = make_person("lead", "training_lead", number="LEAD"), make_person("head", "manager", number="HEAD")
    Department.objects.filter(code="PUR").update(head=head)

    assert numbers(signed_in(client, lead)) == ["BUYER", "CLERK", "DISTANT"]
    assert numbers(signed_in(client, head)) == ["BUYER"]


def test_a_champion_sees_the_department_carried_and_an_assessor_the_site(
    client: Client, company: dict[str, Person]
) -> None:
    champion, assessor = make_person("champ", "champion", number="CHAMP"), make_person("aa", "assessor", number="AA")
    make_posting(champion)
    make_posting(assessor, "QE", department=named(Department, "QUA"))

    assert numbers(signed_in(client, champion)) == ["CHAMP", "CLERK", "DISTANT"]
    assert numbers(signed_in(client, assessor)) == ["AA", "BUYER", "CHAMP", "CLERK"]


def test_a_manager_who_heads_nothing_sees_nobody(client: Client, company: dict[str, Person]) -> None:
    assert numbers(signed_in(client, make_person("head", "manager"))) == []


def test_a_learner_finds_no_list_but_the_own_page(client: Client, company: dict[str, Person]) -> None:
    signed_in(client, company["clerk"])

    codes = {name: client.get(reverse("person", args=[name])).status_code for name in ("CLERK", "BUYER", "NOBODY")}

    assert client.get(reverse("people")).status_code == 404
    assert codes == {"CLERK": 200, "BUYER": 404, "NOBODY": 404}


def test_a_stranger_is_sent_to_sign_in(client: Client, company: dict[str, Person]) -> None:
    for address in (reverse("people"), reverse("person", args=["CLERK"])):
        assert client.get(address).status_code == 302


def test_a_head_finds_the_own_people_and_nobody_else(client: Client, company: dict[str, Person]) -> None:
    head = make_person("head", "manager")
    Department.objects.filter(code="PUR").update(head=head)
    signed_in(client, head)

    assert client.get(reverse("person", args=["BUYER"])).status_code == 200
    assert client.get(reverse("person", args=["CLERK"])).status_code == 404


def test_reading_somebody_elses_record_is_noted_reading_the_own_is_not(
    client: Client, company: dict[str, Person]
) -> None:
    lead = make_person("lead", "training_lead")
    signed_in(client, company["clerk"]).get(reverse("person", args=["CLERK"]))
    assert PersonalDataRead.objects.count() == 0

    signed_in(client, lead).get(reverse("person", args=["CLERK"]))

    assert list(PersonalDataRead.objects.values_list("reader", "subject")) == [(lead.pk, company["clerk"].pk)]


@pytest.mark.requirement("B6")
def test_a_persons_page_shows_posts_and_what_is_asked_with_its_state(
    client: Client, company: dict[str, Person]
) -> None:
    from curricula.api import rebuild_assignments

    make_go_live(on=clock.today() + timedelta(days=5))
    make_requirement("RECV")
    rebuild_assignments()

    text = signed_in(client, company["clerk"]).get(reverse("person", args=["CLERK"])).content.decode()

    assert "ACT-P2P-02" in text
    assert "Overdue" in text
    assert "main post" in text


def test_a_champion_and_a_head_see_who_is_late_and_how_much(client: Client, company: dict[str, Person]) -> None:
    from curricula.api import rebuild_assignments

    make_go_live(on=clock.today() + timedelta(days=5))
    make_requirement("RECV")
    rebuild_assignments()
    make_posting(make_person("new", number="NEW"), "KEEPER")
    champion = make_person("champion", "champion", number="CHAMPION")
    make_posting(champion, "CHAMPION")
    signed_in(client, champion)

    assert numbers(client) == ["CHAMPION", "CLERK", "DISTANT", "NEW"]
    assert numbers(client, "&overdue=1") == ["CLERK"]
    rows = list(
        csv.DictReader(b"".join(client.get(reverse("people") + "?export=csv")).decode("utf-8-sig").splitlines())
    )
    assert [row["Overdue"] for row in rows] == ["0", "1", "0", "0"]


def test_states_and_filters_of_the_list(client: Client, company: dict[str, Person]) -> None:
    today = clock.today()
    left, coming = make_person("left", number="LEFT"), make_person("coming", number="COMING")
    make_posting(left, ends_on=today - timedelta(days=3))
    make_posting(coming, starts_on=today + timedelta(days=3))
    Absence.objects.create(person=company["buyer"], starts_on=today, ends_on=today)
    signed_in(client, make_person("lead", "training_lead", number="LEAD"))

    by_state = {state: numbers(client, f"&state={state}") for state in ("held", "away", "to_come", "left")}

    assert by_state == {"held": ["CLERK", "DISTANT"], "away": ["BUYER"], "to_come": ["COMING"], "left": ["LEFT"]}
    assert numbers(client, "&job_role=BUYER") == ["BUYER"]
    assert numbers(client, "&site=CD") == ["DISTANT"]
    assert numbers(client, "&q=dist") == ["DISTANT"]


def test_somebody_with_two_posts_is_one_row_under_the_main_one(client: Client, company: dict[str, Person]) -> None:
    make_posting(company["clerk"], "CHAMPION", is_main=False, starts_on=clock.today())
    make_posting(company["clerk"], "KEEPER", starts_on=clock.today() + timedelta(days=9))
    signed_in(client, make_person("lead", "training_lead"))

    text = b"".join(client.get(reverse("people") + "?export=csv&q=CLERK")).decode("utf-8-sig")

    rows = text.splitlines()[1:]
    assert len(rows) == 1
    assert "RECV; CHAMPION" in rows[0]


@pytest.mark.parametrize("more", [0, 2])
def test_the_pages_ask_the_database_a_fixed_number_of_times(
    client: Client, company: dict[str, Person], more: int, django_assert_max_num_queries: Any
) -> None:
    for number in range(more):
        make_posting(make_person(f"more{number}"))
    signed_in(client, make_person("lead", "training_lead"))

    with django_assert_max_num_queries(20):
        client.get(reverse("people"))
    with django_assert_max_num_queries(20):
        client.get(reverse("person", args=["CLERK"]))


def test_leavers_lose_their_account_the_day_after_the_last_post(company: dict[str, Person]) -> None:
    today = clock.today()
    company["clerk"].postings.update(ends_on=today)
    technical = make_person("technical")

    assert deactivate_leavers(today) == LeaversClosed(0)
    assert deactivate_leavers(today + timedelta(days=1)) == LeaversClosed(1)
    assert deactivate_leavers(today + timedelta(days=1)) == LeaversClosed(0)

    assert set(Person.objects.filter(is_active=True)) == {company["buyer"], company["distant"], technical}
    assert AuditEntry.objects.filter(subject_label="CLERK", after={"is_active": False}).count() == 1


def test_the_last_who_can_grant_access_keeps_the_account_and_the_other_leavers_lose_theirs(
    company: dict[str, Person],
) -> None:
    yesterday = clock.today() - timedelta(days=1)
    first, last = (make_person(f"keys{number}", "super_administrator", number=f"KEYS{number}") for number in (1, 2))
    for leaver in (first, last):
        make_posting(leaver, ends_on=yesterday)
    company["clerk"].postings.update(ends_on=yesterday)

    assert deactivate_leavers(clock.today()) == LeaversClosed(2, ("KEYS2",))
    assert set(Person.objects.filter(is_active=False)) == {company["clerk"], first}
    assert not AuditEntry.objects.filter(subject_uuid=last.uuid).exists()

    make_person("heir", "super_administrator")
    assert deactivate_leavers(clock.today()) == LeaversClosed(1)
    assert set(Person.objects.filter(is_active=False)) == {company["clerk"], first, last}
