"""The door: number and password, throttled; one-time links; the demonstration's one click; the language that stays."""

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from lms.foundation.accounts import standing
from lms.foundation.api import SignatureRefused, confirm_signer
from lms.foundation.models import AuditEntry, Person
from tests.factories import PASSWORD, make_person
from tests.foundation.conftest import SignIn

pytestmark = pytest.mark.django_db
NEW_PASSWORD = "Quite-another-horse-9"


def _try(client: Client, number: str, password: str, **extra: Any) -> Any:
    return client.post(reverse("sign-in"), {"username": number, "password": password}, **extra)


def test_number_and_password_open_the_door() -> None:
    person, client = make_person(), Client()
    response = _try(client, person.number, PASSWORD)
    assert (response.status_code, response.headers["Location"]) == (302, reverse("home"))
    assert client.session["_auth_user_id"] == str(person.pk)


def test_the_first_page_greets_nobody_in_the_language_of_the_browser() -> None:
    client = Client(headers={"accept-language": "en"})
    person = make_person(language="zh-hans")
    page = client.post(reverse("sign-in"), {"username": person.number, "password": PASSWORD}, follow=True)
    assert (page.status_code, list(page.context["messages"])) == (200, [])


def test_who_is_led_to_the_door_reads_why_and_who_came_by_themselves_does_not() -> None:
    client = Client()
    client.cookies["django_language"] = "en"
    pages = [client.get(reverse("sign-in"), {"next": back}).content.decode() for back in ("/my-path/", "/", "")]
    said = "You are not signed in, or your session has ended. After signing in you are back where you were."
    assert [said in page for page in pages] == [True, False, False]


@pytest.mark.parametrize("password", ["Wrong-horse-7", "", PASSWORD.lower()])
def test_wrong_password_keeps_it_shut(password: str) -> None:
    person, client = make_person(), Client()
    response = _try(client, person.number, password)
    assert response.status_code == 200
    assert "_auth_user_id" not in client.session


def test_closed_account_keeps_it_shut() -> None:
    person, client = make_person(is_active=False), Client()
    _try(client, person.number, PASSWORD)
    assert "_auth_user_id" not in client.session


def test_too_many_tries_pause_the_number_and_the_administrator_ends_the_pause(settings: Any) -> None:
    settings.AXES_ENABLED = True
    settings.AXES_FAILURE_LIMIT = 3
    person, client = make_person(), Client(headers={"accept-language": "en"})
    for _attempt in range(3):
        last = _try(client, person.number, "Wrong-horse-7")
    assert last.status_code == 429
    assert "Signing in is paused" in last.content.decode()
    assert _try(client, person.number, PASSWORD).status_code == 429

    standing.unlock(person, actor=make_person("杜杰琳", "administrator"), reason="Called from the shop floor")
    assert _try(client, person.number, PASSWORD).status_code == 302


def test_other_doors_lead_to_the_one_door() -> None:
    for address in ("/sso/login/", "/sso/signup/", "/sso/password/reset/"):
        assert Client().get(address).headers["Location"] == reverse("sign-in")


def test_second_factor_is_asked_where_it_is_set_up() -> None:
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    person, client = make_person(), Client()
    TOTP.activate(person, generate_totp_secret())
    response = _try(client, person.number, PASSWORD)
    assert response.headers["Location"].startswith(reverse("mfa_authenticate"))
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("target", ["https://elsewhere.example/", "//elsewhere.example/"])
def test_sign_in_never_leads_out_of_the_house(target: str) -> None:
    person, client = make_person(), Client()
    response = client.post(reverse("sign-in"), {"username": person.number, "password": PASSWORD, "next": target})
    assert response.headers["Location"] == reverse("home")


def test_one_click_signs_in_as_a_person_of_the_demonstration(settings: Any) -> None:
    settings.DEMO_MODE = True
    lead = make_person("吴岚", "training_lead")
    client = Client(headers={"accept-language": "en"})
    page = client.get(reverse("sign-in")).content.decode()
    address = reverse("demo-sign-in", args=[lead.number])
    assert address in page

    response = client.post(address)

    assert client.session["_auth_user_id"] == str(lead.pk)
    assert response.cookies["django_language"].value == "en"


def test_one_click_is_for_those_people_only_and_by_post(settings: Any) -> None:
    settings.DEMO_MODE = True
    somebody = make_person("李强")
    assert Client().post(reverse("demo-sign-in", args=[somebody.number])).status_code == 404
    assert Client().get(reverse("demo-sign-in", args=[somebody.number])).status_code == 405


def test_outside_of_a_demonstration_there_is_no_one_click(settings: Any) -> None:
    settings.DEMO_MODE = False
    lead = make_person("吴岚", "training_lead")
    assert Client().post(reverse("demo-sign-in", args=[lead.number])).status_code == 404
    assert "demo-sign-in" not in Client().get(reverse("sign-in")).content.decode()


def test_password_change_is_recorded_without_the_password(signed_in: SignIn) -> None:
    person = make_person()
    response = signed_in(person).post(
        reverse("password-change"),
        {"old_password": PASSWORD, "new_password1": NEW_PASSWORD, "new_password2": NEW_PASSWORD},
    )
    assert response.headers["Location"] == reverse("my-account")
    person.refresh_from_db()
    assert person.check_password(NEW_PASSWORD)
    entry = AuditEntry.objects.get(subject_kind="person.password")
    assert (entry.actor, entry.before, entry.after) == (person, None, None)


def _link_in_mail() -> str:
    return re.search(r"http://testserver(\S+)", str(mail.outbox[-1].body))[1]  # type: ignore[index]


def test_one_time_link_goes_to_the_own_mailbox_and_works_once(signed_in: SignIn) -> None:
    admin, person = make_person("杜杰琳", "administrator"), make_person(email="zhou.ting@example.com")
    sent = signed_in(admin).post(
        reverse("account-act", args=[person.number, "link"]), {"reason": "Forgot it"}, follow=True
    )
    link = _link_in_mail()
    assert link not in sent.content.decode()

    _use(link)

    person.refresh_from_db()
    assert person.check_password(NEW_PASSWORD)
    assert person.identity_verified_at is not None
    assert "no longer valid" in Client(headers={"accept-language": "en"}).get(link, follow=True).content.decode()


def test_link_that_an_administrator_has_seen_does_not_open_the_signature(signed_in: SignIn) -> None:
    admin, person = make_person("杜杰琳", "administrator"), make_person(email="")
    page = signed_in(admin).post(reverse("account-act", args=[person.number, "link"]), {"reason": "No mailbox"})
    link = re.search(r"http://testserver(/password/set/handed/[^\"]+)", page.content.decode())[1]  # type: ignore[index]

    _use(link)

    person.refresh_from_db()
    with pytest.raises(SignatureRefused) as refused:
        confirm_signer(person, number=person.number, password=NEW_PASSWORD)
    assert refused.value.code == "IDENTITY"


def _use(link: str) -> None:
    client = Client()
    form = client.get(link)
    client.post(form.headers["Location"], {"new_password1": NEW_PASSWORD, "new_password2": NEW_PASSWORD})


def test_language_switch_stays_with_the_person(signed_in: SignIn) -> None:
    person = make_person(language="zh-hans")
    client = signed_in(person)
    client.post(reverse("set_language"), {"language": "en", "next": "/"})
    assert Person.objects.get(pk=person.pk).language == "en"


def test_without_a_cookie_the_person_s_language_is_spoken() -> None:
    client = Client(headers={"accept-language": "zh-CN"})
    client.force_login(make_person(language="en"), backend="lms.foundation.accounts.backends.PersonBackend")
    assert client.get(reverse("my-account")).headers["Content-Language"] == "en"
