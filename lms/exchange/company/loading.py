"""Taking a company's files: check everything, write in one transaction with the trail, leave what was edited since."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from curricula.api import load_matrix_draft, refresh_assignments
from curricula.models import Activity, GoLive, Shift, Site, Step
from lms.exchange.company.checking.checks import Folders, Stored, all_problems
from lms.exchange.company.checking.company_format import FORMATS, MATRIX
from lms.exchange.company.checking.problems import Problem, shown
from lms.exchange.company.checking.shapes import day_of
from lms.exchange.company.models import LoadedRecord
from lms.exchange.company.portraits import HAVE_THEIR_OWN_TRAIL, KINDS, Name, Portrait, portraits
from lms.exchange.company.stages import Stage, company_stages
from lms.foundation.api import (
    LOADED,
    Change,
    ContentLoad,
    Refusal,
    access,
    clock,
    record_changes,
    take_the_chain,
    yaml_in,
)
from lms.foundation.models import Person

NO_TEXT_LIMIT = 200
"""characters that the trail keeps of a record's name"""
MOVES_DUE_DAYS = frozenset({"go_live", "milestone", "blackout", "site"})
# What a loader says of an entry that lacks something, or holds what the database does not take.
FAULTS = (Refusal, LookupError, TypeError, ValueError, ArithmeticError, AttributeError, ValidationError, DatabaseError)


class CompanyRefused(Refusal):
    """The files were not taken; the sentence says why."""

    code = "COMPANY_REFUSED"


@dataclass(frozen=True)
class Kept:
    """A record that stays as it is although the files say something else, and why."""

    kind: str
    code: str
    sentence: Any

    def as_message(self) -> dict[str, str]:
        """Kind, code and message, as the command prints them."""
        return {"kind": self.kind, "code": self.code, "message": str(self.sentence)}


@dataclass(frozen=True)
class Outcome:
    """What a load did, or (dry run) would do: records by what happened to them, what was left, what is wrong."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    kept: tuple[Kept, ...] = ()
    errors: tuple[Problem, ...] = field(default=())

    def as_record(self) -> dict[str, Any]:
        """The outcome as JSON takes it."""
        return {
            "added": self.added, "changed": self.changed, "unchanged": self.unchanged,
            "kept": [one.as_message() for one in self.kept], "errors": [one.as_message() for one in self.errors],
        }  # fmt: skip


class _EditedError(Exception):
    """Raised to undo what was written as if nothing had been edited since the last load."""

    def __init__(self, names: Collection[Name]) -> None:
        super().__init__()
        self.names = names


class _NotTakenError(Exception):
    """Raised to undo everything: the loaders found what the checks could not see."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__()
        self.problems = problems


def load_company(folders: Folders, *, actor: Person, reason: str, overwrites: bool = False) -> Outcome:
    """Take the files, all or nothing; with anything wrong in them, nothing is written and everything wrong is returned.

    Each record made or changed has its entry in the audit trail. What was edited since the last load stays and is named,
    unless the load overwrites. Loading the same files again changes nothing. Refuses a person without the right to.
    """
    _check_right(actor, reason)
    problems = all_problems(folders, stored(), timezone.get_default_timezone())  # type: ignore[arg-type]  # a ZoneInfo
    if problems:
        return Outcome(errors=tuple(problems))
    try:
        with transaction.atomic():
            take_the_chain()  # nobody edits a record between the portraits before and after
            return _write(folders, actor=actor, reason=reason.strip(), overwrites=overwrites)
    except _NotTakenError as fault:
        return Outcome(errors=fault.problems)


def try_company(folders: Folders, *, actor: Person, reason: str, overwrites: bool = False) -> Outcome:
    """The dry run: what `load_company` would do, done and undone."""
    with transaction.atomic():
        outcome = load_company(folders, actor=actor, reason=reason, overwrites=overwrites)
        transaction.set_rollback(True)
    return outcome


def _check_right(actor: Person, reason: str) -> None:
    if not access.may_set_up(actor):
        raise CompanyRefused(
            _("%(name)s may not load a company. It takes a training lead or a super-administrator.")
            % {"name": actor.name}
        )
    if not reason.strip():
        raise CompanyRefused(_("Say why the files are loaded: the reason stands in the audit trail."))


def stored() -> Stored:
    """What the files may refer to without defining it."""
    codes: dict[str, set[str]] = {}
    for kind in KINDS:
        rows: Any = kind.model._default_manager
        codes[kind.name] = set(rows.values_list("code", flat=True))
    return Stored(
        codes=codes | {"shift": set(Shift.objects.values_list("code", flat=True))},
        shifts_of=_pairs(Site.shifts.through.objects.values_list("site__code", "shift__code")),
        predecessors=_pairs(Step.predecessors.through.objects.values_list("from_step__code", "to_step__code")),
        prerequisites=_pairs(
            Activity.prerequisites.through.objects.values_list("from_activity__code", "to_activity__code")
        ),
    )


def _pairs(rows: Any) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for one, other in rows:
        found.setdefault(one, set()).add(other)
    return found


def _write(folders: Folders, *, actor: Person, reason: str, overwrites: bool) -> Outcome:
    """Once as if nothing had been edited; if that would undo somebody's edit, undone, and once more leaving it."""
    before = portraits()
    load = ContentLoad(actor, reason)
    try:
        with transaction.atomic():
            after = _take(folders, load)
            edited = _edited_since(before, after, load.named)
            if edited and not overwrites:
                raise _EditedError(edited)
    except _EditedError as fault:
        load = ContentLoad(actor, reason, kept=frozenset(fault.names))
        after = _take(folders, load)
    touched = {name for name in load.named if name in after and not load.keeps(*name)}
    added = {name for name in touched if name not in before}
    changed = {name for name in touched - added if before[name].digest != after[name].digest}
    record_changes(_entries(sorted(added | changed), before, after, load))
    _remember({name: after[name].digest for name in touched})
    if any(kind in MOVES_DUE_DAYS for kind, _code in added | changed):
        refresh_assignments()
    return Outcome(
        len(added), len(changed), len(touched - added - changed), (*_left(load.kept), *_days_not_moved(folders))
    )


def _take(folders: Folders, load: ContentLoad) -> dict[Name, Portrait]:
    problems: list[Problem] = []
    for stage in company_stages(folders, load, load_matrix=load_matrix_draft):
        found = _try(stage)
        problems += found
        if found and (stage.file in FORMATS or stage.file == MATRIX):
            break  # what follows rests on it, and would only repeat that it is missing
    if problems:
        raise _NotTakenError(tuple(problems))
    return portraits()


def _try(stage: Stage) -> list[Problem]:
    """Do the stage; where it fails, its entries are tried one by one, so that each fault is named with its place."""
    try:
        with transaction.atomic():
            stage.work()
    except FAULTS as fault:
        return list(_faults_of_parts(stage)) or [_as_problem(fault, stage.file, "")]
    return []


def _faults_of_parts(stage: Stage) -> Iterator[Problem]:
    for part in stage.parts():
        try:
            with transaction.atomic():
                part.work()
        except FAULTS as fault:
            yield _as_problem(fault, part.file, part.place)


def _as_problem(fault: Exception, file: str, place: str) -> Problem:
    if isinstance(fault, KeyError) and fault.args:
        return Problem(file, 0, place, "lacks", {"key": shown(fault.args[0])})
    return Problem(file, 0, place, "not_taken", {"fault": shown(fault)})


def _edited_since(
    before: Mapping[Name, Portrait], after: Mapping[Name, Portrait], named: Collection[Name]
) -> set[Name]:
    """Records that the load would change although they no longer are as the last load left them."""
    loaded = {(kind, code): digest for kind, code, digest in LoadedRecord.objects.values_list("kind", "code", "digest")}
    return {
        name
        for name in named
        if name in before
        and name in after
        and before[name].digest != after[name].digest
        and loaded.get(name) != before[name].digest
    }


def _entries(
    names: list[Name], before: Mapping[Name, Portrait], after: Mapping[Name, Portrait], load: ContentLoad
) -> Iterator[Change]:
    """One entry a record, with what differs; kinds with a trail of their own have written theirs."""
    for name in names:
        if name[0] in HAVE_THEIR_OWN_TRAIL:
            continue
        was, becomes = before[name].record if name in before else {}, after[name].record
        differing = [key for key in becomes if key not in was or was[key] != becomes[key]]
        yield Change(
            name[0], after[name].uuid, LOADED, load.reason, {key: was[key] for key in differing} if was else None,
            {key: becomes[key] for key in differing}, load.actor, after[name].label[:NO_TEXT_LIMIT],
        )  # fmt: skip


def _remember(digests: Mapping[Name, str]) -> None:
    now = clock.now()
    known = {(row.kind, row.code): row for row in LoadedRecord.objects.all()}
    fresh = [
        LoadedRecord(kind=kind, code=code, digest=digest, loaded_at=now)
        for (kind, code), digest in digests.items()
        if (kind, code) not in known
    ]
    stale = [known[name] for name, digest in digests.items() if name in known and known[name].digest != digest]
    for row in stale:
        row.digest, row.loaded_at = digests[row.kind, row.code], now
    LoadedRecord.objects.bulk_create(fresh, batch_size=500)
    LoadedRecord.objects.bulk_update(stale, ["digest", "loaded_at"], batch_size=200)


EDITED = gettext_lazy(
    "This was edited in Plimsoll since the last load, or was not made by one. It stays as it is. Take the edit over into "
    "the file, or load with --overwrite if the file is to hold."
)


def _left(names: Collection[Name]) -> Iterator[Kept]:
    for kind, code in sorted(names):
        yield Kept(kind, code, EDITED)


def _days_not_moved(folders: Folders) -> Iterator[Kept]:
    """Go-lives whose day in the file is another one: a day moves on its page, which shows beforehand what moves with it."""
    if not folders.has("milestones.yaml"):
        return
    days: dict[str, date] = dict(GoLive.objects.values_list("code", "on"))
    for wave in yaml_in(folders.company / "milestones.yaml")["waves"]:
        stated, on = day_of(wave["go_live"]), days[wave["id"]]
        if stated != on:
            sentence = _(
                "The file says %(stated)s, Plimsoll %(on)s. A go-live day moves on its page, which shows beforehand what moves "
                "with it; until both say the same, its milestones keep their days."
            )
            yield Kept("go_live", wave["id"], sentence % {"stated": stated, "on": on})
