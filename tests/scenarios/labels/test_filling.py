"""Sentences whose places hold Chinese, codes or nothing: the blanks are right whatever stands there."""

import re
import string
from collections.abc import Iterator

import pytest

from scenarios.datasets.api import dataset
from scenarios.engine.api import broken_invariants
from scenarios.grading.api import Text, rules_as_prose
from scenarios.labels.filling import filled
from scenarios.labels.pack import PRESETS, label_pack
from scenarios.sandbox.wording import Words
from tests.scenarios.grading.drills import drill, opened, played
from tests.scenarios.test_scenario_contract import BUILT

WORD = r"[一-鿿]"
STRAY = re.compile(rf"{WORD} +{WORD}|{WORD}[A-Za-z0-9]|[A-Za-z0-9]{WORD}|  | [，。；：、！？”）]|[，。；：、（“] ")
STRAY_ENGLISH = re.compile(r"  | [,.;:!?]|“ | ”")
UNTOUCHED = re.compile(r"“[^”]*”|《[^》]*》|（[^）]*）")
"""Names and values within quotation marks keep the blanks that they have."""


WITHIN = re.compile(r"（.*）|\(.*\)")
"""What narrows a pattern is said as the author wrote it: its sentence is read before anybody plays."""


def refusals(language: str) -> Iterator[tuple[str, str]]:
    for pack in ("generic", *PRESETS):
        for key, label in label_pack(pack).labels.items():
            if key.startswith("refusal."):
                yield key, label[language]


def places(template: str) -> list[str]:
    return [name for _, name, _, _ in string.Formatter().parse(template) if name]


@pytest.mark.parametrize("value", ["采购订单", "4500001234", "V00012", "1,100 MTR", ""])
def test_every_refusal_sets_its_blanks_in_chinese_whatever_its_places_hold(value: str) -> None:
    said = {key: filled(text, dict.fromkeys(places(text), value)) for key, text in refusals("zh")}
    assert {key: text for key, text in said.items() if STRAY.search(text)} == {}


@pytest.mark.parametrize("value", ["purchase order", "4500001234", ""])
def test_every_refusal_sets_its_blanks_in_english_whatever_its_places_hold(value: str) -> None:
    said = {key: filled(text, dict.fromkeys(places(text), value)) for key, text in refusals("en")}
    assert {key: text for key, text in said.items() if STRAY_ENGLISH.search(text)} == {}


@pytest.mark.parametrize(
    ("template", "value", "sentence"),
    [
        ("找不到 {x} {id}。", "采购订单", "找不到采购订单 4500001234。"),
        ("找不到 {x} {id}。", "PO", "找不到 PO 4500001234。"),
        ("由{x}做", "部门负责人", "由部门负责人做"),
        ("由 {x} 做", "DEPT-MGR", "由 DEPT-MGR 做"),
        ("有{x}张", "3", "有 3 张"),
        ("There is no {x} {id}.", "purchase order", "There is no purchase order 4500001234."),
        ("There is no {x} {id}.", "", "There is no 4500001234."),
    ],
)
def test_a_place_takes_the_blanks_of_what_stands_in_it(template: str, value: str, sentence: str) -> None:
    assert filled(template, {"x": value, "id": "4500001234"}) == sentence


def test_a_text_is_filled_in_each_language_with_its_own_blanks() -> None:
    role = Text("质量经理", "quality manager")
    assert Text("由 {who} 做", "is done by {who}").fill(who=role) == Text("由质量经理做", "is done by quality manager")


@pytest.mark.parametrize("code", BUILT)
def test_what_wrong_ways_are_told_has_names_and_no_stray_blank(code: str) -> None:
    roles, users = set(dataset("S").master("ROLE")), set(dataset("S").master("USER"))
    for wrong in drill(code).wrong:
        state = played(code, wrong.file).state
        assert broken_invariants(state) == ()
        for entry in state.journal:
            if entry.refusal is not None:
                words = Words(state, "zh")
                said = UNTOUCHED.sub(lambda found: found[0][0] + found[0][-1], words.refusal(entry.refusal))
                assert STRAY.search(said) is None, said
                assert set(re.findall(r"[\w.-]+", said)) & (roles | users) == set(), said


@pytest.mark.parametrize("code", BUILT)
def test_what_was_found_names_people_and_documents_and_writes_moments_as_people_do(code: str) -> None:
    users = set(dataset("S").master("USER"))
    for wrong in drill(code).wrong:
        for mark in played(code, wrong.file).grade.marks:
            for found in (mark.finding.found.zh, mark.finding.found.en):
                said = WITHIN.sub("", found)
                assert set(re.findall(r"[\w.-]+\w", said)) & users == set(), said
                assert re.search(r"\b[A-Z]{2,8}:[A-Z]*[0-9-]|\d{4}-\d\d-\d\dT", said) is None, said


@pytest.mark.parametrize("code", BUILT)
def test_no_rule_shows_the_code_of_a_role(code: str) -> None:
    roles = set(dataset("S").master("ROLE"))
    for sentence in rules_as_prose(opened(code).scenario):
        for text in (sentence.rule.zh, sentence.rule.en):
            assert set(re.findall(r"[\w.-]+", text)) & roles == set(), text


@pytest.mark.parametrize("size", ["S", "M"])
def test_the_pack_calls_every_role_as_the_company_does(size: str) -> None:
    company = {
        f"role.{code}": (body["name_zh"], body["name_en"]) for code, body in dataset(size).master("ROLE").items()
    }
    named = {key: (label["zh"], label["en"]) for key, label in label_pack().labels.items() if key.startswith("role.")}
    assert named == company
