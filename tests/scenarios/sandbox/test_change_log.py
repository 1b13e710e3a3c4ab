"""The change log says of a table how many rows changed and folds them away, so that a phone shows one line for it."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from scenarios.labels.pack import label_pack
from scenarios.sandbox.folded import LONGEST_PLAIN, MISSING, changed_rows, rows_of
from tests.factories import make_person
from tests.scenarios.drills.factories import make_attempt, play_recorded

LINE = {"quantity": 1, "price": 2}


@pytest.mark.parametrize(
    ("value", "rows"),
    [
        ("text", None),
        (5, None),
        (None, None),
        (["A", "B"], None),
        ((), None),
        ({}, None),
        ({"a": 1, "b": 2}, None),
        ({str(number): number for number in range(LONGEST_PLAIN)}, None),
        ({str(number): number for number in range(LONGEST_PLAIN + 1)}, LONGEST_PLAIN + 1),
        ({"10": LINE}, 1),
        ({"lots": ["A"], "by": "x"}, None),
        ({"10": [LINE]}, 1),
        ((LINE, LINE), 2),
    ],
)
def test_a_value_of_rows_is_told_from_one_that_reads_well_in_a_cell(value: Any, rows: int | None) -> None:
    found = rows_of(value)
    assert (len(found) if found is not None else None) == rows


def test_rows_that_came_changed_or_went_are_the_changed_ones() -> None:
    before = {"10": LINE, "20": LINE, "30": LINE}
    after = {"10": LINE, "20": {**LINE, "price": 3}, "40": LINE}
    assert list(changed_rows(before, after)) == [
        ("20", LINE, {**LINE, "price": 3}),
        ("30", LINE, MISSING),
        ("40", MISSING, LINE),
    ]
    assert list(changed_rows(before, before)) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "changed", "stood", "colon"),
    [("en", "2 rows changed", "3 rows", ": "), ("zh-hans", "2 行有变化", "3 行", "：")],
)
def test_a_table_in_the_log_is_one_line_with_its_rows_folded(
    language: str, changed: str, stood: str, colon: str
) -> None:
    person = make_person(language=language)
    client = Client()
    client.force_login(person)
    attempt = make_attempt(person, "QA-03")
    play_recorded(attempt, "qa-03/good-in-pieces.yaml")
    page = client.get(reverse("drill-object", args=[attempt.uuid, "RCL", "RCL-26-0001"])).content.decode()
    log = page[page.index('id="more"') :]
    folds = re.findall(r"<summary>(.*?)</summary><ul class=\"list small\">(.*?)</ul>", log)
    by_summary: dict[str, list[list[str]]] = {}
    for summary, lines in folds:
        by_summary.setdefault(summary, []).append(re.findall(r"<li>(.*?)</li>", lines))
    assert [f"L26-9105{colon}U 800", f"L26-9106{colon}U 350"] in by_summary[changed]
    assert f">{stood}<" in log  # what stood there before is a count alone
    head = page[page.index("doc-head") : page.index('id="more"')]
    assert head.count('<details class="fold">') == 3  # blocked stock, notices and balance, of six to eight rows each
    outside = re.sub(r"<details class=\"fold\">.*?</details>", "", page[page.index("doc-head") :])
    assert f"L26-9105{colon}U 800" not in outside
    assert max(len(text) for text in re.findall(r"<td[^>]*>([^<]*)</td>", outside)) < 200


def test_counts_are_said_in_both_languages_and_for_one() -> None:
    pack = label_pack()
    assert [pack.say(key, "en") for key in ("log.rows.one", "log.rows_changed.one", "log.more.one")] == [
        "1 row",
        "1 row changed",
        "and 1 more row",
    ]
    assert [pack.say(key, "zh") for key in ("log.rows", "log.rows_changed", "log.more")] == [
        "{n} 行",
        "{n} 行有变化",
        "另有 {n} 行有变化",
    ]
