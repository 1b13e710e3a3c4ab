"""What is scored in the drills of managers and of quality: the right way earns everything, the tempting one fails as it should."""

import pytest

from curricula.models import Activity
from tests.curricula.test_loading import COMPANY, load_company
from tests.scenarios.grading.drills import drill, played, shares


@pytest.mark.requirement("A49", "A122")
def test_management_settles_two_rates_by_definition_and_whoever_keeps_the_nicer_one_fails() -> None:
    right, kept = played("RPT-01", "rpt-01/good.yaml"), played("RPT-01", "rpt-01/keep-the-96.yaml")
    codes = ("E1", "E2", "E3", "E4", "P1", "A1")
    assert (right.grade.score, right.grade.passed) == (100, True)
    assert shares(right, *codes) == dict.fromkeys(codes, 100)
    assert (kept.grade.passed, kept.grade.critical_failures) == (False, ("E1", "P6"))
    assert shares(kept, "E1", "E4") == {"E1": 0, "E4": 0}


@pytest.mark.requirement("A49")
def test_management_decides_on_the_evidence_and_going_anyway_fails() -> None:
    right, bold = played("CUT-02", "cut-02/good.yaml"), played("CUT-02", "cut-02/go-anyway.yaml")
    assert (right.grade.score, right.grade.passed) == (100, True)
    assert (bold.grade.passed, bold.grade.critical_failures) == (False, ("E1", "E10", "P3"))


@pytest.mark.requirement("A117")
@pytest.mark.parametrize(
    ("code", "sources", "used", "wrong"),
    [
        ("RPT-01", ("P1", "P2", "P3"), ("E1", "E2", "E3", "A1", "A2"), "keep-the-96"),
        ("RPT-02", ("P1", "P2", "P3"), ("E1", "E4", "A1", "A2", "A3"), "timing-and-sign"),
        ("RPT-03", ("P1", "P2"), ("E1", "E3", "A1", "A2", "A3"), "praise-and-punish"),
    ],
)
def test_source_definition_and_use_of_a_report_are_examined(
    code: str, sources: tuple[str, ...], used: tuple[str, ...], wrong: str
) -> None:
    right, hasty = played(code, f"{code.lower()}/good.yaml"), played(code, f"{code.lower()}/{wrong}.yaml")
    assert (right.grade.passed, shares(right, *sources, *used)) == (True, dict.fromkeys((*sources, *used), 100))
    assert hasty.grade.passed is False
    assert sum(share == 0 for name, share in shares(hasty, *used).items() if name[0] == "A") >= 2
    assert {row.kind for row in drill(code).expectations if row.id in sources} == {"looked_up"}


@pytest.mark.requirement("A114")
def test_a_capa_of_training_alone_fails_and_one_that_changes_the_process_passes() -> None:
    right, trained = played("QA-04", "qa-04/good.yaml"), played("QA-04", "qa-04/retrain-only.yaml")
    assert (right.grade.score, right.grade.passed) == (100, True)
    assert shares(right, "E1", "E4", "E9") == {"E1": 100, "E4": 100, "E9": 100}
    assert (trained.grade.passed, trained.grade.critical_failures) == (False, ("E4",))


@pytest.mark.requirement("A112")
@pytest.mark.django_db
def test_the_quality_system_is_a_course_with_its_lesson_and_a_drill_that_is_scored() -> None:
    load_company()
    course = Activity.objects.get(code="ACT-QA-02")
    refs = list(course.items.order_by("position").values_list("ref", flat=True))
    assert (course.name_en, refs) == (
        "Classroom: the quality system inside the ERP",
        ["SES-QMS", "nonconformance-and-capa", "QA-02", "EX-QA-01"],
    )
    lessons = COMPANY.parent / "content" / "lessons"
    assert [path.stem for path in lessons.rglob("nonconformance-and-capa.yaml")] == ["nonconformance-and-capa"]
    right = played("QA-02", "qa-02/good.yaml")
    assert (right.grade.score, right.grade.passed) == (100, True)
