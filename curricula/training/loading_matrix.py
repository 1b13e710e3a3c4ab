"""Taking the first version of the matrix from a content pack (`matrix.csv`)."""

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from curricula.milestones.models import GoLive
from curricula.organisation.content_files import by_code
from curricula.organisation.models import JobRole, Site, Station
from curricula.training.matrix_queries import canonical_matrix
from curricula.training.models import Activity, MatrixVersion, Requirement
from curricula.training.vocabulary import MAY_CLOSE_HIGH_RISK, Effectiveness, Level, Method, RetrainingRule, Risk
from lms.foundation.api import Refusal, clock, digest_of, record_change, sign
from lms.foundation.models import Meaning, Person

State = MatrixVersion.State
BY_SITE = "by_site"
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
    codes: Codes = {
        "JobRole": by_code(JobRole),
        "Activity": by_code(Activity),
        "GoLive": by_code(GoLive),
        "Site": by_code(Site),
        "Station": by_code(Station),
    }
    with (folder / "matrix.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    faults = [f"{line}: {fault}" for line, row in enumerate(rows, start=2) for fault in faults_of(row, codes)]
    if faults:
        raise MatrixFileRefused(_("The matrix was not loaded. Row %(faults)s") % {"faults": "; ".join(faults)})
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
