"""The stages in which a company's files are taken, in the order in which they rest on each other. There is one list."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from cms import api as cms
from curricula import api as curricula
from curricula.models import PlannedItem
from lms.exchange.company.checking.checks import Folders
from lms.exchange.company.checking.content_format import LESSON_FOLDERS
from lms.foundation.api import ContentLoad, yaml_in
from lms.records import api as records
from scenarios import api as scenarios

Work = Callable[[], Any]
LoadMatrix = Callable[[Path, ContentLoad], Any]


@dataclass(frozen=True)
class Part:
    """One entry of a file, taken by itself: tried where the whole could not be taken, so that each fault is named."""

    file: str
    place: str
    work: Work


@dataclass(frozen=True)
class Stage:
    """One step: what a progress bar says, what it does, which file it reads, and its entries one by one."""

    label: str
    work: Work
    file: str = ""
    parts: Callable[[], Iterator[Part]] = field(default=lambda: iter(()))


def company_stages(folders: Folders, load: ContentLoad | None, *, load_matrix: LoadMatrix) -> list[Stage]:
    """The stages for the files that are there. Without `load`, packs are taken as a builder takes them: nobody's edits."""
    return [
        *_own(folders, load, load_matrix),
        *_content(folders, load),
        *_questions(folders, load),
        *_places(folders, load),
    ]


def _own(folders: Folders, load: ContentLoad | None, load_matrix: LoadMatrix) -> Iterator[Stage]:
    company = folders.company
    loaders: tuple[tuple[str, str, Callable[..., Any]], ...] = (
        ("organisation", "ids.yaml", curricula.load_organisation),
        ("processes", "processes.yaml", curricula.load_processes),
        ("goals", "goals.yaml", curricula.load_goals),
        ("go-lives and milestones", "milestones.yaml", curricula.load_milestones),
        ("activities", "activities.yaml", curricula.load_activities),
        ("training matrix", "matrix.csv", load_matrix),
        ("qualifications and duties", "qualifications.yaml", records.load_qualifications),
    )
    for label, file, work in loaders:
        if folders.has(file) or (file == "processes.yaml" and folders.has("ids.yaml")):
            yield Stage(label, partial(work, company, load), file)


def _content(folders: Folders, load: ContentLoad | None) -> Iterator[Stage]:
    content = folders.content
    if content is None:
        return
    if any((content / name).is_dir() for name in LESSON_FOLDERS):
        yield Stage("lessons", partial(cms.load_lessons, content, load), f"{content.name}/lessons")
        yield Stage("lessons in activities", partial(cms.load_lesson_items, content), f"{content.name}/refs.yaml")
    knowledge: tuple[tuple[str, Callable[..., Any]], ...] = (
        ("manuals.yaml", cms.load_manuals),
        ("dictionary.yaml", cms.load_dictionary),
        ("faq.yaml", cms.load_faq),
        ("announcements.yaml", cms.load_announcements),
        ("templates", cms.load_templates),
    )
    for name, work in knowledge:
        if (content / name).exists():
            yield Stage(name.removesuffix(".yaml"), partial(work, content, load), f"{content.name}/{name}")


def _questions(folders: Folders, load: ContentLoad | None) -> Iterator[Stage]:
    folder = folders.questions
    if folder is None:
        return
    if records.bank_files(folder):
        parts = partial(_bank_parts, folder, load)
        yield Stage("question bank", partial(records.load_questions, folder, load), folder.name, parts)
    sheets: tuple[tuple[str, Callable[..., Any], Callable[..., Any]], ...] = (
        ("exams", records.load_exams, records.keep_exam),
        ("practicals", records.load_practicals, records.keep_checklist),
        ("rubrics", records.load_rubrics, records.keep_rubric),
    )
    for name, work, keep in sheets:
        path = folder / f"{name}.yaml"
        if path.is_file():
            parts = partial(_sheet_parts, path, name, keep, load)
            yield Stage(name, partial(work, folder, load), f"{folder.name}/{path.name}", parts)


def _places(folders: Folders, load: ContentLoad | None) -> Iterator[Stage]:
    """What was taken comes to stand where activities have planned it; drills are the product's own, if any is planned."""
    if folders.has("activities.yaml"):
        for kind, work in (
            ("exams", records.load_exam_items),
            ("practicals", records.load_practical_items),
            ("rubrics", records.load_rubric_items),
        ):
            yield Stage(f"{kind} in activities", partial(work, folders.company, load), "activities.yaml")
        yield Stage("drills", _drills, "activities.yaml")


def _drills() -> None:
    if PlannedItem.objects.filter(planned_kind="drill").exists():
        scenarios.sync_scenarios()
        scenarios.load_drill_items()


def _bank_parts(folder: Path, load: ContentLoad | None) -> Iterator[Part]:
    for path in records.bank_files(folder):
        for entry in yaml_in(path)["questions"]:
            yield Part(f"{folder.name}/{path.name}", entry["id"], partial(records.load_entries, [entry], load))


def _sheet_parts(path: Path, name: str, keep: Callable[..., Any], load: ContentLoad | None) -> Iterator[Part]:
    for entry in yaml_in(path)[name]:
        yield Part(f"{path.parent.name}/{path.name}", entry["id"], partial(keep, entry, load))
