"""A lesson taken along says everything it says online, leads nowhere, and counts for nothing until it is finished online."""

import re
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.images import ImageFile
from django.test import Client
from django.urls import reverse
from django.utils import translation
from PIL import Image as Pixels
from wagtail.documents.models import Document
from wagtail.images.models import Image

from cms.content_files import read_yaml
from cms.lessons.blocks import LessonBody
from cms.lessons.body_from_yaml import lesson_body
from cms.lessons.offline.copies import offline_copy
from cms.lessons.offline.naming import LONGEST_NAME, file_name
from cms.models import KnowledgeView, LessonPage, LessonProgress, MicroLessonPage
from curricula.models import EvidenceFact, JobRole
from tests.cms.factories import CONTENT, both, default_blocks, make_lesson, make_micro, revise, signed_in, text_block
from tests.cms.reading_copies import Reading, plain
from tests.factories import make_person, named

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 18)
LANGUAGES = [("zh", "zh-hans"), ("en", "en")]


def _texts(row: Any, language: str) -> list[str]:
    """Every text of a part of a content file in one language."""
    if isinstance(row, dict):
        if set(row) == {"zh", "en"}:
            return [row[language]]
        return [text for value in row.values() for text in _texts(value, language)]
    return [text for value in row for text in _texts(value, language)] if isinstance(row, list) else []


def drafted(path: Path) -> LessonPage | MicroLessonPage:
    """A lesson of the pack as a page that is not saved."""
    row = read_yaml(path)
    screens = {screen["id"]: both(screen["zh"], screen["en"]) for screen in read_yaml(CONTENT / "refs.yaml")["screens"]}
    page = (MicroLessonPage if row["kind"] == "micro" else LessonPage)(
        slug=row["slug"], name_zh=row["title"]["zh"], name_en=row["title"]["en"], minutes=row["minutes"], version="1.0"
    )
    page.body = LessonPage._meta.get_field("body").stream_block.to_python(
        lesson_body(row["slug"], row["blocks"], screens)
    )
    return page


@pytest.mark.parametrize(("language", "code"), LANGUAGES)
def test_copy_of_every_lesson_of_the_pack_says_all_and_leads_nowhere(language: str, code: str) -> None:
    kinds = set()
    for path in sorted([*(CONTENT / "lessons").glob("*.yaml"), *(CONTENT / "micro").glob("*.yaml")]):
        blocks = read_yaml(path)["blocks"]
        kinds |= {block["type"] for block in blocks}
        with translation.override(code):
            reading = Reading(offline_copy(drafted(path), taken_on=DAY))
        missing = [text for text in _texts(blocks, language) if plain(text) not in reading.words]
        codes = [code for block in blocks if block["type"] == "related" for code in _codes(block)]
        assert (path.name, missing, [code for code in codes if code not in reading.words]) == (path.name, [], [])
        assert (reading.leads_to, reading.runs) == ([], [])
    assert kinds == set(LessonBody().child_blocks) - {"image", "video", "file"}


def _codes(block: dict[str, Any]) -> list[str]:
    return [code for value in block.values() if isinstance(value, list) for code in value]


def test_copy_may_fetch_nothing_and_its_style_asks_for_nothing() -> None:
    text = offline_copy(make_micro(), taken_on=DAY).decode()
    assert "default-src 'none'; style-src 'unsafe-inline'; img-src data:;" in text
    style = text[text.index("<style>") : text.index("</style>")]
    assert len(style) > 10_000
    assert re.findall(r"@import|url\(|https?:", style) == []


def make_media_body(picture: Any) -> Any:
    film = Document.objects.create(title="Film", file=ImageFile(BytesIO(b"film"), "film.mp4"))
    values: dict[str, Any] = {
        "image": {"title": both("标签", "Label"), "picture": picture.pk, "alternative": both("黄色", "A yellow label")},
        "video": {
            "title": both("视频", "Film"),
            "film": film.pk,
            "captions": None,
            "transcript": both("旁白", "Voice"),
        },
        "file": {"title": both("登记表", "Receipt log"), "document": film.pk},
    }
    return LessonBody().to_python([{"type": kind, "value": value, "id": kind} for kind, value in values.items()])


def make_picture() -> Any:
    buffer = BytesIO()
    Pixels.new("RGB", (8, 8)).save(buffer, "PNG")
    return Image.objects.create(title="Label", file=ImageFile(buffer, "label.png"))


def test_picture_lies_in_the_copy_and_films_and_files_are_named_with_what_they_need() -> None:
    page = make_lesson()
    page.body = make_media_body(make_picture())
    with translation.override("en"):
        content = offline_copy(page, taken_on=DAY)
    reading = Reading(content)
    assert [value[:22] for name, value in reading.attributes if name == "src"] == ["data:image/png;base64,"]
    assert ("alt", "A yellow label") in reading.attributes
    text = content.decode()
    for said in ("Label", "Film", "Voice", "Receipt log", "It needs the network: watch it in Plimsoll.",
                 "It needs the network: download it from the lesson in Plimsoll."):  # fmt: skip
        assert said in text
    assert (reading.leads_to, reading.runs) == ([], [])


def test_picture_without_a_file_is_said_to_be_missing_and_noted(caplog: pytest.LogCaptureFixture) -> None:
    page, picture = make_lesson(), make_picture()
    page.body = make_media_body(picture)
    picture.file.storage.delete(picture.file.name)
    with translation.override("en"):
        text = offline_copy(page, taken_on=DAY).decode()
    assert "A yellow label" in text
    assert "This picture could not be packed into the copy." in text
    assert f"picture {picture.pk} has no readable file" in caplog.text


def test_hostile_texts_are_shown_as_written_and_nothing_of_them_runs() -> None:
    hostile = """\'"></style><script>mark()</script><img src=//evil.example onerror=mark()>"""
    blocks = [
        {"type": "card", "title": both(hostile, hostile), "paragraphs": [both(hostile, hostile)]},
        {
            "type": "check", "title": both(hostile, hostile), "question": both(hostile, hostile),
            "options": [
                {"text": both(hostile, hostile), "correct": True},
                {"text": both("b", "b"), "correct": False},
            ],
            "feedback": both(hostile, hostile),
        },
        {"type": "related", "title": both(hostile, hostile), "drills": ["javascript:mark()"]},
    ]  # fmt: skip
    page = make_micro(name_zh=hostile, name_en=hostile, version='"><b>', blocks=blocks)
    reading = Reading(offline_copy(page, taken_on=DAY))
    assert reading.words.count(plain(hostile)) == 10
    assert "javascript:mark()" in reading.words
    assert (reading.leads_to, reading.runs, "img" in reading.tags) == ([], [], False)


def test_answer_and_feedback_are_folded_below_the_question() -> None:
    with translation.override("en"):
        text = offline_copy(make_micro(), taken_on=DAY).decode()
    question, answer = text.split("<details", 1)
    assert "How many inspection lots?" in question
    assert "Inspection lots follow receipt lines." not in question
    assert "<b>Answer 2 is right:</b> Two" in answer
    assert "Inspection lots follow receipt lines." in answer


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("en", ["First expired", "About 2 min.", "Version 1.3 r{}", "downloaded 18 Nov 2026", "Owner", "Storekeeper",
                "Reading this copy does not count as completed.", "Plimsoll, library", "fefo"]),
        ("zh-hans", ["先到期先出", "约 2 分钟。", "版本 1.3 r{}", "下载于 2026-11-18", "责任岗位", "仓管员",
                     "阅读离线副本不计入完成。", "Plimsoll 课程库", "fefo"]),
    ],
)  # fmt: skip
def test_copy_names_what_it_is_and_that_it_does_not_count(code: str, words: list[str]) -> None:
    owner = JobRole.objects.create(code="KEEPER", name_zh="仓管员", name_en="Storekeeper")
    page = make_micro(
        slug="fefo", name_zh="先到期先出", name_en="First expired", minutes=2, version="1.3", owner_role=owner
    )
    with translation.override(code):
        said = Reading(offline_copy(page, taken_on=DAY)).words
    assert [word for word in words if plain(word.format(page.live_revision_id)) not in said] == []


def copied(page: Any, day: date) -> bytes:
    with translation.override("en"):
        return offline_copy(page, taken_on=day)


def test_same_revision_and_day_are_the_same_bytes_and_a_revised_lesson_can_be_told() -> None:
    page = make_micro()
    first = copied(page, DAY)
    assert copied(MicroLessonPage.objects.get(pk=page.pk), DAY) == first
    assert copied(page, date(2026, 11, 19)).replace(b"19 Nov 2026", b"18 Nov 2026") == first
    revised = revise(page, version="1.1")
    assert f"1.1 r{revised.live_revision_id}" in copied(revised, DAY).decode()
    assert f"1.1 r{revised.live_revision_id}" not in first.decode()


def address(page: Any) -> str:
    return reverse("lesson-offline", args=[page.slug])


def test_copy_comes_as_a_file_named_after_the_lesson_in_the_language_asked_for() -> None:
    page = make_micro(name_zh="先到期先出：两步", name_en="First expired / first out", version="1.0")
    client = signed_in(make_person(), "zh")
    chinese = client.get(address(page))
    assert chinese["Content-Type"] == "text/html; charset=utf-8"
    assert chinese["Content-Disposition"] == (
        "attachment; filename*=utf-8''%E5%85%88%E5%88%B0%E6%9C%9F%E5%85%88%E5%87%BA%EF%BC%9A%E4%B8%A4%E6%AD%A5%201.0.html"
    )
    assert '<html lang="zh-Hans">' in chinese.content.decode()
    english = client.get(address(page), {"language": "en"})
    assert english["Content-Disposition"] == 'attachment; filename="First expired first out 1.0.html"'
    assert english["Content-Language"] == "en"
    assert '<html lang="en">' in english.content.decode()
    assert "script-src 'self'" in english["Content-Security-Policy"]
    assert client.get(address(page), {"language": "xx"}).status_code == 404


def test_file_names_hold_nothing_that_a_system_refuses() -> None:
    assert file_name('a/b\\c:d*e?"f<g>h|i\r\nj', "html") == "a b c d e f g h i j.html"
    assert file_name("\u202egnp.exe", "zip") == "gnp.exe.zip"
    assert file_name("...", "html") == "Plimsoll.html"
    assert file_name("长" * 300, "html") == "长" * LONGEST_NAME + ".html"


def test_nobody_is_sent_to_sign_in_and_what_is_not_published_is_not_found() -> None:
    page, withdrawn = make_micro(), make_lesson()
    withdrawn.unpublish()
    assert Client().get(address(page))["Location"].startswith(reverse("sign-in"))
    client = signed_in(make_person())
    assert client.get(address(page)).status_code == 200
    assert client.get(address(withdrawn)).status_code == 404
    assert client.get(reverse("lesson-offline", args=["no-such-lesson"])).status_code == 404
    assert client.post(address(page)).status_code == 405
    assert not KnowledgeView.objects.filter(code=withdrawn.slug).exists()


def test_draft_behind_a_published_lesson_is_not_taken_along() -> None:
    page = make_micro(name_en="As published")
    page.name_en = "Only drafted"
    page.save_revision()
    text = signed_in(make_person()).get(address(page)).content.decode()
    assert "As published" in text
    assert "Only drafted" not in text


def test_taking_a_lesson_along_counts_as_opened_and_proves_nothing() -> None:
    micro, lesson, client = make_micro(), make_lesson(), signed_in(make_person())
    for page in (micro, micro, lesson):
        client.get(address(page))
    counted = KnowledgeView.objects.order_by("kind").values_list("kind", "code", "count")
    assert list(counted) == [("lesson", lesson.slug, 1), ("micro", micro.slug, 2)]
    assert (LessonProgress.objects.count(), EvidenceFact.objects.count()) == (0, 0)


def test_lesson_offers_its_copy_in_both_languages() -> None:
    client = signed_in(make_person())
    for page in (make_lesson(), make_micro()):
        html = client.get(reverse("lesson-page", args=[page.slug]), follow=True).content.decode()
        assert re.findall(rf'href="{address(page)}\?language=([a-z-]+)"', html) == ["en", "zh-hans"]


def test_copy_asks_little_and_no_more_for_more_parts(django_assert_num_queries: Any) -> None:
    named(JobRole, "KEEPER")
    client = signed_in(make_person())
    for blocks in (default_blocks(), [text_block(number) for number in range(1, 13)]):
        page = make_micro(blocks=blocks)
        client.get(address(page))
        with django_assert_num_queries(5):
            client.get(address(page))
