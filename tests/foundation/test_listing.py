"""Lists: page, sort, filter and search in two queries; the file holds the same rows and nothing a spreadsheet would run."""

import csv
from dataclasses import dataclass
from datetime import date
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.http import Http404
from django.http.response import HttpResponseBase
from django.test import RequestFactory
from django.utils import translation
from openpyxl import load_workbook

from lms.foundation.listing import Column, Filter, Listing, render_listing
from lms.foundation.listing.exports import cell_value
from lms.foundation.listing.pages import ListingPage
from lms.foundation.models import Person
from tests.factories import make_person

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Lot:
    """A plain row."""

    code: str
    quantity: int | None
    received: date


LOTS = [
    Lot("25C-0342", 1400, date(2026, 11, 2)),
    Lot("25C-0007", None, date(2026, 11, 9)),
    Lot("25A-0100", 12, date(2026, 10, 1)),
]


def people(**changes: Any) -> Listing:
    """People by number, with an exact and a looser filter."""
    given: dict[str, Any] = {
        "rows": Person.objects.all(),
        "columns": (
            Column("number", "Number", sort="number", link=lambda person: f"/people/{person.number}/"),
            Column("name", "Name", sort="name"),
            Column("joined", "Verified", value="identity_verified_at", sort="identity_verified_at", align="end"),
        ),
        "filters": (
            Filter("language", "Language", choices=[("zh-hans", "中文"), ("en", "English")]),
            Filter("mail", "With e-mail", kind="bool", lookup=lambda rows, value: rows.exclude(email="")),
            Filter("verified", "Verified", kind="date", lookup="identity_verified_at"),
        ),
        "search": ("number", "name", "name_latin"),
        "default_sort": "number",
        "export_name": "people",
        "label": "People",
    }
    return Listing(**{**given, **changes})


def lots() -> Listing:
    """Plain rows."""
    return Listing(
        rows=LOTS,
        columns=(
            Column("code", "Lot", sort=True),
            Column("quantity", "Quantity", sort=True, align="end"),
            Column("received", "Received", sort=True),
        ),
        filters=(Filter("received", "Received", kind="date"), Filter("code", "Lot", kind="text")),
        search=("code",),
        export_name="lots",
    )


def seen(listing: Listing, query: str = "") -> ListingPage:
    return ListingPage(listing, RequestFactory().get(f"/?{query}").GET)


def numbers(page: ListingPage) -> list[str]:
    return [person.number for person in page.page]


def answer(listing: Listing, query: str = "", **options: Any) -> HttpResponseBase:
    request = RequestFactory().get(f"/people/?{query}")
    with translation.override("en"):
        return render_listing(request, listing, "listing/table.html", **options)


@pytest.fixture
def three() -> list[Person]:
    return [
        make_person("周婷", number="YF1", language="zh-hans", email="z@example.org"),
        make_person("Anna Berg", number="YF2", language="en", name_latin="", identity_verified_at=None),
        make_person("周强", number="YF3", language="zh-hans", name_latin="Zhou Qiang"),
    ]


@pytest.mark.parametrize("rows", [1, 3])
def test_a_page_costs_two_queries_whatever_its_length(rows: int, django_assert_num_queries: Any) -> None:
    for _ in range(rows):
        make_person()
    with django_assert_num_queries(2):
        page = seen(people())
        assert (page.count, len(page.page)) == (rows, rows)
        assert page.body.count("<tr>") == rows


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["YF1", "YF2", "YF3"]),
        ("sort=-number", ["YF3", "YF2", "YF1"]),
        ("sort=nonsense", ["YF1", "YF2", "YF3"]),
        ("q=周", ["YF1", "YF3"]),
        ("q=zhou qiang", ["YF3"]),
        ("q=%00周%00", ["YF1", "YF3"]),
        ("language=en", ["YF2"]),
        ("language=klingon", ["YF1", "YF2", "YF3"]),
        ("mail=1", ["YF1"]),
        ("verified-from=2000-01-01", ["YF1", "YF3"]),
        ("verified-to=2000-01-01", []),
        ("verified-from=2026-13-45", ["YF1", "YF2", "YF3"]),
    ],
)
def test_sort_search_and_filters(three: list[Person], query: str, expected: list[str]) -> None:
    assert numbers(seen(people(), query)) == expected


def test_the_unknown_sorts_last_in_both_directions(three: list[Person]) -> None:
    assert numbers(seen(people(), "sort=joined"))[-1] == "YF2"
    assert numbers(seen(people(), "sort=-joined"))[-1] == "YF2"


def test_a_page_out_of_range_is_the_nearest(three: list[Person]) -> None:
    small = people(page_size=2)
    assert numbers(seen(small, "page=99")) == ["YF3"]
    assert numbers(seen(small, "page=x")) == ["YF1", "YF2"]


def test_links_keep_filter_and_go_back_to_the_first_page(three: list[Person]) -> None:
    page = seen(people(page_size=1), "language=zh-hans&page=2&export=csv")
    assert page.heads[1]["link"] == "?language=zh-hans&sort=name"
    assert page.previous_link == "?language=zh-hans&page=1"
    assert page.next_link == ""


def test_the_head_says_how_it_is_sorted(three: list[Person]) -> None:
    heads = seen(people(), "sort=-name").heads
    assert [head["direction"] for head in heads] == ["none", "descending", "none"]
    assert heads[1]["link"] == "?sort=name"


def test_plain_rows_sort_filter_and_search_alike() -> None:
    assert [lot.code for lot in seen(lots(), "sort=-quantity").page] == ["25C-0342", "25A-0100", "25C-0007"]
    assert [lot.code for lot in seen(lots(), "received-from=2026-11-01&q=25c").page] == ["25C-0342", "25C-0007"]
    assert [lot.code for lot in seen(lots(), "code=0100").page] == ["25A-0100"]


def test_the_page_escapes_what_people_are_called() -> None:
    make_person("<script>alert(1)</script>", number="YF9")
    html = answer(people()).content.decode()  # type: ignore[attr-defined]
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_an_empty_list_says_why_and_what_next(three: list[Person]) -> None:
    narrowed = answer(people(), "q=nobody").content.decode()  # type: ignore[attr-defined]
    assert "Nothing matches this filter" in narrowed
    assert 'href="/people/"' in narrowed
    empty = answer(people(rows=Person.objects.none(), empty="Import people first.")).content.decode()  # type: ignore[attr-defined]
    assert "Import people first." in empty


def test_the_csv_holds_the_rows_of_the_page_in_its_order(three: list[Person]) -> None:
    response = answer(people(columns=people().columns[:2]), "export=csv&sort=-number&language=zh-hans")
    text = b"".join(response).decode()  # type: ignore[call-overload]
    assert text.startswith("\ufeff")
    assert list(csv.reader(StringIO(text[1:]))) == [["Number", "Name"], ["YF3", "周强"], ["YF1", "周婷"]]
    assert response.headers["Content-Disposition"].startswith('attachment; filename="people-')


def test_the_sheet_holds_numbers_days_and_no_gaps() -> None:
    response = answer(lots(), "export=xlsx&sort=code")
    sheet = load_workbook(BytesIO(b"".join(response))).worksheets[0]  # type: ignore[call-overload]
    assert [[cell.value for cell in row] for row in sheet.iter_rows(max_col=2)] == [
        ["Lot", "Quantity"],
        ["25A-0100", 12],
        ["25C-0007", None],
        ["25C-0342", 1400],
    ]
    assert sheet.freeze_panes == "A2"


@pytest.mark.parametrize("text", ["=1+1", "+44", "-2+3", "@SUM(A1)", "\t=1", "＝1+1"])
def test_no_text_becomes_a_formula(text: str) -> None:
    assert cell_value(text) == f"'{text}"


def test_numbers_stay_numbers_even_below_zero() -> None:
    assert cell_value(-3) == -3
    assert cell_value(date(2026, 12, 1)) == date(2026, 12, 1)
    assert cell_value(None) == ""


def test_an_export_streams_in_one_query(three: list[Person], django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        assert len(b"".join(answer(people(), "export=csv")).splitlines()) == 4  # type: ignore[call-overload]


@pytest.mark.parametrize(
    ("query", "options", "changes"),
    [("export=pdf", {}, {}), ("export=csv", {"may_export": False}, {}), ("export=csv", {}, {"export_name": ""})],
)
def test_a_closed_or_unknown_export_is_not_found(query: str, options: dict[str, Any], changes: dict[str, Any]) -> None:
    with pytest.raises(Http404):
        answer(people(**changes), query, **options)


def test_htmx_gets_the_list_alone_and_a_restored_page_gets_all(client: Any) -> None:
    part = client.get("/design/", headers={"HX-Request": "true", "HX-Target": "listing"}).content.decode()
    assert part.lstrip().startswith('<div class="listing" id="listing">')
    restored = client.get(
        "/design/",
        headers={"HX-Request": "true", "HX-Target": "listing", "HX-History-Restore-Request": "true"},
    ).content.decode()
    assert "<!doctype html>" in restored
