"""Answers with what differs where one works, votes counted once a person, the dictionary, manuals, posts and templates."""

import csv
import io
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cms.api import load_announcements, load_dictionary, load_faq, load_lessons, load_manuals, load_templates
from cms.models import Announcement, AnnouncementRead, DictionaryField, FaqEntry, FaqVariant, FaqVote
from curricula.api import load_goals, load_organisation, load_processes
from curricula.models import Department, JobRole
from lms.foundation.api import access, clock
from tests.cms.factories import COMPANY, CONTENT, both, make_lesson, signed_in
from tests.factories import make_person, make_posting, make_site, named

pytestmark = pytest.mark.django_db


def make_answer(code: str = "FAQ-1", **fields: Any) -> FaqEntry:
    values = {
        "kind": "howto",
        "question_zh": "怎么收货",
        "question_en": "How do I receive?",
        "answer_zh": "清点。",
        "answer_en": "Count.",
    }
    entry = FaqEntry(code=code, **{**values, **fields})
    entry.save()
    entry.save_revision().publish()
    return entry


def make_post(code: str = "AN-1", **fields: Any) -> Announcement:
    values: dict[str, Any] = {
        "kind": "vision", "published_on": clock.today(), "from_role": named(JobRole, "EXEC"), "title_zh": "为什么",
        "title_en": "Why", "body_zh": "第一段\n\n第二段", "body_en": "First\n\nSecond",
    }  # fmt: skip
    return Announcement.objects.create(code=code, **{**values, **fields})


@pytest.mark.requirement("A84")
def test_variant_of_my_site_stands_out_and_others_are_kept_aside() -> None:
    entry = make_answer()
    FaqVariant.objects.create(entry=entry, site=make_site("CD"), text_zh="成都", text_en="Returns only in Chengdu.")
    FaqVariant.objects.create(
        entry=entry, department=named(Department, "QUA"), text_zh="质量", text_en="Quality signs."
    )
    learner = make_person()
    make_posting(learner, site=make_site("CD"))
    html = signed_in(learner).get(reverse("faq-entry", args=[entry.code])).content.decode()
    assert "Where you work (CD):" in html
    assert html.index("Returns only in Chengdu.") < html.index("At other sites") < html.index("Quality signs.")


@pytest.mark.requirement("A84")
def test_ended_posting_no_longer_chooses_the_variant() -> None:
    entry = make_answer()
    FaqVariant.objects.create(entry=entry, site=make_site("CD"), text_zh="成都", text_en="Returns only.")
    learner = make_person()
    make_posting(learner, site=make_site("CD"), starts_on=date(2020, 1, 1), ends_on=clock.today() - timedelta(days=1))
    assert "Where you work" not in signed_in(learner).get(reverse("faq-entry", args=[entry.code])).content.decode()


@pytest.mark.requirement("A75")
def test_vote_counts_once_a_person_and_may_change() -> None:
    entry, first, second = make_answer(), make_person(), make_person()
    address = reverse("faq-vote", args=[entry.code])
    for said in ("yes", "yes", "no"):
        signed_in(first).post(address, {"helpful": said})
    part = signed_in(second).post(address, {"helpful": "yes"}, headers={"HX-Request": "true"}).content.decode()
    assert "1 of 2 found it helpful" in part
    assert "<html" not in part
    assert sorted(FaqVote.objects.values_list("person", "is_helpful")) == [(first.pk, False), (second.pk, True)]


def test_vote_that_says_neither_changes_nothing() -> None:
    entry = make_answer()
    signed_in(make_person()).post(reverse("faq-vote", args=[entry.code]), {"helpful": "perhaps"})
    assert not FaqVote.objects.exists()


def test_unpublished_answer_is_not_found_and_takes_no_votes() -> None:
    entry = make_answer()
    entry.unpublish()
    client = signed_in(make_person())
    assert client.get(reverse("faq-entry", args=[entry.code])).status_code == 404
    assert client.post(reverse("faq-vote", args=[entry.code]), {"helpful": "yes"}).status_code == 404


@pytest.mark.requirement("A125")
def test_troubleshooting_shows_symptom_cause_and_action() -> None:
    make_answer(
        symptom_zh="被拒",
        symptom_en="Refused.",
        cause_zh="过期",
        cause_en="Expired.",
        action_zh="换证",
        action_en="Renew.",
    )
    make_answer("FAQ-2", question_en="Without symptom")
    html = signed_in(make_person()).get(reverse("troubleshooting")).content.decode()
    assert html.index("Refused.") < html.index("Expired.") < html.index("Renew.")
    assert "Without symptom" not in html


@pytest.fixture
def company() -> None:
    for load in (load_organisation, load_processes, load_goals):
        load(COMPANY)


def load_all(*loaders: Callable[[Path], int]) -> None:
    for load in loaders:
        load(CONTENT)


@pytest.mark.requirement("A84")
def test_every_page_of_the_pack_opens_in_both_languages(company: None, django_assert_max_num_queries: Any) -> None:
    load_all(load_lessons, load_manuals, load_dictionary, load_faq, load_announcements, load_templates)
    reader = make_person()
    addresses = [
        *(reverse(name) for name in ("knowledge", "lessons", "manuals", "faq", "troubleshooting", "dictionary")),
        *(reverse(name) for name in ("announcements", "templates")),
        reverse("manual", args=["WI-BUY-01"]),
        reverse("faq-entry", args=["FAQ-006"]),
        reverse("faq-entry", args=["W1-01"]),
        reverse("dictionary-field", args=["lot.supplier_lot"]),
        reverse("announcement", args=["AN-01"]),
        reverse("lesson-page", args=["two-dates"]),
        reverse("lesson-page", args=["procure-to-pay"]),
        reverse("search") + "?q=PO",
    ]
    for client, written in ((signed_in(reader, "zh"), 'lang="zh-Hans"'), (signed_in(reader, "en"), 'lang="en"')):
        client.get(addresses[0])
        for address in addresses:
            with django_assert_max_num_queries(20):
                answered = client.get(address)
            assert (address, answered.status_code) == (address, 200)
            assert written in answered.content.decode()


@pytest.mark.requirement("A7", "B69")
def test_field_leads_to_the_lessons_and_manuals_that_use_it(company: None) -> None:
    load_all(load_dictionary)
    taught = {
        "id": "lot.supplier_lot",
        "name": both("批号", "Lot"),
        "meaning": both("标签上的批号", "The lot on the label"),
        "source": "ERP",
        "quality_rule": both("必填", "Required"),
    }
    block = {"type": "dictionary", "title": both("字段", "Fields"), "fields": [taught]}
    page = make_lesson(blocks=[block])
    html = signed_in(make_person()).get(reverse("dictionary-field", args=["lot.supplier_lot"])).content.decode()
    assert reverse("lesson-page", args=[page.slug]) in html
    assert "Rules that a machine checks" in html
    lesson = signed_in(make_person()).get(reverse("lesson-page", args=[page.slug])).content.decode()
    assert reverse("dictionary-field", args=["lot.supplier_lot"]) in lesson
    name = DictionaryField.objects.get(code="lot.supplier_lot").name_en
    for asked in (name, "lot.supplier_lot"):
        hits = signed_in(make_person()).get(reverse("search"), {"q": asked}).content.decode()
        assert reverse("dictionary-field", args=["lot.supplier_lot"]) in hits


@pytest.mark.requirement("A70")
def test_manual_is_listed_by_role_and_says_what_it_is_when_printed(company: None) -> None:
    load_all(load_manuals)
    client = signed_in(make_person())
    listed = client.get(reverse("manuals"), {"role": "BUYER"}).content.decode()
    assert "WI-BUY-01" in listed
    assert "WI-REC-01" not in listed
    html = client.get(reverse("manual", args=["WI-BUY-01"])).content.decode()
    assert "VENDOR_LICENCE_EXPIRED" in html
    assert "A printed copy is not controlled" in html


def test_read_confirmation_is_kept_once() -> None:
    post, reader = make_post(), make_person()
    client = signed_in(reader)
    for _click in range(2):
        client.post(reverse("announcement-read", args=[post.code]))
    assert list(AnnouncementRead.objects.values_list("person", "announcement")) == [(reader.pk, post.pk)]
    assert "You confirmed reading this on" in client.get(reverse("announcement", args=[post.code])).content.decode()


def test_post_of_a_later_day_is_not_found_yet() -> None:
    post = make_post(published_on=clock.today() + timedelta(days=1))
    client = signed_in(make_person())
    assert client.get(reverse("announcement", args=[post.code])).status_code == 404
    assert client.post(reverse("announcement-read", args=[post.code])).status_code == 404
    assert "AN-1" not in client.get(reverse("announcements")).content.decode()


def test_reach_is_shown_to_those_who_carry_the_campaign() -> None:
    post = make_post()
    signed_in(make_person()).post(reverse("announcement-read", args=[post.code]))
    lead = signed_in(make_person("吴岚", access.TRAINING_LEAD)).get(reverse("announcement", args=[post.code]))
    learner = signed_in(make_person()).get(reverse("announcement", args=[post.code]))
    assert "1 person has confirmed." in lead.content.decode()
    assert "has confirmed" not in learner.content.decode()


@pytest.mark.requirement("A62")
def test_a_post_names_its_day_sender_audience_and_channels_and_counts_who_was_reached() -> None:
    post = make_post(channels="Wall paper, team meeting", published_on=date(2026, 9, 7))
    post.audience.set([named(Department, "WHS"), named(Department, "QUA")])
    for _reader in range(2):
        signed_in(make_person()).post(reverse("announcement-read", args=[post.code]))
    page = signed_in(make_person("吴岚", access.TRAINING_LEAD)).get(reverse("announcement", args=[post.code]))
    html = page.content.decode()
    assert "7 Sep 2026 · EXEC → QUA, WHS" in html or "7 Sep 2026 · EXEC → WHS, QUA" in html
    assert "2 people have confirmed. Channels: Wall paper, team meeting" in html


@pytest.mark.requirement("B46", "B67", "B69")
def test_every_field_of_the_register_says_meaning_source_refresh_rule_and_owner(company: None) -> None:
    load_all(load_dictionary)
    texts = ("name", "meaning", "refresh", "rule_text")
    fields = list(DictionaryField.objects.select_related("owner_role", "business_object"))
    assert len(fields) > 100
    for field in fields:
        for language in ("zh", "en"):
            assert all(getattr(field, f"{name}_{language}").strip() for name in texts), field.code
        assert field.source, field.code
    one = next(field for field in fields if field.code == "lot.supplier_lot")
    client = signed_in(make_person(), "en")
    html = client.get(reverse("dictionary-field", args=[one.code])).content.decode()
    for shown in (one.refresh_en, one.owner_role.name_en, one.source_name_en or one.source):
        assert shown in html
    answer: Any = client.get(reverse("dictionary"), {"export": "csv"})
    rows = list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"))))
    assert {row["Code"] for row in rows} == {field.code for field in fields}
    assert all(row["Meaning"] and row["Source"] and row["Rule"] and row["Owner"] for row in rows)


@pytest.mark.requirement("A73")
def test_template_is_given_as_a_table_that_a_spreadsheet_reads() -> None:
    load_all(load_templates)
    answered = signed_in(make_person()).get(reverse("template-file", args=["sod_conflicts"]))
    assert answered["Content-Type"] == "text/csv; charset=utf-8"
    assert answered["Content-Disposition"] == 'attachment; filename="sod_conflicts.csv"'
    assert answered.content == (CONTENT / "templates/sod_conflicts.csv").read_bytes()


@pytest.mark.parametrize(
    "name", ["knowledge", "faq", "troubleshooting", "dictionary", "manuals", "lessons", "announcements", "templates"]
)
def test_nobody_is_sent_to_sign_in(name: str) -> None:
    assert Client().get(reverse(name))["Location"].startswith(reverse("sign-in"))


@pytest.mark.django_db
def test_a_hostile_announcement_is_shown_as_written_and_runs_nothing() -> None:
    title = """\'"><script>mark()</script>&lt;"""
    body = f"{title}\n\n[x](javascript:mark())\n\n<img src=x onerror=mark()>"
    make_post("AN-1", title_zh=title, title_en=title, body_zh=body, body_en=body)
    client = signed_in(make_person("何雪", access.CHAMPION))
    for path in (reverse("announcements"), reverse("announcement", args=["AN-1"]), reverse("knowledge")):
        page = client.get(path).content.decode()
        assert "&lt;script&gt;mark()&lt;/script&gt;&amp;lt;" in page, path
        assert "<script>mark" not in page, path
        assert "<img src=x" not in page, path
        assert 'href="javascript:' not in page, path
