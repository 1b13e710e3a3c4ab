"""Everybody's pages, opened one by one in both languages, at a desk and on a phone."""

from collections.abc import Callable

import pytest

from tests.journeys.conftest import DESK, PHONE, Visitor

pytestmark = pytest.mark.journey
Visit = Callable[..., Visitor]

LEARNER = [
    "/my-path/", "/activities/ACT-P2P-01/", "/drills/", "/drills/P2P-01/", "/exams/", "/knowledge/", "/search/?q=收货",
    "/faq/", "/manuals/", "/dictionary/", "/announcements/", "/goals/", "/processes/", "/processes/P2P-40/",
    "/processes/O2C-40/", "/processes/chains/", "/processes/chains/P2P/", "/processes/chains/P2P/versions/2/",
    "/my-account/", "/qualifications/mine/", "/drills/attempts/", "/lessons/", "/faq/troubleshooting/", "/templates/",
]  # fmt: skip
LEAD = [
    "/matrix/", "/matrix/RECV/ACT-P2P-02/", "/matrix/versions/", "/people/", "/people/import/", "/set-up/", "/coverage/",
    "/coverage/names/", "/cover/", "/proficiency/", "/readiness/", "/snapshots/", "/go-lives/", "/go-lives/W1/",
    "/exams/bank/", "/exams/results/", "/qualifications/", "/permissions/", "/jobs/", "/definitions/", "/thresholds/",
    "/drills/P2P-03/rules/", "/proficiency/confident-and-wrong/", "/go-lives/milestones/M1-UAT2/", "/processes/P2P-40/edit/",
    "/goals/indicators/STD-1/", "/processes/O2C-40/", "/processes/chains/O2C/", "/processes/chains/O2C/publish/",
]  # fmt: skip
ASSESSOR = ["/assessments/"]
MANAGEMENT = ["/snapshots/1/", "/snapshots/1/sign/"]
AUDITOR = ["/audit-trail/", "/personal-reads/", "/signatures/", "/access/", "/audit-trail/review/", "/matrix/"]


WALKS = [
    ("周婷", LEARNER, "zh-hans", DESK),
    ("周婷", LEARNER, "zh-hans", PHONE),
    ("周婷", LEARNER, "en", PHONE),
    ("吴岚", LEAD, "zh-hans", DESK),
    ("吴岚", LEAD, "en", PHONE),
    ("顾远航", MANAGEMENT, "zh-hans", PHONE),
    ("顾远航", MANAGEMENT, "en", DESK),
    ("罗斌", ASSESSOR, "zh-hans", PHONE),
    ("罗斌", ASSESSOR, "en", DESK),
    ("肖鑫东", AUDITOR, "zh-hans", DESK),
    ("肖鑫东", AUDITOR, "en", PHONE),
]
"""Every page in both languages, and on a phone; English words are the longer ones, so they go to the small screen."""


@pytest.mark.parametrize(("person", "pages", "language", "width"), WALKS)
def test_pages_are_accessible_and_fit(visit: Visit, person: str, pages: list[str], language: str, width: int) -> None:
    visitor = visit(language, width=width)
    visitor.sign_in_as(person)
    wrong = [fault for path in pages if (fault := _fault_of(visitor, path))]
    assert wrong == []


def _fault_of(visitor: Visitor, path: str) -> str:
    """What is wrong with one page; the walk goes on, so that one run names all of them."""
    visitor.complaints.clear()
    try:
        visitor.open(path)
    except AssertionError as fault:
        return f"{path}: {fault}"
    return ""


@pytest.mark.requirement("A75", "A124")
def test_a_two_character_word_finds_its_page(visit: Visit) -> None:
    visitor = visit("zh-hans")
    visitor.sign_in_as("周婷")
    visitor.open("/search/?q=暂估")
    assert visitor.page.locator("main").get_by_text("暂估").count() > 1


EVERYBODY = ("周婷", "吴岚", "罗斌", "何雪", "陆建国", "顾远航", "林慧")
"""the people of the sign-in page who are known by name"""


@pytest.mark.parametrize("person", EVERYBODY)
def test_everybody_on_the_sign_in_page_finds_something_to_do(visit: Visit, person: str) -> None:
    visitor = visit("en")
    visitor.sign_in_as(person)
    visitor.open("/my-path/")
    assert visitor.page.locator(".card-accent a.btn-primary").count() >= 1, f"{person} has nothing to do now"
