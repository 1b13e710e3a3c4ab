"""Steps and goals: everything the data says is shown; blanks, conflicts and gaps are named; goals are acknowledged."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from curricula.api import load_activities, load_goals, load_matrix, load_milestones, load_organisation, load_processes
from curricula.models import Chain, Goal, GoalIndicator, JobRole, Requirement, Step, StepDuty, StepException, StepPlace
from curricula.processes.acknowledging import goal_record
from curricula.processes.completeness import findings_of
from curricula.processes.editing import record_reading
from curricula.processes.goal_queries import read_goals
from curricula.processes.listings import described_steps
from lms.foundation.api import clock, digest_of
from lms.foundation.models import Signature
from tests.curricula.test_loading import COMPANY
from tests.factories import (
    PASSWORD,
    make_activity,
    make_go_live,
    make_person,
    make_requirement,
    make_site,
    make_step,
    named,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def learner(client: Client) -> Client:
    person = make_person(number="LEARNER")
    client.login(username=person.number, password=PASSWORD)
    client.cookies["django_language"] = "en"
    return client


def complete_step(code: str = "P2P-40") -> Step:
    texts = ("key_node", "trigger", "action", "boundary_rule", "approval_flow", "old_habit", "new_skill")
    step = make_step(code, **{f"{text}_{language}": text for text in texts for language in ("zh", "en")})
    site = make_site()
    StepPlace.objects.create(step=step, site=site, shift=site.shifts.get())
    StepException.objects.create(step=step, what_zh="x", what_en="x", remedy_zh="y", remedy_en="y")
    for kind, role in (("does", "RECV"), ("checks", "IQC"), ("approves", "QE")):
        StepDuty.objects.create(step=step, job_role=named(JobRole, role), kind=kind)
    return step


def findings(step: Step) -> list[tuple[str, str]]:
    return [(one.kind, str(one.sentence)) for one in findings_of(described_steps().get(pk=step.pk))]


@pytest.mark.requirement("A29", "A30")
def test_a_step_that_says_everything_has_no_findings() -> None:
    assert findings(complete_step()) == []


@pytest.mark.requirement("A29")
def test_blanks_are_named_even_where_one_language_is_filled(learner: Client) -> None:
    step = complete_step()
    Step.objects.filter(pk=step.pk).update(trigger_zh=" ")
    step.exceptions.all().delete()
    step.places.all().delete()

    assert [kind for kind, _sentence in findings(step)] == ["blank"] * 3
    text = learner.get(reverse("step", args=[step.code])).content.decode()
    assert "Not said in both languages: trigger." in text


@pytest.mark.requirement("A30")
def test_conflicts_and_gaps_of_duty_are_listed(learner: Client) -> None:
    step = complete_step()
    StepDuty.objects.filter(kind="checks").delete()
    StepDuty.objects.create(step=step, job_role=named(JobRole, "RECV"), kind="approves")
    complete_step("P2P-50")

    assert [kind for kind, _sentence in findings(step)] == ["conflict", "gap"]
    text = learner.get(reverse("processes") + "?findings=1").content.decode()
    assert "Conflicts of duty: 1 · gaps: 1 · blanks: 0." in text
    assert "P2P-40" in text
    assert reverse("step", args=["P2P-50"]) not in text


@pytest.mark.requirement("A30")
def test_a_role_in_two_duties_is_a_note_on_two_people_not_a_conflict() -> None:
    step = complete_step()
    StepDuty.objects.create(step=step, job_role=named(JobRole, "RECV"), kind="checks")

    assert [kind for kind, _sentence in findings(step)] == ["pair"]


@pytest.mark.requirement("A29", "A30", "A31")
def test_the_companys_steps_are_complete_and_without_conflict(learner: Client) -> None:
    load_organisation(COMPANY)
    load_processes(COMPANY)

    serious = [one for step in described_steps() for one in findings_of(step) if one.kind != "pair"]

    assert (Step.objects.count(), serious) == (62, [])
    text = learner.get(reverse("step", args=["P2P-20"])).content.decode()
    for expected in (
        "A purchase order approved by value", "A buyer turns a requisition into an order", "The approver is away",
        "Orders and changes go to the supplier portal", "Portal down", "Order first, collect signatures",
        "Approve before buying", "P2P-10", "MDM-20", "ISO 13485:2016 7.4.1", "Suzhou manufacturing",
    ):  # fmt: skip
        assert expected in text


def test_everybody_signed_in_reads_processes_and_goals_a_stranger_does_not(client: Client) -> None:
    complete_step()
    addresses = [reverse("processes"), reverse("step", args=["P2P-40"]), reverse("goals")]

    assert [client.get(address).status_code for address in addresses] == [302] * 3
    person = make_person()
    client.login(username=person.number, password=PASSWORD)
    assert [client.get(address).status_code for address in addresses] == [200] * 3
    assert client.get(reverse("step", args=["NONE-10"])).status_code == 404


def test_steps_are_filtered_and_exported(learner: Client) -> None:
    complete_step("P2P-40")
    complete_step("O2C-10")

    text = b"".join(learner.get(reverse("processes") + "?export=csv&chain=O2C")).decode("utf-8-sig")

    assert [row.split(",")[0] for row in text.splitlines()[1:]] == ["O2C-10"]


@pytest.fixture
def goal() -> Goal:
    goal: Goal = named(Goal, "RISK", is_acknowledged_by_signature=True, why_zh="为什么", why_en="Why we do it")
    goal.chains.add(named(Chain, "P2P"))
    GoalIndicator.objects.create(
        goal=goal, code="RISK-1", name_zh="用时", name_en="Time to a lot list", baseline=2880, target=60,
        baseline_on=date(2026, 5, 20), target_on=date(2026, 11, 17),
    )  # fmt: skip
    return goal


@pytest.mark.requirement("A5", "A6")
def test_a_goal_leads_to_content_standard_and_time_node_and_gaps_are_flagged(learner: Client, goal: Goal) -> None:
    make_go_live("W1", date(2026, 12, 1))
    asked, unasked = make_activity("ACT-P2P-02"), make_activity("ACT-P2P-09")
    asked.goals.add(goal)
    unasked.goals.add(goal)
    make_requirement("RECV", asked)
    make_requirement("KEEPER", asked, due_offset_days=-7)

    with translation.override("en"):
        (page,) = read_goals()

    lines = {line.activity.code: line for line in page.lines}
    line = lines["ACT-P2P-02"]
    assert (line.job_roles, line.methods, line.level) == (2, ("Sandbox drill",), 3)
    assert [(node.go_live.code, node.first, node.last) for node in line.time_nodes] == [
        ("W1", date(2026, 11, 17), date(2026, 11, 24))
    ]
    with translation.override("en"):
        assert [str(gap) for gap in lines["ACT-P2P-09"].gaps] == ["No content yet", "No job role is asked for it"]
    text = learner.get(reverse("goals")).content.decode()
    assert "4 gaps on the way" in text
    assert "Time to a lot list" in text
    assert "Unmeasured" in text


@pytest.mark.requirement("A5")
def test_a_goal_without_course_indicator_or_chain_says_so() -> None:
    named(Goal, "STD")

    (page,) = read_goals()

    assert len(page.gaps) == 3


@pytest.mark.requirement("A2", "A5")
def test_an_area_of_a_goal_in_which_no_course_lies_is_flagged(learner: Client, goal: Goal) -> None:
    course = make_activity("ACT-P2P-02")
    course.goals.add(goal)
    course.steps.add(make_step("P2P-40"))
    goal.chains.set([named(Chain, "P2P"), named(Chain, "O2C")])

    assert "No activity of this goal lies in “O2C”." in learner.get(reverse("goals")).content.decode()

    course.steps.add(make_step("O2C-40"))
    assert "No activity of this goal lies in" not in learner.get(reverse("goals")).content.decode()


@pytest.mark.requirement("A2")
def test_standardisation_has_courses_in_purchasing_warehouse_production_sales_and_quality() -> None:
    for load in (load_organisation, load_processes, load_goals, load_milestones, load_activities, load_matrix):
        load(COMPANY)
    goal = Goal.objects.get(code="STD")
    asked = Requirement.objects.filter(activity__goals=goal).values_list("job_role__department__code", flat=True)
    assert {"PUR", "WHS", "PRD", "SAL", "QUA"} <= set(asked)
    page = next(page for page in read_goals() if page.goal == goal)
    assert {chain.code for chain in goal.chains.all()} >= {"P2P", "MFG", "O2C", "QA"}
    assert list(page.gaps) == []


@pytest.mark.requirement("A3")
def test_the_goal_of_data_quality_has_courses_and_shows_its_measured_indicator(learner: Client) -> None:
    for load in (load_organisation, load_processes, load_goals, load_milestones, load_activities, load_matrix):
        load(COMPANY)
    indicator = GoalIndicator.objects.filter(goal__code="DATA").earliest("pk")
    record_reading(indicator, Decimal("93.5"), clock.today(), actor=make_person("吴岚"), reason="Monthly report")

    page = next(page for page in read_goals() if page.goal.code == "DATA")

    assert {line.activity.code for line in page.lines} >= {"ACT-MDM-02", "ACT-MDM-03"}
    text = learner.get(reverse("goals")).content.decode()
    assert indicator.name_en in text
    assert "93.5" in text


@pytest.mark.requirement("A4", "A5")
def test_each_of_the_companys_goals_reaches_its_days() -> None:
    for load in (load_organisation, load_processes, load_goals, load_milestones, load_activities, load_matrix):
        load(COMPANY)

    with translation.override("en"):
        pages = read_goals()
        gaps = {str(gap) for page in pages for line in page.lines for gap in line.gaps}

    assert [page.goal.code for page in pages] == ["STD", "DATA", "RISK"]
    assert all(line.time_nodes for page in pages for line in page.lines)
    assert gaps == {"Content is planned only"}


@pytest.mark.requirement("A4")
def test_a_goal_is_acknowledged_with_a_signature_once(learner: Client, goal: Goal) -> None:
    address = reverse("goal-acknowledge", args=["RISK"])
    assert address in learner.get(reverse("goals")).content.decode()

    sent = {"number": "LEARNER", "password": PASSWORD, "meaning": "read", "shown": digest_of(goal_record(goal))}
    refused = learner.post(address, {**sent, "password": "wrong"})
    assert (refused.status_code, Signature.objects.count()) == (422, 0)
    for _time in range(2):
        learner.post(address, sent)

    signature = Signature.objects.get()
    assert (signature.subject_kind, signature.subject_uuid, signature.meaning) == ("goal", goal.uuid, "read")
    assert "You have acknowledged this goal" in learner.get(reverse("goals")).content.decode()


@pytest.mark.requirement("A4")
def test_a_goal_that_changed_is_acknowledged_anew(learner: Client, goal: Goal) -> None:
    address = reverse("goal-acknowledge", args=["RISK"])
    sent = {"number": "LEARNER", "password": PASSWORD, "meaning": "read", "shown": digest_of(goal_record(goal))}
    learner.post(address, sent)
    assert Signature.objects.count() == 1
    Goal.objects.update(why_en="Another reason")

    assert "You have acknowledged" not in learner.get(reverse("goals")).content.decode()


def test_what_is_signed_is_what_was_shown(learner: Client, goal: Goal) -> None:
    address, shown = reverse("goal-acknowledge", args=["RISK"]), digest_of(goal_record(goal))
    page = learner.get(address).content.decode()
    assert f'<input type="hidden" name="shown" value="{shown}">' in page
    for said in (goal.why_en, *goal.indicators.values_list("name_en", flat=True)):
        assert said in page

    Goal.objects.update(why_en="Another reason")
    sent = {"number": "LEARNER", "password": PASSWORD, "meaning": "read", "shown": shown}
    refused = learner.post(address, sent)
    page, now = refused.content.decode(), digest_of(goal_record(Goal.objects.get(pk=goal.pk)))
    assert (refused.status_code, Signature.objects.count()) == (422, 0)
    assert "Nothing was signed: the goal has been changed since you opened this page." in page
    assert "Another reason" in page
    assert f'<input type="hidden" name="shown" value="{now}">' in page
    for without in ("", shown):
        assert learner.post(address, {**sent, "shown": without}).status_code == 422

    assert learner.post(address, {**sent, "shown": now}).status_code == 302
    assert Signature.objects.get().digest == now


def test_a_goal_that_asks_for_no_signature_has_none(learner: Client) -> None:
    named(Goal, "STD")

    assert learner.get(reverse("goal-acknowledge", args=["STD"])).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_pages_ask_the_database_a_fixed_number_of_times(
    learner: Client, count: int, django_assert_max_num_queries: Any
) -> None:
    for number in range(count):
        complete_step(f"P2P-{number + 1}0")
        goal = named(Goal, f"G{number}")
        make_activity(f"ACT-P2P-0{number}").goals.add(goal)

    for address in (reverse("processes"), reverse("step", args=["P2P-10"]), reverse("goals")):
        with django_assert_max_num_queries(20):
            learner.get(address)
