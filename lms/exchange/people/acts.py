"""The values of a plan: who and what is known, single acts on a person or a posting, planned rows, the plan."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, TypedDict

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from lms.exchange.people.faults import Fault
from lms.foundation.api import digest_of


class RowKind(TextChoices):
    """What happens with a row of the file."""

    ADDED = "added", _("added")
    CHANGED = "changed", _("changed")
    ENDED = "ended", _("ended")
    UNCHANGED = "unchanged", _("unchanged")
    ERROR = "error", _("to be corrected")


class PersonFields(TypedDict):
    """What an import writes about a person."""

    name: str
    email: str
    is_active: bool


@dataclass(frozen=True)
class KnownPerson:
    """A person as stored."""

    pk: int
    number: str
    name: str
    name_latin: str
    email: str
    is_active: bool


@dataclass(frozen=True)
class KnownPost:
    """A posting as stored."""

    pk: int
    job_role: int
    department: int
    site: int
    shift: int
    is_main: bool
    starts_on: date
    ends_on: date | None

    def as_fields(self) -> dict[str, Any]:
        """What an import writes about a posting, as JSON takes it."""
        return {
            "job_role": self.job_role, "department": self.department, "site": self.site, "shift": self.shift,
            "is_main": self.is_main, "starts_on": self.starts_on.isoformat(), "ends_on": iso(self.ends_on),
        }  # fmt: skip


@dataclass(frozen=True)
class Known:
    """The present state: people by number, their postings by number, and everybody's e-mail (folded) with its owner."""

    people: Mapping[str, KnownPerson]
    posts: Mapping[str, tuple[KnownPost, ...]]


@dataclass(frozen=True)
class Act:
    """One thing to do to one record: create, change (the fields that differ) or withdraw (a post that never began).

    `about` is the job role of the post, for the reader of the dry run.
    """

    subject: Literal["person", "posting"]
    verb: Literal["create", "change", "withdraw"]
    number: str
    pk: int | None
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    about: int | None = None

    @property
    def only_ends(self) -> bool:
        """Whether nothing happens but that something ends."""
        if self.verb == "withdraw":
            return True
        if self.verb == "create":
            return False
        if self.subject == "person":
            return dict(self.after) == {"is_active": False}
        was, becomes = self.before.get("ends_on"), self.after.get("ends_on")
        return set(self.after) == {"ends_on"} and becomes is not None and (was is None or becomes < was)

    def as_record(self) -> dict[str, Any]:
        """The act as it is stored and digested."""
        return {
            "subject": self.subject, "verb": self.verb, "number": self.number, "pk": self.pk,
            "before": dict(self.before), "after": dict(self.after), "about": self.about,
        }  # fmt: skip


@dataclass(frozen=True)
class PlannedRow:
    """One row of the file (0: a person whom a complete file does not name) with what would be done for it."""

    row: int
    number: str
    name: str
    kind: RowKind
    acts: tuple[Act, ...] = ()


@dataclass(frozen=True)
class Plan:
    """Everything a file would do, and everything that is wrong with it."""

    rows: tuple[PlannedRow, ...] = ()
    faults: tuple[Fault, ...] = field(default=())

    @property
    def acts(self) -> list[Act]:
        """All acts, in the order of the rows."""
        return [act for row in self.rows for act in row.acts]

    @property
    def counts(self) -> dict[str, int]:
        """Rows by what happens with them."""
        found = Counter(row.kind for row in self.rows)
        kinds = (RowKind.ADDED, RowKind.CHANGED, RowKind.ENDED, RowKind.UNCHANGED)
        return {str(kind): found.get(kind, 0) for kind in kinds}

    @property
    def digest(self) -> str:
        """Two plans with one digest do the same; a plan made later on changed data has another one."""
        return digest_of([[row.row, str(row.kind), [act.as_record() for act in row.acts]] for row in self.rows])


def iso(day: date | None) -> str | None:
    """The day as JSON takes it."""
    return None if day is None else day.isoformat()
