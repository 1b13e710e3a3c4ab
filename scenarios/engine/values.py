"""The frozen values that pass through the engine: commands in, events and refusals out, journal entries kept.

No behaviour beyond small reads of their own fields lives here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Outcome(StrEnum):
    """What became of a command; refusals and look-ups are journalled like everything else."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    LOOKED_UP = "looked_up"


class Severity(StrEnum):
    """`stop` refuses for good; `warn` refuses until the command carries an `override_reason`."""

    STOP = "stop"
    WARN = "warn"


@dataclass(frozen=True, slots=True)
class Command:
    """What somebody asks of the sandbox: `user` is the hat worn, `seat` the chair the person sits on."""

    name: str
    args: Mapping[str, Any]
    user: str
    seat: str = "learner"


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, complete in itself: evolve needs nothing but the state and this.

    `objects` are the ids it creates or changes, `reads` those it only relied on, both as `KIND:id`
    (`PO:4500000121`, `LOT:L26-0901`, `VENDOR:V00012`).
    """

    kind: str
    fields: Mapping[str, Any]
    objects: tuple[str, ...] = ()
    reads: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a command was not carried out: the code names a sentence and a remedy in the label pack.

    `args` fill the sentence; they are texts already (`1,100 EA`), so that a sentence is the same in every grid.
    `about` is the object that stands in the way, as `KIND:id`, or "".
    """

    code: str
    severity: Severity = Severity.STOP
    args: Mapping[str, str] = field(default_factory=dict)
    about: str = ""
    remedy: str = ""

    @property
    def sentence_key(self) -> str:
        """The label key of the sentence shown to the person."""
        return f"refusal.{self.code}"

    @property
    def remedy_key(self) -> str:
        """The label key of what the person can do next."""
        return f"refusal.{self.remedy or self.code}.remedy"


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One row of the hash-chained journal; `at` is virtual time (`2026-12-01T09:42`), `seq` starts at 1."""

    seq: int
    at: str
    command: Command
    outcome: Outcome
    refusal: Refusal | None
    events: tuple[Event, ...]
    prev_hash: str
    hash: str
    engine_version: str

    @property
    def objects(self) -> frozenset[str]:
        """Everything that this entry created, changed or looked at."""
        touched = {name for event in self.events for name in (*event.objects, *event.reads)}
        if self.refusal is not None and self.refusal.about:
            touched.add(self.refusal.about)
        return frozenset(touched)


@dataclass(frozen=True, slots=True)
class Npc:
    """A seat that the engine plays: once a document of `kind` has `status`, `user` does `command`, `after_minutes` on.

    In `args` the text `$id` stands for the document's number. `condition` (see `Inject.when`) narrows the documents.
    `for_seat` names a seat that it stands in for: it rests once somebody has taken that seat.
    With `due_field` it answers once the moment that stands in this field of the document has come, not `after_minutes`.
    """

    id: str
    seat: str
    user: str
    kind: str
    status: str
    command: str
    args: Mapping[str, Any]
    after_minutes: int = 0
    condition: Mapping[str, Any] = field(default_factory=dict)
    for_seat: str = ""
    due_field: str = ""


@dataclass(frozen=True, slots=True)
class Inject:
    """Something that happens to the learner once: at `at_minutes` after the start, or as soon as `when` holds.

    `when` is `{"doc": kind, "where": {field: value}, "count": at_least}`; an empty `when` with no time happens at once.
    """

    id: str
    commands: tuple[Command, ...]
    at_minutes: int | None = None
    when: Mapping[str, Any] = field(default_factory=dict)
