"""Everybody's pages, opened one by one in both languages, at a desk and on a phone."""

from collections.abc import Callable

import pytest

from tests.journeys.conftest import DESK, PHONE, Visitor

pytestmark = pytest.mark.journey
Visit = Callable[..., Visitor]

LEARNER = [
    "/my-path/", "/activities/ACT-P2P-01/", "/drills/", "/drills/P2P-01/", "/exams/", "/knowledge/", "/search/?q=收货",
    "/faq/", "/manuals/", "/dictionary/", "/announcements/", "/goals/", "/processes/", "/processes/P2P-40/",
    "/my-account/", "/qualifications/mine/",
]  # fmt: skip
LEAD = [
    "/matrix/", "/matrix/RECV/ACT-P2P-02/", "/matrix/versions/", "/people/", "/people/import/", "/coverage/",
    "/coverage/names/", "/cover/", "/proficiency/", "/readiness/", "/snapshots/", "/go-lives/", "/go-lives/W1/",
    "/exams/bank/", "/qualifications/", "/permissions/", "/jobs/",
]  # fmt: skip
AUDITOR = ["/audit-trail/", "/personal-reads/", "/signatures/", "/access/", "/readiness/", "/matrix/"]


@pytest.mark.parametrize("width", [DESK, PHONE])
@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize(("person", "pages"), [("周婷", LEARNER), ("吴岚", LEAD), ("肖鑫东", AUDITOR)])
def test_pages_are_accessible_and_fit(visit: Visit, person: str, pages: list[str], language: str, width: int) -> None:
    visitor = visit(language, width=width)
    visitor.sign_in_as(person)
    for path in pages:
        visitor.open(path)


@pytest.mark.requirement("A75", "A124")
def test_a_two_character_word_finds_its_page(visit: Visit) -> None:
    visitor = visit("zh-hans")
    visitor.sign_in_as("周婷")
    visitor.open("/search/?q=暂估")
    assert visitor.page.locator("main").get_by_text("暂估").count() > 1
