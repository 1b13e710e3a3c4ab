"""Detection and correction as people see them: on the result of a data drill, and over everybody for who may read all."""

import csv
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation

from curricula.models import Department, EvidenceFact
from scenarios.api import attach_drill
from scenarios.drills.models import GradeRate, GradeResult
from scenarios.drills.rate_totals import rate_totals
from scenarios.drills.rates import rate_tiles, short_sentence
from tests.factories import make_activity, make_person, make_posting, named
from tests.scenarios.drills.factories import make_drill, make_result

pytestmark = pytest.mark.django_db
GOOD, GUESSED, MONEY = "dm-05/good.yaml", "dm-05/found-and-not-mended.yaml", "dm-05/net-and-stop.yaml"


def signed_in(*roles: str, language: str = "en") -> tuple[Client, Any]:
    person = make_person("张三", *roles)
    client = Client()
    client.force_login(person)
    client.cookies["django_language"] = language
    return client, person


def page(client: Client, name: str, *args: Any, status: int = 200, **query: str) -> str:
    response = client.get(reverse(name, args=args), query)
    assert response.status_code == status
    return response.content.decode()


def rows_of(result: GradeResult) -> list[tuple[str, int, int, Decimal, bool]]:
    return list(result.rates.values_list("kind", "done", "planted", "threshold", "is_met"))


@pytest.mark.requirement("A19")
def test_the_grade_keeps_both_rates_and_the_evidence_says_them() -> None:
    person = make_person()
    attach_drill(make_activity("ACT-DM-05"), make_drill("DM-05").scenario)
    result = make_result(person, GUESSED)
    assert rows_of(result) == [("detection", 3, 3, Decimal(80), True), ("correction", 1, 3, Decimal(80), False)]
    assert [rate.sources for rate in result.rates.all()] == [["E10"], ["E1", "E2", "E9"]]
    fact = EvidenceFact.objects.get(person=person)
    assert fact.outcome == "failed"
    assert fact.details["rates"] == [
        {"rate": "detection", "done": 3, "planted": 3, "threshold": "80.00", "met": True},
        {"rate": "correction", "done": 1, "planted": 3, "threshold": "80.00", "met": False},
    ]


def test_a_kept_rate_is_never_changed() -> None:
    rate = make_result(make_person(), GUESSED).rates.last()
    assert rate is not None
    with pytest.raises(DatabaseError), transaction.atomic():
        GradeRate.objects.filter(pk=rate.pk).update(done=3)


@pytest.mark.requirement("A19")
@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            ("Found and mended", "Detection rate", "3 of 3 faults found", "Correction rate", "1 of 3 faults mended",
             "at least 80\u00a0%", "Threshold reached", "Threshold not reached", "Counted in E1, E2, E9",
             "Faults mended: 1 of 3 planted. The drill asks for at least 80\u00a0%; this alone decides.",
             "1 rate below its threshold"),
        ),
        (
            "zh-hans",
            ("发现与改正", "发现率", "3 处错误中发现 3 处", "改正率", "3 处错误中改正 1 处", "至少 80%", "达到阈值", "未达到阈值",
             "计入：E1、E2、E9", "埋设的 3 处错误中改正了 1 处，演练要求至少 80%；仅此一项即不通过。", "1 项比率未达到阈值"),
        ),
    ],
)  # fmt: skip
def test_the_result_shows_both_rates_with_n_of_n_threshold_and_what_fell_short(
    language: str, said: tuple[str, ...], django_assert_max_num_queries: Any
) -> None:
    client, person = signed_in(language=language)
    result = make_result(person, GUESSED)
    with django_assert_max_num_queries(20):
        text = page(client, "drill-result", result.attempt.uuid)
    assert [words for words in said if words not in text] == []
    assert text.count('<article class="gate"') == 2


def test_a_result_without_rates_shows_none() -> None:
    client, person = signed_in()
    text = page(client, "drill-result", make_result(person).attempt.uuid)
    assert ('id="rates-h"' in text, "below its threshold" in text) == (False, False)


def test_where_no_fault_was_planted_the_page_says_so() -> None:
    rate = GradeRate(kind="correction", done=0, planted=0, threshold=Decimal(80), is_met=True, sources=["E1"])
    with translation.override("en"):
        (tile,) = rate_tiles([rate])
        assert (tile["figure"], tile["of"], tile["state"], tile["verdict"]) == (
            "", "no fault was planted", "none", "No rate",
        )  # fmt: skip
        assert short_sentence([rate]) == ""


def test_who_sees_the_rates_of_a_result() -> None:
    result = make_result(make_person(), GUESSED)
    address = reverse("drill-result", args=[result.attempt.uuid])
    colleague, lead = signed_in("manager")[0], signed_in("training_lead")[0]
    page(colleague, "drill-result", result.attempt.uuid, status=404)
    assert 'id="rates-h"' in page(lead, "drill-result", result.attempt.uuid)
    assert reverse("sign-in") in Client().get(address)["Location"]


def test_the_drill_says_its_thresholds_before_it_is_played() -> None:
    make_drill("DM-05")
    make_drill("P2P-03")
    client, _person = signed_in()
    text = page(client, "drill", "DM-05")
    assert ("<dt>Detection rate</dt><dd>at least 80\u00a0%</dd>" in text, "Correction rate" in text) == (True, True)
    assert "Detection rate" not in page(client, "drill", "P2P-03")


def in_department(code: str, *files: str) -> None:
    department = named(Department, code, name_zh=f"部门{code}", name_en=f"Department {code}")
    for file in files:
        person = make_person()
        make_posting(person, department=department)
        make_result(person, file)


@pytest.mark.requirement("A19")
def test_rates_are_summed_over_each_persons_newest_graded_attempt() -> None:
    person = make_person()
    make_result(person, MONEY)
    make_result(person, GUESSED)  # the newest one counts
    make_result(make_person(), GOOD)
    make_result(make_person(), GOOD, mode="guided")  # training, no proof
    make_result(make_person())  # a drill without rates
    (line,) = rate_totals()
    assert (line.code, line.department, line.people, line.reached_both) == ("DM-05", "", 2, 1)
    assert line.detection is not None
    assert line.correction is not None
    assert (line.detection.done, line.detection.planted, line.detection.is_met) == (6, 6, True)
    assert (line.correction.done, line.correction.planted, line.correction.is_met) == (4, 6, False)


@pytest.mark.requirement("A19")
def test_a_lead_reads_rates_by_drill_and_department_and_exports_them() -> None:
    in_department("ENG", *[GOOD] * 4, GUESSED)
    in_department("QA", GUESSED)
    client, _lead = signed_in("training_lead")
    text = page(client, "drill-rates")
    assert "77.7\u00a0%, not reached" in text  # 14 of 18 over both departments
    assert "86.6\u00a0%, reached" in text  # 13 of 15 in the first
    assert "33.3\u00a0%, too few people to judge" in text  # one person in the second
    assert "14 of 18, at least 80\u00a0%" in text
    alone = page(client, "drill-rates", department="QA")
    assert ("Department QA" in alone, "86.6" in alone) == (True, False)
    exported = client.get(reverse("drill-rates"), {"export": "csv"})
    table = list(csv.reader(StringIO(b"".join(exported.streaming_content).decode("utf-8-sig"))))  # type: ignore[attr-defined]
    assert table[0] == [
        "Drill", "Title", "Department", "Detection rate", "Found", "Planted faults", "Threshold",
        "Correction rate", "Mended", "Planted faults", "Threshold", "Reached both", "People",
    ]  # fmt: skip
    assert [row[2:] for row in table[1:]] == [
        ["All departments", "100.0", "18", "18", "80.00", "77.7", "14", "18", "80.00", "4", "6"],
        ["Department ENG", "100.0", "15", "15", "80.00", "86.6", "13", "15", "80.00", "4", "5"],
        ["Department QA", "100.0", "3", "3", "80.00", "33.3", "1", "3", "80.00", "0", "1"],
    ]


@pytest.mark.parametrize("people", [1, 4])
def test_the_list_takes_the_same_queries_for_one_and_four(people: int, django_assert_max_num_queries: Any) -> None:
    in_department("ENG", *[GOOD] * people)
    client, _lead = signed_in("training_lead")
    with django_assert_max_num_queries(14):
        page(client, "drill-rates")


def test_the_list_is_for_who_reads_all_records() -> None:
    for role in ("training_lead", "auditor", "executive"):
        page(signed_in(role)[0], "drill-rates")
    for role in ("manager", "author", "champion"):
        page(signed_in(role)[0], "drill-rates", status=404)
    assert reverse("sign-in") in Client().get(reverse("drill-rates"))["Location"]
    learner, lead = signed_in()[0], signed_in("training_lead")[0]
    link = reverse("drill-rates")
    assert [link in page(client, "drill-attempts") for client in (learner, lead)] == [False, True]


def test_before_anybody_has_played_the_list_says_so() -> None:
    client, _lead = signed_in("training_lead")
    assert "Nobody has handed in a data drill with rates yet." in page(client, "drill-rates")
