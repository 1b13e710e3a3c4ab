"""The import's pages: who may see them, the way from a file to undo, and what is said when something is wrong."""

import re
from io import BytesIO
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from lms.exchange.people.jobs import UNDO, start
from lms.exchange.people.models import PeopleImport
from lms.exchange.people.services import undo_import
from lms.foundation.api import access, grant_access
from lms.foundation.models import Person
from tests.exchange.factories import as_csv, as_xlsx, bring_in, counts, dry_run, line, make_company, posts_of
from tests.factories import PASSWORD, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _company() -> None:
    make_company()


@pytest.fixture
def lead(client: Client) -> Client:
    person = make_person("吴岚", "training_lead", number="LEAD", language="en")
    client.login(username=person.number, password=PASSWORD)
    client.cookies["django_language"] = "en"
    return client


def send(client: Client, content: bytes, name: str = "people.xlsx", **fields: str) -> Any:
    return client.post(reverse("people-import"), {"file": SimpleUploadedFile(name, content), **fields})


def page(client: Client, uuid: UUID, query: str = "") -> str:
    response = client.get(reverse("people-import-file", args=[uuid]) + query)
    assert response.status_code == 200
    text: str = response.content.decode()
    return text


PAGES = ("people-import", "people-import-template", "people-import-current")
PAGES_OF_A_FILE = ("people-import-file", "people-import-undo")
ACTIONS = ("people-import-check", "people-import-apply", "people-import-undo")


@pytest.mark.parametrize("role", ["", "manager", "auditor", "champion", "administrator"])
def test_only_the_training_lead_finds_the_import(client: Client, role: str) -> None:
    received = dry_run([line()])
    person = make_person("路人", *([role] if role else []))
    client.login(username=person.number, password=PASSWORD)

    codes = [client.get(reverse(name)).status_code for name in PAGES]
    codes += [client.get(reverse(name, args=[received.uuid])).status_code for name in PAGES_OF_A_FILE]
    codes += [client.post(reverse(name, args=[received.uuid])).status_code for name in ACTIONS]
    codes.append(send(client, as_csv([line()])).status_code)

    assert codes == [404] * len(codes)
    assert not Person.objects.filter(number="YF20260001").exists()


def test_a_stranger_is_sent_to_sign_in(client: Client) -> None:
    response = client.get(reverse("people-import"))

    assert (response.status_code, "/people/import/" in response["Location"]) == (302, True)


@pytest.mark.requirement("B39", "B116")
def test_from_a_file_to_dry_run_to_applied_to_undone(lead: Client) -> None:
    sent = send(lead, as_xlsx([line(), line("YF2", job_roles="RECV;KEEPER")]))
    received = PeopleImport.objects.get()
    assert (sent.status_code, sent["Location"]) == (302, reverse("people-import-file", args=[received.uuid]))
    text = page(lead, received.uuid)
    assert "dry run: nothing has been written" in text
    assert text.count("New post: ") == 3
    assert not Person.objects.filter(number="YF2").exists()

    lead.post(reverse("people-import-apply", args=[received.uuid]))
    assert "Applied" in page(lead, received.uuid)
    assert len(posts_of("YF2")) == 2

    without_reason = lead.post(reverse("people-import-undo", args=[received.uuid]), {"reason": " "})
    assert "This field is required." in without_reason.content.decode()
    lead.post(reverse("people-import-undo", args=[received.uuid]), {"reason": "The wrong month."})
    assert "The wrong month." in page(lead, received.uuid)
    assert not Person.objects.filter(number="YF2").exists()


def test_errors_stand_at_their_rows_and_cannot_be_applied(lead: Client) -> None:
    send(lead, as_csv([line(), line("YF2", department="Nowhere", shift="noon")]), "people.csv")
    received = PeopleImport.objects.get()

    text = page(lead, received.uuid, "?kind=error")

    assert "There is no department “Nowhere”." in text
    assert "There is no shift “noon”." in text
    assert reverse("people-import-apply", args=[received.uuid]) not in text
    lead.post(reverse("people-import-apply", args=[received.uuid]))
    assert not Person.objects.filter(number="YF20260001").exists()


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "people.csv", "The file is empty."),
        (b"\x89PNG\r\n\x00", "people.xlsx", "neither an Excel workbook"),
        (b"\xd0\xcf\x11\xe0", "people.xlsx", "protected by a password"),
        (b"PK\x03\x04", "people.xlsx", "damaged or incomplete"),
        (b"0" * (11 * 1024 * 1024), "people.csv", "The file has 11 MB; at most 10 MB are taken."),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_beside_the_field(
    lead: Client, content: bytes, name: str, sentence: str
) -> None:
    response = send(lead, content, name)

    text = response.content.decode()
    assert response.status_code == 200
    assert sentence in text
    assert re.search(r'aria-invalid="true"[^>]*id="id_file"|id="id_file"[^>]*aria-invalid="true"', text)


def test_no_file_at_all_is_said_beside_the_field(lead: Client) -> None:
    response = lead.post(reverse("people-import"), {})

    assert "This field is required." in response.content.decode()


def test_the_same_file_again_offers_nothing_to_apply(lead: Client) -> None:
    bring_in([line()])

    send(lead, as_csv([line()]), "people.csv")

    received = PeopleImport.objects.latest("pk")
    assert counts(received) == (0, 0, 0, 1, 0)
    assert "There is nothing to apply." in page(lead, received.uuid)


def test_the_page_says_why_the_last_account_with_the_keys_was_not_closed(lead: Client) -> None:
    bring_in([line()])
    grant_access(
        Person.objects.get(number="YF20260001"), access.SUPER_ADMINISTRATOR, actor=None, reason="Keeps the keys."
    )
    leaving = dry_run([line(to="2026-09-02")])

    said = lead.post(reverse("people-import-apply", args=[leaving.uuid]), follow=True).content.decode()

    assert "this would close the account of the last super-administrator" in said
    assert Person.objects.get(number="YF20260001").is_active


def test_a_stale_dry_run_is_refused_with_a_sentence_and_checked_again(lead: Client) -> None:
    stale = dry_run([line(shift="evening")])
    bring_in([line()])

    refused = lead.post(reverse("people-import-apply", args=[stale.uuid]), follow=True)
    assert "have changed since the dry run" in refused.content.decode()
    assert posts_of("YF20260001")[0][3] == "day"

    lead.post(reverse("people-import-check", args=[stale.uuid]))
    lead.post(reverse("people-import-apply", args=[stale.uuid]))
    assert posts_of("YF20260001")[0][3] == "evening"


def test_a_complete_file_is_asked_for_by_a_tick(lead: Client) -> None:
    bring_in([line(), line("YF2")])

    send(lead, as_csv([line()]), "people.csv", is_complete="on")

    received = PeopleImport.objects.latest("pk")
    assert counts(received) == (0, 0, 1, 1, 0)
    assert "YF2" in page(lead, received.uuid)


def test_a_large_file_is_read_and_applied_as_a_job_with_progress(
    lead: Client, django_capture_on_commit_callbacks: Any
) -> None:
    rows = [line(f"YF{number:06d}", name="测试人员" * 8) for number in range(2500)]
    with django_capture_on_commit_callbacks(execute=True):
        send(lead, as_csv(rows), "people.csv")
    received = PeopleImport.objects.get()
    assert received.job is not None
    assert (received.job.kind, received.job.state, received.added) == ("people-import.read", "done", 2500)

    with django_capture_on_commit_callbacks(execute=True):
        lead.post(reverse("people-import-apply", args=[received.uuid]))
    received.refresh_from_db()
    assert (received.job.kind, received.job.state, received.state) == ("people-import.apply", "done", "applied")
    assert received.applied_by is not None
    bar = lead.get(reverse("people-import-progress", args=[received.uuid])).content.decode()
    assert reverse("people-import-file", args=[received.uuid]) in bar

    with django_capture_on_commit_callbacks(execute=True):
        lead.post(reverse("people-import-undo", args=[received.uuid]), {"reason": "wrong file"})
    received.refresh_from_db()
    assert (received.job.kind, received.job.state, received.state) == ("people-import.undo", "done", "undone")
    assert (received.undo_reason, posts_of("YF000001")) == ("wrong file", [])


def test_an_import_that_a_job_is_working_on_is_not_begun_again(lead: Client) -> None:
    people_import = bring_in([line()])
    job = start(UNDO, people_import, owner=Person.objects.get(number="LEAD"), reason="wrong file")

    for name, sent in (("people-import-undo", {"reason": "again"}), ("people-import-apply", {})):
        lead.post(reverse(name, args=[people_import.uuid]), sent)

    people_import.refresh_from_db()
    assert (people_import.state, people_import.job) == ("applied", job)


def test_the_template_has_headings_in_both_languages_and_all_codes(lead: Client) -> None:
    response = lead.get(reverse("people-import-template"))

    book = load_workbook(BytesIO(b"".join(response)))
    heading = [cell.value for cell in book.worksheets[0][1]]
    assert heading[:2] == ["number / 工号", "name / 姓名"]
    assert book.worksheets[0].max_row == 1
    codes = {row[1].value for row in book.worksheets[1].iter_rows(min_row=2)}
    assert {"WHS", "SZ", "RECV", "night"} <= codes


def test_the_present_people_sent_back_change_nothing(lead: Client) -> None:
    bring_in([line(job_roles="RECV;CHAMPION"), line("YF2", to="2027-06-30"), line("YF3", to="2026-09-30")])

    response = lead.get(reverse("people-import-current"))
    send(lead, b"".join(response))

    assert counts(PeopleImport.objects.latest("pk")) == (0, 0, 0, 2, 0)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_pages_ask_the_database_a_fixed_number_of_times(
    lead: Client, rows: int, django_assert_max_num_queries: Any
) -> None:
    received = dry_run([line(f"YF{number}") for number in range(rows)])

    with django_assert_max_num_queries(20):
        page(lead, received.uuid)
    with django_assert_max_num_queries(20):
        lead.get(reverse("people-import"))


def test_the_rows_can_be_taken_as_a_file(lead: Client) -> None:
    received = dry_run([line(), line("YF2", shift="noon")])

    response = lead.get(reverse("people-import-file", args=[received.uuid]) + "?export=csv")

    text = b"".join(response).decode("utf-8-sig")
    assert [row.split(",")[:3] for row in text.splitlines()[1:]] == [
        ["2", "added", "YF20260001"], ["3", "to be corrected", "YF2"],
    ]  # fmt: skip


@pytest.mark.requirement("B63")
def test_what_an_import_and_its_undoing_changed_is_read_in_the_trail_in_words(client: Client) -> None:
    people_import = bring_in([line()])
    undo_import(people_import, actor=None, reason="wrong file")
    client.force_login(make_person("肖鑫东", "auditor", language="zh-hans"))
    client.cookies["django_language"] = "zh-hans"

    shown = client.get(reverse("audit-trail")).content.decode()

    assert "撤回" in shown
    assert ("主岗：是 → –；" in shown, "第一天：2026-09-01 → –" in shown) == (True, True)
    assert [code for code in ("withdraw<", "is_main", "starts_on", "ends_on") if code in shown] == []
