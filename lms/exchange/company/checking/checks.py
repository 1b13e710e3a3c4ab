"""Everything that is wrong in the files of a company, gathered in full. Reads files and values, writes nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from curricula.api import shift_names
from lms.exchange.company.checking.company_format import FORMATS, MATRIX
from lms.exchange.company.checking.content_format import (
    CONTENT_FORMATS,
    LESSON,
    LESSON_FOLDERS,
    QUESTION_FORMATS,
    QUESTIONS,
    one_language,
)
from lms.exchange.company.checking.crossing import (
    activity_problems,
    circles,
    goal_problems,
    milestone_problems,
    process_problems,
    qualification_problems,
)
from lms.exchange.company.checking.documents import Document, read_document
from lms.exchange.company.checking.matrix_file import matrix_problems
from lms.exchange.company.checking.problems import Problem
from lms.exchange.company.checking.shapes import Record, Shape, Where
from lms.records.api import bank_files

# Ids that a list of records defines: file and list by kind.
LISTS = {
    "object": ("processes.yaml", "objects"), "system": ("processes.yaml", "systems"), "step": ("processes.yaml", "steps"),
    "goal": ("goals.yaml", "goals"), "go_live": ("milestones.yaml", "waves"), "activity": ("activities.yaml", "activities"),
    "equipment": ("qualifications.yaml", "equipment"), "bundle": ("qualifications.yaml", "bundles"),
    "qualification_type": ("qualifications.yaml", "qualifications"),
}  # fmt: skip
TABLES = {
    "site": "sites", "department": "departments", "line": "lines", "station": "stations", "job_role": "job_roles",
    "chain": "chains",
}  # fmt: skip


@dataclass(frozen=True)
class Folders:
    """Where the files are: the company's, and, where there are any, content and questions."""

    company: Path
    content: Path | None = None
    questions: Path | None = None

    def has(self, name: str) -> bool:
        """Whether the company's folder holds this file."""
        return (self.company / name).is_file()


@dataclass(frozen=True)
class Stored:
    """What the database holds already: codes by kind, shifts by site, and what waits for what."""

    codes: Mapping[str, set[str]]
    shifts_of: Mapping[str, set[str]] = field(default_factory=dict)
    predecessors: Mapping[str, set[str]] = field(default_factory=dict)
    prerequisites: Mapping[str, set[str]] = field(default_factory=dict)


def all_problems(folders: Folders, stored: Stored, zone: ZoneInfo) -> list[Problem]:
    """Everything that is wrong, file by file, in the order in which the files rest on each other."""
    missing = [path for path in (folders.company, folders.content, folders.questions) if path and not path.is_dir()]
    if missing:
        return [Problem(path.name, 0, "", "no_folder", {"folder": str(path)}) for path in missing]
    if not any(folders.has(name) for name in (*FORMATS, MATRIX)):
        return [Problem("", 0, "", "nothing", {"files": ", ".join([*FORMATS, MATRIX])})]
    documents, problems = _company_documents(folders)
    known = known_ids(documents, stored)
    for name, document in documents.items():
        problems += FORMATS[name].check(document.content, Where(document, known))
    problems += _between(documents, known, stored, zone)
    if folders.has(MATRIX):
        problems += matrix_problems(folders.company / MATRIX, MATRIX, known)
    for path, shape in _other_files(folders):
        problems += _outline_problems(path, shape, known)
    order = {name: place for place, name in enumerate([*FORMATS, MATRIX])}
    return sorted(problems, key=lambda one: (order.get(one.file, len(order)), one.file, one.line))


def known_ids(documents: Mapping[str, Document], stored: Stored) -> dict[str, set[str]]:
    """Every id that may be named: what the files define, and what is stored already."""
    known = {kind: set(codes) for kind, codes in stored.codes.items()}
    ids = documents["ids.yaml"].content if "ids.yaml" in documents else {}
    for kind, key in TABLES.items():
        known.setdefault(kind, set()).update(_keys(ids.get(key)))
    known.setdefault("shift", set()).update(_shifts(ids))
    for kind, (name, key) in LISTS.items():
        listed = documents[name].content.get(key) if name in documents else None
        rows = listed if isinstance(listed, list) else []
        codes = {row["id"] for row in rows if isinstance(row, dict) and isinstance(row.get("id"), str)}
        known.setdefault(kind, set()).update(codes)
    return known


def _company_documents(folders: Folders) -> tuple[dict[str, Document], list[Problem]]:
    documents: dict[str, Document] = {}
    problems: list[Problem] = []
    for name in FORMATS:
        if folders.has(name):
            document, wrong = read_document(folders.company / name, name)
            problems += wrong
            if document is not None:
                documents[name] = document
    return documents, problems


def _between(
    documents: Mapping[str, Document], known: Mapping[str, set[str]], stored: Stored, zone: ZoneInfo
) -> Iterator[Problem]:
    if "processes.yaml" in documents:
        processes = documents["processes.yaml"]
        ids = documents["ids.yaml"].content if "ids.yaml" in documents else {}
        yield from process_problems(processes, known, {**stored.shifts_of, **_shifts_of(ids)})
        yield from circles(processes, "steps", "predecessors", stored.predecessors)
    if "goals.yaml" in documents:
        yield from goal_problems(documents["goals.yaml"])
    if "milestones.yaml" in documents:
        yield from milestone_problems(documents["milestones.yaml"], zone)
    if "activities.yaml" in documents:
        yield from activity_problems(documents["activities.yaml"], known)
        yield from circles(documents["activities.yaml"], "activities", "prerequisites", stored.prerequisites)
    if "qualifications.yaml" in documents:
        yield from qualification_problems(documents["qualifications.yaml"], known)


def _other_files(folders: Folders) -> Iterator[tuple[Path, Shape]]:
    if folders.questions is not None:
        yield from ((path, QUESTIONS) for path in bank_files(folders.questions))
        yield from _present(folders.questions, QUESTION_FORMATS)
    if folders.content is not None:
        for name in LESSON_FOLDERS:
            yield from ((path, LESSON) for path in sorted((folders.content / name).glob("*.yaml")))
        yield from _present(folders.content, CONTENT_FORMATS)


def _present(folder: Path, formats: Mapping[str, Record]) -> Iterator[tuple[Path, Shape]]:
    yield from ((folder / name, shape) for name, shape in formats.items() if (folder / name).is_file())


def _outline_problems(path: Path, shape: Shape, known: Mapping[str, set[str]]) -> list[Problem]:
    name = f"{path.parent.name}/{path.name}"
    document, problems = read_document(path, name)
    if document is None:
        return problems
    at = Where(document, known)
    found = list(problems)
    found += shape.check(document.content, at)
    told = {(one.line, one.place, one.code) for one in found}
    found += [one for one in one_language(document.content, at) if (one.line, one.place, one.code) not in told]
    return found


def _keys(value: Any) -> set[str]:
    return {key for key in value if isinstance(key, str)} if isinstance(value, dict) else set()


def _shifts(ids: Mapping[str, Any]) -> set[str]:
    """Shifts that the file names; where it names none, the usual ones that its sites work."""
    try:
        return set(shift_names(dict(ids)))
    except (AttributeError, KeyError, TypeError):  # the sites are not as they should be; that has been said
        return set()


def _shifts_of(ids: Mapping[str, Any]) -> dict[str, set[str]]:
    sites = ids.get("sites")
    rows = sites.items() if isinstance(sites, dict) else ()
    return {
        code: {shift for shift in row["shifts"] if isinstance(shift, str)}
        for code, row in rows
        if isinstance(row, dict) and isinstance(row.get("shifts"), list)
    }
