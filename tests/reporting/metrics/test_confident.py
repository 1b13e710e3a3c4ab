"""Confident and wrong by step: what counts, of whom, and who is named to whom."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from curricula.models import GoLive
from lms.foundation.models import Person, PersonalDataRead
from lms.records.exams.attempts import start_attempt, submit_attempt
from lms.records.exams.models import ExamAttempt, ExamItem
from reporting.documents.readiness_report.rendering import readiness_report
from reporting.metrics.confident import ConfidentLine, StepName, confident_and_wrong
from reporting.metrics.definition import Words
from reporting.snapshots.taking import take_snapshot
from scenarios.api import hand_in
from tests.factories import make_activity, make_person, make_requirement, make_step
from tests.records.exams.factories import make_exam_item
from tests.reporting.dashboards.test_pages import as_, text_of
from tests.reporting.documents.test_readiness_report import opened
from tests.reporting.factories import make_worker, settle_all
from tests.scenarios.drills.factories import make_attempt

pytestmark = pytest.mark.django_db
PAGE = "confident-and-wrong"


@pytest.fixture
def exam(go_live: GoLive) -> ExamItem:
    """An exam asked of the inspectors: two questions on a regulated step, two on another."""
    make_step("P2P-40", critical_kind="GXP", name_zh="收货", name_en="Goods receipt")
    item = make_exam_item()
    make_requirement("IPQC", item.activity, method="exam", risk="medium")
    settle_all()
    return item


def inspector(number: int = 0) -> Person:
    return Person.objects.get(name=f"检{number}")


def sit(person: Person, item: ExamItem, *, wrong: tuple[str, ...] = (), confidence: str = "sure") -> ExamAttempt:
    """An attempt in which the questions of some steps are answered wrongly."""
    attempt = start_attempt(person, item)
    attempt.questions.update(given="a", confidence=confidence, saved_at=attempt.started_at, revision=1)
    attempt.questions.filter(question__step__code__in=wrong).update(given="b")
    return submit_attempt(attempt)


def counts(go_live: GoLive) -> dict[str, tuple[int, int, int]]:
    return {line.step.code: (line.sure, line.wrong, line.people) for line in confident_and_wrong(go_live).lines}


def test_sure_and_wrong_answers_are_counted_by_step_with_n_regulated_ones_first(
    go_live: GoLive, exam: ExamItem
) -> None:
    sit(inspector(0), exam, wrong=("P2P-40", "P2P-60"))
    sit(inspector(1), exam, wrong=("P2P-60",))
    sit(inspector(2), exam)
    assert confident_and_wrong(go_live).lines == [
        ConfidentLine(StepName("P2P-40", Words("收货", "Goods receipt"), is_regulated=True), sure=6, wrong=2, people=1),
        ConfidentLine(StepName("P2P-60", Words("P2P-60", "P2P-60"), is_regulated=False), sure=6, wrong=4, people=2),
    ]


def test_answers_without_confidence_in_them_do_not_count(go_live: GoLive, exam: ExamItem) -> None:
    sit(inspector(0), exam, wrong=("P2P-40",), confidence="guess")
    sit(inspector(1), exam, wrong=("P2P-40",), confidence="certain")
    assert counts(go_live) == {"P2P-40": (2, 2, 1), "P2P-60": (2, 0, 0)}


def test_only_the_newest_attempt_counts(go_live: GoLive, exam: ExamItem, settings: Any) -> None:
    sit(inspector(0), exam, wrong=("P2P-40",))
    assert counts(go_live)["P2P-40"] == (2, 2, 1)
    settings.CLOCK_SHIFT = timedelta(hours=25)
    sit(inspector(0), exam)
    assert counts(go_live)["P2P-40"] == (2, 0, 0)


def test_an_open_attempt_does_not_hide_the_one_before(go_live: GoLive, exam: ExamItem, settings: Any) -> None:
    sit(inspector(0), exam, wrong=("P2P-40",))
    settings.CLOCK_SHIFT = timedelta(hours=25)
    start_attempt(inspector(0), exam)
    assert counts(go_live)["P2P-40"] == (2, 2, 1)


def test_people_of_whom_this_go_live_asks_nothing_are_left_out(go_live: GoLive, exam: ExamItem) -> None:
    leaver = make_worker("离职")
    settle_all()
    sit(leaver, exam, wrong=("P2P-40",))
    assert counts(go_live)["P2P-40"] == (2, 2, 1)
    leaver.postings.update(ends_on=go_live.on - timedelta(days=2))
    settle_all()
    assert counts(go_live) == {}


def test_closing_questions_of_a_drill_count_at_every_step_of_it(go_live: GoLive) -> None:
    from scenarios.models import DrillItem

    attempt = make_attempt(inspector(0))
    drill = make_activity("ACT-P2P-03")
    drill.steps.set([make_step("P2P-70"), make_step("P2P-80")])
    DrillItem.objects.create(
        activity=drill, scenario=attempt.version.scenario, position=1, ref="P2P-03", title_zh="演练", title_en="Drill"
    )
    hand_in(attempt, {"A1": {"value": "99", "confidence": "certain"}, "A2": {"value": "a", "confidence": "guess"}})
    found = confident_and_wrong(go_live)
    assert counts(go_live) == {"P2P-70": (1, 1, 1), "P2P-80": (1, 1, 1)}
    assert {(one.source, one.ref, one.question, one.name) for one in found.wrong} == {("drill", "P2P-03", "A1", "检0")}


@pytest.mark.parametrize("people", [1, 3])
def test_figures_cost_the_same_for_one_and_for_three(
    go_live: GoLive, exam: ExamItem, people: int, django_assert_num_queries: Any
) -> None:
    for number in range(people):
        sit(inspector(number), exam, wrong=("P2P-40",))
    confident_and_wrong(go_live)
    with django_assert_num_queries(9):
        confident_and_wrong(go_live)


def test_page_list_and_report_say_the_same(go_live: GoLive, exam: ExamItem, executive: Person, lead: Person) -> None:
    sit(inspector(0), exam, wrong=("P2P-40",))
    sit(inspector(1), exam, wrong=("P2P-40",))
    client = as_(executive)
    page = text_of(client, reverse("proficiency"))
    assert "4 of 8 answers that people were sure of were wrong, over 2 steps." in page
    assert f'{reverse(PAGE)}?go_live=W1&amp;step=P2P-40" aria-label="2 people">2</a>' in page
    lines = text_of(client, f"{reverse(PAGE)}?export=csv").splitlines()
    assert [line.split(",")[1:8] for line in lines[1:]] == [
        [name, "Warehouse", "P2P-40", "Goods receipt", "Yes", "Exam", "EX-T"] for name in ("检0", "检0", "检1", "检1")
    ]
    snapshot = take_snapshot(go_live, actor=lead)
    assert snapshot.figures["confidence"]["wrong"] == 4
    report = opened(readiness_report(snapshot, language="en"))
    printed = " ".join(" ".join(page.extract_text() for page in report.pages).split())
    assert "4 of 8 answers that people were sure of were wrong" in printed
    assert "P2P-40 Goods receipt · regulated" in printed
    attached = report.attachments["confident.csv"][0].decode().splitlines()
    assert len(attached) == 1 + 4
    assert attached[1].startswith("P2P-40,True,")


def test_a_report_of_an_older_snapshot_prints_without_the_list(go_live: GoLive, lead: Person) -> None:
    snapshot = take_snapshot(go_live, actor=lead)
    snapshot.figures.pop("confidence")
    snapshot.lists.pop("confident")
    report = opened(readiness_report(snapshot, language="en"))
    assert "confident.csv" not in report.attachments
    assert "answers that people were sure of" not in " ".join(page.extract_text() for page in report.pages)


def test_names_are_for_those_whom_they_concern_and_reading_is_logged(
    go_live: GoLive, exam: ExamItem, head: Person, other_head: Person
) -> None:
    sit(inspector(0), exam, wrong=("P2P-40",))
    for address in (reverse(PAGE), f"{reverse(PAGE)}?export=csv", f"{reverse(PAGE)}?step=P2P-40"):
        assert "检0" in text_of(as_(head), address), address
        assert "检0" not in text_of(as_(other_head), address), address
    assert set(PersonalDataRead.objects.values_list("reader__name", "subject__name", "page")) == {
        ("陆建国", "检0", PAGE)
    }


def test_learner_finds_nothing_and_stranger_signs_in(go_live: GoLive) -> None:
    assert as_(make_person("学员")).get(reverse(PAGE)).status_code == 404
    assert Client().get(reverse(PAGE)).status_code == 302


def test_list_narrows_to_a_step_and_to_regulated_ones(go_live: GoLive, exam: ExamItem, executive: Person) -> None:
    sit(inspector(0), exam, wrong=("P2P-40",))
    sit(inspector(1), exam, wrong=("P2P-60",))
    regulated = text_of(as_(executive), f"{reverse(PAGE)}?regulated=1&export=csv")
    assert ("检0" in regulated, "检1" in regulated) == (True, False)
    assert "检0" not in text_of(as_(executive), f"{reverse(PAGE)}?step=P2P-60&export=csv")
