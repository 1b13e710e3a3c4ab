"""Gauges, bars, shares and cells: the drawing follows from the number, and no share stands without its count."""

import re

import pytest
from django.utils import translation

from lms.foundation.templatetags import cells, gauges, wording


def water_level(drawn: str) -> float:
    """The y of the water's surface in a gauge."""
    found = re.search(r'gauge-water" d="M[\d.]+ ([\d.]+)A', drawn)
    assert found is not None
    return float(found[1])


def test_the_load_line_is_at_mid_height() -> None:
    assert water_level(gauges.gauge(95, 95, 10, "go")) == 32


def test_water_rises_with_the_value_and_falls_where_less_is_better() -> None:
    assert water_level(gauges.gauge(97, 95, 10, "go")) == pytest.approx(32 - 19 * 2 / 10)
    assert water_level(gauges.gauge(3, 4, 8, "go", less_is_better=True)) == pytest.approx(32 - 19 / 8, abs=0.01)
    assert water_level(gauges.gauge(6, 4, 8, "risk", less_is_better=True)) == pytest.approx(32 + 19 * 2 / 8, abs=0.01)


def test_the_published_example_is_drawn_as_designed() -> None:
    drawn = gauges.gauge(
        76.5, 85, 20, "stop", size="l", tick=75, line_text="85 go", tick_text="75", label="76.5 of 100"
    )
    assert 'd="M14.80 40.08A19 19 0 0 0 49.20 40.08z"' in drawn
    assert 'd="M8 41.5h48"' in drawn
    assert '<text class="" x="65" y="43.2">75</text>' in drawn


@pytest.mark.parametrize(("value", "surface"), [(1000, 13.01), (-1000, 50.99)])
def test_water_stays_inside_the_ring(value: float, surface: float) -> None:
    assert water_level(gauges.gauge(value, 95, 10, "go")) == surface


def test_an_unmeasured_gauge_is_hatched_whatever_the_state_claims() -> None:
    drawn = gauges.gauge(None, 95, 10, "go")
    assert 'data-state="none"' in drawn
    assert "hatch-line" in drawn
    assert "gauge-water" not in drawn


def test_a_bar_keeps_its_mark_inside() -> None:
    assert 'x="94.7"' in gauges.load_bar(93.7, line=95, state="risk")
    assert 'x="99.4"' in gauges.load_bar(100, line=100)
    assert "bar-mark" not in gauges.load_bar(45)


def test_a_line_of_one_value_is_not_drawn() -> None:
    assert gauges.spark([3]) == ""
    assert gauges.spark([3, 3]).count("L") == 1


@pytest.mark.parametrize(
    ("points", "english", "chinese"),
    [(95.8, "95.8\u00a0%", "95.8%"), (100, "100\u00a0%", "100%"), (99.97, "99.9\u00a0%", "99.9%"), (None, "–", "–")],
)
def test_percentages_are_written_as_each_language_does(points: float | None, english: str, chinese: str) -> None:
    with translation.override("en"):
        assert wording.percent(points) == english
    with translation.override("zh-hans"):
        assert wording.percent(points) == chinese


def test_a_share_names_its_n() -> None:
    with translation.override("en"):
        assert cells.share(272, 284, "people") == '<span class="share">272 of 284 people (95.8\u00a0%)</span>'


@pytest.mark.parametrize(("part", "whole"), [(0, 0), (None, 4), (3, None)])
def test_a_share_of_nobody_is_no_share(part: int | None, whole: int | None) -> None:
    with translation.override("en"):
        assert cells.share(part, whole) == '<span class="of">nobody asked</span>'


def test_a_heat_cell_under_five_people_is_grey_even_if_all_pass() -> None:
    with translation.override("en"):
        drawn = cells.heat_cell(4, 4, "go")
    assert 'data-state="none"' in drawn
    assert "<b>n &lt; 5</b><small>4/4</small>" in drawn


def test_a_heat_cell_is_full_only_when_nobody_is_missing() -> None:
    assert "<b>99</b>" in cells.heat_cell(999, 1000, "go")
    assert "data-full" not in cells.heat_cell(999, 1000, "go")
    assert "data-full" in cells.heat_cell(14, 14, "go")


def test_a_cell_nobody_is_asked_in_is_a_dot_and_no_link() -> None:
    with translation.override("en"):
        drawn = cells.heat_cell(0, 0, "off", href="/names/")
    assert "not asked" in drawn
    assert "href" not in drawn


def test_cover_says_its_state_in_words_too() -> None:
    with translation.override("en"):
        drawn = cells.cover_cell(1, "risk", href="/names/")
    assert drawn.startswith('<a class="cover-cell" data-state="risk" href="/names/">')
    assert "At risk" in drawn
