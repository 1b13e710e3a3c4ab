"""What stands in every record that a company's files can write: compared before and after, and with the last load."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db.models import ForeignKey, ManyToManyField, Model

from cms.api import latest_text
from cms.models import Announcement, DictionaryField, FaqEntry, LessonPage, Manual, MicroLessonPage, TemplateFile
from curricula.api import cell_name, cell_record, cells_with_draft, identity_of, named_cells
from curricula.models import (
    Activity,
    Blackout,
    BusinessObject,
    Chain,
    Department,
    Goal,
    GoalIndicator,
    GoLive,
    JobRole,
    LearningItem,
    Milestone,
    OutsideSystem,
    ProductionLine,
    Shift,
    Site,
    Station,
    Step,
)
from lms.foundation.api import digest_of
from lms.records.models import (
    Checklist,
    Equipment,
    Exam,
    PermissionBundle,
    QualificationType,
    Question,
    Rubric,
    SodConflict,
)

Name = tuple[str, str]
Record = dict[str, Any]


@dataclass(frozen=True)
class Portrait:
    """A record as it stands: what the trail calls it, and its content by field."""

    uuid: UUID
    label: str
    record: Record

    @cached_property
    def digest(self) -> str:
        """Two portraits with one digest say the same."""
        return digest_of(self.record)


@dataclass(frozen=True)
class Kind:
    """Records of one table by code. `skip` are columns that no file states, `parts` the relations that belong to a record."""

    name: str
    model: type[Model]
    skip: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()


# What pages or facts write and files never say: a head of a department, a latest reading, a revision, a moved day.
KINDS = (
    Kind("shift", Shift),
    Kind("site", Site),
    Kind("department", Department, skip=("head",)),
    Kind("line", ProductionLine),
    Kind("station", Station),
    Kind("job_role", JobRole),
    Kind("chain", Chain),
    Kind("object", BusinessObject),
    Kind("system", OutsideSystem),
    Kind("step", Step, parts=("exceptions", "duties", "places", "interface")),
    Kind("goal", Goal),
    Kind("goal.indicator", GoalIndicator, skip=("latest", "latest_on")),
    Kind("go_live", GoLive, skip=("on",)),
    Kind("milestone", Milestone),
    Kind("blackout", Blackout),
    Kind("activity", Activity, skip=("revised_on", "revision_note_zh", "revision_note_en")),
    Kind("equipment", Equipment),
    Kind("bundle", PermissionBundle),
    Kind("qualification_type", QualificationType),
    Kind("sod_conflict", SodConflict),
    Kind("dictionary", DictionaryField, parts=("rules",)),
    Kind("announcement", Announcement, parts=("figures",)),
    Kind("template", TemplateFile, skip=("content", "loaded_at")),
)
VERSIONED: tuple[tuple[str, type[Model]], ...] = (
    ("question", Question),
    ("exam", Exam),
    ("checklist", Checklist),
    ("rubric", Rubric),
)
"""a change makes a new version, and the trail says so where it is made"""
REVISED: tuple[tuple[str, type[Model], str, str], ...] = (
    ("lesson_page", LessonPage, "slug", "name"),
    ("lesson_page", MicroLessonPage, "slug", "name"),
    ("manual", Manual, "code", "title"),
    ("faq", FaqEntry, "code", "question"),
)
"""kept as revisions by the back office"""
HAVE_THEIR_OWN_TRAIL = frozenset({"requirement", *(name for name, _model in VERSIONED)})


def portraits() -> dict[Name, Portrait]:
    """Everything that a company's files can write, as it stands now."""
    painter = _Painter()
    found: dict[Name, Portrait] = {}
    for kind in KINDS:
        found |= painter.table(kind)
    painter.add_content_of_activities(found)
    for name, model in VERSIONED:
        found |= _versions(name, model)
    for name, model, key, title in REVISED:
        found |= _revisions(name, model, key, title)
    for cell in named_cells(cells_with_draft()):
        code = cell_name(cell)
        found["requirement", code] = Portrait(cell.uuid, code, cell_record(cell))
    return found


class _Painter:
    """Reads whole tables, and writes what they refer to by code."""

    def __init__(self) -> None:
        self._codes: dict[type[Model], dict[Any, str]] = {}

    def table(self, kind: Kind) -> dict[Name, Portrait]:
        """All records of a kind."""
        rows: Any = kind.model._default_manager.all()
        records = {row.pk: self._columns(row, {"id", "uuid", "code", *kind.skip}) for row in rows}
        for relation in kind.model._meta.many_to_many:
            for pk, codes in self._links(relation).items():
                records[pk][relation.name] = codes
            for record in records.values():
                record.setdefault(relation.name, [])
        for part in kind.parts:
            for pk, listed in self._parts(kind.model, part).items():
                records[pk][part] = listed
        return {(kind.name, row.code): _portrait(kind.name, row, records[row.pk]) for row in rows}

    def add_content_of_activities(self, found: dict[Name, Portrait]) -> None:
        """What stands in an activity, in its order and for whom; whether it is planned or built is another matter."""
        items: Any = LearningItem.objects.non_polymorphic().select_related("activity", "only_station")
        content: dict[str, list[Any]] = defaultdict(list)
        for item in items.prefetch_related("only_job_roles").order_by("activity", "position", "ref"):
            roles = sorted(role.code for role in item.only_job_roles.all())
            station = item.only_station.code if item.only_station else ""
            content[item.activity.code].append([item.position, item.ref, station, roles])
        for code, listed in content.items():
            found["activity", code].record["content"] = listed

    def _columns(self, row: Model, skip: Iterable[str]) -> Record:
        left_out = set(skip)
        record: Record = {}
        for column in row._meta.concrete_fields:
            if column.name not in left_out:
                value = getattr(row, column.attname)
                if isinstance(column, ForeignKey) and value is not None:
                    value = self._code(column.related_model, value)  # type: ignore[arg-type]  # a model, not "self"
                record[column.name] = value
        return record

    def _links(self, relation: ManyToManyField[Any, Any]) -> dict[int, list[str]]:
        through: Any = relation.remote_field.through
        own, other = relation.m2m_field_name(), relation.m2m_reverse_field_name()
        linked: dict[int, list[str]] = defaultdict(list)
        for pk, others in through._default_manager.values_list(f"{own}_id", f"{other}_id"):
            linked[pk].append(self._code(relation.related_model, others))  # type: ignore[arg-type]  # a model, not "self"
        return {pk: sorted(codes) for pk, codes in linked.items()}

    def _parts(self, model: type[Model], part: str) -> dict[int, list[Record]]:
        relation: Any = model._meta.get_field(part)
        owner = relation.field.attname
        listed: dict[int, list[Record]] = defaultdict(list)
        for row in relation.related_model._default_manager.all():
            listed[getattr(row, owner)].append(self._columns(row, {"id", "uuid", relation.field.name}))
        return {pk: sorted(rows, key=lambda row: str(sorted(row.items(), key=str))) for pk, rows in listed.items()}

    def _code(self, model: type[Model], pk: Any) -> str:
        if model not in self._codes:
            rows: Any = model._default_manager
            self._codes[model] = dict(rows.values_list("pk", "code"))
        return self._codes[model][pk]


def _portrait(kind: str, row: Any, record: Record) -> Portrait:
    name = getattr(row, "name", "") or getattr(row, "title", "")
    return Portrait(getattr(row, "uuid", None) or identity_of(kind, row.code), f"{row.code} {name}".strip(), record)


def _versions(kind: str, model: type[Model]) -> dict[Name, Portrait]:
    """The newest version of each."""
    rows: Any = model._default_manager.all()
    if model is Question:
        rows = rows.non_polymorphic()
    return {
        (kind, row.code): Portrait(
            row.uuid, str(row.code), {"version": row.version, "digest": row.digest, "state": str(row.state)}
        )
        for row in rows.order_by("version")
    }


def _revisions(kind: str, model: type[Model], key: str, title: str) -> dict[Name, Portrait]:
    """The newest revision of each, published or not."""
    rows: Any = model._default_manager.all()
    found = {}
    for row in rows:
        latest = latest_text(row)
        code, label = str(getattr(row, key)), str(getattr(latest, title))
        record = {
            "name": label,
            "version": getattr(latest, "version", ""),
            "revision": row.latest_revision_id,
            "published": bool(row.live),
        }
        found[kind, code] = Portrait(identity_of(kind, code), f"{code} {label}"[:200], record)
    return found
