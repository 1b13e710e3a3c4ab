"""The content pack becomes pages, answers and definitions, completely, and a second time without change."""

import re
import shutil
from pathlib import Path

import pytest
import yaml
from django.urls import reverse
from wagtail.models import Revision

from cms.api import (
    load_announcements,
    load_dictionary,
    load_faq,
    load_lesson_items,
    load_lessons,
    load_manuals,
    load_templates,
)
from cms.content_files import ContentRefused
from cms.lessons.loading import library_page
from cms.models import (
    Announcement,
    DictionaryField,
    DictionaryRule,
    FaqEntry,
    FaqVariant,
    LessonItem,
    LessonPage,
    Manual,
    MicroLessonPage,
    SearchEntry,
)
from curricula.api import load_activities, load_goals, load_organisation, load_processes
from curricula.models import EvidenceFact, PlannedItem
from lms.foundation.api import access
from lms.records.api import record_evidence
from tests.cms.factories import COMPANY, CONTENT, make_lesson, signed_in
from tests.factories import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def company() -> None:
    for load in (load_organisation, load_processes, load_goals, load_activities):
        load(COMPANY)


@pytest.fixture
def small_pack(tmp_path: Path) -> Path:
    """Three lessons of the pack: enough for what does not depend on their number."""
    for name in ("refs.yaml", "lessons/why-we-change.yaml", "lessons/master-data.yaml", "micro/refusal-codes.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(CONTENT / name, tmp_path / name)
    return tmp_path


def test_pack_is_loaded_once_however_often(company: None) -> None:
    for _time in range(2):
        assert load_lessons(CONTENT) == 36
        assert load_lesson_items(CONTENT) == 56
        assert load_manuals(CONTENT) == 10
        assert load_dictionary(CONTENT) == 120
        assert load_faq(CONTENT) == 90
        assert load_announcements(CONTENT) == 16
        assert load_templates(CONTENT) == 8
    assert (LessonPage.objects.live().count(), MicroLessonPage.objects.live().count()) == (24, 12)
    assert (Manual.objects.filter(live=True).count(), FaqEntry.objects.filter(live=True).count()) == (10, 90)
    assert (DictionaryField.objects.count(), Announcement.objects.count()) == (120, 16)
    assert SearchEntry.objects.count() == 36 + 10 + 120 + 90 + 16
    assert not PlannedItem.objects.filter(planned_kind="lesson").exists()
    assert Revision.objects.count() == 1 + 36 + 10 + 90
    assert (FaqVariant.objects.count(), DictionaryRule.objects.filter(kind="check_digit").count()) == (15, 3)


def test_lesson_takes_the_place_that_was_planned_for_it(company: None, small_pack: Path) -> None:
    planned = PlannedItem.objects.get(activity__code="ACT-BAS-04", ref="data-dictionary-in-ten-minutes")
    load_lessons(small_pack)
    load_lesson_items(small_pack)
    item = LessonItem.objects.get(activity__code="ACT-BAS-04", ref="data-dictionary-in-ten-minutes")
    assert (item.uuid, item.position, item.page.slug) == (planned.uuid, planned.position, "master-data")
    assert PlannedItem.objects.filter(ref="reading-kpis", planned_kind="lesson").exists()


def test_planned_item_with_evidence_stays(company: None, small_pack: Path) -> None:
    planned = PlannedItem.objects.get(activity__code="ACT-BAS-02")
    record_evidence(
        make_person(), planned.activity, method="lesson", outcome="completed", source_key="old", item=planned
    )
    load_lessons(small_pack)
    load_lesson_items(small_pack)
    assert PlannedItem.objects.filter(pk=planned.pk).exists()
    assert EvidenceFact.objects.get().item_id == planned.pk


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ContentRefused, match=r"manuals\.yaml"):
        load_manuals(tmp_path)


def test_authors_open_the_back_office_and_learners_do_not() -> None:
    page = make_lesson()
    author, learner = make_person("林书", access.AUTHOR), make_person()
    assert signed_in(author).get(f"/cms/pages/{page.pk}/edit/").status_code == 200
    assert signed_in(learner).get(f"/cms/pages/{page.pk}/edit/").status_code == 302


def test_author_sends_for_approval_and_only_a_training_lead_publishes() -> None:
    page = make_lesson()
    author, lead = make_person("林书", access.AUTHOR), make_person("吴岚", access.TRAINING_LEAD)
    assert page.get_workflow() is not None
    assert page.permissions_for_user(author).can_edit()
    assert not page.permissions_for_user(author).can_publish()
    assert page.permissions_for_user(lead).can_publish()


def test_a_rule_says_the_day_in_words_and_not_as_the_rule_language_does() -> None:
    said = [field["rule_text"]["zh"] for field in yaml.safe_load((CONTENT / "dictionary.yaml").read_text())["fields"]]
    assert [text for text in said if re.search(r"\b(today|now)\b", text)] == []
    assert "必填；不早于当天。" in said


@pytest.mark.django_db
def test_the_shelf_is_the_list_of_lessons_so_that_authors_read_no_warning() -> None:
    _site, _root, path = library_page().get_url_parts() or (0, "", "")
    assert path == reverse("lessons")
