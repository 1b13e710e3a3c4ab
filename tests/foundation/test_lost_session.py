"""A session that ends while a page asks for a part of itself: the window goes to sign-in, and nothing typed is lost."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.test import Client
from django.urls import include, path, reverse

from tests.factories import make_person

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true", "HX-Current-URL": "http://testserver/coverage/names/?department=WHS"}


@login_required
def _noted(request: HttpRequest) -> HttpResponse:
    return HttpResponse("kept")


def _came_back(request: HttpRequest) -> HttpResponse:
    return render(request, "403.html", status=422)


urlpatterns = [path("test-note/", _noted), path("test-form/", _came_back), path("", include("lms.urls"))]


def test_a_part_that_is_asked_for_sends_the_window_to_sign_in_and_back() -> None:
    lost = Client().get(reverse("jobs"), {"page": 2}, headers=HTMX)
    assert (lost.status_code, lost.content) == (200, b"")
    assert lost["HX-Redirect"] == f"{reverse('sign-in')}?next=%2Fcoverage%2Fnames%2F%3Fdepartment%3DWHS"


def test_an_address_of_another_site_is_not_led_back_to() -> None:
    lost = Client().get(
        reverse("jobs"), headers={"HX-Request": "true", "HX-Current-URL": "https://elsewhere.example/x"}
    )
    assert lost["HX-Redirect"] == f"{reverse('sign-in')}?next=%2F"


def test_what_was_sent_is_refused_with_a_sentence_and_swaps_nothing(settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.foundation.test_lost_session"
    lost = Client().post("/test-note/", {"words": "typed for ten minutes"}, headers={**HTMX, "Accept-Language": "en"})
    assert lost.status_code == 401
    assert lost.content.decode() == (
        "You are signed out, so this was not saved. Sign in again, then send it once more."
    )
    assert "HX-Redirect" not in lost.headers


def test_a_whole_page_is_led_to_sign_in_as_ever() -> None:
    lost = Client().get(reverse("jobs"))
    assert (lost.status_code, lost["Location"]) == (302, f"{reverse('sign-in')}?next={reverse('jobs')}")


def test_whoever_is_signed_in_is_answered(settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.foundation.test_lost_session"
    client = Client()
    client.force_login(make_person(), backend="lms.foundation.accounts.backends.PersonBackend")
    assert client.post("/test-note/", headers=HTMX).content == b"kept"


def test_every_page_has_the_note_that_the_script_shows() -> None:
    client = Client()
    client.force_login(make_person(), backend="lms.foundation.accounts.backends.PersonBackend")
    page = client.get(reverse("jobs")).content.decode()
    script = (Path(__file__).resolve().parents[2] / "lms/static/plimsoll/plimsoll.js").read_text(encoding="utf-8")
    for note in ("connection-note", "session-note"):
        assert f'id="{note}" tabindex="-1" hidden' in page
        assert f'"{note}"' in script
    assert f'{reverse("sign-in")}?next=%2Fjobs%2F" target="_blank"' in page


def test_a_form_that_was_sent_after_the_session_ended_is_led_back_to_its_page_and_says_that_nothing_was_saved() -> None:
    client = Client()
    sent = client.post(
        "/audit-trail/pdf/", headers={"Referer": "http://testserver/audit-trail/?kind=waiver", "Accept-Language": "en"}
    )
    assert (sent.status_code, sent["Location"]) == (
        302, f"{reverse('sign-in')}?next=%2Faudit-trail%2F%3Fkind%3Dwaiver",
    )  # fmt: skip
    page = client.get(sent["Location"], headers={"Accept-Language": "en"}).content.decode()
    assert "You were signed out, so what you sent was not saved. Sign in, then send it again." in page


def test_a_form_of_another_site_is_not_led_back_to() -> None:
    for referer in ("https://elsewhere.example/x", "http://testserver//elsewhere.example/x"):
        sent = Client().post("/audit-trail/pdf/", headers={"Referer": referer})
        assert sent["Location"] == f"{reverse('sign-in')}?next=/audit-trail/pdf/"


def test_whoever_signs_out_has_lost_nothing_and_is_told_nothing() -> None:
    client = Client()
    client.force_login(make_person(), backend="lms.foundation.accounts.backends.PersonBackend")
    page = client.post(reverse("sign-out"), follow=True, headers={"Referer": "http://testserver/my-path/"})
    assert [str(one) for one in page.context["messages"]] == []


def test_the_language_is_switched_on_the_page_of_the_form_not_on_the_address_that_only_takes_it(settings: Any) -> None:
    settings.ROOT_URLCONF = "tests.foundation.test_lost_session"
    client = Client()
    client.force_login(make_person(), backend="lms.foundation.accounts.backends.PersonBackend")
    sent = client.post("/test-form/", headers={"Referer": "http://testserver/my-account/?tab=1"}).content.decode()
    assert '<input type="hidden" name="next" value="/my-account/?tab=1">' in sent
    strange = client.post("/test-form/", headers={"Referer": "https://elsewhere.example/x"}).content.decode()
    assert '<input type="hidden" name="next" value="/test-form/">' in strange
    opened = client.get("/jobs/?page=2", headers={"Referer": "http://testserver/my-account/"}).content.decode()
    assert '<input type="hidden" name="next" value="/jobs/?page=2">' in opened
