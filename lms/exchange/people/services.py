"""A people file from reception to history: read it and plan (dry run), apply it once, undo the last one."""

import hashlib
from typing import Any

from django.db import transaction
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from lms.exchange.people.acts import Plan, PlannedRow, RowKind
from lms.exchange.people.applying import write_acts
from lms.exchange.people.faults import Fault
from lms.exchange.people.knowing import read_directory, read_known
from lms.exchange.people.models import PeopleImport, PeopleImportRow
from lms.exchange.people.planning import Circumstances, plan_people
from lms.exchange.people.reading import FileRow, PeopleFile, read_people_file, size_fault
from lms.exchange.people.stating import Identity, Statement, read_identity, read_statement
from lms.exchange.people.undoing import UndoResult, changed_since, take_back
from lms.foundation.api import Refusal, clock, keeping_the_keys, take_the_chain
from lms.foundation.models import Person

State = PeopleImport.State
NAMED_AT_MOST = 5
"""numbers that a refusal spells out; the rest is counted"""
LONGEST_SHOWN = 400
"""characters of a number or name that the list of rows keeps"""


class PeopleImportRefused(Refusal):
    """The file was not taken, applied or undone; the sentence says why and what to do."""

    code = "PEOPLE_IMPORT_REFUSED"


def plan_file(file: PeopleFile, *, is_complete: bool) -> Plan:
    """What the file would do to the present state. Writes nothing."""
    faults: list[Fault] = list(file.faults)
    statements: list[Statement] = []
    identities: list[Identity] = []
    if not any(fault.code in {"missing_column", "double_column"} for fault in faults):
        directory = read_directory()
        # A formula says nothing further about its own cell; the other cells of its row are looked at all the same.
        refused = {(fault.row, fault.column) for fault in faults}
        refused_rows = {row for row, _column in refused}
        for line in file.rows:
            statement, wrong = read_statement(line, file.columns, directory)
            faults.extend(fault for fault in wrong if (fault.row, fault.column) not in refused)
            if line.row not in refused_rows:
                identities.append(read_identity(line, file.columns))
                statements.extend([statement] if statement else [])
    return plan_people(identities, statements, faults, read_known(), Circumstances(clock.today(), is_complete))


def receive_file(file_name: str, content: bytes, *, actor: Person | None, is_complete: bool) -> PeopleImport:
    """Take a file in, unread. Refuses an empty one and one too large to be a list of people."""
    fault = size_fault(len(content))
    if fault is not None:
        raise PeopleImportRefused(fault.sentence, code=fault.code)
    return PeopleImport.objects.create(
        file_name=file_name[:200], content=content, digest=hashlib.sha256(content).hexdigest(), is_complete=is_complete,
        received_at=clock.now(), received_by=actor,
    )  # fmt: skip


def make_dry_run(people_import: PeopleImport) -> Plan:
    """Read the file and keep, row by row, what it would do. Done again, it plans anew from the rows that were kept.

    Where the file as a whole cannot be taken, the import is refused and stays in the history with the reason.
    """
    with transaction.atomic():
        people_import = _locked(people_import)
        if people_import.state not in {State.READING, State.DRY_RUN}:
            raise PeopleImportRefused(_("This file has been dealt with already. Send it again for a new dry run."))
        file = _file_of(people_import)
        plan = plan_file(file, is_complete=people_import.is_complete)
        _keep(people_import, file, plan)
    return plan


def apply_import(people_import: PeopleImport, *, actor: Person | None) -> PeopleImport:
    """Write what the dry run showed, in one transaction, with audit entries and new assignments. Applied twice counts once.

    Refuses a file with anything left to correct, a dry run that is out of date (somebody changed data since), and one that
    would close the account of the last super-administrator.
    """
    with transaction.atomic():
        people_import = _locked(people_import)
        take_the_chain()  # what the plan is compared with stays as it is until it is written: one import at a time
        if people_import.state == State.APPLIED:
            return people_import
        if people_import.state != State.DRY_RUN:
            raise PeopleImportRefused(_("Only a dry run can be applied. Send the file again."))
        if people_import.errors:
            raise PeopleImportRefused(_("Nothing was written: the file still has rows to correct."))
        if (
            plan_file(_file_of(people_import), is_complete=people_import.is_complete).digest
            != people_import.plan_digest
        ):
            raise PeopleImportRefused(
                _(
                    "Nothing was written: people or posts have changed since the dry run. Check the file again, then apply."
                ),
                code="STALE",
            )
        rows = list(people_import.rows.exclude(kind=RowKind.UNCHANGED))
        with keeping_the_keys():
            write_acts(rows, actor=actor, reason=_("HR file %(name)s") % {"name": people_import.file_name})
        people_import.state, people_import.applied_at, people_import.applied_by = State.APPLIED, clock.now(), actor
        people_import.save()
    return people_import


def undo_import(people_import: PeopleImport, *, actor: Person | None, reason: str) -> UndoResult:
    """Take back the newest applied import, exactly. Refuses an older one, and one whose people were changed since."""
    with transaction.atomic():
        people_import = _locked(people_import)
        take_the_chain()  # no other import is applied, and no account changed, between the check and the undoing
        if people_import.state != State.APPLIED:
            raise PeopleImportRefused(_("Only an applied import can be undone, and only once."))
        if people_import != last_applied():
            raise PeopleImportRefused(_("A later import stands on this one. Undo the later one first."))
        rows = list(people_import.rows.exclude(kind=RowKind.UNCHANGED))
        changed = changed_since(rows)
        if changed:
            raise PeopleImportRefused(_changed_sentence(changed), code="CHANGED_SINCE")
        with keeping_the_keys():
            result = take_back(rows, actor=actor, reason=reason, today=clock.today())
        people_import.state, people_import.undone_at, people_import.undone_by = State.UNDONE, clock.now(), actor
        people_import.undo_reason = reason
        people_import.save()
    return result


def last_applied() -> PeopleImport | None:
    """The newest import that is in force."""
    return PeopleImport.objects.filter(state=State.APPLIED).order_by("-applied_at", "-pk").first()


def _locked(people_import: PeopleImport) -> PeopleImport:
    return PeopleImport.objects.select_for_update(no_key=True).get(pk=people_import.pk)


def _file_of(people_import: PeopleImport) -> PeopleFile:
    if people_import.content is not None:
        return read_people_file(bytes(people_import.content))
    kept = people_import.rows.filter(row__gt=0).order_by("row").values_list("row", "cells")
    return PeopleFile(
        tuple(FileRow(row, cells) for row, cells in kept),
        tuple(fault for fault in _cell_faults(people_import)),
        frozenset(people_import.columns),
    )


def _cell_faults(people_import: PeopleImport) -> list[Fault]:
    """Faults that only the file itself shows (a formula is text afterwards)."""
    whole = [Fault(**fault) for fault in people_import.file_faults]
    of_rows = people_import.rows.filter(kind=RowKind.ERROR).values_list("row", "faults")
    return whole + [
        Fault(row, **fault) for row, faults in of_rows for fault in faults if fault["code"] in {"formula", "cell_error"}
    ]


def _keep(people_import: PeopleImport, file: PeopleFile, plan: Plan) -> None:
    lines = {line.row: line for line in file.rows}
    faults: dict[int, list[Fault]] = {}
    for fault in plan.faults:
        faults.setdefault(fault.row, []).append(fault)
    about_file = [fault for row, found in faults.items() if row not in lines for fault in found]
    people_import.rows.all().delete()
    PeopleImportRow.objects.bulk_create(
        [
            _kept_row(people_import, row, lines.get(row.row), faults.get(row.row, []))
            for row in plan.rows
            if row.row in lines or row.row == 0
        ],
        batch_size=500,
    )
    for name, count in plan.counts.items():
        setattr(people_import, name, count)
    people_import.errors = len(plan.faults)
    people_import.file_faults = [{"row": one.row, **_as_record(one)} for one in about_file]
    people_import.columns, people_import.content, people_import.plan_digest = sorted(file.columns), None, plan.digest
    people_import.state = State.REFUSED if about_file and not lines else State.DRY_RUN
    people_import.save()


def _kept_row(
    people_import: PeopleImport, row: PlannedRow, line: FileRow | None, faults: list[Fault]
) -> PeopleImportRow:
    cells = dict(line.cells) if line else {}
    return PeopleImportRow(
        people_import=people_import,
        row=row.row,
        # Before they are checked, these two may be any text.
        number=(row.number or cells.get("number", ""))[:LONGEST_SHOWN],
        name=(row.name or cells.get("name", ""))[:LONGEST_SHOWN],
        kind=row.kind,
        cells=cells,
        faults=[_as_record(fault) for fault in faults],
        acts=[act.as_record() for act in row.acts],
    )


def _as_record(fault: Fault) -> dict[str, Any]:
    return {"column": fault.column, "code": fault.code, "values": dict(fault.values)}


def _changed_sentence(numbers: list[str]) -> str:
    named = gettext(", ").join(numbers[:NAMED_AT_MOST])
    more = len(numbers) - NAMED_AT_MOST
    tail = ngettext(" and %(n)s more", " and %(n)s more", more) % {"n": more} if more > 0 else ""
    return _(
        "Nothing was undone: %(people)s have been changed since this import. Correct them with a new file instead."
    ) % {"people": named + tail}
