"""The pages of the drills: who sees what, in how many queries, and what a press does."""

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from curricula.models import EvidenceFact, JobRole
from lms.foundation.models import PersonalDataRead
from scenarios.api import attach_drill
from scenarios.drills.handing_in import hand_in
from scenarios.drills.models import GradeResult, Scenario
from scenarios.labels.pack import label_pack
from scenarios.sandbox.folding import entries_of
from scenarios.sandbox.models import Attempt
from tests.factories import make_activity, make_person, named
from tests.scenarios.drills.factories import make_attempt, make_drill, make_result, play_recorded

pytestmark = pytest.mark.django_db


def signed_in(*roles: str, **fields: Any) -> tuple[Client, Any]:
    person = make_person("张三", *roles, **fields)
    client = Client()
    client.force_login(person)
    return client, person


def page(client: Client, name: str, *args: Any, status: int = 200) -> str:
    response = client.get(reverse(name, args=args))
    assert response.status_code == status
    return response.content.decode()


@pytest.mark.requirement("A71")
def test_the_catalogue_shows_built_and_planned_drills_with_my_state() -> None:
    client, person = signed_in()
    make_result(person)
    make_drill("P2P-04")
    recall = Scenario.objects.create(code="QA-03", title_zh="召回", title_en="Recall", difficulty=3, minutes=45)
    recall.job_roles.add(named(JobRole, "QE", name_zh="质量工程师", name_en="Quality engineer"))
    text = page(client, "drills")
    assert recall.get_difficulty_display() in text
    assert "质量工程师" in text or "Quality engineer" in text
    assert "P2P-03" not in client.get(reverse("drills"), {"role": "QE"}).content.decode()
    assert all(code in text for code in ("P2P-03", "P2P-04", "QA-03"))
    assert [text.count(word) > 0 for word in ('data-state="go"', 'data-state="next"', 'data-state="locked"')] == [
        True
    ] * 3


def test_the_catalogue_is_filtered_and_exported() -> None:
    client, person = signed_in()
    make_result(person)
    make_drill("P2P-04")
    passed = client.get(reverse("drills"), {"state": "passed"}).content.decode()
    assert "P2P-03" in passed
    assert "P2P-04" not in passed
    exported = b"".join(client.get(reverse("drills"), {"export": "csv"}).streaming_content).decode()  # type: ignore[attr-defined]
    assert len(exported.strip().splitlines()) == 3


@pytest.mark.parametrize("count", [1, 3])
def test_the_catalogue_takes_the_same_queries_for_one_and_three(count: int, django_assert_max_num_queries: Any) -> None:
    client, person = signed_in()
    for code in ("P2P-01", "P2P-03", "P2P-04")[:count]:
        make_attempt(person, code)
    with django_assert_max_num_queries(14):
        page(client, "drills")


def test_a_planned_drill_says_so_and_cannot_be_begun() -> None:
    client, _person = signed_in()
    Scenario.objects.create(code="QA-03", title_zh="召回", title_en="Recall", difficulty=3, minutes=45)
    text = page(client, "drill", "QA-03")
    assert 'name="mode"' not in text
    client.post(reverse("drill", args=["QA-03"]), {"mode": "practice", "token": str(uuid4())})
    assert Attempt.objects.count() == 0


@pytest.mark.requirement("A44")
def test_a_drill_is_begun_once_however_often_the_button_is_pressed() -> None:
    client, person = signed_in()
    make_drill()
    body = {"mode": "practice", "token": str(uuid4())}
    answers = [client.post(reverse("drill", args=["P2P-03"]), body) for _ in range(2)]
    attempt = Attempt.objects.get()
    assert (attempt.person, attempt.mode) == (person, "practice")
    assert {answer["Location"] for answer in answers} == {reverse("drill-attempt", args=[attempt.uuid])}


def test_beginning_again_leaves_the_open_attempt_behind() -> None:
    client, person = signed_in()
    first = make_attempt(person)
    client.post(reverse("drill", args=["P2P-03"]), {"mode": "practice", "token": str(uuid4())})
    first.refresh_from_db()
    assert first.status == "abandoned"
    assert Attempt.objects.filter(status="open").count() == 1


def test_a_step_of_the_path_leads_to_its_drill() -> None:
    client, _person = signed_in()
    item = attach_drill(make_activity("ACT-P2P-03"), make_drill().scenario)
    assert client.get(reverse("drill-item", args=[item.uuid]))["Location"] == reverse("drill", args=["P2P-03"])


def test_handing_in_asks_for_confidence_before_it_grades() -> None:
    client, person = signed_in()
    attempt = make_attempt(person)
    address = reverse("drill-hand-in", args=[attempt.uuid])
    assert 'name="A1-confidence"' in client.get(address).content.decode()
    assert client.post(address, {"A1": "10"}).status_code == 422
    assert GradeResult.objects.count() == 0
    done = client.post(address, {"A1": "10", "A1-confidence": "sure"})
    assert done["Location"] == reverse("drill-result", args=[attempt.uuid])
    assert client.post(address, {"A1": "11", "A1-confidence": "sure"})["Location"] == done["Location"]
    assert GradeResult.objects.count() == 1


def test_handing_in_records_evidence_for_the_path() -> None:
    client, person = signed_in()
    attach_drill(make_activity("ACT-P2P-03"), make_drill().scenario)
    attempt = make_attempt(person)
    answers = play_recorded(attempt, "p2p-03/good.yaml")
    body = {key: str(row["value"]) for key, row in answers.items()} | {
        f"{key}-confidence": row["confidence"] for key, row in answers.items()
    }
    client.post(reverse("drill-hand-in", args=[attempt.uuid]), body)
    assert EvidenceFact.objects.get(person=person).outcome == "passed"


@pytest.mark.requirement("A78")
def test_the_result_names_each_expectation_with_what_was_found_and_where(django_assert_max_num_queries: Any) -> None:
    client, person = signed_in()
    result = make_result(person, "p2p-03/price-fit-and-pay.yaml")
    with django_assert_max_num_queries(20):
        text = page(client, "drill-result", result.attempt.uuid)
    for mark in result.marks.all():
        assert str(mark.title) in text
    assert text.count('class="mark-no"') == 7
    assert reverse("drill-replay", args=[result.attempt.uuid, result.marks.get(code="P2").seqs[0]]) in text
    assert "style=" not in text
    assert "onclick" not in text


def test_the_result_reads_in_both_languages() -> None:
    client, person = signed_in()
    result = make_result(person)
    client.cookies["django_language"] = "en"
    english = page(client, "drill-result", result.attempt.uuid)
    client.cookies["django_language"] = "zh-hans"
    chinese = page(client, "drill-result", result.attempt.uuid)
    assert "What an auditor would see" in english
    assert result.marks.first().title_en in english  # type: ignore[union-attr]
    assert result.marks.first().title_zh in chinese  # type: ignore[union-attr]


def test_the_replay_shows_the_books_as_they_stood_then() -> None:
    client, person = signed_in()
    result = make_result(person)
    posted, released = result.marks.get(code="P3").seqs
    early = page(client, "drill-replay", result.attempt.uuid, posted)
    late = page(client, "drill-replay", result.attempt.uuid, released)
    blocked = label_pack().say("status.IV.blocked", "zh")
    standing = [text.split('id="docs-h"')[1] for text in (early, late)]
    assert [f"<td>{blocked}</td>" in text for text in standing] == [True, False]
    assert page(client, "drill-replay", result.attempt.uuid, 9999, status=404)


@pytest.mark.parametrize(
    ("language", "stock", "place"),
    [
        ("zh-hans", "Q 质检 · 101 收货", "行号 10，已收货"),
        ("en", "Q inspection · 101 receipt", "Line 10, Received"),
    ],
)
def test_a_replayed_step_says_what_it_changed_in_words(language: str, stock: str, place: str) -> None:
    client, person = signed_in()
    attempt = make_attempt(person, "P2P-02")
    play_recorded(attempt, "p2p-02/good.yaml")
    hand_in(attempt, {})
    client.cookies["django_language"] = language
    receipt = next(row.seq for row in entries_of(attempt) if row.command.name == "gr.post" and row.events)
    text = page(client, "drill-replay", attempt.uuid, receipt)
    assert (stock in text, place in text) == (True, True)
    assert "lines/10" not in text


@pytest.mark.parametrize(("language", "name"), [("zh-hans", "李四"), ("en", "Li Si")])
def test_beside_a_recorded_way_a_lead_reads_whose_way_it_is_and_the_learner_reads_mine(
    language: str, name: str
) -> None:
    learner = make_person("李四", name_latin="Li Si")
    result = make_result(learner)
    mine, reader = Client(), Client()
    mine.force_login(learner)
    reader.force_login(make_person("张三", "training_lead"))
    for client in (mine, reader):
        client.cookies["django_language"] = language
    own = {
        "zh-hans": ("我的做法与示范做法", "您走过的每一步"),
        "en": ("My way and a recorded one", "Your way, step by step"),
    }
    read = {
        "zh-hans": (f"{name}的做法与示范做法", f"{name}走过的每一步"),
        "en": (f"The way of {name} and a recorded one", f"The way of {name}, step by step"),
    }
    uuid = result.attempt.uuid
    for client, expected, other in ((mine, own, read), (reader, read, own)):
        shown = page(client, "drill-compare", uuid), page(client, "drill-result", uuid)
        assert [expected[language][n] in shown[n] for n in (0, 1)] == [True, True]
        assert [other[language][n] in shown[n] for n in (0, 1)] == [False, False]
    beside = page(reader, "drill-compare", uuid)
    assert [word in beside for word in (">我的<", "仅我有", ">Mine<", "only mine")] == [False] * 4


def test_the_evidence_file_carries_journal_and_text() -> None:
    client, person = signed_in()
    result = make_result(person)
    body = client.get(reverse("drill-evidence", args=[result.attempt.uuid])).json()
    assert body["scenario_text"] == result.attempt.version.source
    assert body["journal"][-1]["hash"] == body["journal_hash"] == result.journal_hash
    assert len(body["marks"]) == 17


PRIVATE = ("drill-result", "drill-evidence", "drill-event-log", "drill-compare", "drill-hand-in")


@pytest.mark.parametrize("name", PRIVATE)
def test_a_colleague_finds_nothing_and_a_stranger_signs_in(name: str) -> None:
    result = make_result(make_person())
    client, _colleague = signed_in("manager")
    page(client, name, result.attempt.uuid, status=404)
    assert reverse("sign-in") in Client().get(reverse(name, args=[result.attempt.uuid]))["Location"]


@pytest.mark.parametrize("role", ["training_lead", "auditor", "executive"])
def test_who_reads_all_records_sees_a_result_and_leaves_a_trace(role: str) -> None:
    result = make_result(make_person())
    client, reader = signed_in(role)
    assert reverse("drill-again", args=[result.attempt.uuid]) not in page(client, "drill-result", result.attempt.uuid)
    assert PersonalDataRead.objects.filter(reader=reader, subject=result.attempt.person).count() == 1


def test_nobody_hands_in_or_begins_again_for_another() -> None:
    attempt = make_attempt(make_person())
    client, _lead = signed_in("training_lead")
    assert client.post(reverse("drill-hand-in", args=[attempt.uuid]), {}).status_code == 404
    assert client.post(reverse("drill-again", args=[attempt.uuid]), {}).status_code == 404
    assert GradeResult.objects.count() == 0


def test_beginning_again_from_the_result_gives_a_new_attempt_once() -> None:
    client, person = signed_in()
    result = make_result(person)
    body = {"token": str(uuid4())}
    for _press in range(2):
        client.post(reverse("drill-again", args=[result.attempt.uuid]), body)
    assert Attempt.objects.filter(person=person, status="open").count() == 1


@pytest.mark.requirement("A78")
def test_the_exercise_record_is_ones_own_or_for_those_who_may_everybodys() -> None:
    mine, person = signed_in()
    make_result(person)
    make_result(make_person("李四", name_latin="Li Si"), "p2p-03/override.yaml")
    own = b"".join(mine.get(reverse("drill-attempts"), {"export": "csv"}).streaming_content).decode()  # type: ignore[attr-defined]
    lead, _lead = signed_in("training_lead")
    everybodys = b"".join(lead.get(reverse("drill-attempts"), {"export": "csv"}).streaming_content).decode()  # type: ignore[attr-defined]
    assert (len(own.strip().splitlines()), len(everybodys.strip().splitlines())) == (2, 3)
    assert "李四" not in own
    assert "李四" in everybodys


def test_rules_are_for_those_who_answer_for_the_drill() -> None:
    make_drill()
    learner, _person = signed_in()
    page(learner, "drill-rules", "P2P-03", status=404)
    lead, _lead = signed_in("training_lead")
    lead.cookies["django_language"] = "en"
    text = page(lead, "drill-rules", "P2P-03")
    assert "“change purchase order” (price at least 1) is never done" in text


def test_a_comparison_is_shown_only_from_five_people_on() -> None:
    client, person = signed_in()
    client.cookies["django_language"] = "en"
    result = make_result(person)
    assert "too few to compare" in page(client, "drill-result", result.attempt.uuid)
    for _other in range(4):
        make_result(make_person(), "p2p-03/override.yaml")
    text = page(client, "drill-result", result.attempt.uuid)
    assert "(n = 5)" in text
    assert "4 of 5" in text
