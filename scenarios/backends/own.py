"""Our own engine behind the seam: every command is carried out, and what is kept of a moment is a value."""

from __future__ import annotations

from typing import Any

from scenarios.backends.seam import Capabilities, JournalExport, Snapshot, read_view
from scenarios.engine.api import Command, JournalEntry, State, command_specs, entry_to_json, submit, to_ocel
from scenarios.grading.api import Opening

NAME = "own"


class OwnHandle:
    """A state that grows by entries."""

    def __init__(self, opening: State) -> None:
        self._opening = opening
        self._state = opening

    @property
    def opening(self) -> State:
        """The books when the learner sat down."""
        return self._opening

    @property
    def state(self) -> State:
        """The books now."""
        return self._state

    def submit(self, command: Command) -> JournalEntry:
        """Decide a command and journal it."""
        self._state, entry = submit(self._state, command)
        return entry

    def query(self, view: str, *args: str, **where: str) -> Any:
        """Read one of the seam's views."""
        return read_view(self._state, view, *args, **where)

    def export_journal(self) -> JournalExport:
        """The journal since the opening; the hash chain over it is this engine's own history."""
        entries = self._state.journal[len(self._opening.journal) :]
        return JournalExport(
            back_end=NAME,
            entries=tuple(entry_to_json(entry) for entry in entries),
            ocel=to_ocel(self._opening, entries),
            own_history=tuple({"seq": entry.seq, "at": entry.at, "hash": entry.hash} for entry in entries),
        )

    def snapshot(self) -> Snapshot:
        """Keep this moment, which costs nothing: a state is never changed."""
        return Snapshot(NAME, self._state, None)

    def restore(self, snapshot: Snapshot) -> None:
        """Come back to a kept moment."""
        self._state = snapshot.state

    def dispose(self) -> None:
        """Nothing is held."""


class OwnBackend:
    """The pure engine."""

    name = NAME

    def capabilities(self) -> Capabilities:
        """Everything."""
        return Capabilities(NAME, frozenset(command_specs()), frozenset(), {}, {})

    def provision(self, opening: Opening) -> OwnHandle:
        """The opening is the sandbox."""
        return OwnHandle(opening.state)
