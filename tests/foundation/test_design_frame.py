"""The frame of every page: no inline code, one heading, navigation by access role, refusals that say what next."""

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template.loader import get_template, render_to_string
from django.test import RequestFactory
from django.utils import translation

from lms.context import shell
from lms.foundation.api import access
from lms.navigation import ENTRIES, IN_VIEW, drawn_navigation, gate_of, navigation_for, url_of
from tests.factories import make_person

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = [path for path in ROOT.glob("**/templates/**/*.html") if ".venv" not in path.parts]


class Outline(HTMLParser):
    """Collects headings, inline code and ids of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.headings: list[str] = []
        self.inline: list[str] = []
        self.ids: list[str] = []
        self.language = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "html":
            self.language = given.get("lang") or ""
        if tag in {"h1", "h2", "h3"}:
            self.headings.append(tag)
        if "id" in given:
            self.ids.append(given["id"] or "")
        self.inline += [f"{tag} {name}" for name in given if name == "style" or name.startswith("on")]
        if tag == "style" or (tag == "script" and "src" not in given):
            self.inline.append(tag)


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_catalogue_has_one_heading_no_inline_code_and_no_id_twice(client: Any, language: str) -> None:
    client.cookies["django_language"] = language
    response = client.get("/design/")
    outline = Outline(response.content.decode())
    assert response.status_code == 200
    assert outline.headings.count("h1") == 1
    assert outline.inline == []
    assert sorted(set(outline.ids)) == sorted(outline.ids)
    assert outline.language == {"en": "en", "zh-hans": "zh-Hans"}[language]


def test_no_template_writes_inline_code() -> None:
    attribute = re.compile(r"<[a-z][^>]*\s(?:style|on[a-z]+)=", re.IGNORECASE)
    block = re.compile(r"<style\b|<script\b(?![^>]*\bsrc=)", re.IGNORECASE)
    offenders = [
        str(path.relative_to(ROOT))
        for path in TEMPLATES
        if "documents" not in path.parts  # printed documents carry their style with them
        and path.parts[-2:] != ("offline", "frame.html")  # and so do files that are read without a network
        and (attribute.search(text := path.read_text(encoding="utf-8")) or block.search(text))
    ]
    assert offenders == []


def test_the_policy_allows_only_our_own_scripts_and_styles(client: Any) -> None:
    policy = client.get("/design/").headers["Content-Security-Policy"].split("; ")
    assert {"script-src 'self'", "style-src 'self'", "img-src 'self' data:"} <= set(policy)
    assert [rule for rule in policy if "unsafe" in rule] == []


def test_a_lost_page_says_what_happened_and_the_way_out(client: Any) -> None:
    client.cookies["django_language"] = "en"
    response = client.get("/no-such-page/")
    html = response.content.decode()
    assert response.status_code == 404
    assert "This page was not found" in html
    assert 'href="/"' in html


def test_every_template_compiles() -> None:
    names = [str(path).split("/templates/", 1)[1] for path in TEMPLATES]
    assert [name for name in names if get_template(name) is None] == []


@pytest.mark.parametrize("template", ["403.html", "403_csrf.html", "404.html", "500.html", "registration/locked.html"])
def test_each_refusal_has_a_heading_and_one_primary_way_out(template: str) -> None:
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    html = render_to_string(template, request=request)
    assert Outline(html).headings.count("h1") == 1
    assert html.count("btn-primary") <= 1
    assert "href=" in html


def test_the_fault_page_needs_neither_request_nor_database(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        html = render_to_string("500.html")
    assert "Something went wrong on our side" in html
    assert "我们这边出了错" in html


def test_a_stranger_sees_no_navigation_and_the_roles_cost_one_query(django_assert_num_queries: Any) -> None:
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    assert shell(request)["navigation"]["items"] == ""
    request.user = make_person("吴岚", access.TRAINING_LEAD)
    with django_assert_num_queries(1):
        assert str(shell(request)["navigation"]["role"]) == str(access.ACCESS_ROLES[0].name)


def test_a_learner_sees_nothing_of_the_leads_work() -> None:
    learner = make_person("周婷")
    names = {entry.url_name for entry in ENTRIES if entry.shown_to(learner)}
    assert {"my-path", "drills", "exams", "knowledge"} <= names
    assert names.isdisjoint({"matrix", "people-import", "coverage", "audit-trail", "access", "assessments"})


def test_each_role_sees_its_own_place() -> None:
    own = {
        access.TRAINING_LEAD: "people-import",
        access.ASSESSOR: "assessments",
        access.EXECUTIVE: "readiness",
        access.AUDITOR: "audit-trail",
        access.SUPER_ADMINISTRATOR: "access",
        access.ADMINISTRATOR: "accounts",
        access.AUTHOR: "wagtailadmin_home",
        access.MANAGER: "coverage",
    }
    for role, place in own.items():
        person = make_person("林慧", role)
        assert place in {entry.url_name for entry in ENTRIES if entry.shown_to(person)}, role


def test_a_place_without_a_page_is_left_out_and_the_bar_never_overflows() -> None:
    person = make_person("吴岚", access.TRAINING_LEAD, access.ASSESSOR, access.AUTHOR)
    main, more = navigation_for(person)
    existing = [
        entry.url_name
        for entry in ENTRIES
        if entry.shown_to(person) and (url := url_of(entry.url_name)) and gate_of(url)(person)
    ]
    assert len(main) + len(more) == len(existing)
    assert len(main) <= IN_VIEW
    assert url_of("no-such-name") is None


def test_the_navigation_is_drawn_for_the_roles_the_language_and_the_place() -> None:
    learner, lead = make_person("周婷"), make_person("吴岚", access.TRAINING_LEAD)
    with translation.override("en"):
        of_learner, of_lead = drawn_navigation(learner, "/exams/3/"), drawn_navigation(lead, "/exams/3/")
    with translation.override("zh-hans"):
        chinese = drawn_navigation(learner, "/")
    assert of_learner.count('aria-current="page"') == 1
    assert '<a href="/exams/" aria-current="page">' in of_learner
    assert "Import people" not in of_learner
    assert "Import people" in of_lead
    assert "Exams" in of_learner
    assert "考试" in chinese
    assert "aria-current" not in chinese.replace('<a href="/" aria-current="page">', "")
    lead.groups.clear()
    del lead.access_roles
    with translation.override("en"):
        assert drawn_navigation(lead, "/exams/3/") == of_learner


def test_the_theme_is_taken_from_the_cookie_and_only_if_we_know_it(client: Any) -> None:
    client.cookies["theme"] = "dark"
    assert 'data-theme="dark"' in client.get("/design/").content.decode()
    client.cookies["theme"] = '"><script>'
    assert "data-theme=" not in client.get("/design/").content.decode().split(">", 2)[1]


def test_the_language_is_switched_by_a_plain_form(client: Any) -> None:
    client.cookies["django_language"] = "en"
    response = client.post("/language/", {"language": "zh-hans", "next": "/design/"}, follow=True)
    assert Outline(response.content.decode()).language == "zh-Hans"
