"""The demonstration company's files become tables, completely, and a second time without change."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from shutil import copytree

import pytest
import yaml

from curricula.api import (
    load_activities,
    load_goals,
    load_matrix,
    load_milestones,
    load_organisation,
    load_processes,
)
from curricula.models import (
    Activity,
    Blackout,
    Department,
    Goal,
    GoalIndicator,
    GoLive,
    JobRole,
    LearningItem,
    MatrixVersion,
    Milestone,
    PlannedItem,
    ProductionLine,
    Requirement,
    Shift,
    Site,
    Station,
    Step,
    StepDuty,
    StepException,
    StepInterface,
    StepPlace,
)
from curricula.organisation.content_files import ContentFileRefused
from curricula.processes.loading import ProcessesRefused
from curricula.training.loading_matrix import MatrixFileRefused
from lms.settings.env import PROJECT
from tests.factories import SHANGHAI

pytestmark = pytest.mark.django_db
COMPANY = PROJECT / "lms" / "demo" / "data" / "company"
COUNTED = (
    Site, Shift, Department, ProductionLine, Station, JobRole, Step, StepDuty, StepPlace, StepException, StepInterface,
    Goal, GoalIndicator, GoLive, Milestone, Blackout, Activity, LearningItem, MatrixVersion, Requirement,
)  # fmt: skip


def load_company(folder: Path = COMPANY) -> tuple[int, ...]:
    """Everything in the order of the demonstration builder."""
    return (
        load_organisation(folder),
        load_processes(folder),
        load_goals(folder),
        load_milestones(folder),
        load_activities(folder),
        load_matrix(folder),
    )


def counts() -> dict[str, int]:
    return {model.__name__: model._default_manager.count() for model in COUNTED}


def test_every_row_of_the_files_becomes_a_record() -> None:
    load_company()

    found = counts()

    expected = {
        "Site": 2, "Shift": 3, "Department": 11, "ProductionLine": 4, "Station": 4, "JobRole": 27, "Step": 62,
        "Goal": 3, "GoLive": 2, "Milestone": 36, "Blackout": 3, "Activity": 61, "MatrixVersion": 1, "Requirement": 350,
    }  # fmt: skip
    assert {name: found[name] for name in expected} == expected
    assert PlannedItem.objects.count() == 146


def test_loading_again_changes_nothing() -> None:
    first = load_company()
    before = counts()

    assert load_company() == first
    assert counts() == before


@pytest.mark.requirement("A29", "A30", "A31")
def test_a_step_is_loaded_with_all_that_belongs_to_it() -> None:
    load_company()

    step = Step.objects.get(code="P2P-20")

    assert (step.key_node_en, step.critical_kind) == (
        "A purchase order approved by value, on a supplier whose approval is valid",
        "MONEY",
    )
    assert sorted(step.duties.values_list("kind", "job_role__code")) == [
        ("approves", "DEPT-MGR"), ("approves", "EXEC"), ("approves", "PUR-MGR"),
        ("checks", "PUR-MGR"), ("does", "BUYER"),
    ]  # fmt: skip
    assert list(step.predecessors.order_by("code").values_list("code", flat=True)) == ["MDM-20", "P2P-10"]
    assert (step.interface.system.code, step.interface.direction) == ("SRM", "out")
    assert step.exceptions.count() == 2


@pytest.mark.requirement("A6")
def test_a_goal_carries_baseline_target_and_their_days() -> None:
    load_company()

    indicator = GoalIndicator.objects.get(code="DATA-1")

    assert (indicator.baseline, indicator.baseline_on) == (Decimal("11.6"), date(2026, 7, 31))
    assert (indicator.target, indicator.target_on) == (Decimal("1"), date(2026, 11, 17))
    assert (indicator.direction, indicator.latest) == ("down", None)


def test_waves_know_sites_chains_and_milestones() -> None:
    load_company()

    second = GoLive.objects.get(code="W2")

    assert second.on == date(2027, 3, 1)
    assert list(second.sites.values_list("code", flat=True)) == ["CD"]
    assert list(second.chains.values_list("code", flat=True)) == ["O2C"]
    assert second.bridge_en.startswith("Between the waves")
    lock = Milestone.objects.get(code="M1-LOCK")
    assert lock.starts_at == datetime(2026, 11, 3, 18, 0, tzinfo=SHANGHAI)
    assert set(Milestone.objects.filter(is_pinned=True).values_list("code", flat=True)) == {"M1-CLOSE", "M2-CLOSE"}
    assert list(Blackout.objects.values_list("code", "is_confirmed")) == [
        ("BO-NATIONAL-2026", True), ("BO-COUNT-2026", True), ("BO-SPRING-2027", False),
    ]  # fmt: skip


def test_a_moved_go_live_is_not_moved_back_by_loading() -> None:
    from tests.curricula.milestones.factories import move

    load_company()
    move(GoLive.objects.get(code="W1"), date(2026, 12, 8))

    load_milestones(COMPANY)

    assert GoLive.objects.get(code="W1").on == date(2026, 12, 8)
    assert Milestone.objects.get(code="M1-GOLIVE").starts_at.astimezone(SHANGHAI).date() == date(2026, 12, 8)


def test_content_is_planned_with_place_title_and_audience() -> None:
    load_company()

    sealing = LearningItem.objects.get(activity__code="ACT-MFG-04", ref="PR-SEAL")
    returns = LearningItem.objects.get(activity__code="ACT-P2P-05", ref="P2P-05")

    assert sealing.only_station is not None
    assert (sealing.only_station.code, sealing.title_en) == ("SEAL", "Pouch sealing")
    assert sorted(returns.only_job_roles.values_list("code", flat=True)) == ["BUYER", "PUR-MGR"]
    assert not sealing.is_available


@pytest.mark.requirement("A34", "A46")
def test_the_matrix_is_in_force_with_scopes_and_waves() -> None:
    load_company()

    version = MatrixVersion.objects.get()
    wave_2 = Requirement.objects.filter(go_live__code="W2")

    assert (version.number, version.state, len(version.digest)) == (1, "published", 64)
    assert wave_2.count() == 13
    assert Requirement.objects.filter(go_live=None).count() == 337
    assert Requirement.objects.filter(scope_designation="key_user").count() == 16
    assert Requirement.objects.filter(scope_designation="early_bird").count() == 10
    assert Requirement.objects.filter(scope_station__code="LABEL").count() == 2
    assert Requirement.objects.filter(scope_site__code="CD").count() == 3


@pytest.mark.requirement("A46")
def test_a_matrix_file_is_refused_with_every_wrong_row(tmp_path: Path) -> None:
    folder = copytree(COMPANY, tmp_path / "company")
    for load in (load_organisation, load_processes, load_goals, load_milestones, load_activities):
        load(folder)
    head = (folder / "matrix.csv").read_text("utf-8").splitlines()[0]
    bad = [
        "NOBODY,ACT-BAS-01,2,required,medium,exam,-70,7,0,REV,AUDIT,by_site,",
        "BUYER,ACT-P2P-03,3,critical,high,exam,-14,4,12,R12,ERRORS,by_site,",
        "BUYER,ACT-P2P-01,9,required,medium,drill,-14,4,12,R12,ERRORS,W9,station=NONE",
    ]
    (folder / "matrix.csv").write_text("\n".join([head, *bad]), "utf-8")

    with pytest.raises(MatrixFileRefused) as refusal:
        load_matrix(folder)

    sentence = str(refusal.value)
    assert [part in sentence for part in ("2：", "NOBODY", "3：", "4：", "W9", "“9”", "station=NONE")] == [True] * 7
    assert not MatrixVersion.objects.exists()


@pytest.mark.requirement("A29", "A30")
def test_processes_with_blanks_or_a_conflict_of_duty_are_refused_naming_all(tmp_path: Path) -> None:
    folder = copytree(COMPANY, tmp_path / "company")
    load_organisation(folder)
    pack = yaml.safe_load((folder / "processes.yaml").read_text("utf-8"))
    pack["steps"][0]["trigger"]["en"] = " "
    pack["steps"][1]["exceptions"] = []
    pack["steps"][2]["boundary"]["approves"] = ["BUYER"]
    (folder / "processes.yaml").write_text(yaml.safe_dump(pack, allow_unicode=True), "utf-8")

    with pytest.raises(ProcessesRefused) as refusal:
        load_processes(folder)

    sentence = str(refusal.value)
    expected = ("P2P-10: trigger", "P2P-20: exceptions", "P2P-30: BUYER does + approves")
    assert [part in sentence for part in expected] == [True] * 3
    assert not Step.objects.exists()


def test_a_pack_without_a_file_names_the_file(tmp_path: Path) -> None:
    with pytest.raises(ContentFileRefused) as refusal:
        load_organisation(tmp_path)

    assert "ids.yaml" in str(refusal.value)
