"""Set-up: what a company needs before its first learner, counted, in order, with the next thing to do and where."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from curricula.models import MatrixVersion
from lms.exchange.company.checking.checks import Folders
from lms.exchange.company.loading import load_company
from lms.exchange.setup.counts import read_counts
from lms.exchange.setup.needs import Need, needs
from lms.foundation.api import access, clock
from lms.foundation.models import Person
from tests.exchange.company.factories import example
from tests.factories import make_person

pytestmark = pytest.mark.django_db
URL = reverse("set-up")


def signed_in(person: Person, language: str = "en") -> Client:
    client = Client()
    client.force_login(person)
    client.cookies["django_language"] = language
    return client


def page(client: Client) -> str:
    answer = client.get(URL)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def lead() -> Person:
    return make_person("吴岚", access.TRAINING_LEAD, language="en")


def in_english() -> list[Need]:
    """What is needed now, with lazy words spelt out."""
    with translation.override("en"):
        return needs(read_counts())


def loaded(folder: Path, lead: Person) -> None:
    assert load_company(Folders(example(folder)), actor=lead, reason="First load").errors == ()


def test_an_empty_installation_begins_with_its_organisation(lead: Person) -> None:
    listed = in_english()

    assert [(need.is_done, need.count) for need in listed] == [
        (False, "0 sites · 0 departments · 0 job roles"),
        (False, "0 steps · 0 of 0 chains published"),
        (False, "0 goals"),
        (False, "0 go-lives · 0 milestones"),
        (False, "0 activities"),
        (False, "0 requirements in force"),
        (False, "0 people hold a post today"),
        (False, "1 access role given"),
        (False, "0 of 0 built"),
        (False, "as delivered"),
    ]
    shown = page(signed_in(lead))
    assert shown.count('<li data-state="now"') == 1
    assert shown.index('<li data-state="now"') < shown.index("Organisation")
    assert f"--as {lead.number} --reason" in shown


def test_after_the_files_people_and_the_signature_are_what_is_left(lead: Person, tmp_path: Path) -> None:
    loaded(tmp_path / "company", lead)

    listed = in_english()

    assert [(need.is_done, need.count, need.place) for need in listed[:6]] == [
        (True, "1 site · 2 departments · 3 job roles", "#files"),
        (False, "3 steps · 0 of 1 chains published", "chains"),
        (True, "1 goal", "goals"),
        (True, "1 go-live · 5 milestones", "go-lives"),
        (True, "4 activities", "matrix"),
        (False, "0 requirements in force · 7 requirements in the draft", "matrix-preview"),
    ]
    assert listed[8].count == "0 of 6 built"
    shown = page(signed_in(lead))
    assert [reverse(name) in shown for name in ("chains", "matrix-preview", "people-import")] == [True] * 3


def test_a_published_matrix_counts_as_done(lead: Person, tmp_path: Path) -> None:
    loaded(tmp_path / "company", lead)
    MatrixVersion.objects.update(state="published", published_at=clock.now())

    matrix = in_english()[5]

    assert (matrix.is_done, matrix.count) == (True, "7 requirements in force")


def test_access_is_enough_when_somebody_asks_judges_and_decides(lead: Person) -> None:
    make_person("罗斌", access.ASSESSOR)
    assert "Executive" in in_english()[7].next

    make_person("顾远航", access.EXECUTIVE)
    make_person("离开", access.EXECUTIVE, is_active=False)

    given = in_english()[7]
    assert (given.is_done, given.count) == (True, "3 access roles given")


def test_a_super_administrator_is_not_sent_where_only_a_lead_comes_in(tmp_path: Path, lead: Person) -> None:
    loaded(tmp_path / "company", lead)
    owner = make_person("贺丽", access.SUPER_ADMINISTRATOR, language="en")

    shown = page(signed_in(owner)).split("<main")[1]

    assert (reverse("people-import") in shown, reverse("access") in shown) == (False, True)


@pytest.mark.parametrize("role", [None, access.AUTHOR, access.AUDITOR, access.EXECUTIVE, access.ADMINISTRATOR])
def test_nobody_else_finds_it(role: str | None) -> None:
    client = signed_in(make_person("路人", *([role] if role else [])))

    assert client.get(URL).status_code == 404
    assert f'href="{URL}"' not in client.get(reverse("home"), follow=True).content.decode()


def test_without_signing_in_it_asks_who_is_there(client: Client) -> None:
    answer = client.get(URL)

    assert (answer.status_code, answer.headers["Location"]) == (302, f"/sign-in/?next={URL}")


def test_it_is_led_to_from_more_and_from_empty_pages(lead: Person) -> None:
    client = signed_in(lead)

    for name in ("go-lives", "coverage", "readiness", "matrix", "processes", "goals"):
        answer = client.get(reverse(name), follow=True)
        shown = answer.content.decode()
        assert answer.status_code == 200, name
        assert shown.count(f'href="{URL}"') == 2, name


@pytest.mark.parametrize("role", [access.AUDITOR, access.EXECUTIVE, access.MANAGER])
def test_whoever_only_reads_the_matrix_is_told_that_there_is_none(role: str) -> None:
    shown = signed_in(make_person("读者", role, language="en")).get(reverse("matrix")).content.decode()

    assert ("No matrix yet" in shown, URL in shown) == (True, False)


def test_it_speaks_chinese(lead: Person) -> None:
    lead.language = "zh-hans"
    lead.save()

    shown = page(signed_in(lead, "zh-hans"))

    assert ("初始设置" in shown, "What is needed" in shown) == (True, False)


def test_it_asks_the_database_at_most_twenty_times(
    lead: Person, tmp_path: Path, django_assert_max_num_queries: Any
) -> None:
    loaded(tmp_path / "company", lead)
    client = signed_in(lead)
    client.get(URL)

    with django_assert_max_num_queries(20):
        client.get(URL)
