"""Coverage on a company of a handful of people, counted by hand."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from curricula.models import Activity, AssignmentMark, Department, GoLive, Posting
from lms.foundation.models import Person
from lms.records.api import record_evidence
from reporting.metrics.coverage import Coverage
from reporting.metrics.heat import HeatCell, heat_map, worst_cell
from reporting.metrics.shares import Share
from reporting.metrics.summary import fresh_summary, rebuild_summary, summary_differences
from tests.factories import make_activity, make_person, make_posting, make_requirement, make_step, moment, named
from tests.reporting.factories import go_live_at, settle_all, show

pytestmark = pytest.mark.django_db


@pytest.fixture
def go_live() -> GoLive:
    return go_live_at()


@pytest.fixture
def drill() -> Activity:
    activity = make_activity("ACT-P2P-02")
    activity.steps.set([make_step("P2P-40")])
    make_requirement("RECV", activity)
    return activity


@pytest.fixture
def exam() -> Activity:
    activity = make_activity("ACT-BAS-01", assessment="exam", form="exam")
    activity.steps.set([make_step("QA-10"), make_step("QA-20")])
    make_requirement(
        "RECV", activity, criticality="required", method="exam", risk="low", validity_months=0, retraining="ONCE"
    )
    return activity


def clerk(name: str = "周婷", job_role: str = "RECV", **posting: Any) -> Person:
    person = make_person(name)
    make_posting(person, job_role, **posting)
    return person


@pytest.mark.requirement("A80", "A138")
def test_requirements_that_hold_on_go_live_day_are_counted_of_those_asked(
    go_live: GoLive, drill: Activity, exam: Activity
) -> None:
    full, half, none = clerk("甲"), clerk("乙"), clerk("丙")
    for person, activity, method in ((full, drill, "drill"), (full, exam, "exam"), (half, exam, "exam")):
        show(person, activity, method=method)
    settle_all()
    line = Coverage(go_live).overall()
    assert (line.requirements, line.critical, line.exams, line.people) == (
        Share(3, 6),
        Share(1, 3),
        Share(2, 3),
        Share(1, 3),
    )
    assert Coverage(go_live).people_in_scope() == 3
    assert none.assignments.count() == 2


@pytest.mark.requirement("B77")
def test_what_lapses_before_go_live_day_does_not_count(go_live: GoLive, drill: Activity) -> None:
    lapsing, holding = clerk("甲"), clerk("乙")
    show(lapsing, drill, valid_until=date(2026, 11, 30))
    show(holding, drill, valid_until=date(2026, 12, 1))
    settle_all()
    assert Coverage(go_live).overall().critical == Share(1, 2)


def test_stale_evidence_does_not_count(go_live: GoLive, drill: Activity) -> None:
    show(clerk("甲"), drill, on=date(2026, 11, 9))
    show(clerk("乙"), drill, on=date(2026, 11, 10))
    drill.revised_on = date(2026, 11, 10)
    drill.save()
    settle_all()
    assert Coverage(go_live).overall().critical == Share(1, 2)


def test_waiver_stands_apart_and_only_while_it_lasts(go_live: GoLive, drill: Activity) -> None:
    lead = make_person("吴岚")
    for name, until in (("甲", date(2026, 12, 15)), ("乙", date(2026, 11, 30)), ("丙", date(2026, 12, 1))):
        AssignmentMark.objects.create(
            kind="waiver",
            person=clerk(name),
            activity=drill,
            owner=lead,
            mitigation="结对作业",
            until=until,
            made_at=moment("2026-11-01 08:00"),
        )
    settle_all()
    assert Coverage(go_live).overall().requirements == Share(0, 1, apart=2)


def test_recommended_requirements_are_shown_apart(go_live: GoLive) -> None:
    micro = make_activity("ACT-MIC-01")
    make_requirement("RECV", micro, criticality="recommended", risk="low", method="exam")
    show(clerk(), micro, method="exam")
    settle_all()
    coverage = Coverage(go_live)
    assert (coverage.overall().requirements, coverage.recommended()) == (Share(0, 0), Share(1, 1))


def test_only_posts_held_on_go_live_day_count(go_live: GoLive, drill: Activity) -> None:
    clerk("走了", ends_on=date(2026, 11, 30))
    clerk("还在", ends_on=date(2026, 12, 1))
    clerk("将来", starts_on=date(2026, 12, 1))
    clerk("太晚", starts_on=date(2026, 12, 2))
    settle_all()
    assert Coverage(go_live).overall().people == Share(0, 2)


@pytest.mark.requirement("A81")
def test_groups_add_up_and_an_activity_of_two_chains_counts_in_each(
    go_live: GoLive, drill: Activity, exam: Activity
) -> None:
    quality = named(Department, "QUA")
    show(clerk("甲"), drill)
    show(clerk("乙", department=quality), exam, method="exam")
    settle_all()
    coverage = Coverage(go_live)
    assert [(line.code, line.requirements) for line in coverage.by_department()] == [
        ("QUA", Share(1, 2)),
        ("WHS", Share(1, 2)),
    ]
    assert [(line.code, line.requirements) for line in coverage.by_site()] == [("SZ", Share(2, 4))]
    assert [(line.code, line.requirements) for line in coverage.by_job_role()] == [("RECV", Share(2, 4))]
    assert [(line.code, line.requirements) for line in coverage.by_chain()] == [
        ("P2P", Share(1, 2)),
        ("QA", Share(1, 2)),
    ]


def test_second_post_counts_with_its_role_and_the_main_post_gives_the_department(
    go_live: GoLive, drill: Activity
) -> None:
    make_requirement("KEEPER", make_activity("ACT-P2P-06"))
    person = clerk()
    make_posting(person, "KEEPER", department=named(Department, "PRD"), is_main=False)
    settle_all()
    coverage = Coverage(go_live)
    assert [(line.code, line.requirements) for line in coverage.by_department()] == [("WHS", Share(0, 2))]
    assert [(line.code, line.requirements.whole) for line in coverage.by_job_role()] == [("KEEPER", 1), ("RECV", 1)]


def test_heat_map_names_the_worst_cell_of_enough_people(go_live: GoLive, drill: Activity, exam: Activity) -> None:
    for number in range(5):
        show(clerk(f"仓{number}"), drill) if number else clerk("周婷")
    clerk("质", department=named(Department, "QUA"))
    settle_all()
    Coverage(go_live)
    heat = heat_map(go_live)
    assert [axis.code for axis in heat.chains] == ["P2P", "QA"]
    assert heat.cells["WHS", "P2P"] == HeatCell(Share(4, 5), people=5)
    assert heat.cells["QUA", "P2P"] == HeatCell(Share(0, 1), people=1)
    assert (heat.cells["QUA", "P2P"].is_small, heat.cells["WHS", "P2P"].is_small) == (True, False)
    assert worst_cell(heat.cells.items()) == ("WHS", "QA")
    assert heat.people == {"WHS": 5, "QUA": 1}


def test_one_outcome_reaches_coverage_at_once(go_live: GoLive, drill: Activity) -> None:
    person, other = clerk("甲"), clerk("乙")
    settle_all()
    assert Coverage(go_live).overall().critical == Share(0, 2)
    record_evidence(person, drill, method="drill", outcome="passed", score=Decimal(90), source_key="once")
    assert Coverage(go_live).overall().critical == Share(1, 2)
    assert summary_differences(go_live) == []
    assert other.assignments.get().met_on is None


def test_dropped_requirement_leaves_coverage_though_no_row_is_new(
    go_live: GoLive, drill: Activity, exam: Activity
) -> None:
    from curricula.api import refresh_assignments
    from lms.foundation.api import record_change

    clerk()
    settle_all()
    assert Coverage(go_live).overall().requirements == Share(0, 2)
    exam.requirements.all().delete()
    refresh_assignments(activities=[exam.pk])
    from curricula.models import Assignment

    Assignment.objects.filter(activity=exam).delete()
    record_change("matrix", go_live.uuid, action="publish", reason="cell dropped")
    assert Coverage(go_live).overall().requirements == Share(0, 1)
    assert summary_differences(go_live) == []


def test_moved_go_live_day_is_judged_anew(go_live: GoLive, drill: Activity) -> None:
    show(clerk(), drill, valid_until=date(2026, 12, 10))
    settle_all()
    assert Coverage(go_live).overall().critical == Share(1, 1)
    go_live.on = date(2026, 12, 15)
    go_live.save()
    assert Coverage(go_live).overall().critical == Share(0, 1)


def test_altered_summary_is_found_and_mended(go_live: GoLive, drill: Activity) -> None:
    from reporting.models import CoverageCell, CoverageRow

    clerk()
    settle_all()
    fresh_summary(go_live)
    CoverageRow.objects.update(met=1)
    CoverageCell.objects.update(met=1)
    assert len(summary_differences(go_live)) == 4
    rebuild_summary(go_live)
    assert summary_differences(go_live) == []


def test_transferred_person_moves_to_the_new_department(go_live: GoLive, drill: Activity) -> None:
    from curricula.api import refresh_assignments

    person = clerk()
    settle_all()
    Coverage(go_live)
    Posting.objects.filter(person=person).update(department=named(Department, "QUA"))
    refresh_assignments(people=[person.pk])
    assert [(line.code, line.requirements) for line in Coverage(go_live).by_department()] == [("QUA", Share(0, 1))]
    assert summary_differences(go_live) == []


def test_reading_unchanged_coverage_takes_two_queries_to_be_sure(
    go_live: GoLive, drill: Activity, django_assert_num_queries: Any
) -> None:
    clerk()
    settle_all()
    Coverage(go_live)
    with django_assert_num_queries(2):
        fresh_summary(go_live)


@pytest.mark.requirement("A80")
def test_requirements_of_another_wave_are_outside_the_denominator(go_live: GoLive, drill: Activity) -> None:
    from tests.factories import make_go_live, make_site

    second = make_go_live("W2", date(2027, 3, 1), "CD")
    clerk("苏")
    clerk("徐磊", site=make_site("CD"))
    settle_all()
    assert Coverage(go_live).overall().people == Share(0, 1)
    assert Coverage(second).overall().people == Share(0, 1)
