"""Scenario files are read strictly, and every mistake is named with its line."""

from decimal import Decimal

from scenarios.grading.problems import Problem
from scenarios.grading.reading import read_document
from scenarios.grading.text import Text


def said(problems: list[Problem]) -> list[tuple[int, str]]:
    return [(problem.line, problem.field) for problem in problems]


def test_all_mistakes_are_gathered_with_line_and_field() -> None:
    table, reading = read_document("a: words\nb: {zh: 一}\nc: -1\nd: [x]\nextra: 1\n", file="f.yaml")
    table.integer("a")
    table.text("b")
    table.number("c")
    table.table("d")
    table.word("missing")
    table.finish()
    assert said(reading.problems) == [(1, "a"), (2, "b"), (3, "c"), (4, "d"), (1, "missing"), (5, "extra")]


def test_a_problem_is_one_sentence_in_either_language() -> None:
    table, reading = read_document("a: 1\n", file="f.yaml")
    table.finish()
    assert reading.problems[0].say("en") == "f.yaml:1: a: The field “a” is not known here; known are:."
    assert reading.problems[0].say("zh-hans").startswith("f.yaml:1: a: 不认识字段")


def test_a_field_given_twice_is_named() -> None:
    _table, reading = read_document("a: 1\na: 2\n", file="f.yaml")
    assert said(reading.problems) == [(2, "a")]


def test_what_is_no_yaml_is_one_problem_and_no_exception() -> None:
    table, reading = read_document("a: [1\nb", file="f.yaml")
    assert table.node is None
    assert len(reading.problems) == 1


def test_numbers_stay_exact_and_words_stay_words() -> None:
    table, reading = read_document('price: 12.10\nyes_or_no: No\nclock: 1:30\nflag: true\ncode: "010"\n', file="f.yaml")
    assert table.value("price") == Decimal("12.10")
    assert table.value("yes_or_no") == "No"
    assert table.value("clock") == "1:30"
    assert table.truth("flag", default=False) is True
    assert table.value("code") == "010"
    assert reading.problems == []


def test_the_same_reader_takes_json() -> None:
    table, reading = read_document('{"title": {"zh": "题", "en": "Title"}}', file="f.json")
    assert table.text("title") == Text("题", "Title")
    assert reading.problems == []
