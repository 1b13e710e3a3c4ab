"""Plain factories of lessons and knowledge: each makes the least that is needed, and takes anything else by name."""

from itertools import count
from pathlib import Path
from typing import Any

from django.test import Client
from wagtail.models import Locale

from cms.lessons.body_from_yaml import lesson_body
from cms.lessons.loading import library_page
from cms.models import LessonItem, LessonPage, MicroLessonPage
from curricula.models import Activity
from lms.foundation.models import Person
from tests.factories import PASSWORD, make_activity

CONTENT = Path(__file__).resolve().parents[2] / "lms/demo/data/content"
COMPANY = CONTENT.parent / "company"
_slugs = count(1)


def both(zh: str, en: str) -> dict[str, str]:
    """A text as content files have it."""
    return {"zh": zh, "en": en}


def check_block() -> dict[str, Any]:
    """A question whose second answer is right."""
    return {
        "type": "check",
        "title": both("想一想", "Check yourself"),
        "question": both("几个检验批？", "How many inspection lots?"),
        "options": [
            {"text": both("一个", "One"), "correct": False},
            {"text": both("两个", "Two"), "correct": True},
        ],
        "feedback": both("检验批按收货行生成。", "Inspection lots follow receipt lines."),
    }


def text_block(number: int) -> dict[str, Any]:
    """A short text."""
    return {
        "type": "text",
        "title": both(f"第{number}段", f"Part {number}"),
        "paragraphs": [both("超交时提示 OVER_DELIVERY。", "OVER_DELIVERY appears beyond tolerance.")],
    }


def default_blocks() -> list[dict[str, Any]]:
    """A goal, two texts and a check."""
    goal = {
        "type": "goal",
        "title": both("业务目标", "Business goal"),
        "paragraphs": [both("身份正确。", "The right identity.")],
    }
    return [goal, text_block(1), text_block(2), check_block()]


def make_lesson(model: Any = LessonPage, **fields: Any) -> Any:
    """A published lesson of four blocks."""
    slug = fields.pop("slug", f"lesson-{next(_slugs)}")
    blocks = fields.pop("blocks", None) or default_blocks()
    values: dict[str, Any] = {"name_zh": "收货与上架", "name_en": "Receiving", "minutes": 3, "version": "1.0", **fields}
    page = model(slug=slug, locale=Locale.objects.first(), **values)
    page.body = model._meta.get_field("body").stream_block.to_python(lesson_body(slug, blocks, {}))
    library_page().add_child(instance=page)
    page.save_revision().publish()
    return model.objects.get(pk=page.pk)


def make_micro(**fields: Any) -> Any:
    """A published micro-lesson."""
    return make_lesson(MicroLessonPage, **fields)


def make_item(page: Any = None, activity: Activity | None = None, **fields: Any) -> LessonItem:
    """A lesson inside an activity."""
    page = page or make_lesson()
    activity = activity or make_activity(
        business_goal_en="Goods cost money.", positive_en="Your word is backed by a number."
    )
    values: dict[str, Any] = {
        "ref": page.slug,
        "title_zh": page.name_zh,
        "title_en": page.name_en,
        "minutes": page.minutes,
    }
    return LessonItem.objects.create(activity=activity, page=page, **{**values, **fields})


def revise(page: Any, **fields: Any) -> Any:
    """Publish another revision of the page."""
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def signed_in(person: Person, language: str = "en") -> Client:
    """A browser in which the person is signed in."""
    client = Client(headers={"accept-language": language})
    client.cookies["django_language"] = "zh-hans" if language == "zh" else language
    assert client.login(number=person.number, password=PASSWORD)
    return client
