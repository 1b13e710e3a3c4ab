"""The bar at the top: what a person typed is text, a stranger is shown the way in, and each reads it in their language."""

from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import translation

from lms.foundation.api import access
from lms.foundation.models import Person
from lms.topbar import drawn_topbar
from tests.factories import make_person

ENGLISH = {"code": "en", "lang": "en", "switch": "Switch to English"}
HOSTILE = """<img src=x onerror="a('b')">"""


def _bar(user: Any, **given: Any) -> str:
    shown = {"navigation": ("", ""), "page_url": "/", "other_language": ENGLISH, "token": "t0", "is_sign_in": False}
    return drawn_topbar(user=user, **{**shown, **given})


def test_what_was_typed_is_escaped() -> None:
    bar = _bar(
        Person(name=HOSTILE, name_latin=HOSTILE),
        navigation=("", HOSTILE),
        page_url=f"/search/?q={HOSTILE}",
        token=HOSTILE,
    )
    assert HOSTILE not in bar
    assert "<img" not in bar
    assert unescape(bar).count(HOSTILE) == 5, "name, role, address, and two tokens"


def test_a_stranger_is_shown_the_way_in_and_not_on_the_page_that_is_it() -> None:
    with translation.override("en"):
        assert '<a class="btn" href="/sign-in/">Sign in</a>' in _bar(AnonymousUser())
        assert "Sign in" not in _bar(AnonymousUser(), is_sign_in=True)
        assert "Sign in" in _bar(None)


def test_each_language_has_its_own_words() -> None:
    person = Person(name="陶玉然", name_latin="Tao Yuran")
    with translation.override("en"):
        english = _bar(person, navigation=("<li></li>", access.ACCESS_ROLES[0].name))
    with translation.override("zh-hans"):
        chinese = _bar(person, navigation=("<li></li>", access.ACCESS_ROLES[0].name))
    assert (
        '<span lang="zh-Hans">陶玉然</span> <span class="muted">Tao Yuran</span></span><span class="muted">Training lead'
        in english
    )
    assert "Tao Yuran" not in chinese
    assert ("Main navigation" in english, "主导航" in chinese, "Sign out" in chinese) == (True, True, False)


@pytest.mark.django_db
def test_a_page_carries_one_bar_with_the_token_of_its_forms(client: Any) -> None:
    client.cookies["django_language"] = "en"
    client.force_login(make_person("周婷"), backend="lms.foundation.accounts.backends.PersonBackend")
    page = client.get(reverse("my-account")).content.decode()
    token = page.partition('name="csrf-token" content="')[2].partition('"')[0]
    assert page.count('<header class="topbar">') == 1
    assert page.partition("<main")[0].count(f'name="csrfmiddlewaretoken" value="{token}"') == 2
