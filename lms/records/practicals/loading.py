"""Checklists and rubrics in from their files, and the learning items that attach them to activities."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import transaction

from curricula.models import JobRole, LearningItem, Step
from lms.foundation.api import ContentLoad, digest_of, record_change, yaml_in
from lms.records.content_plan import PlannedContent, attach_items
from lms.records.practicals.checklist_models import UseState
from lms.records.practicals.models import (
    Checklist,
    ChecklistStep,
    Criterion,
    CriterionLevel,
    OutrightFailure,
    PracticalItem,
    Rubric,
    RubricItem,
)

Entry = dict[str, Any]


def load_practicals(folder: Path, load: ContentLoad | None = None) -> int:
    """Load `practicals.yaml`; returns the number of checklists in use. A changed one becomes a new version."""
    entries = yaml_in(folder / "practicals.yaml")["practicals"]
    with transaction.atomic():
        for entry in entries:
            keep_checklist(entry, load)
    return Checklist.objects.filter(state=UseState.IN_USE).count()


def load_rubrics(folder: Path, load: ContentLoad | None = None) -> int:
    """Load `rubrics.yaml`; returns the number of rubrics in use. A changed one becomes a new version."""
    entries = yaml_in(folder / "rubrics.yaml")["rubrics"]
    with transaction.atomic():
        for entry in entries:
            keep_rubric(entry, load)
    return Rubric.objects.filter(state=UseState.IN_USE).count()


def load_practical_items(folder: Path, load: ContentLoad | None = None) -> int:
    """Attach each checklist where `activities.yaml` in `folder` names it; returns the number of items."""
    sheets = {sheet.code: sheet for sheet in Checklist.objects.filter(state=UseState.IN_USE)}

    def make(planned: PlannedContent) -> LearningItem | None:
        sheet = sheets.get(planned.ref)
        if sheet is None:
            return None
        return PracticalItem(checklist=sheet, minutes=sheet.minutes, title_zh=sheet.title_zh, title_en=sheet.title_en)

    return attach_items(folder, kind="practical", model=PracticalItem, make=make, load=load)


def load_rubric_items(folder: Path, load: ContentLoad | None = None) -> int:
    """Attach each rubric where `activities.yaml` in `folder` names it; returns the number of items."""
    sheets = {sheet.code: sheet for sheet in Rubric.objects.filter(state=UseState.IN_USE)}

    def make(planned: PlannedContent) -> LearningItem | None:
        sheet = sheets.get(planned.ref)
        return None if sheet is None else RubricItem(rubric=sheet, title_zh=sheet.title_zh, title_en=sheet.title_en)

    return attach_items(folder, kind="rubric", model=RubricItem, make=make, load=load)


def keep_checklist(entry: Entry, load: ContentLoad | None = None) -> Checklist:
    """The version in use of one checklist: the stored one if nothing changed, else a new one."""

    def fill(checklist: Checklist) -> None:
        ChecklistStep.objects.bulk_create(
            ChecklistStep(
                checklist=checklist, number=line["nr"], is_critical=line["critical"], **_both("action", line["action"]),
                **_both("standard", line["standard"]), **_both("evidence", line["evidence"]),
            )
            for line in entry["checklist"]
        )  # fmt: skip
        PracticalItem.objects.non_polymorphic().filter(checklist__code=checklist.code).update(checklist=checklist)

    fields = {name: entry[name] for name in ("minutes", "minimum_rating", "pass_percent", "assessor_qualification")}
    texts = {**_both("setting", entry["setting"]), **_both("pass_rule", entry["pass_rule"])}
    return _keep(Checklist, entry, {**fields, **texts}, fill, load or ContentLoad())


def keep_rubric(entry: Entry, load: ContentLoad | None = None) -> Rubric:
    """The version in use of one rubric: the stored one if nothing changed, else a new one."""

    def fill(rubric: Rubric) -> None:
        for position, failure in enumerate(entry["fails_outright"]):
            OutrightFailure.objects.create(rubric=rubric, position=position, **_both("text", failure))
        for position, row in enumerate(entry["criteria"]):
            criterion = Criterion.objects.create(
                rubric=rubric, key=row["key"], position=position, weight=row["weight"], **_both("title", row["title"])
            )
            CriterionLevel.objects.bulk_create(
                CriterionLevel(criterion=criterion, points=level["points"], **_both("text", level))
                for level in row["levels"]
            )
        RubricItem.objects.non_polymorphic().filter(rubric__code=rubric.code).update(rubric=rubric)

    texts = {**_both("task", entry["task"]), **_both("submit", entry["submit"])}
    return _keep(Rubric, entry, {"pass_mark": entry["pass_mark"], **texts}, fill, load or ContentLoad())


def _keep(model: Any, entry: Entry, fields: dict[str, Any], fill: Callable[[Any], None], load: ContentLoad) -> Any:
    digest = digest_of(entry)
    latest = model.objects.filter(code=entry["id"]).order_by("-version").first()
    may_write = load.may_write(model._meta.model_name, entry["id"])
    if latest is not None and (latest.digest == digest or not may_write):
        return latest
    if latest is not None:
        model.objects.filter(pk=latest.pk).update(state=UseState.RETIRED)
    sheet = model.objects.create(
        code=entry["id"], version=latest.version + 1 if latest else 1, digest=digest,
        **_both("title", entry["title"]), **fields,
    )  # fmt: skip
    sheet.steps.set(Step.objects.filter(code__in=entry["steps"]))
    sheet.job_roles.set(JobRole.objects.filter(code__in=entry["job_roles"]))
    fill(sheet)
    record_change(
        model._meta.model_name, sheet.uuid, action="revise" if latest else "create", actor=load.actor,
        reason=load.reason or "Loaded from its file",
        before={"version": latest.version, "digest": latest.digest} if latest else None,
        after={"code": sheet.code, "version": sheet.version, "digest": digest}, subject_label=str(sheet),
    )  # fmt: skip
    return sheet


def _both(stem: str, texts: dict[str, Any]) -> dict[str, str]:
    return {f"{stem}_{language}": str(texts[language]) for language in ("zh", "en")}
