"""The seam: what any sandbox must offer so that a drill can be played on it, whoever keeps the books behind it.

Commands, outcomes and reads are in our terms. A back end that cannot do something says so in its capabilities.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from scenarios.engine.api import Command, JournalEntry, State, command_specs
from scenarios.grading.api import Opening, Text

VIEWS = ("document", "documents", "stock", "gl", "lot", "trial_balance", "document_flow", "change_log")
"""Reads that every back end answers, spelled as on our own state."""


class BackEndAbsentError(Exception):
    """The back end is not set up here, or does not answer; the sentence says what to do."""


class UnknownViewError(Exception):
    """A read that the seam does not have."""


@dataclass(frozen=True)
class Capabilities:
    """What a back end bears.

    `carried_out` and `kept` are commands: carried out by the back end itself, or kept by our own frame around it. `lacks`
    says why what is named (`SCAR`, `NCR.disposition`, `IV.blocks`) has no counterpart; `stands_for` says what is read in
    its place, where an expectation is met by something that is near to ours and not the same.
    """

    back_end: str
    carried_out: frozenset[str]
    kept: frozenset[str]
    lacks: Mapping[str, Text]
    stands_for: Mapping[str, Text]

    def bears(self, command: str) -> bool:
        """Whether a command can be given at all."""
        return command in self.carried_out or command in self.kept

    @property
    def refused(self) -> frozenset[str]:
        """The commands of ours that cannot be given here."""
        return frozenset(command_specs()) - self.carried_out - self.kept


@dataclass(frozen=True)
class JournalExport:
    """All that happened on a handle: our journal, the same as an OCEL 2.0 log, and the back end's own history."""

    back_end: str
    entries: tuple[Mapping[str, Any], ...]
    ocel: Mapping[str, Any]
    own_history: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class Snapshot:
    """A moment of a handle to come back to; what it holds is the back end's own business."""

    back_end: str
    state: State
    held: Any


class Handle(Protocol):
    """One sandbox of one attempt."""

    @property
    def opening(self) -> State:
        """The books when the learner sat down."""
        ...

    @property
    def state(self) -> State:
        """The books as this back end has them now, in our terms."""
        ...

    def submit(self, command: Command) -> JournalEntry:
        """Carry a command out; the entry says accepted, looked up, or refused and by whose words."""
        ...

    def query(self, view: str, *args: str, **where: str) -> Any:
        """Read one of VIEWS."""
        ...

    def export_journal(self) -> JournalExport:
        """Everything that happened since the opening, and the back end's own account of it."""
        ...

    def snapshot(self) -> Snapshot:
        """Keep this moment."""
        ...

    def restore(self, snapshot: Snapshot) -> None:
        """Come back to a kept moment, as often as wanted."""
        ...

    def dispose(self) -> None:
        """Let go of everything; twice is once."""
        ...


class SandboxBackend(Protocol):
    """Whoever keeps the books of a drill."""

    name: str

    def capabilities(self) -> Capabilities:
        """What this back end bears."""
        ...

    def provision(self, opening: Opening) -> Handle:
        """Make a sandbox with the masters and documents that the drill begins with; raises BackEndAbsentError."""
        ...


def read_view(state: State, view: str, *args: str, **where: str) -> Any:
    """Answer a read of the seam from a state."""
    if view not in VIEWS:
        raise UnknownViewError(view)
    return getattr(state, view)(*args, **where)
