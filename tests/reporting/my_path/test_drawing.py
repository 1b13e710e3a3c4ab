"""The lines of *My path*: what each says, in both languages, and that no text of the company becomes markup."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation

from reporting.my_path.asking import Asking
from reporting.my_path.drawing import done_lines, later_lines, open_lines
from reporting.my_path.path import Stop
from reporting.my_path.queries import Line

DAY = date(2026, 11, 18)
ASKED = Asking(
    activity_id=1, go_live_id=1, posting_id=1, level=3, criticality="critical", method="exam", opens_on=DAY,
    planned_on=DAY, due_on=date(2026, 11, 20), started_on=None, met_on=None, score=None, valid_until=None, stale_on=None,
    waived_until=None, go_live_on=date(2026, 12, 1), code="ACT-1", name_zh="收货", name_en="Receiving <goods>", form="room",
    planned_minutes=75, revised_on=None, revision_note_zh="", revision_note_en="", business_goal_zh="", business_goal_en="",
    status="open",
)  # fmt: skip
NAME = '<a href="/activities/ACT-1/">Receiving &lt;goods&gt;</a>'


def line(place: str, blocked_by: tuple[Asking, ...] = (), **changes: Any) -> Line:
    """A line of one activity at a place of the path."""
    return Line(Stop(1, place), replace(ASKED, **changes), list(blocked_by))


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", f'<span class="path-title">{NAME}</span>'),
        ("en", "<span>1 h 15 min</span><span>due 20 Nov</span><span>Critical</span></span></div></li>"),
        ("zh-hans", '<a href="/activities/ACT-1/">收货</a>'),
        ("zh-hans", "<span>11-20 截止</span>"),
    ],
)
def test_an_open_line_says_what_it_takes(language: str, said: str) -> None:
    with translation.override(language):
        assert said in open_lines([line("next")])


@pytest.mark.requirement("A77")
def test_a_line_says_why_it_waits_or_comes_again() -> None:
    with translation.override("en"):
        first = replace(ASKED, code="ACT-0", name_en="Signing in")
        assert '<span class="path-why"><span>First: <a href="/activities/ACT-0/">Signing in</a>, <a' in open_lines(
            [line("locked", (first, ASKED))]
        )
        stale = line("next", status="stale", revised_on=DAY, revision_note_en="New label <2>.")
        assert "Revised on 18 Nov 2026: New label &lt;2&gt;. Your earlier result is kept" in open_lines([stale])
        assert "Lapsed on 18 Nov 2026." in open_lines([line("next", status="expired", valid_until=DAY)])
        assert "<span>fits a phone</span>" in open_lines([line("next", form="micro")])


def test_what_is_late_is_said_as_such() -> None:
    with translation.override("en"):
        assert 'data-state="stop"' in open_lines([line("next", status="overdue")])
        assert 'data-state="stop"' not in open_lines([line("next")])


def test_a_done_line_names_the_score_cut_to_whole_points_its_day_and_validity_and_a_waived_one_its_last_day() -> None:
    met = line("done", status="met", met_on=DAY, score=Decimal("84.60"), valid_until=date(2027, 11, 18))
    waived = line("done", status="waived", waived_until=date(2026, 12, 9))
    plain = line("done", status="met", met_on=DAY)
    with translation.override("en"):
        assert done_lines([met, waived, plain]) == (
            f"<li>{NAME} · 84 · 18 Nov · valid until 18 Nov 2027</li>"
            f"<li>{NAME} · waived until 9 Dec</li>"
            f"<li>{NAME} · 18 Nov</li>"
        )


def test_a_later_line_names_the_day_on_which_it_opens() -> None:
    with translation.override("en"):
        assert later_lines([line("later")]) == f"<li>{NAME} · opens 18 Nov</li>"
        assert later_lines([]) == ""
