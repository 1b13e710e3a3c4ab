"""A checklist of three steps, a rubric of two criteria, somebody who is asked for them, and an assessor."""

from datetime import date
from io import BytesIO
from typing import Any

from PIL import Image

from curricula.api import refresh_assignments
from curricula.models import Activity, LearningItem
from lms.foundation.models import Person
from lms.records.api import PaperCertificate, issue_paper_certificates
from lms.records.models import Assessment, PracticalItem, QualificationType, RubricItem
from lms.records.practicals.loading import keep_checklist, keep_rubric
from lms.records.practicals.services import begin_assessment, rate, sign_assessment
from tests.factories import PASSWORD, make_activity, make_go_live, make_person, make_posting, make_requirement, named


def text(words: str) -> dict[str, str]:
    return {"zh": words, "en": words}


def checklist(code: str = "PR-T", **fields: Any) -> dict[str, Any]:
    """Three steps, the second critical; 60 per cent and 2 on the critical one."""
    return {
        "id": code, "title": text("Receiving"), "steps": [], "job_roles": ["RECV"], "assessor_qualification": "QL-T",
        "minutes": 30, "minimum_rating": 2, "pass_percent": 60, "pass_rule": text("rule"), "setting": text("setting"),
        "checklist": [
            {"nr": nr, "critical": nr == 2, "action": text(f"action {nr}"), "standard": text("s"), "evidence": text("e")}
            for nr in (1, 2, 3)
        ],
        **fields,
    }  # fmt: skip


def rubric(code: str = "RB-T", **fields: Any) -> dict[str, Any]:
    """Two criteria, 60 and 40, and one thing that fails the work outright."""
    levels = [{"points": points, **text(f"level {points}")} for points in range(4)]
    return {
        "id": code, "title": text("Cleansing"), "steps": [], "job_roles": ["RECV"], "pass_mark": 80,
        "task": text("task"), "submit": text("file"), "fails_outright": [text("merged two entities")],
        "criteria": [
            {"key": "match", "title": text("Match"), "weight": 60, "levels": levels},
            {"key": "trail", "title": text("Trail"), "weight": 40, "levels": levels},
        ],
        **fields,
    }  # fmt: skip


def make_practical_item(activity: Activity | None = None, **fields: Any) -> PracticalItem:
    """The checklist PR-T in an activity that is closed by a practical."""
    activity = activity or make_activity("ACT-PR", form="practical", assessment="practical")
    sheet = keep_checklist(checklist(**fields))
    return PracticalItem.objects.create(
        activity=activity,
        checklist=sheet,
        position=1,
        ref=sheet.code,
        title_zh="收货实操",
        title_en="Receiving practical",
    )


def make_rubric_item(**fields: Any) -> RubricItem:
    """The rubric RB-T in an activity that is closed by a work output."""
    activity = make_activity("ACT-RB", form="workshop", assessment="work_output")
    sheet = keep_rubric(rubric(**fields))
    return RubricItem.objects.create(
        activity=activity, rubric=sheet, position=1, ref=sheet.code, title_zh="清洗文件", title_en="Cleansing file"
    )


def make_candidate(item: LearningItem, name: str = "周婷", *roles: str) -> Person:
    """A receiving clerk who is asked for the activity of `item`."""
    person = make_person(name, *roles)
    make_posting(person)
    make_go_live("W1", date(2026, 12, 1))
    if not item.activity.requirements.exists():
        make_requirement("RECV", item.activity, method=item.method)
    refresh_assignments(people=[person.pk])
    return person


def make_assessor(name: str = "何军", *, qualified: bool = True, until: date = date(2035, 12, 31)) -> Person:
    """An assessor by access role, with the qualification QL-T unless told otherwise."""
    person = make_person(name, "assessor")
    if qualified:
        paper = PaperCertificate(
            person=person, type=named(QualificationType, "QL-T"), valid_from=date(2020, 1, 1), valid_until=until
        )
        issue_paper_certificates([paper], actor=None, reason="taken over from paper")
    return person


def rate_all(assessment: Assessment, points: int = 2, **other: int) -> None:
    """Give every step the same points, but those named otherwise (step_2=1)."""
    ratings = {f"step-{nr}": (other.get(f"step_{nr}", points), "") for nr in (1, 2, 3)}
    rate(assessment, assessment.assessor, ratings)


def signed_assessment(item: Any, person: Person, assessor: Person, points: int = 2, **other: int) -> Assessment:
    """An assessment from its beginning to the assessor's signature."""
    assessment = begin_assessment(assessor, person, item)
    rate_all(assessment, points, **other)
    return sign_assessment(assessment, assessor, number=assessor.number, password=PASSWORD)


def picture(kind: str = "PNG", size: tuple[int, int] = (4, 4)) -> BytesIO:
    """A small picture as a camera would send it."""
    sent = BytesIO()
    Image.new("RGB", size, "teal").save(sent, kind)
    sent.seek(0)
    return sent
