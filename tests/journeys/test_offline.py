"""What a learner takes along is read without any network, from the page of contents to the answer of a check question."""

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.journeys.conftest import DESK, LANGUAGES, PHONE, Visitor

pytestmark = pytest.mark.journey
Visit = Callable[..., Visitor]
NAMES = {"zh-hans": "收货、检验批与上架", "en": "Receiving, inspection lots and putting away"}


@pytest.fixture
def read_offline(chromium: Browser) -> Iterator[Callable[..., Visitor]]:
    """Make readers whose browser has no network; what their pages ask for beyond files is a complaint."""
    contexts = []

    def make(*, width: int, dark: bool) -> Visitor:
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, offline=True, color_scheme="dark" if dark else "light"
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(20_000)
        reader = Visitor(page, "", width)
        page.on("request", lambda asked: reader.complaints.append(asked.url) if asked.url[:5] != "file:" else None)
        return reader

    yield make
    for context in contexts:
        context.close()


@pytest.mark.requirement("A76")
@pytest.mark.parametrize(("language", "width", "dark"), [("zh-hans", PHONE, False), ("en", DESK, True)])
def test_micro_lessons_drill_sheets_and_templates_are_read_without_a_network(
    visit: Visit, read_offline: Callable[..., Visitor], tmp_path: Path, language: str, width: int, dark: bool
) -> None:
    learner = visit(language, width=width)
    learner.sign_in_as("周婷")
    learner.open("/offline/")
    with learner.page.expect_download() as started:
        learner.page.locator(f"a[href='/offline/my-path.zip?language={language}']").click()
    with zipfile.ZipFile(started.value.path()) as package:
        package.extractall(tmp_path)
    reader = read_offline(width=width, dark=dark)
    reader.page.goto((tmp_path / "index.html").as_uri())
    reader.look()
    lessons = [str(link.get_attribute("href")) for link in reader.page.locator("a[href^='lessons/']").all()]
    assert len(lessons) >= 3
    assert sorted(lessons) == sorted(f"lessons/{path.name}" for path in (tmp_path / "lessons").iterdir())
    for name in lessons:
        reader.page.goto((tmp_path / name).as_uri())
        answer = reader.page.locator("details .note")
        assert not answer.is_visible()
        reader.page.locator("details > summary").click()
        assert answer.is_visible()
        reader.look()
    sheets = sorted((tmp_path / "drills").glob("*.html"))
    assert len(sheets) >= 1
    reader.page.goto(sheets[0].as_uri())
    reader.look()
    tables = sorted((tmp_path / "templates").glob("*.csv"))
    assert len(tables) == 12
    assert all(table.read_text(encoding="utf-8-sig").count("\n") > 1 for table in tables)


@pytest.mark.parametrize("language", LANGUAGES)
def test_one_lesson_is_one_file_that_opens_by_itself(
    visit: Visit, read_offline: Callable[..., Visitor], tmp_path: Path, language: str
) -> None:
    learner = visit(language, width=PHONE)
    learner.sign_in_as("周婷")
    learner.open("/lessons/receiving-and-inspection/")
    with learner.page.expect_download() as started:
        learner.page.locator(f"a[href='/lessons/receiving-and-inspection/offline/?language={language}']").click()
    copy = tmp_path / started.value.suggested_filename
    started.value.save_as(copy)
    assert copy.name == f"{NAMES[language]} 1.0.html"
    for width in (PHONE, DESK):
        for dark in (False, True):
            reader = read_offline(width=width, dark=dark)
            reader.page.goto(copy.as_uri())
            reader.look()
