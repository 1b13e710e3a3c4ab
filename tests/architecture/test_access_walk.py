"""A walk over every address: nobody comes in without signing in, and a plain learner finds only a learner's pages.

What belongs to single people (attempts, evidence, certificates) is walked as owner, colleague and stranger beside its views.
"""

from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.factories import make_go_live, make_person, make_posting, make_requirement

pytestmark = pytest.mark.django_db

# Open to the world on purpose: the door itself, the pulse of the process, and what a QR code leads to.
PUBLIC = {
    "health", "sign-in", "sign-out", "set_language", "demo-sign-in", "password-set", "password-set-done",
    "password-set-handed", "certificate-verify", "design-catalogue",
}  # fmt: skip
# Pages without arguments that everybody who has signed in may open.
FOR_EVERYBODY = {
    "home", "my-path", "my-account", "my-qualifications", "signature-policy", "password-change", "exams", "drills",
    "drill-attempts", "drill-join", "lessons", "manuals", "knowledge", "search", "faq", "troubleshooting", "dictionary",
    "announcements",
    "templates", "goals", "processes", "chains", "jobs", "signatures", "health", "design-catalogue", "sign-in",
    "password-set-done",
    "assessment-results", "access", "go-lives", "qualifications", "setting-templates", "offline-library",
}  # fmt: skip
OTHERS = ("cms/", "sso/")
ARGUMENTS = {
    "uuid": uuid4(), "number": "YF0", "code": "NOTHING", "slug": "nothing", "sequence": 999, "seq": 1, "position": 1,
    "job_role": "NOBODY", "activity": "ACT-NOTHING", "line": "a", "block": "x", "name": "x", "key": "x", "kind": "x",
    "role": "auditor", "token": "x", "uidb64": "x", "revision": 1, "form": "x",
}  # fmt: skip
FOUND, MOVED, NOT_FOUND, NOT_ALLOWED = 200, 302, 404, 405


def _addresses(resolver: URLResolver, before: str = "") -> Iterator[tuple[str, str]]:
    """Name and address of every route of ours, filled with arguments that name nothing that exists."""
    for route in resolver.url_patterns:
        path = before + str(route.pattern)
        if path.startswith(OTHERS):
            continue
        if isinstance(route, URLResolver):
            yield from _addresses(route, path)
        elif isinstance(route, URLPattern) and route.name:
            arguments = {name: _argument(route, name) for name in route.pattern.regex.groupindex}
            yield route.name, reverse(route.name, kwargs=arguments)


def _argument(route: URLPattern, name: str) -> object:
    converter = route.pattern.converters.get(name)
    if type(converter).__name__ == "IntConverter":
        return 999
    if type(converter).__name__ == "UUIDConverter":
        return ARGUMENTS["uuid"]
    return ARGUMENTS[name]


def every_address() -> list[tuple[str, str]]:
    """All routes, in a fixed order."""
    return sorted(set(_addresses(get_resolver())))


@pytest.mark.requirement("B24", "B66")
def test_nobody_comes_in_without_signing_in(client: Client) -> None:
    open_doors = []
    for name, address in every_address():
        if name in PUBLIC:
            continue
        for send in (client.get, client.post):
            answer = send(address)
            leads_to = answer.headers.get("HX-Redirect") or answer.headers.get("Location", "")
            if not leads_to.startswith("/sign-in/") and answer.status_code != NOT_ALLOWED:
                open_doors.append((send.__name__, address, answer.status_code))
    assert open_doors == []


@pytest.mark.requirement("B24", "B66", "B62")
def test_a_plain_learner_finds_only_a_learners_pages(client: Client) -> None:
    make_go_live()
    learner = make_person("周婷")
    make_posting(learner)
    make_requirement()
    client.force_login(learner, backend="lms.foundation.accounts.backends.PersonBackend")
    trespasses = []
    for name, address in every_address():
        if name in FOR_EVERYBODY or name in PUBLIC:
            continue
        answer = client.get(address)
        if answer.status_code not in {NOT_FOUND, NOT_ALLOWED}:
            trespasses.append((name, address, answer.status_code))
    assert trespasses == []


@pytest.mark.requirement("B24")
def test_a_learners_own_pages_open(client: Client) -> None:
    learner = make_person("周婷")
    client.force_login(learner, backend="lms.foundation.accounts.backends.PersonBackend")
    answers = {name: client.get(address).status_code for name, address in every_address() if name in FOR_EVERYBODY}
    assert {name: status for name, status in answers.items() if status not in {FOUND, MOVED}} == {}
