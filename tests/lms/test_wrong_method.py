"""An address that only takes what a form sends, opened all the same: a page of ours, in both languages, and a way on."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from lms.wrong_method import page_above
from tests.architecture.test_access_walk import every_address
from tests.factories import make_person

pytestmark = pytest.mark.django_db

NOT_ALLOWED = 405
ROLES = ("training_lead", "assessor", "champion", "author", "auditor", "administrator", "super_administrator")
EACH_OF_THEM = {
    "announcement-read", "assessment-sign", "audit-pdf", "demo-sign-in", "drill-again", "drill-hint", "exam-start",
    "exam-submit", "faq-vote", "impersonation-end", "label-pack-import", "lesson-finish", "people-import-apply",
    "sessions-end", "sign-out", "snapshot-take",
}  # fmt: skip
"""A sample of what the walk must come upon; it finds the rest by itself."""
HEADINGS = {"en": "This address is not a page", "zh-hans": "这个地址不是页面"}


def _client(*roles: str, language: str = "en") -> Client:
    client = Client(headers={"Accept-Language": language})
    client.force_login(make_person("吴岚", *roles), backend="lms.foundation.accounts.backends.PersonBackend")
    client.cookies["django_language"] = language
    return client


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_address_that_only_takes_a_form_answers_with_a_page_and_the_way_to_the_form(language: str) -> None:
    client = _client(*ROLES, language=language)
    found, bare = set(), []
    for name, address in every_address():
        answer: Any = client.get(address)
        if answer.status_code != NOT_ALLOWED:
            continue
        found.add(name)
        page = answer.content.decode()
        above = page_above(address)
        is_whole = HEADINGS[language] in page and f'href="{above}"' in page and answer["Allow"]
        if not is_whole or client.get(above).status_code == NOT_ALLOWED:
            bare.append(address)
    assert bare == []
    assert found >= EACH_OF_THEM


def test_somebody_unknown_is_shown_the_page_too() -> None:
    answer = Client(headers={"Accept-Language": "en"}).get(reverse("sign-out"))
    assert (answer.status_code, answer["Allow"]) == (NOT_ALLOWED, "POST, OPTIONS")
    assert HEADINGS["en"] in answer.content.decode()
    assert f'href="{reverse("sign-in")}"' in answer.content.decode()


def test_a_part_of_a_page_is_answered_with_a_sentence() -> None:
    answer = _client("auditor").get("/audit-trail/pdf/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer["Allow"]) == (NOT_ALLOWED, "POST")
    assert answer.content.decode() == "This address only takes what a form sends. Opening it changed nothing."


def test_a_program_is_answered_in_json() -> None:
    answer = _client("auditor").get("/audit-trail/pdf/", headers={"Accept": "application/json"})
    assert (answer.status_code, answer["Allow"], answer["Content-Type"]) == (NOT_ALLOWED, "POST", "application/json")
    assert answer.json() == {
        "error": "This address only takes what a form sends. Opening it changed nothing.", "allow": ["POST"],
    }  # fmt: skip


def test_the_way_leads_to_the_nearest_page_above() -> None:
    assert page_above("/audit-trail/pdf/") == "/audit-trail/"
    assert page_above("/sign-out/") == "/"
