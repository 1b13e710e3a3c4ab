"""A drill's sheet says what its page says, can be filled in by hand, and leads nowhere."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from cms.lessons.offline.sheets import drill_sheet
from scenarios.api import drill_briefs
from scenarios.models import Scenario
from tests.cms.factories import signed_in
from tests.cms.reading_copies import Reading, plain
from tests.factories import make_person
from tests.scenarios.sandbox.factories import make_version

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 18)


def address(code: str = "P2P-03") -> str:
    return reverse("drill-offline", args=[code])


@pytest.mark.parametrize(
    ("code", "words"),
    [("en", ["Drill sheet", "this sheet counts for nothing", "80, no critical move", "downloaded"]),
     ("zh-hans", ["演练单", "此单不计入成绩", "80", "下载日期"])],
)  # fmt: skip
def test_sheet_says_what_the_drills_page_says_and_leads_nowhere(code: str, words: list[str]) -> None:
    make_version("P2P-03")
    with translation.override(code):
        brief = drill_briefs(["P2P-03"])[0]
        reading = Reading(drill_sheet(brief, taken_on=DAY))
    texts = [
        brief.title,
        *brief.situation.split("\n\n"),
        *brief.wanted,
        *(hat for seat in brief.seats for hat in seat.hats),
    ]
    texts += [text for fact in brief.facts for text in fact] + [brief.version, *words]
    assert len(brief.wanted) >= 2
    assert [text for text in texts if plain(text).lower() not in reading.words.lower()] == []
    assert (reading.leads_to, reading.runs) == ([], [])
    assert reading.tags.count("td") == 30


def test_every_seat_names_whose_work_is_done_there() -> None:
    make_version("P2P-03")
    with translation.override("en"):
        seats = drill_briefs(["P2P-03"])[0].seats
    assert all(seat.hats and all(hat and "." not in hat for hat in seat.hats) for seat in seats)


def test_sheet_comes_as_a_file_and_its_page_offers_it() -> None:
    make_version("P2P-03")
    client = signed_in(make_person())
    answer = client.get(address())
    assert answer["Content-Type"] == "text/html; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="P2P-03 P2P-03 1.0.0.html"'
    assert '<html lang="zh-Hans">' in client.get(address(), {"language": "zh-hans"}).content.decode()
    assert f'href="{address()}"' in client.get(reverse("drill", args=["P2P-03"])).content.decode()


def test_nobody_is_sent_to_sign_in_and_a_planned_drill_has_no_sheet() -> None:
    Scenario.objects.create(code="P2P-99", title_zh="计划", title_en="Planned", difficulty=1, minutes=20)
    assert Client().get(address())["Location"].startswith(reverse("sign-in"))
    client = signed_in(make_person())
    assert [client.get(address(code)).status_code for code in ("P2P-99", "NOTHING")] == [404, 404]
    assert address("P2P-99") not in client.get(reverse("drill", args=["P2P-99"])).content.decode()
