"""Reading a lesson: started once, resumed where it was left, answered, finished once, read again for the record."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import translation

from cms.lessons.content import ReadingContent
from cms.lessons.errors import LessonRefused
from cms.lessons.services import IDLE_LIMIT_SECONDS, answer_check, finish_reading, open_reading, pass_block, read_again
from cms.models import LessonAnswer, LessonItem, LessonProgress
from curricula.models import EvidenceFact
from lms.foundation.api import Origin, current_origin
from lms.foundation.models import Person
from lms.records.api import record_evidence
from tests.cms.factories import make_item, make_lesson, make_micro, revise, signed_in
from tests.factories import make_activity, make_person

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def address(item: LessonItem, name: str = "lesson", *arguments: Any) -> str:
    return reverse(name, args=[item.uuid, *arguments])


def block_ids(item: LessonItem) -> list[str]:
    return [str(child.id) for child in item.page.specific.body]


def facts(person: Person) -> list[tuple[str, str]]:
    return list(EvidenceFact.objects.filter(person=person).order_by("pk").values_list("method", "outcome"))


def test_first_opening_is_evidence_once() -> None:
    person, item = make_person(), make_item()
    client = signed_in(person)
    for _visit in range(2):
        assert client.get(address(item)).status_code == 200
    assert facts(person) == [("lesson", "started")]


@pytest.mark.requirement("A1", "A68")
def test_goal_and_gain_stand_before_the_first_part() -> None:
    html = signed_in(make_person()).get(address(make_item())).content.decode()
    assert html.index("Goods cost money.") < html.index('id="b1"')
    assert html.index("Your word is backed by a number.") < html.index('id="b1"')


@pytest.mark.requirement("A41")
def test_reader_comes_back_to_the_place_left() -> None:
    person, item = make_person(), make_item()
    client = signed_in(person)
    client.get(address(item))
    passed = client.post(address(item, "lesson-progress"), {"block": block_ids(item)[1]}, headers=HTMX)
    assert passed.status_code == 204
    html = signed_in(person).get(address(item)).content.decode()
    assert "You were at part 3 of 4: Part 2." in html
    assert 'href="#b3"' in html


def test_going_back_never_loses_the_place() -> None:
    person, item = make_person(), make_item()
    page = item.page.specific
    content = ReadingContent.of(page)
    progress = open_reading(person, item, page)
    pass_block(progress, content, block_ids(item)[2])
    pass_block(progress, content, block_ids(item)[0])
    assert LessonProgress.objects.get().position == 3


def test_place_is_kept_without_scripts_and_leads_on() -> None:
    person, item = make_person(), make_item()
    client = signed_in(person)
    answered = client.post(address(item, "lesson-progress"), {"block": block_ids(item)[1]})
    assert (answered.status_code, answered["Location"]) == (302, address(item) + "#b3")


def test_lost_session_leads_back_to_the_place_after_signing_in() -> None:
    person, item = make_person(), make_item()
    signed_in(person).post(address(item, "lesson-progress"), {"block": block_ids(item)[0]})
    lost = Client().post(address(item, "lesson-progress"), {"block": block_ids(item)[1]})
    assert reverse("sign-in") in lost["Location"]
    assert address(item, "lesson-progress") in lost["Location"]
    back = signed_in(person).get(address(item, "lesson-progress"))
    assert back["Location"] == address(item) + "#b2"


def test_a_part_of_another_lesson_is_refused() -> None:
    person, item = make_person(), make_item()
    page = item.page.specific
    progress = open_reading(person, item, page)
    with pytest.raises(LessonRefused):
        pass_block(progress, ReadingContent.of(page), "not-a-part")
    assert LessonProgress.objects.get().position == 0


def test_answer_is_judged_in_place_with_its_feedback() -> None:
    person, item = make_person(), make_item()
    client, block = signed_in(person), block_ids(item)[3]
    wrong = client.post(address(item, "lesson-answer", block), {"answer": "0"}, headers=HTMX).content.decode()
    right = client.post(address(item, "lesson-answer", block), {"answer": "1"}, headers=HTMX).content.decode()
    assert "Not quite." in wrong
    assert "Inspection lots follow receipt lines." in wrong
    assert "That is right." in right
    assert "<html" not in right
    assert list(LessonAnswer.objects.values_list("chosen", "is_right")) == [(1, True)]


def test_answer_without_scripts_returns_to_the_question_and_shows_it() -> None:
    person, item = make_person(), make_item()
    client, block = signed_in(person), block_ids(item)[3]
    answered = client.post(address(item, "lesson-answer", block), {"answer": "1"})
    assert answered["Location"] == address(item) + "#b4"
    assert "That is right." in client.get(address(item)).content.decode()


def test_answer_that_was_not_offered_is_refused_with_a_sentence() -> None:
    person, item = make_person(), make_item()
    client, block = signed_in(person), block_ids(item)[3]
    for value in ("7", "", "two"):
        refused = client.post(address(item, "lesson-answer", block), {"answer": value}, headers=HTMX)
        assert refused.status_code == 422
        assert "Please choose one of the answers" in refused.content.decode()
    assert not LessonAnswer.objects.exists()


@pytest.mark.requirement("A41")
def test_finishing_twice_counts_once_with_the_minutes_read() -> None:
    person, item = make_person(), make_item()
    client = signed_in(person)
    client.get(address(item))
    LessonProgress.objects.update(active_seconds=410)
    for _click in range(2):
        client.post(address(item, "lesson-finish"))
    progress = LessonProgress.objects.get()
    fact = EvidenceFact.objects.get(outcome="completed")
    assert (fact.method, fact.minutes, fact.item_id) == ("lesson", 7, item.pk)
    assert fact.source_key == f"lesson:{item.pk}:{person.pk}:{progress.revision_id}"
    assert fact.content_version == f"1.0 r{progress.revision_id}"
    assert fact.content_digest == ReadingContent.of(item.page.specific).digest
    assert facts(person) == [("lesson", "started"), ("lesson", "completed")]


def test_a_long_pause_is_not_reading_time(monkeypatch: pytest.MonkeyPatch) -> None:
    person, item = make_person(), make_item()
    page = item.page.specific
    content = ReadingContent.of(page)
    progress = open_reading(person, item, page)
    LessonProgress.objects.update(seen_at=progress.seen_at - timedelta(hours=3))
    pass_block(progress, content, block_ids(item)[0])
    assert progress.active_seconds == IDLE_LIMIT_SECONDS


def test_reading_again_makes_a_second_fact() -> None:
    person, item = make_person(), make_item()
    page = item.page.specific
    content = ReadingContent.of(page)
    first = open_reading(person, item, page)
    with pytest.raises(LessonRefused):
        read_again(first)
    finish_reading(first, page, content)
    second = read_again(first)
    assert open_reading(person, item, page) == second
    finish_reading(second, page, content)
    keys = EvidenceFact.objects.filter(outcome="completed").order_by("pk").values_list("source_key", flat=True)
    assert list(keys) == [first.source_key, f"{first.source_key}:2"]


def test_a_late_request_of_another_tab_never_takes_back_that_the_lesson_is_finished() -> None:
    person, item = make_person(), make_item()
    page = item.page.specific
    content = ReadingContent.of(page)
    late, finishing = open_reading(person, item, page), open_reading(person, item, page)
    finish_reading(finishing, page, content)
    pass_block(late, content, block_ids(item)[0])
    kept = LessonProgress.objects.get()
    assert (kept.is_finished, kept.position, late.is_finished) == (True, 4, True)


def test_two_tabs_count_their_reading_time_once_and_keep_the_further_place() -> None:
    person, item = make_person(), make_item()
    page = item.page.specific
    content = ReadingContent.of(page)
    one, other = open_reading(person, item, page), open_reading(person, item, page)
    LessonProgress.objects.update(seen_at=one.seen_at - timedelta(seconds=60))
    pass_block(one, content, block_ids(item)[2])
    pass_block(other, content, block_ids(item)[0])
    kept = LessonProgress.objects.get()
    assert (kept.position, kept.active_seconds) == (3, 60)


def test_revised_lesson_says_so_and_keeps_the_place() -> None:
    person, page = make_person(), make_lesson()
    item = make_item(page)
    client = signed_in(person)
    client.post(address(item, "lesson-progress"), {"block": block_ids(item)[1]})
    revise(page, version="1.1", revision_note_en="The tolerance rule was added.")
    html = client.get(address(item)).content.decode()
    assert "This lesson was revised since you last read it." in html
    assert "The tolerance rule was added." in html
    assert "You were at part 3 of 4" in html


def test_revised_lesson_that_was_finished_starts_anew_and_counts_anew() -> None:
    person, page = make_person(), make_lesson()
    item = make_item(page)
    client = signed_in(person)
    client.post(address(item, "lesson-finish"))
    revise(page, version="2.0")
    client.post(address(item, "lesson-finish"))
    versions = EvidenceFact.objects.filter(outcome="completed").order_by("pk").values_list("content_version", flat=True)
    assert [version.split(" ")[0] for version in versions] == ["1.0", "2.0"]


def test_nothing_is_written_while_looking_as_another() -> None:
    person, item, other = make_person(), make_item(), make_person()
    page = item.page.specific
    content = ReadingContent.of(page)
    token = current_origin.set(Origin(impersonator_id=other.pk))
    try:
        progress = open_reading(person, item, page)
        pass_block(progress, content, block_ids(item)[0])
        answer_check(progress, content, block_ids(item)[3], 1)
        with pytest.raises(LessonRefused):
            finish_reading(progress, page, content)
    finally:
        current_origin.reset(token)
    assert (LessonProgress.objects.count(), EvidenceFact.objects.count()) == (0, 0)


@pytest.mark.requirement("A42")
def test_micro_lesson_is_read_card_by_card_and_resumes_at_its_card() -> None:
    person, item = make_person(), make_item(make_micro())
    client = signed_in(person)
    first = client.get(address(item)).content.decode()
    assert "Card 1 of 5" in first
    assert 'href="?card=2"' in first
    third = client.get(address(item), {"card": 3}).content.decode()
    assert "Part 2" in third
    assert 'href="?card=2"' in third
    assert "Card 3 of 5" in client.get(address(item)).content.decode()
    last = client.get(address(item), {"card": 5}).content.decode()
    assert "Finish the lesson" in last


def test_finishing_a_micro_lesson_leads_to_its_last_card_and_not_back_to_the_first() -> None:
    person, item = make_person(), make_item(make_micro())
    client = signed_in(person)
    for card in range(1, 6):
        client.get(address(item, "lesson"), {"card": card})
    answered: Any = client.post(address(item, "lesson-finish"))
    assert answered.url == f"{address(item, 'lesson')}?card=5"
    page = client.get(answered.url).content.decode()
    assert "Card 5 of 5" in page
    assert "Lesson completed" in page


@pytest.mark.requirement("A42")
def test_a_micro_lesson_of_more_than_three_minutes_is_not_saved() -> None:
    page = make_micro()
    page.minutes = 4
    with translation.override("en"), pytest.raises(ValidationError, match="At most 3 minutes"):
        page.full_clean()


def test_card_number_out_of_range_shows_the_nearest_card() -> None:
    client, item = signed_in(make_person()), make_item(make_micro())
    assert "Card 5 of 5" in client.get(address(item), {"card": "99"}).content.decode()
    assert "Card 1 of 5" in client.get(address(item), {"card": "0"}).content.decode()


def test_evidence_from_elsewhere_is_said_to_stand_in_the_record() -> None:
    person, item = make_person(), make_item()
    assert "You completed this lesson" not in signed_in(person).get(address(item)).content.decode()
    record_evidence(person, item.activity, method="lesson", outcome="completed", source_key="history", item=item)
    html = signed_in(person).get(address(item)).content.decode()
    assert "You completed this lesson on" in html


def test_finished_lesson_names_what_comes_next() -> None:
    person, activity = make_person(), make_activity()
    item = make_item(activity=activity, position=0)
    following = make_item(activity=activity, position=1, title_en="Two dates")
    client = signed_in(person)
    client.post(address(item, "lesson-finish"))
    html = client.get(address(item)).content.decode()
    assert "Next: Two dates" in html
    assert address(following) in html
