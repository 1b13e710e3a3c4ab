"""Taking the first version of the matrix from a content pack (`matrix.csv`)."""

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from curricula.milestones.models import GoLive
from curricula.organisation.content_files import by_code
from curricula.organisation.models import JobRole, Site, Station
from curricula.training.inputs import cells_with_draft
from curricula.training.matrix_queries import canonical_matrix
from curricula.training.matrix_services import CELL_FIELDS, open_draft, save_cell
from curricula.training.models import Activity, MatrixVersion, Requirement
from curricula.training.vocabulary import MAY_CLOSE_HIGH_RISK, Effectiveness, Level, Method, RetrainingRule, Risk
from lms.foundation.api import ContentLoad, Refusal, clock, digest_of, record_change, sign
from lms.foundation.models import Meaning, Person

State = MatrixVersion.State
BY_SITE = "by_site"
REQUIREMENT = "requirement"
MATRIX_COLUMNS = (
    "job_role", "activity", "level", "criticality", "risk", "assessment", "due_offset_days", "buffer_days",
    "validity_months", "retraining", "effectiveness", "wave", "scope",
)  # fmt: skip
DESIGNATIONS = frozenset(Requirement.Scope.values)
Codes = Mapping[str, Mapping[str, Any]]


class MatrixFileRefused(Refusal):
    """The file was not taken; the sentence lists each row that is wrong, and why."""

    code = "MATRIX_FILE_REFUSED"


def load_matrix(folder: Path, actor: Person | None = None) -> int:
    """Make version 1 of the matrix, in force, from `matrix.csv`. Returns the number of its requirements.

    Where a version exists already, nothing is touched: from then on the matrix changes by draft, preview and signature.
    The signature is `actor`'s, whose two components the caller has confirmed; without `actor` the version bears none.
    Refuses the whole file, naming every wrong row, when a code is unknown or a high-risk row closes by exam or reading.
    """
    if MatrixVersion.objects.exists():
        return Requirement.objects.filter(since__number=1).count()
    codes, rows = _known_codes(), _rows_of(folder)
    faults = [
        _("{}: {}").format(line, fault) for line, row in enumerate(rows, start=2) for fault in faults_of(row, codes)
    ]
    if faults:
        raise MatrixFileRefused(_("The matrix was not loaded. Row %(faults)s") % {"faults": _("; ").join(faults)})
    with transaction.atomic():
        version = MatrixVersion.objects.create(
            number=1, state=State.DRAFT, created_by=actor, created_at=clock.now(),
            change_note=_("First version, taken from the company's file."),
        )  # fmt: skip
        cells = Requirement.objects.bulk_create([Requirement(since=version, **_fields(row, codes)) for row in rows])
        record = canonical_matrix(version.begun.all())
        if actor is not None:
            version.signature = sign(
                actor, subject_kind="matrix", subject_uuid=version.uuid, subject_version="1", record=record,
                meaning=Meaning.PUBLISHED, note=version.change_note,
            )  # fmt: skip
        version.state, version.published_at, version.digest = State.PUBLISHED, clock.now(), digest_of(record)
        version.save()
        record_change(
            "matrix", version.uuid, action="publish", actor=actor, reason=version.change_note, subject_label="v1",
            after={"number": 1, "cells": len(cells), "digest": version.digest},
        )  # fmt: skip
    return len(cells)


def load_matrix_draft(folder: Path, load: ContentLoad) -> int:
    """Bring the draft of the matrix to what `matrix.csv` says; publishing it needs the signature on its page.

    Rows that say what is in force already change nothing, and a cell that the file does not name stays. A draft is opened
    only where something differs. `load.actor` is who edits. The rows have been checked. Returns the number of rows.
    """
    assert load.actor is not None, "a draft has somebody who edits it"
    codes, rows = _known_codes(), _rows_of(folder)
    with transaction.atomic():
        standing = {cell_name(cell): cell for cell in named_cells(cells_with_draft())}
        for row in rows:
            fields = _fields(row, codes)
            name = cell_name(Requirement(**fields))
            known = standing.get(name)
            if not load.may_write(REQUIREMENT, name):
                continue
            values = {**_open_values(known), **{_column(key): _value(value) for key, value in fields.items()}}
            if known is None or _values_of(known) != values:
                draft = open_draft(load.actor)
                save_cell(
                    draft, values, replaces=known, actor=load.actor, reason=load.reason, edit_count=draft.edit_count
                )  # fmt: skip
    return len(rows)


def cell_name(cell: Requirement) -> str:
    """What a cell is called in a file: job role, activity, and whom and which go-live it is narrowed to."""
    scope = cell.scope_designation
    if cell.scope_site is not None:
        scope = f"site={cell.scope_site.code}"
    if cell.scope_station is not None:
        scope = f"station={cell.scope_station.code}"
    parts = [f"{cell.job_role.code} × {cell.activity.code}", scope, cell.go_live.code if cell.go_live else ""]
    return " · ".join(part for part in parts if part)


def named_cells(cells: QuerySet[Requirement]) -> QuerySet[Requirement]:
    """The cells with all that their names are made of."""
    return cells.select_related("job_role", "activity", "scope_site", "scope_station", "go_live")


def _open_values(cell: Requirement | None) -> dict[str, Any]:
    """What a file does not say about a cell: as it stands, or as a new one has it."""
    return _values_of(cell or Requirement())


def _values_of(cell: Requirement) -> dict[str, Any]:
    return {name: getattr(cell, name) for name in CELL_FIELDS}


def _column(key: str) -> str:
    return f"{key}_id" if f"{key}_id" in CELL_FIELDS else key


def _value(value: Any) -> Any:
    return value.pk if isinstance(value, Model) else value


def _known_codes() -> Codes:
    return {
        "JobRole": by_code(JobRole),
        "Activity": by_code(Activity),
        "GoLive": by_code(GoLive),
        "Site": by_code(Site),
        "Station": by_code(Station),
    }


def _rows_of(folder: Path) -> list[dict[str, str]]:
    with (folder / "matrix.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def faults_of(row: Mapping[str, str], codes: Codes) -> list[str]:
    """Everything that is wrong with one row of the file, as sentences; none when it can be taken."""
    faults = []
    for column, kind in (("job_role", "JobRole"), ("activity", "Activity")):
        if row[column] not in codes[kind]:
            faults.append(_("%(column)s “%(code)s” is unknown.") % {"column": column, "code": row[column]})
    if row["wave"] != BY_SITE and row["wave"] not in codes["GoLive"]:
        faults.append(_("Wave “%(code)s” is unknown.") % {"code": row["wave"]})
    for column, known in (("assessment", Method), ("risk", Risk), ("effectiveness", Effectiveness)):
        if row[column] not in known.values:
            faults.append(_("%(column)s “%(code)s” is unknown.") % {"column": column, "code": row[column]})
    unknown = set(row["retraining"].split("+")) - set(RetrainingRule.values)
    if unknown:
        faults.append(
            _("%(column)s “%(code)s” is unknown.") % {"column": "retraining", "code": "+".join(sorted(unknown))}
        )
    if not row["level"].isdigit() or int(row["level"]) not in Level.values:
        faults.append(_("Level “%(level)s” is not between 0 and 4.") % {"level": row["level"]})
    if row["risk"] == Risk.HIGH and row["assessment"] not in MAY_CLOSE_HIGH_RISK:
        faults.append(_("A high-risk requirement closes by drill, practical or work output only."))
    if not _is_scope(row["scope"], codes):
        faults.append(_("Scope “%(scope)s” is unknown.") % {"scope": row["scope"]})
    return faults


def _is_scope(text: str, codes: Codes) -> bool:
    kind, _is, value = text.partition("=")
    if kind in {"site", "station"}:
        return value in codes[kind.capitalize()]
    return text == "" or text in DESIGNATIONS


def _fields(row: Mapping[str, str], codes: Codes) -> dict[str, Any]:
    scope, _is, value = row["scope"].partition("=")
    return {
        "job_role": codes["JobRole"][row["job_role"]],
        "activity": codes["Activity"][row["activity"]],
        "scope_site": codes["Site"][value] if scope == "site" else None,
        "scope_station": codes["Station"][value] if scope == "station" else None,
        "scope_designation": scope if scope in DESIGNATIONS else "",
        "go_live": None if row["wave"] == BY_SITE else codes["GoLive"][row["wave"]],
        "level": int(row["level"]),
        "criticality": row["criticality"],
        "risk": row["risk"],
        "method": row["assessment"],
        "due_offset_days": int(row["due_offset_days"]),
        "buffer_days": int(row["buffer_days"]),
        "validity_months": int(row["validity_months"]),
        "retraining": row["retraining"],
        "effectiveness": row["effectiveness"],
    }
