"""The list of names answers its commonest question with queries compiled once: it must be the same list, to the same readers."""

from typing import Any

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse

from curricula.models import Department, GoLive
from lms.foundation.models import Person, PersonalDataRead
from reporting.dashboards.names_queries import PAGE_SIZE, count_lacking, first_page, open_of, people_asked
from reporting.metrics.summary import fresh_summary
from tests.reporting.factories import make_worker, settle_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def crowd(go_live: GoLive) -> GoLive:
    """More people than a page holds lack something, in two departments."""
    for number in range(PAGE_SIZE + 2):
        make_worker(f"新{number}")
    make_worker("质", department=Department.objects.get(code="QUA"))
    settle_all()
    fresh_summary(go_live)
    return go_live


@pytest.mark.parametrize("department", [None, "WHS", "QUA", "NONE"])
def test_first_page_holds_what_the_full_query_begins_with(crowd: GoLive, department: str | None) -> None:
    rows = people_asked(RequestFactory().get("/").GET, crowd, None).order_by("person__number", "pk")
    if department is not None:
        rows = rows.filter(department__code=department)
    assert count_lacking(crowd, department) == rows.count()
    assert [tuple(row) for row in first_page(crowd, department)] == [tuple(row) for row in rows[:PAGE_SIZE]]


def test_what_is_open_is_the_same_for_few_people_and_for_many(crowd: GoLive) -> None:
    query = RequestFactory().get("/").GET
    people = list(Person.objects.filter(name__startswith="新").order_by("pk").values_list("pk", flat=True))
    many = open_of(query, crowd, people)
    assert len(people) > PAGE_SIZE
    assert {person for person, _activity, _due_on in many} == set(people)
    assert open_of(query, crowd, people[:3]) == [row for row in many if row[0] in people[:3]]
    assert open_of(query, crowd, people[:2]) == [row for row in many if row[0] in people[:2]]
    assert open_of(query, crowd, []) == []


def test_somebody_new_is_on_the_next_page_read_and_somebody_gone_is_not(crowd: GoLive, executive: Person) -> None:
    client, path = Client(), f"{reverse('coverage-names')}?department=QUA"
    client.force_login(executive)
    assert "质" in client.get(path).content.decode()
    made: Any = make_worker("质二", department=Department.objects.get(code="QUA"))
    settle_all()
    assert "质二" in client.get(path).content.decode()
    assert PersonalDataRead.objects.filter(reader=executive, subject__name="质二", page="coverage-names").count() == 1
    Person.objects.filter(name="质二").update(name="质改")
    page = client.get(path).content.decode()
    assert ("质改" in page, "质二" in page, made is not None) == (True, False, True)


def test_head_of_a_department_gets_the_own_names_only_however_the_list_is_asked(
    crowd: GoLive, executive: Person, head: Person
) -> None:
    own, lead = Client(), Client()
    own.force_login(head)
    lead.force_login(executive)
    for query in ("", "?department=QUA", "?department=WHS", f"?go_live={crowd.code}"):
        path = f"{reverse('coverage-names')}{query}"
        assert lead.get(path).status_code == 200  # fills what is kept, if anything were
        assert "质" not in own.get(path).content.decode().split("<tbody>")[-1].split("</tbody>")[0], query


def test_the_head_of_another_department_is_told_so_and_not_shown_the_own_people_instead(
    crowd: GoLive, head: Person
) -> None:
    client = Client()
    client.force_login(head)
    client.cookies["django_language"] = "en"
    closed = client.get(f"{reverse('coverage-names')}?go_live={crowd.code}&department=QUA").content.decode()
    assert "are open to its own head and to the training lead" in closed
    assert "新0" not in closed
    assert "<tbody>" not in closed
    export: Any = client.get(f"{reverse('coverage-names')}?department=QUA&export=csv")
    assert len(b"".join(export).decode().splitlines()) == 1
    own = client.get(f"{reverse('coverage-names')}?department=WHS").content.decode()
    assert "新0" in own
    assert "are open to its own head" not in own
