"""Templates are downloaded from the company's own tables and held against what an attempt has changed."""

import csv
import io

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from lms.foundation.models import Person
from scenarios.datasets.api import dataset
from scenarios.models import Attempt
from scenarios.sandbox.folding import opening_of, state_of
from scenarios.sandbox.setting_templates import TEMPLATES
from tests.factories import PASSWORD, make_person
from tests.scenarios.sandbox.browsing import Browser
from tests.scenarios.sandbox.factories import make_attempt

pytestmark = pytest.mark.django_db


@pytest.fixture
def owner() -> Person:
    return make_person("董磊", language="en")


@pytest.fixture
def attempt(owner: Person) -> Attempt:
    return make_attempt(owner, "SYS-01", seed=0)


def client_of(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def csv_rows(response: object) -> list[list[str]]:
    text = response.content.decode("utf-8-sig")  # type: ignore[attr-defined]
    return list(csv.reader(io.StringIO(text)))


@pytest.mark.requirement("A73")
def test_each_template_is_downloaded_as_csv_and_as_workbook(owner: Person) -> None:
    client = client_of(owner)
    page = client.get(reverse("setting-templates")).content.decode()
    for name in TEMPLATES:
        address = reverse("setting-template", args=[name, "csv"])
        assert address in page
        rows = csv_rows(client.get(address))
        book = load_workbook(io.BytesIO(client.get(reverse("setting-template", args=[name, "xlsx"])).content))
        cells = [[cell or "" for cell in row] for row in book.worksheets[0].iter_rows(values_only=True)]
        assert rows == cells
        assert len({len(row) for row in rows}) == 1


@pytest.mark.requirement("A73")
def test_templates_hold_the_companys_own_tables(owner: Person) -> None:
    client = client_of(owner)
    company = dataset("M")
    rows = csv_rows(client.get(reverse("setting-template", args=["roles", "csv"])))
    wanted = {(role["id"], right) for role in company.master("ROLE").values() for right in role["commands"]}
    assert {(row[0], row[2]) for row in rows[1:]} == wanted
    matrix = csv_rows(client.get(reverse("setting-template", args=["duties", "csv"])))
    assert [(row[0], row[4]) for row in matrix[1:4]] == [
        ("SR-01", "qian.super"),
        ("SR-02", "bian.rcv"),
        ("SR-03", "rong.ap"),
    ]
    approvals = csv_rows(client.get(reverse("setting-template", args=["approvals", "csv"])))
    assert [(row[0], row[2], row[3]) for row in approvals[1:]] == [
        ("PUR-MGR", "0.00", "400,000.00"),
        ("DEPT-MGR", "50,000.00", "1,000,000.00"),
        ("EXEC", "300,000.00", "–"),
    ]
    assert client.get(reverse("setting-template", args=["secrets", "csv"])).status_code == 404
    assert client.get(reverse("setting-template", args=["roles", "pdf"])).status_code == 404


@pytest.mark.requirement("A73")
def test_settings_of_an_attempt_are_marked_where_they_differ(owner: Person, attempt: Attempt) -> None:
    desk = Browser(client_of(owner), attempt)
    url = desk.address("drill-settings")
    before = csv_rows(desk.client.get(url, {"template": "roles", "only": "1", "format": "csv"}))
    names = opening_of(attempt).scenario.names
    assert {(row[0], row[2], row[-1]) for row in before[1:]} == {
        ("AUDITOR", "inc.open", "Missing"),
        (names["wide"], names["right"], "Not in the template"),
    }
    desk.does("role.grant", {"role": "AUDITOR"}, right="inc.open", reason="Restored")
    after = csv_rows(desk.client.get(url, {"template": "roles", "only": "1", "format": "csv"}))
    assert [row[-1] for row in after[1:]] == ["Not in the template"]
    page = desk.client.get(url, {"template": "roles"})
    assert page.context["differing"] == 1
    assert page.context["count"] > 100
    assert "1 row differs from the template" in page.content.decode()


@pytest.mark.requirement("A73")
def test_conflict_matrix_shows_who_is_left(owner: Person, attempt: Attempt) -> None:
    desk = Browser(client_of(owner), attempt)
    desk.wears("fang.exec")
    lines = {"lines__1__user": "qian.super", "lines__1__role": "AP", "lines__1__decision": "remove"}
    _, review = desk.does("rec.sign", {}, **lines, number=owner.number, password=PASSWORD)
    desk.wears("dong.admin")
    desk.does("user.revoke", {"user": "qian.super"}, role="AP", rec=review)
    url = desk.address("drill-settings")
    rows = csv_rows(desk.client.get(url, {"template": "duties", "only": "1", "format": "csv"}))
    assert [(row[0], row[4], row[6], row[7]) for row in rows[1:]] == [("SR-01", "qian.super", "", "Changed")]


def test_comparing_is_a_look_on_record_for_the_owner_alone(owner: Person, attempt: Attempt) -> None:
    url = reverse("drill-settings", args=[attempt.uuid])
    lead, colleague = make_person("罗敏", "training_lead"), make_person("陈晨")
    codes = [client_of(person).get(url).status_code for person in (owner, lead, colleague)]
    assert (codes, Client().get(url).status_code) == ([200, 200, 404], 302)
    looks = [entry.command.args for entry in state_of(attempt).journal if entry.command.name == "report.run"]
    assert looks == [{"report": "SETTINGS", "params": {"template": "parameters"}}]
    assert client_of(owner).get(url, {"template": "secrets"}).status_code == 404


def test_templates_are_for_those_who_are_signed_in() -> None:
    for address in (reverse("setting-templates"), reverse("setting-template", args=["roles", "csv"])):
        assert Client().get(address).status_code == 302


def test_page_names_ones_own_open_drills_and_nobody_elses(owner: Person, attempt: Attempt) -> None:
    address = reverse("drill-settings", args=[attempt.uuid])
    assert address in client_of(owner).get(reverse("setting-templates")).content.decode()
    assert address not in client_of(make_person("陈晨")).get(reverse("setting-templates")).content.decode()
