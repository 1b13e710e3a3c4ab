"""One search over everything that is read: Chinese of two characters, English words, codes; gaps are kept."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cms.knowledge.filing import file_entry, withdraw_entry
from cms.knowledge.pieces import pieces_asked, pieces_filed
from cms.knowledge.queries import most_viewed
from cms.knowledge.searching import entries, find
from cms.knowledge.snippets import highlighted, snippet
from cms.models import SearchEntry, SearchQuery
from lms.foundation.api import access, clock
from tests.cms.factories import make_lesson, revise, signed_in
from tests.factories import make_person


def found(words: str, kind: str = "") -> list[str]:
    return [entry.code for entry in entries(find(words, kind).keys)]


@pytest.fixture
def shelf(db: None) -> None:
    file_entry(
        "faq",
        "FAQ-006",
        ("货在门口怎么办", "Goods at the door"),
        ("超过容差时拒收。", "Receipts beyond tolerance."),
        "P2P-40",
    )
    file_entry("dictionary", "lot.expiry_date", ("失效日期", "Expiry date"), ("这批货何时到期", "When the lot expires"))
    file_entry("lesson", "receiving", ("收货", "Receiving"), ("提示 OVER_DELIVERY 时超交。", "OVER_DELIVERY appears."))


@pytest.mark.requirement("A75")
@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("容差", ["FAQ-006"]),
        ("超交", ["receiving"]),
        ("失效日期", ["lot.expiry_date"]),
        ("货", ["lot.expiry_date", "FAQ-006", "receiving"]),
        ("tolerance", ["FAQ-006"]),
        ("Receipt", ["FAQ-006"]),
        ("P2P-40", ["FAQ-006"]),
        ("p2p-40", ["FAQ-006"]),
        ("FAQ-006", ["FAQ-006"]),
        ("OVER_DELIVERY", ["receiving"]),
        ("over-delivery", ["receiving"]),
        ("lot.expiry_date", ["lot.expiry_date"]),
        ("到期 货", ["lot.expiry_date"]),
    ],
)
def test_words_find_their_entry(words: str, codes: list[str]) -> None:
    assert sorted(found(words)) == sorted(codes)


@pytest.mark.usefixtures("shelf")
def test_two_characters_that_do_not_stand_together_find_nothing() -> None:
    assert found("货怎") == []
    assert found("差容") == []


@pytest.mark.usefixtures("shelf")
def test_title_stands_before_text_and_kind_narrows() -> None:
    assert found("receiving expiry") == ["lot.expiry_date", "receiving"]
    assert find("receiving expiry").has_all_words is False
    assert found("收货 货") == ["receiving"]
    assert found("货", "lesson") == ["receiving"]
    assert find("货", "lesson").counts["faq"] == 1


@pytest.mark.usefixtures("shelf")
@pytest.mark.parametrize("words", ["", "   ", "？！", '"', "'; DROP TABLE", "*", "NOT", "a" * 500, "OR AND"])
def test_odd_words_are_only_words(words: str) -> None:
    assert found(words) == []


@pytest.mark.usefixtures("shelf")
def test_withdrawn_and_future_entries_are_not_found() -> None:
    file_entry("announcement", "AN-99", ("容差放宽", "Wider"), ("", ""), visible_from=clock.today() + timedelta(days=1))
    withdraw_entry("lesson", "receiving")
    assert found("容差") == ["FAQ-006"]
    assert found("OVER_DELIVERY") == []


@pytest.mark.django_db
def test_published_lesson_is_found_at_once_and_unpublished_is_not() -> None:
    page = make_lesson(slug="aeration", name_zh="解析时钟", name_en="The aeration clock")
    assert found("解析") == ["aeration"]
    page = revise(page, name_zh="通风时钟")
    assert (found("解析"), found("通风")) == ([], ["aeration"])
    page.unpublish()
    assert found("通风") == []


@pytest.mark.requirement("A124")
@pytest.mark.usefixtures("shelf")
def test_search_page_marks_the_hit_and_keeps_what_was_not_found() -> None:
    client = signed_in(make_person(), "zh")
    html = client.get(reverse("search"), {"q": "容差"}).content.decode()
    assert "<mark>容差</mark>" in html
    empty = client.get(reverse("search"), {"q": "批次拆分"}).content.decode()
    assert "批次拆分" in empty
    kept = list(SearchQuery.objects.order_by("pk").values_list("words", "hits", "language"))
    assert kept == [("容差", 1, "zh-hans"), ("批次拆分", 0, "zh-hans")]


@pytest.mark.requirement("A124")
@pytest.mark.usefixtures("shelf")
def test_gaps_are_shown_to_those_who_write_and_to_nobody_else() -> None:
    learner, author = make_person(), make_person("林书", access.AUTHOR)
    for _time in range(3):
        signed_in(learner).get(reverse("search"), {"q": "label reprint"})
    shown = signed_in(author).get(reverse("knowledge")).content.decode()
    assert "label reprint" in shown
    assert "3 of 3 searches in 30 days" in shown
    assert "label reprint" not in signed_in(learner).get(reverse("knowledge")).content.decode()


@pytest.mark.usefixtures("shelf")
def test_paging_and_narrowing_are_not_counted_as_searches() -> None:
    client = signed_in(make_person())
    client.get(reverse("search"), {"q": "货", "kind": "faq"})
    client.get(reverse("search"), {"q": "货", "page": "2"})
    assert SearchQuery.objects.count() == 1


def test_second_page_holds_the_rest(db: None) -> None:
    for number in range(23):
        file_entry("faq", f"FAQ-{number:03d}", (f"容差问题{number}", f"Tolerance {number}"), ("", ""))
    client = signed_in(make_person())
    html = client.get(reverse("search"), {"q": "容差", "page": "3"}).content.decode()
    assert "Page 3 of 3" in html
    assert html.count('<h2 class="h4">') == 3


@pytest.mark.requirement("A124")
@pytest.mark.usefixtures("shelf")
def test_what_is_opened_is_counted_by_day_not_by_person() -> None:
    page = make_lesson(slug="aeration", name_en="The aeration clock")
    for _time in range(2):
        signed_in(make_person()).get(reverse("lesson-page", args=[page.slug]))
    assert [(each.entry.code, each.views) for each in most_viewed(clock.today())] == [("aeration", 2)]


@pytest.mark.usefixtures("shelf")
def test_search_asks_little_for_one_hit_and_for_many(django_assert_num_queries: Any) -> None:
    client = signed_in(make_person())
    client.get(reverse("search"), {"q": "容差"})
    counts = []
    for words in ("容差", "货"):
        with django_assert_num_queries(6) as asked:
            client.get(reverse("search"), {"q": words})
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_nobody_searches_without_signing_in(db: None) -> None:
    for name in ("search", "knowledge"):
        assert Client().get(reverse(name))["Location"].startswith(reverse("sign-in"))
    assert not SearchQuery.objects.exists()


def test_pieces_of_a_text_and_of_a_question() -> None:
    assert pieces_filed("超交") == "h8d85 h4ea4 h8d854ea4"
    assert pieces_asked("超交") == ["h8d854ea4"]
    assert pieces_filed("P2P-40 Receipts") == "p2p 40 p2p40 receipt"
    assert pieces_asked("What is the receipt?") == ["receipt"]
    assert pieces_asked("what is") == ["what", "is"]
    assert pieces_asked("ＡＢＣ") == ["abc"]


def test_snippet_escapes_and_marks() -> None:
    assert snippet("a <b> OVER_DELIVERY", "over_delivery") == "a &lt;b&gt; <mark>OVER_DELIVERY</mark>"
    assert highlighted("<script>", "script") == "&lt;<mark>script</mark>&gt;"
    assert snippet("x" * 300 + " 容差", "容差").startswith("… ")


def test_entry_is_filed_once(db: None) -> None:
    for title in ("First", "Second"):
        file_entry("faq", "FAQ-1", (title, title), ("", ""))
    assert list(SearchEntry.objects.values_list("title_en", flat=True)) == ["Second"]


UNSEEN = "\u202e容\x00差\u200b"
"""turns the direction of writing, a character no database keeps, and a space of no width"""


@pytest.mark.usefixtures("shelf")
def test_hostile_words_are_shown_as_typed_and_run_nothing() -> None:
    client = signed_in(make_person("周婷"))
    page = client.get(reverse("search"), {"q": "<script>zzz</script>"}).content.decode()
    assert "“<bdi>&lt;script&gt;zzz&lt;/script&gt;</bdi>”" in page
    assert "<script>zzz" not in page


@pytest.mark.usefixtures("shelf")
def test_what_nobody_can_see_in_words_is_left_out_of_the_search() -> None:
    client = signed_in(make_person("周婷"))
    assert "Goods at the door" in client.get(reverse("search"), {"q": UNSEEN}).content.decode()
    client.get(reverse("search"), {"q": "\x00\u202e\u200b"})
    assert list(SearchQuery.objects.values_list("words", flat=True)) == ["容差"]


@pytest.mark.usefixtures("shelf")
def test_words_without_end_are_cut_where_the_field_ends() -> None:
    client = signed_in(make_person("姚凯立", access.AUTHOR))
    page = client.get(reverse("search"), {"q": "y" * 3000}).content.decode()
    assert f"“<bdi>{'y' * 79}…</bdi>”" in page
    assert SearchQuery.objects.get().words == "y" * 200
    assert f"<bdi>{'y' * 79}…</bdi>" in client.get(reverse("knowledge")).content.decode()


@pytest.mark.usefixtures("shelf")
def test_whoever_writes_is_told_that_nobody_has_searched_rather_than_that_all_was_found() -> None:
    page = signed_in(make_person("姚凯立", access.AUTHOR)).get(reverse("knowledge")).content.decode()
    assert "Nobody has searched in the last 30 days." in page
    assert "Every search of the last 30 days found something." not in page
