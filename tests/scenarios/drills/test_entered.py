"""A journal row in words: each field that was filled in under its label, people by name, refusals as sentences."""

from typing import Any

import pytest
from django.utils import translation

from lms.foundation.api import clock
from scenarios.drills.entered import lost_company
from scenarios.drills.presenting import JournalLine, journal_lines
from scenarios.engine.api import Command, command_specs
from scenarios.sandbox.folding import entries_of, scenario_of, state_of
from scenarios.sandbox.label_models import LabelChoice
from scenarios.sandbox.services import submit_command
from tests.factories import make_person
from tests.scenarios.drills.factories import make_attempt, play_recorded
from tests.scenarios.grading.drills import drill, opened, played
from tests.scenarios.test_scenario_contract import BUILT

pytestmark = pytest.mark.django_db


def rows(language: str, attempt: Any) -> list[JournalLine]:
    with translation.override(language):
        return journal_lines(scenario_of(attempt), entries_of(attempt), None, [], state_of(attempt))


def row(language: str, command: str, attempt: Any = None) -> JournalLine:
    """The first row of a command in a played P2P-03, in words."""
    if attempt is None:
        attempt = make_attempt(make_person("张三"))
        play_recorded(attempt, "p2p-03/good.yaml")
    seq = next(entry.seq for entry in entries_of(attempt) if entry.command.name == command)
    return next(line for line in rows(language, attempt) if line.seq == seq)


@pytest.mark.parametrize(
    ("language", "who", "labels", "line"),
    [
        ("zh-hans", "王琳", ["采购订单", "外部编号", "发票日期", "行项目 1"], "行号：10；数量：1,000.0；单价：13.75"),
        (
            "en",
            "Wang Lin",
            ["Purchase order", "Reference", "Invoice date", "Lines 1"],
            "Line: 10; Quantity: 1,000.0; Price: 13.75",
        ),
    ],
)
def test_a_posting_names_each_field_and_each_line_as_its_form_does(
    language: str, who: str, labels: list[str], line: str
) -> None:
    shown = row(language, "inv.post")
    assert (shown.who, shown.subject) == (who, "")
    assert [one.label for one in shown.fields] == labels
    assert shown.fields[-1].text == line
    assert shown.summary.startswith(f"{labels[0]}{'：' if language == 'zh-hans' else ': '}{shown.fields[0].text}")


@pytest.mark.parametrize(("language", "hat", "person"), [("zh-hans", "身份", "林晓"), ("en", "Hat", "Lin Xiao")])
def test_people_stand_by_name(language: str, hat: str, person: str) -> None:
    fields = row(language, "hat.switch").fields
    assert [(one.label, one.text) for one in fields] == [(hat, person)]


def test_a_message_is_headed_by_its_subject_and_keeps_its_text() -> None:
    shown = row("en", "message.send")
    assert shown.subject == shown.summary == f"Price on {row('en', 'inv.post').fields[1].text}"
    assert [one.label for one in shown.fields] == ["To", "Text", "About"]
    assert shown.fields[1].text.startswith("Contract K26-00012-10001 says 12.50")


def test_what_was_opened_is_named_and_a_letter_by_its_subject() -> None:
    opened_rows = [line for line in rows("en", attempt_played()) if line.command == "Open"]
    assert opened_rows[1].summary.startswith("Purchase order 45")
    assert "M-0" not in opened_rows[0].summary
    assert all(line.fields == () for line in opened_rows)


def attempt_played() -> Any:
    attempt = make_attempt(make_person("李四", name_latin="Li Si"))
    play_recorded(attempt, "p2p-03/good.yaml")
    return attempt


def test_a_refused_row_says_the_sentence_that_the_screen_said() -> None:
    attempt = make_attempt(make_person("张三"))
    submit_command(attempt, Command("po.submit", {"po": "4500000000"}, "wang.ap"))
    shown = row("en", "po.submit", attempt)
    assert (shown.kind, shown.why) == ("refused", "Wang Lin may not use “Submit purchase order”.")


def test_the_words_are_those_of_the_pack_in_use() -> None:
    LabelChoice.objects.create(pack="sap-like", chosen_by=make_person("王五"), chosen_at=clock.now())
    assert row("zh-hans", "inv.post").fields[0].label == "采购凭证"


@pytest.mark.parametrize("code", BUILT)
def test_no_row_of_any_drill_shows_a_bare_field_or_a_person_s_sign_on(code: str) -> None:
    done = played(code, drill(code).solutions[0])
    entries = done.state.journal[opened(code).first_seq - 1 :]
    users = set(done.state.masters("USER"))
    for language in ("zh-hans", "en"):
        with translation.override(language):
            shown = journal_lines(opened(code).scenario, entries, None, [], done.state)
        names = {name for spec in command_specs().values() for one in spec.fields for name in (one.name, spec.name)}
        assert {line.who for line in shown} & users == set()
        assert {one.text for line in shown for one in line.fields} & users == set()
        if language == "zh-hans":
            assert {one.label for line in shown for one in line.fields} & names == set()


def test_a_lost_company_leaves_numbers_where_names_were() -> None:
    attempt = attempt_played()
    with translation.override("en"):
        shown = journal_lines(scenario_of(attempt), entries_of(attempt), None, [])
    assert lost_company().masters("USER") == {}
    assert {line.who for line in shown} == {"wang.ap", "lin.buyer", "gao.purmgr", "The sandbox"}
    switched = next(line for line in shown if line.command == "Switch hat")
    assert [one.text for one in switched.fields] == ["lin.buyer"]
