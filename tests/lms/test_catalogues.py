"""One text has one Chinese, whichever page asks for it; and the Chinese keeps the rules of its own print."""

import re
from collections.abc import Iterator
from functools import reduce

import polib
import pytest
import yaml
from django.utils.translation import activate, deactivate, gettext, pgettext

from lms.management.catalogue_conflicts import catalogue_of, collisions, disagreements, layers_as_django_lays
from lms.management.commands.merge_catalogues import CATALOGUE, PACKAGES
from lms.settings.env import PROJECT

GLOSSARY = PROJECT / "docs" / "concepts" / "glossary.md"
HAN = "\u3400-\u9fff"
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%%|</?bdi>|</?b>")
FAULTS = {
    "half-width punctuation beside Chinese": re.compile(rf"[{HAN}][,;:?!()]|[,;:?!()][{HAN}]|[{HAN}]\.(?!\w)"),
    "no blank between Chinese and Latin letters or digits": re.compile(rf"[{HAN}][A-Za-z0-9]|[A-Za-z0-9][{HAN}]"),
    "a blank beside full-width punctuation": re.compile("[，。；：？！（）、] | [，。；：？！（）、]"),
    "straight quotation marks": re.compile(r"[\"']"),
    "two blanks": re.compile("  "),
    "a sentence of Chinese that ends in a full stop of English": re.compile(rf"[{HAN}]\.$"),
}


def _entries() -> Iterator[tuple[str, polib.POEntry, str]]:
    for package in PACKAGES:
        for entry in polib.pofile(str(PROJECT / package / CATALOGUE)):
            for text in [entry.msgstr] if entry.msgstr else entry.msgstr_plural.values():
                yield package, entry, text


def _shipped() -> dict[str, dict[tuple[str, str], str]]:
    return {package: dict(catalogue_of(polib.pofile(str(PROJECT / package / CATALOGUE)))) for package in PACKAGES}


def test_two_packages_that_say_one_text_differently_are_named_with_what_they_say() -> None:
    ours = {
        "curricula": {("", "Met"): "已达到", ("", "Open"): "待完成"},
        "scenarios": {("", "Met"): "已达成", ("verb", "Open"): "打开"},
        "reporting": {("", "Met"): "已达到"},
    }

    assert list(disagreements(ours)) == [
        "“Met” is translated in different ways: curricula “已达到”; scenarios “已达成”; reporting “已达到”. "
        "Agree, or give one a context."
    ]


def test_a_context_that_two_packages_share_has_one_translation_too() -> None:
    ours = {"cms": {("person", "Name"): "名字"}, "lms": {("person", "Name"): "姓名"}}

    assert list(disagreements(ours)) == [
        "“Name” (context “person”) is translated in different ways: cms “名字”; lms “姓名”. Agree, or give one a context."
    ]


def test_a_plural_is_held_against_the_other_plural_and_against_the_singular() -> None:
    plural = polib.POEntry(msgid="%(n)s day", msgid_plural="%(n)s days", msgstr_plural={0: "%(n)s 天"})
    other = polib.POEntry(msgid="%(n)s day", msgid_plural="%(n)s days", msgstr_plural={0: "%(n)s 日"})
    alone = polib.POEntry(msgid="%(n)s day", msgstr="%(n)s 天")

    def said(*entries: polib.POEntry) -> list[str]:
        return list(disagreements({str(place): catalogue_of([entry]) for place, entry in enumerate(entries)}))

    assert said(plural, alone) == []
    assert said(plural, other) == [
        "“%(n)s day” is translated in different ways: 0 “%(n)s 天”; 1 “%(n)s 日”. Agree, or give one a context."
    ]


def test_our_word_over_another_is_named_unless_it_is_said_why_it_stands() -> None:
    layers = [("cms", {("", "Pages"): "分页"}), ("wagtail.admin", {("", "Pages"): "页面"})]

    assert list(collisions(layers, ["cms"], [])) == [
        "“Pages”: our “分页” (cms) covers “页面” of wagtail.admin on its pages. "
        "Give ours a context, or say in OURS_STANDS why it may."
    ]
    assert list(collisions(layers, ["cms"], [("", "Pages")])) == []


def test_a_word_of_ours_that_loses_is_named_and_no_reason_helps() -> None:
    layers = [
        ("wagtail.admin", {("", "Site"): "站点"}),
        ("cms", {("", "Site"): "工厂"}),
        ("django", {("", "Site"): "网站"}),
    ]

    assert list(collisions(layers, ["cms"], [("", "Site")])) == [
        "“Site”: “站点” of wagtail.admin covers our “工厂” (cms). Give ours a context.",
        "“Site” covers nobody's word any more. Take it out of OURS_STANDS.",
    ]


def test_what_others_say_differently_among_themselves_is_not_ours() -> None:
    layers = [("cms", {("", "Save"): "保存"}), ("wagtail", {("", "Save"): "保存"}), ("django", {("", "Home"): "首页"})]

    assert list(collisions(layers, ["cms"], [])) == []


def test_the_layers_lie_as_django_lays_them() -> None:
    """Django's own answer is the proof: for each key of each catalogue it gives what the topmost layer says."""
    ours = _shipped()
    laid: dict[tuple[str, str], str] = {}
    for _, catalogue in layers_as_django_lays(ours, PROJECT):
        laid = {**catalogue, **laid}
    keys = {key for catalogue in ours.values() for key in catalogue}
    activate("zh-hans")
    try:
        answered = {key: pgettext(*key) if key[0] else gettext(key[1]) for key in keys}
    finally:
        deactivate()

    assert answered == {key: laid[key] for key in keys}


def test_no_catalogue_rewrites_our_english() -> None:
    keys = {key for catalogue in _shipped().values() for key in catalogue}
    activate("en")
    try:
        rewritten = {text for context, text in keys if (pgettext(context, text) if context else gettext(text)) != text}
    finally:
        deactivate()

    assert rewritten == set()


@pytest.mark.parametrize("fault", FAULTS)
def test_chinese_is_set_as_chinese(fault: str) -> None:
    found = [
        f"{package}: {entry.msgid} → {text}"
        for package, entry, text in _entries()
        if FAULTS[fault].search(PLACEHOLDER.sub("\N{OBJECT REPLACEMENT CHARACTER}", text))
    ]

    assert found == []


@pytest.mark.parametrize(
    ("fault", "text"),
    [
        ("half-width punctuation beside Chinese", "已保存,请稍后"),
        ("no blank between Chinese and Latin letters or digits", "导出CSV"),
        ("a blank beside full-width punctuation", "已保存， 请稍后"),
        ("straight quotation marks", '请选择"使用"'),
        ("two blanks", "第  3 行"),
        ("a sentence of Chinese that ends in a full stop of English", "已保存."),
    ],
)
def test_each_fault_of_print_would_be_found(fault: str, text: str) -> None:
    assert FAULTS[fault].search(text)


def test_no_catalogue_uses_a_word_that_the_glossary_rules_out() -> None:
    ruled_out = dict(_ruled_out())
    used = [
        f"{package}: {entry.msgid} → {text}: write {ruled_out[word]}, not {word}"
        for package, entry, text in _entries()
        for word in ruled_out
        if word in text
    ]

    assert {"高管", "准备度", "工序"} <= set(ruled_out)
    assert used == []


CONTENT = ("lms/demo/data/company", "lms/demo/data/content", "lms/demo/data/questions", "scenarios/catalogue")
# Words that our pages never say, but the company's trade does.
OF_THE_TRADE = {
    "工序": "an operation in production",
    "账户": "an account at a bank",
    "到期日": "the day on which goods, papers or an invoice fall due",
    "资格": "what a law entitles somebody to",
    "操作者": "who did the work; 作者 is an author",
    "修改原因": "what a learner may also answer for 理由",
}


# Spellings and turns that the rest of our English does not have.
ENGLISH_FAULTS = {
    "American spelling": re.compile(
        r"(?i)\b(?:(?:un)?authoriz|organiz|recogniz|standardiz|synchroniz|steriliz|analyz|behavior|color(?!ogne)|center(?!line)"
        r"|canceled|labeled|fulfill\b|gray\b)"
    ),
    "a possessive without its person": re.compile(r"\bthe own\b"),
    "straight quotation marks": re.compile(r'"'),
    "an apostrophe unlike the rest": re.compile(r"\w’\w"),
}


def _english() -> Iterator[tuple[str, str]]:
    for package, entry, _text in _entries():
        yield package, entry.msgid
        yield package, entry.msgid_plural
    for path, text in _content():
        if path.endswith(".yaml"):
            yield from ((path, said) for said in _said_in_english(yaml.safe_load(text)))


def _said_in_english(node: object) -> Iterator[str]:
    if isinstance(node, dict) and isinstance(node.get("en"), str) and "zh" in node:
        yield node["en"]
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _said_in_english(child)


@pytest.mark.parametrize("fault", ENGLISH_FAULTS)
def test_english_is_set_as_the_rest_of_it_is(fault: str) -> None:
    found = [f"{place}: {text}" for place, text in _english() if ENGLISH_FAULTS[fault].search(text)]

    assert found == []


@pytest.mark.parametrize(
    ("fault", "text"),
    [
        ("American spelling", "Who authorizes it"),
        ("a possessive without its person", "Signs in with the own account"),
        ("straight quotation marks", 'Choose "Use"'),
        ("an apostrophe unlike the rest", "Join a colleague’s drill"),
    ],
)
def test_each_fault_of_english_would_be_found(fault: str, text: str) -> None:
    assert ENGLISH_FAULTS[fault].search(text)


# In quotation marks, and in the letters of a drill.
SAID_TO_A_COLLEAGUE = re.compile('“[^“”]*你[^“”]*”|text: "[^"]*你[^"]*"')


def _content() -> Iterator[tuple[str, str]]:
    for folder in CONTENT:
        for path in sorted((PROJECT / folder).rglob("*")):
            if path.suffix in {".yaml", ".csv"}:
                yield str(path.relative_to(PROJECT)), path.read_text(encoding="utf-8")


def _misused(text: str) -> list[str]:
    bare = reduce(lambda known, word: known.replace(word, ""), OF_THE_TRADE, SAID_TO_A_COLLEAGUE.sub("", text))
    return [f"write {right}, not {word}" for word, right in _ruled_out() if word in bare]


def test_no_text_of_the_company_uses_a_word_that_the_glossary_rules_out() -> None:
    found = {path: words for path, text in _content() if (words := _misused(text))}

    assert found == {}


def test_a_word_ruled_out_would_be_found_in_a_text_and_one_of_the_trade_is_not() -> None:
    assert _misused("下一次切换演练中的表现") == ["write 彩排, not 切换演练"]
    assert _misused("看你的部门承担哪一项") == ["write 您, not 你"]
    assert _misused("按工序报工，核对操作者的资质；同事说：“你先签。”") == []


def _ruled_out() -> Iterator[tuple[str, str]]:
    for line in GLOSSARY.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and len(cells) == 4 and not cells[0].startswith(("English", "--")):
            yield from ((word, cells[1]) for word in cells[2].split("、") if word)
