"""The learner's day: the path, a lesson, an exam, a drill, all from the page that says what is due."""

from collections.abc import Callable

import pytest

from tests.journeys.conftest import PHONE, Visitor

pytestmark = pytest.mark.journey
Visit = Callable[..., Visitor]
LANGUAGES = ["zh-hans", "en"]


@pytest.mark.requirement("A77", "A41")
@pytest.mark.parametrize("language", LANGUAGES)
def test_from_the_path_into_a_lesson_and_back(visit: Visit, language: str) -> None:
    learner = visit(language, width=PHONE if language == "en" else 1440)
    learner.sign_in_as("周婷")
    learner.open("/my-path/")
    assert learner.page.locator(".card-deep .figure").inner_text() == "13"
    learner.press("a.btn-primary.btn-l")
    if "/lessons/" in learner.page.url:
        learner.page.locator("form[action$='/finish/'] button").click()
        learner.page.wait_for_load_state()
        learner.look()
    learner.open("/activities/ACT-P2P-01/")
    assert learner.page.locator(".path li").count() >= 2


@pytest.mark.requirement("A56")
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_exam_is_sat_question_by_question_and_locked(visit: Visit, language: str) -> None:
    person = {"zh-hans": "何雪", "en": "罗斌"}[language]
    learner = visit(language)
    learner.sign_in_as(person)
    learner.open("/exams/")
    start = learner.page.locator("a[href^='/exams/'][href$='/']:not([href*='results']):not([href*='bank'])")
    hrefs = [link.get_attribute("href") for link in start.all()]
    opened = False
    for href in dict.fromkeys(href for href in hrefs if href and href.count("/") == 3 and len(href) > 30):
        learner.open(href)
        if learner.page.locator("form[action$='/start/'] button:not([disabled])").count():
            opened = True
            break
    assert opened, "nobody may sit an exam"
    learner.press("form[action$='/start/'] button")
    attempt = learner.page.url.split("/attempts/")[1].split("/")[0]
    questions = learner.page.locator(f"a[href*='/attempts/{attempt}/']").count()
    assert questions >= 8
    learner.page.locator("input[type=radio], input[type=checkbox]").first.check()
    learner.open(f"/exams/attempts/{attempt}/review/")
    learner.press("form[action$='/submit/'] button")
    learner.open(f"/exams/attempts/{attempt}/result/")
    assert learner.page.goto(f"{learner.site}/exams/attempts/{attempt}/1/") is not None
    assert "/result/" in learner.page.url


@pytest.mark.requirement("A44", "A23")
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_drill_is_begun_worked_in_and_graded(visit: Visit, language: str) -> None:
    learner = visit(language)
    learner.sign_in_as("周婷")
    learner.open("/drills/P2P-03/")
    learner.press("form:has(input[name=mode]) button")
    assert "/drills/attempts/" in learner.page.url
    attempt = learner.page.url.split("/attempts/")[1].split("/")[0]
    learner.open(f"/drills/attempts/{attempt}/lists/PO/")
    learner.press("table a")
    learner.open(f"/drills/attempts/{attempt}/hand-in/")
    for group in {radio.get_attribute("name") for radio in learner.page.locator("input[type=radio]").all()}:
        learner.page.locator(f"input[type=radio][name='{group}']").first.check()
    for box in learner.page.locator("main form input[type=text], main form input[type=number]").all():
        box.fill("10")
    learner.press("main form button.btn-primary")
    learner.open(f"/drills/attempts/{attempt}/result/")
    assert learner.page.locator("main").inner_text().strip() != ""
