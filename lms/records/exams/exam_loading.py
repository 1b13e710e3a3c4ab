"""Blueprints in: examinations from their file, and the learning items that attach them to activities."""

from pathlib import Path
from typing import Any

from django.db import transaction

from curricula.models import JobRole, LearningItem, Step
from lms.foundation.api import ContentLoad, digest_of, record_change, yaml_in
from lms.records.content_plan import PlannedContent, attach_items
from lms.records.exams.models import DrawRow, Exam, ExamItem, ExamSection
from lms.records.exams.vocabulary import UseState

Entry = dict[str, Any]


def load_exams(folder: Path, load: ContentLoad | None = None) -> int:
    """Load `exams.yaml`; returns the number of examinations in use. A changed blueprint becomes a new version."""
    entries = yaml_in(folder / "exams.yaml")["exams"]
    with transaction.atomic():
        for entry in entries:
            keep_exam(entry, load or ContentLoad())
    return Exam.objects.filter(state=UseState.IN_USE).count()


def keep_exam(entry: Entry, load: ContentLoad | None = None) -> Exam:
    """The version in use of one blueprint: the stored one if nothing changed, else a new one."""
    load = load or ContentLoad()
    digest = digest_of(entry)
    latest = Exam.objects.filter(code=entry["id"]).order_by("-version").first()
    may_write = load.may_write("exam", entry["id"])
    if latest is not None and (latest.digest == digest or not may_write):
        return latest
    if latest is not None:
        Exam.objects.filter(pk=latest.pk).update(state=UseState.RETIRED)
    fields = {name: entry[name] for name in ("items", "minutes", "pass_mark", "attempts", "wait_hours", "kind")}
    exam = Exam.objects.create(
        code=entry["id"], version=latest.version + 1 if latest else 1, state=UseState.IN_USE, digest=digest,
        title_zh=entry["title"]["zh"], title_en=entry["title"]["en"], **fields,
    )  # fmt: skip
    exam.job_roles.set(JobRole.objects.filter(code__in=entry["job_roles"]))
    for position, section in enumerate(entry["sections"]):
        _keep_section(exam, position, section)
    ExamItem.objects.non_polymorphic().filter(exam__code=exam.code).update(exam=exam)
    record_change(
        "exam", exam.uuid, action="revise" if latest else "create", actor=load.actor,
        reason=load.reason or "Loaded from the blueprints",
        before={"version": latest.version, "digest": latest.digest} if latest else None,
        after={"code": exam.code, "version": exam.version, "digest": digest}, subject_label=str(exam),
    )  # fmt: skip
    return exam


def _keep_section(exam: Exam, position: int, entry: Entry) -> None:
    section = ExamSection.objects.create(
        exam=exam, key=entry["key"], position=position, is_critical=entry["critical"],
        pass_mark=entry.get("pass_mark"), title_zh=entry["title"]["zh"], title_en=entry["title"]["en"],
    )  # fmt: skip
    for place, row in enumerate(entry["draw"]):
        kept = DrawRow.objects.create(
            section=section, position=place, items=row["items"], topics=row.get("topics", []), levels=row["levels"]
        )
        kept.steps.set(Step.objects.filter(code__in=row.get("steps", ())))


def load_exam_items(folder: Path, load: ContentLoad | None = None) -> int:
    """Attach each examination where `activities.yaml` in `folder` names it; returns the number of items."""
    exams = {exam.code: exam for exam in Exam.objects.filter(state=UseState.IN_USE)}

    def make(planned: PlannedContent) -> LearningItem | None:
        exam = exams.get(planned.ref)
        if exam is None:
            return None
        return ExamItem(exam=exam, title_zh=exam.title_zh, title_en=exam.title_en, minutes=exam.minutes)

    return attach_items(folder, kind="exam", model=ExamItem, make=make, load=load)
