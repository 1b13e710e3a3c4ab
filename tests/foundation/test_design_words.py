"""States, people, times and forms as tags write them: shape with word, own script, hint and error tied to the field."""

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django import forms
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from lms.foundation.templatetags import people, shapes, timelines, wording
from lms.foundation.templatetags.icons import ICONS

ROOT = Path(__file__).resolve().parents[2]
TODAY, GO_LIVE = date(2026, 11, 18), date(2026, 12, 1)


class SeatsForm(forms.Form):
    seats = forms.IntegerField(label="Seats", max_value=12, help_text="At most twelve.")
    note = forms.CharField(label="Note", required=False)
    secret = forms.CharField(widget=forms.HiddenInput, initial="kept")


def render(source: str, **context: object) -> str:
    return Template("{% load plimsoll %}" + source).render(Context(context))


def test_a_state_is_shape_and_word_and_kind() -> None:
    with translation.override("en"):
        drawn = shapes.state("stop", "0 of 2")
    assert drawn.startswith('<span class="state" data-state="stop"><svg class="shape"')
    assert drawn.endswith("0 of 2</span>")


def test_an_unknown_state_is_shown_as_unmeasured() -> None:
    with translation.override("en"):
        assert shapes.state("splendid").endswith("Unmeasured</span>")


def test_done_looks_like_go_and_locked_carries_a_padlock() -> None:
    with translation.override("en"):
        assert 'data-state="go"' in shapes.state("done")
        assert ICONS["lock"] in shapes.state("locked")


def test_labels_are_escaped() -> None:
    assert "<script>" not in shapes.state("go", "<script>")
    assert "<script>" not in shapes.icon("check", label="<script>")


def test_every_icon_named_in_a_template_exists() -> None:
    named = {
        name
        for template in ROOT.glob("**/templates/**/*.html")
        if ".venv" not in template.parts
        for name in re.findall(r'{% icon "([\w-]+)"', template.read_text(encoding="utf-8"))
    }
    assert named
    assert named - set(ICONS) == set()


def test_people_are_named_in_their_own_script() -> None:
    who = {"name": "周婷", "name_latin": "Zhou Ting"}
    with translation.override("en"):
        assert people.person(who) == '<span lang="zh-Hans">周婷</span> <span class="muted">Zhou Ting</span>'
    with translation.override("zh-hans"):
        assert people.person(who) == "周婷"
    assert ">婷<" in people.avatar(who)
    assert ">A<" in people.avatar({"name": "Anna Berg"})


def test_bilingual_content_falls_back_to_the_other_language() -> None:
    both, one = {"title_zh": "收货", "title_en": "Receiving"}, {"title_zh": "收货", "title_en": ""}
    with translation.override("en"):
        assert people.in_page_language(both, "title") == "Receiving"
        assert people.in_page_language(one, "title") == "收货"


def test_days_and_moments_follow_the_language() -> None:
    with translation.override("en"):
        assert (wording.day(GO_LIVE), wording.day_short(GO_LIVE), wording.weekday(GO_LIVE)) == (
            "1 Dec 2026",
            "1 Dec",
            "Tue",
        )
        assert wording.minutes(114) == "1 h 54 min"
    with translation.override("zh-hans"):
        assert (wording.day(GO_LIVE), wording.day_short(GO_LIVE), wording.weekday(GO_LIVE)) == (
            "2026-12-01",
            "12-01",
            "周二",
        )
        assert wording.moment(datetime(2026, 11, 18, 0, 5, tzinfo=UTC)) == "2026-11-18 08:05"


def test_the_slack_is_drawn_to_scale() -> None:
    with translation.override("en"):
        drawn = timelines.slack(TODAY, date(2026, 11, 20), date(2026, 11, 24), GO_LIVE, "Rehearsal")
    assert 'class="slack-used" d="M5.0 22H101.9"' in drawn
    assert 'class="slack-buffer" d="M101.9 22H295.8"' in drawn
    assert "buffer 4 days" in drawn


def test_the_line_calls_a_milestone_by_its_name_alone_and_the_words_say_all_of_it() -> None:
    said = "Dress rehearsal, T-7, with one full rollback"
    with translation.override("en"):
        drawn = timelines.slack(TODAY, date(2026, 11, 20), date(2026, 11, 24), GO_LIVE, said)
    assert ">Dress rehearsal 24 Nov<" in drawn
    assert f"{said} 24 Nov · Go-live 1 Dec" in drawn


def test_what_is_late_says_by_how_much() -> None:
    with translation.override("en"):
        drawn = timelines.slack(TODAY, TODAY - timedelta(days=3), date(2026, 11, 24), GO_LIVE)
    assert "slack-late" in drawn
    assert "late by 3 days" in drawn


def test_without_a_due_date_there_is_no_line() -> None:
    assert timelines.slack(TODAY, None, None, GO_LIVE) == ""


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (GO_LIVE, '<span class="figure">13</span> days'),
        (TODAY, "Go-live is today"),
        (date(2026, 11, 15), "Live for 3 days"),
        (None, "No go-live date yet"),
    ],
)
def test_the_countdown_knows_before_on_and_after(on: date | None, words: str) -> None:
    with translation.override("en"):
        assert words in timelines.countdown(on, TODAY)


def test_a_timer_never_shows_less_than_nothing() -> None:
    now = datetime(2026, 11, 18, tzinfo=UTC)
    assert 'data-timer="1308"' in timelines.timer(now + timedelta(minutes=21, seconds=48), now)
    assert ">0:00<" in timelines.timer(now - timedelta(minutes=1), now)


def test_a_field_ties_hint_and_error_to_its_input() -> None:
    with translation.override("en"):
        drawn = render(
            "{% field form.seats %}{% field form.note %}{% field form.secret %}", form=SeatsForm({"seats": "40"})
        )
    assert 'aria-describedby="id_seats_hint id_seats_error"' in drawn
    assert 'aria-invalid="true"' in drawn
    assert '<span class="hint">optional</span>' in drawn
    assert '<input type="hidden" name="secret"' in drawn


def test_the_summary_of_errors_leads_to_each_field() -> None:
    with translation.override("en"):
        wrong = render("{% form_errors form %}", form=SeatsForm({"seats": "40", "secret": "kept"}))
    assert "One thing to correct" in wrong
    assert '<a href="#id_seats">Seats: ' in wrong
    assert render("{% form_errors form %}", form=SeatsForm({"seats": "4", "secret": "kept"})) == ""


def test_the_query_keeps_what_is_not_replaced() -> None:
    request = RequestFactory().get("/list/?site=SZ&page=3&q=x")
    assert render("{% query_replace page=2 q=None %}", request=request) == "?site=SZ&amp;page=2"


def test_a_link_is_here_on_its_page_and_below_it() -> None:
    request = RequestFactory().get("/matrix/cell/")
    shown = "{% is_here url as here %}{{ here }}"
    assert render(shown, request=request, url="/matrix/") == "True"
    assert render(shown, request=request, url="/") == "False"
    assert render(shown, request=request, url="/mat") == "False"


def test_what_is_wrong_stands_behind_its_field_as_the_language_writes_it() -> None:
    with translation.override("zh-hans"):
        shown = render("{% form_errors form %}", form=SeatsForm({"seats": "13", "secret": "kept"}))

    assert ">Seats：" in shown
