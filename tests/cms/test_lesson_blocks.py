"""Every block kind draws itself in both languages, from the content pack and from its own preview."""

import logging
from typing import Any

import pytest
from django.test import Client
from django.utils import translation
from wagtail.documents.models import Document
from wagtail.images.models import Image

from cms.content_files import read_yaml
from cms.lessons.blocks import LessonBody
from cms.lessons.blocks.check import Check
from cms.lessons.body_from_yaml import lesson_body
from cms.lessons.content import ReadingContent
from cms.models import LessonPage
from tests.cms.factories import CONTENT, both, make_lesson

pytestmark = pytest.mark.django_db
KINDS = list(LessonBody().child_blocks)


class _Shouting(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        raise AssertionError(record.getMessage())


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("kind", KINDS)
def test_preview_of_each_kind_renders_without_a_word_in_the_log(kind: str, language: str) -> None:
    block = LessonBody().child_blocks[kind]
    value = block.get_preview_value()
    template_log, handler = logging.getLogger("django.template"), _Shouting()
    template_log.addHandler(handler)
    try:
        with translation.override(language):
            html = block.render(value, context={"anchor": "b1", "job_roles": {}, "links": []})
    finally:
        template_log.removeHandler(handler)
    words = value["title"]["zh" if language == "zh-hans" else "en"]
    assert words in html


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_says_what_it_is_for_authors(kind: str) -> None:
    meta = LessonBody().child_blocks[kind].meta
    assert meta.icon
    assert meta.description
    assert meta.template == f"cms/lessons/blocks/{kind}.html"


def all_files() -> list[Any]:
    return sorted([*(CONTENT / "lessons").glob("*.yaml"), *(CONTENT / "micro").glob("*.yaml")])


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_lesson_of_the_pack_renders_every_part(language: str) -> None:
    for path in all_files():
        row = read_yaml(path)
        page = LessonPage(slug=row["slug"], name_zh=row["title"]["zh"], name_en=row["title"]["en"], version="1.0")
        page.body = LessonPage._meta.get_field("body").stream_block.to_python(
            lesson_body(row["slug"], row["blocks"], {})
        )
        with translation.override(language):
            content = ReadingContent.of(page, is_cached=False)
        assert [block.kind for block in content.blocks] == [block["type"] for block in row["blocks"]]
        assert all(block.heading and (block.html or block.question) for block in content.blocks)


def test_pictures_films_and_files_are_shown_with_their_words() -> None:
    from io import BytesIO

    from django.core.files.images import ImageFile
    from PIL import Image as Pixels

    buffer = BytesIO()
    Pixels.new("RGB", (8, 8)).save(buffer, "PNG")
    picture = Image.objects.create(title="Label", file=ImageFile(buffer, "label.png"))
    film = Document.objects.create(title="Film", file=ImageFile(BytesIO(b"film"), "film.mp4"))
    values = [
        (
            "image",
            {"title": both("标签", "Label"), "picture": picture.pk, "alternative": both("黄色", "A yellow label")},
        ),
        (
            "video",
            {"title": both("视频", "Film"), "film": film.pk, "captions": None, "transcript": both("旁白", "Voice")},
        ),
        ("file", {"title": both("表格", "Log"), "document": film.pk}),
    ]
    body = LessonBody().to_python([{"type": kind, "value": value, "id": kind} for kind, value in values])
    with translation.override("en"):
        drawn = [child.render(context={"anchor": "b1"}) for child in body]
    assert 'alt="A yellow label"' in drawn[0]
    assert "Voice" in drawn[1]
    assert "Download" in drawn[2]


def test_a_question_needs_exactly_one_right_answer() -> None:
    from wagtail.blocks import StructBlockValidationError

    block = Check()
    value = block.get_preview_value()
    for option in value["options"]:
        option["is_right"] = False
    with pytest.raises(StructBlockValidationError):
        block.clean(value)


def test_digest_follows_the_content_and_nothing_else() -> None:
    page, twin = make_lesson(slug="one"), make_lesson(slug="two")
    first = ReadingContent.of(page)
    assert ReadingContent.of(LessonPage.objects.get(pk=page.pk)).digest == first.digest
    assert ReadingContent.of(twin).digest != first.digest
    page.name_en = "Receiving, revised"
    assert ReadingContent.of(page, is_cached=False).digest != first.digest


def test_codes_in_a_text_are_set_apart_and_markup_is_shown_as_typed() -> None:
    from cms.templatetags.reading import codes

    assert codes("See P2P-40 <b>") == 'See <span class="code">P2P-40</span> &lt;b&gt;'
    assert codes("LOT_EXPIRED, lot.expiry_date") == (
        '<span class="code">LOT_EXPIRED</span>, <span class="code">lot.expiry_date</span>'
    )
    assert codes("plain words, 1.5 and A1") == "plain words, 1.5 and A1"


def test_author_previews_a_draft_in_both_languages() -> None:
    page = make_lesson()
    request = Client().get("/healthz").wsgi_request
    for language, title in (("zh-hans", "收货与上架"), ("en", "Receiving")):
        response = page.serve_preview(request, language)
        assert title in response.content.decode()
        assert response["X-Frame-Options"] == "SAMEORIGIN"
