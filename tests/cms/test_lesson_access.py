"""Who may open what of a lesson: the owner, a colleague, a stranger, nobody; and how much a page asks of the database."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cms.models import LessonItem, LessonProgress
from tests.cms.factories import make_item, make_lesson, make_micro, revise, signed_in, text_block
from tests.factories import make_person

pytestmark = pytest.mark.django_db
PAGES = ("lesson", "lesson-progress", "lesson-sign")
POSTS = ("lesson-finish", "lesson-again")


def test_nobody_is_sent_to_sign_in() -> None:
    item = make_item()
    addresses = [reverse(name, args=[item.uuid]) for name in PAGES]
    addresses += [reverse("lesson-page", args=[item.ref]), reverse("lesson-version", args=[item.uuid, 1])]
    for address in addresses:
        assert Client().get(address)["Location"].startswith(reverse("sign-in"))
    for name in POSTS:
        assert Client().post(reverse(name, args=[item.uuid]))["Location"].startswith(reverse("sign-in"))
    assert not LessonProgress.objects.exists()


def test_progress_belongs_to_the_reader_alone() -> None:
    owner, colleague, item = make_person(), make_person(), make_item()
    block = str(item.page.specific.body[1].id)
    signed_in(owner).post(reverse("lesson-progress", args=[item.uuid]), {"block": block})
    html = signed_in(colleague).get(reverse("lesson", args=[item.uuid])).content.decode()
    assert "You were at part" not in html
    assert dict(LessonProgress.objects.values_list("person", "position")) == {owner.pk: 2, colleague.pk: 0}


def test_unpublished_lesson_is_not_found() -> None:
    page = make_lesson()
    item = make_item(page)
    page.unpublish()
    client = signed_in(make_person())
    assert client.get(reverse("lesson", args=[item.uuid])).status_code == 404
    assert client.get(reverse("lesson-page", args=[page.slug])).status_code == 404


def test_finish_is_not_a_link() -> None:
    item = make_item()
    client = signed_in(make_person())
    assert [client.get(reverse(name, args=[item.uuid])).status_code for name in POSTS] == [405, 405]


def test_name_leads_into_the_activity_that_asks_or_is_only_read() -> None:
    page, client = make_lesson(), signed_in(make_person())
    alone = client.get(reverse("lesson-page", args=[page.slug]))
    assert "Receiving" in alone.content.decode()
    assert not LessonProgress.objects.exists()
    item = make_item(page)
    assert client.get(reverse("lesson-page", args=[page.slug]))["Location"] == reverse("lesson", args=[item.uuid])


def test_superseded_revision_opens_as_it_was() -> None:
    page = make_lesson(name_en="Receiving, first edition")
    item, first = make_item(page), page.live_revision_id
    revise(page, name_en="Receiving, second edition", version="2.0")
    html = signed_in(make_person()).get(reverse("lesson-version", args=[item.uuid, first])).content.decode()
    assert "Receiving, first edition" in html
    assert "You are reading an earlier version, exactly as it was." in html


def test_draft_and_foreign_revisions_are_not_found() -> None:
    page, foreign = make_lesson(), make_lesson()
    item, client = make_item(page), signed_in(make_person())
    page.name_en = "Draft"
    draft = page.save_revision()
    for revision in (draft.pk, foreign.live_revision_id, 999_999):
        assert client.get(reverse("lesson-version", args=[item.uuid, revision])).status_code == 404


def warm(item: LessonItem) -> Client:
    client = signed_in(make_person())
    client.get(reverse("lesson", args=[item.uuid]))
    return client


def test_lesson_page_asks_little_and_no_more_for_more_parts(django_assert_num_queries: Any) -> None:
    for blocks in (None, [*_texts(12)]):
        item = make_item(make_lesson(blocks=blocks))
        client = warm(item)
        with django_assert_num_queries(9):
            assert client.get(reverse("lesson", args=[item.uuid])).status_code == 200


def test_cards_ask_little(django_assert_num_queries: Any) -> None:
    item = make_item(make_micro())
    client = warm(item)
    with django_assert_num_queries(9):
        assert client.get(reverse("lesson", args=[item.uuid]), {"card": 1}).status_code == 200


def _texts(number: int) -> list[dict[str, Any]]:
    return [text_block(part) for part in range(1, number + 1)]
