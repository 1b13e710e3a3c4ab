"""Proficiency on a handful of people, counted by hand."""

from datetime import date

import pytest

from curricula.models import Activity, GoLive, JobRole, Step
from reporting.gates.values import State
from reporting.metrics.proficiency import critical_drills, lines_by, person_steps, share_of, steps_of_person
from reporting.metrics.shares import Share
from tests.factories import make_activity, make_requirement, make_step
from tests.reporting.factories import go_live_at, make_worker, settle_all, show

pytestmark = pytest.mark.django_db
RECENT = date(2026, 11, 10)


@pytest.fixture
def go_live() -> GoLive:
    return go_live_at()


def drill_on(*steps: str, code: str = "ACT-P2P-02", job_role: str = "RECV", **cell: object) -> Activity:
    activity = make_activity(code)
    activity.steps.set([make_step(step) for step in steps])
    make_requirement(job_role, activity, **cell)
    return activity


@pytest.mark.requirement("A139", "B5")
def test_shown_valid_and_remembered_is_proficient(go_live: GoLive) -> None:
    drill = drill_on("P2P-40", validity_months=12)
    good, lapsing, forgotten, never = (make_worker(name, "RECV") for name in ("甲", "乙", "丙", "丁"))
    show(good, drill, on=RECENT)
    show(lapsing, drill, on=RECENT, valid_until=date(2026, 11, 30))
    show(forgotten, drill, on=date(2026, 2, 1))
    settle_all()
    found = {one.person: one for one in person_steps(go_live)}
    assert {pk: (one.holds, one.is_proficient, one.level_shown) for pk, one in found.items()} == {
        good.pk: (True, True, 3),
        lapsing.pk: (False, False, 2),
        forgotten.pk: (True, False, 3),
        never.pk: (False, False, 0),
    }
    assert share_of(found.values()) == Share(1, 4)
    assert found[never.pk].retention is None


def test_what_one_person_sees_is_what_the_figure_counts_of_them(go_live: GoLive) -> None:
    drill, other = drill_on("P2P-40", "P2P-50"), drill_on("P2P-50", code="ACT-P2P-03", job_role="INSP")
    good, behind = make_worker("甲", "RECV"), make_worker("乙", "INSP")
    show(good, drill, on=RECENT)
    show(behind, other, on=date(2026, 2, 1))
    settle_all()
    of_all = person_steps(go_live)
    assert {one.is_proficient for one in of_all} == {True, False}
    for person in (good, behind):
        assert steps_of_person(person, go_live) == [one for one in of_all if one.person == person.pk]


def test_weakest_activity_of_a_step_decides(go_live: GoLive) -> None:
    first, second = drill_on("P2P-40"), drill_on("P2P-40", code="ACT-P2P-03")
    person = make_worker("甲", "RECV")
    show(person, first, on=RECENT)
    show(person, second, on=RECENT, outcome="failed", score=40)
    settle_all()
    (found,) = person_steps(go_live)
    assert (found.holds, found.level_shown, found.is_proficient) == (False, 2, False)


def test_failed_repeat_brings_the_predicted_retention_down(go_live: GoLive) -> None:
    drill = drill_on("P2P-40")
    steady, shaky = make_worker("甲", "RECV"), make_worker("乙", "RECV")
    for person in (steady, shaky):
        show(person, drill, on=date(2026, 10, 1))
    show(shaky, drill, on=date(2026, 10, 5), outcome="failed", score=30)
    settle_all()
    retention = {one.person: one.retention or 0 for one in person_steps(go_live)}
    assert retention[shaky.pk] < retention[steady.pk]


def test_exam_and_signature_show_that_somebody_knows_of_a_step_not_that_they_can(go_live: GoLive) -> None:
    drill_on("P2P-40", method="exam", risk="low", criticality="required")
    make_worker("甲", "RECV")
    settle_all()
    assert person_steps(go_live) == []


@pytest.mark.requirement("A81")
def test_group_of_four_people_is_grey_with_its_count(go_live: GoLive) -> None:
    """Planted case PC-08: four sterilisation coordinators are too few for a share."""
    from reporting.gates.thresholds import thresholds_in_force
    from reporting.snapshots.parts import proficiency_state

    drill = drill_on("MFG-70", code="ACT-MFG-03", job_role="STER")
    for number in range(4):
        show(make_worker(f"灭菌{number}", "STER"), drill, on=RECENT)
    settle_all()
    lines = lines_by(person_steps(go_live), "job_role")
    line = lines[JobRole.objects.get(code="STER").pk]
    assert (line.people, line.share, line.levels) == (4, Share(4, 4), (0, 0, 0, 4, 0))
    assert proficiency_state(line, thresholds_in_force(go_live)["proficiency"]) is State.NONE


def test_activity_on_two_steps_asks_for_both(go_live: GoLive) -> None:
    show(make_worker("甲", "RECV"), drill_on("P2P-40", "P2P-50"), on=RECENT)
    settle_all()
    lines = lines_by(person_steps(go_live), "step")
    assert {Step.objects.get(pk=key).code: line.share for key, line in lines.items()} == {
        "P2P-40": Share(1, 1),
        "P2P-50": Share(1, 1),
    }


def test_critical_drills_count_only_critical_cells_that_close_by_a_drill(go_live: GoLive) -> None:
    critical, required = drill_on("P2P-40"), drill_on("P2P-50", code="ACT-P2P-05", criticality="required")
    for name in ("甲", "乙"):
        person = make_worker(name, "RECV")
        show(person, required, on=RECENT)
    show(person, critical, on=RECENT)
    settle_all()
    assert critical_drills(go_live) == Share(1, 2)
