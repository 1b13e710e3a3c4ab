"""A handle: one Tryton database of one attempt, with our books as its mirror."""

from __future__ import annotations

from typing import Any

from scenarios.backends.seam import JournalExport, Snapshot, read_view
from scenarios.backends.tryton.acts import ACTS
from scenarios.backends.tryton.capabilities import NAME, capabilities
from scenarios.backends.tryton.client import ADMIN, TrytonClient, TrytonRefusedError
from scenarios.backends.tryton.mailbox import MailBox
from scenarios.backends.tryton.masters import provide_people
from scenarios.backends.tryton.mirror import told
from scenarios.backends.tryton.server import TrytonServer
from scenarios.backends.tryton.world import Order, World
from scenarios.engine.api import (
    SYSTEM,
    Command,
    JournalEntry,
    Refusal,
    State,
    entry_to_json,
    record,
    submit,
    to_ocel,
)

REFUSED, LACKING, NOT_YOURS = "BACK_END_REFUSED", "BACK_END_LACKS", "HAT_NOT_YOURS"
OWN_LOG = ["create_date", "user.login", "event", "target", "resource"]


class TrytonHandle:
    """Carries commands out in Tryton, reads back what it holds, and keeps our journal of it."""

    def __init__(self, server: TrytonServer, world: World, state: State) -> None:
        self._server = server
        self._world = world
        self._opening = state
        self._state = state
        self._capabilities = capabilities()

    @property
    def opening(self) -> State:
        """The books when the learner sat down."""
        return self._opening

    @property
    def state(self) -> State:
        """The books as Tryton has them now."""
        return self._state

    @property
    def tryton(self) -> TrytonClient:
        """Tryton itself, for whoever wants to look at its own records."""
        return self._world.client

    @property
    def mailbox(self) -> MailBox:
        """Where the e-mails that Tryton sends come to rest."""
        return self._server.mailbox

    def sit_down(self) -> None:
        """The overlay has been played: what happens from here on is the learner's."""
        self._opening = self._state

    def submit(self, command: Command) -> JournalEntry:
        """Carry a command out there, or in our frame around it; a refusal bears Tryton's words."""
        self._state, entry = self._submitted(command)
        return entry

    def _submitted(self, command: Command) -> tuple[State, JournalEntry]:
        if command.name in self._capabilities.kept:
            return submit(self._state, command)
        act = ACTS.get(command.name)
        if act is None:
            return record(self._state, command, Refusal(LACKING, args={"command": command.name, "back_end": "Tryton"}))
        hats = (self._state.seats or {}).get(command.seat)
        if command.seat != SYSTEM and hats is not None and command.user not in hats:
            return record(self._state, command, Refusal(NOT_YOURS, args={"user": command.user}))
        order = Order(command.name, command.args, command.user, self._state)
        try:
            provide_people(self._world, (command.user,))
            act(self._world, order)
        except TrytonRefusedError as refused:
            code = LACKING if refused.kind == "lacks" else REFUSED
            named = {"words": refused.words, "command": command.name, "back_end": "Tryton"}
            return record(self._state, command, Refusal(code, args=named))
        return record(self._state, command, told(self._world, self._state, order))

    def query(self, view: str, *args: str, **where: str) -> Any:
        """Read one of the seam's views."""
        return read_view(self._state, view, *args, **where)

    def export_journal(self) -> JournalExport:
        """Our journal since the opening, and Tryton's own log of who pressed and wrote what."""
        entries = self._state.journal[len(self._opening.journal) :]
        rows = self._world.client.search_read(ADMIN, "ir.model.log", [], OWN_LOG)
        return JournalExport(
            back_end=NAME,
            entries=tuple(entry_to_json(entry) for entry in entries),
            ocel=to_ocel(self._opening, entries),
            own_history=tuple(_logged(row) for row in rows),
        )

    def snapshot(self) -> Snapshot:
        """Keep the database and what the adapter knows of it."""
        return Snapshot(NAME, self._state, (self._server.copy_database(), self._world.snapshot()))

    def restore(self, snapshot: Snapshot) -> None:
        """Put the database back; Tryton is started anew, for it keeps in memory what it has read."""
        database, world = snapshot.held
        self._server.put_back(database)
        self._world.client.port = self._server.port
        self._world.client.forget_sessions()
        self._world.put_back(world)
        self._state = snapshot.state

    def dispose(self) -> None:
        """Stop Tryton and drop the database."""
        self._server.stop()


def _logged(row: dict[str, Any]) -> dict[str, Any]:
    at, user = row["create_date"], row.get("user.") or {}
    return {
        "at": at.isoformat(timespec="seconds") if at else "",
        "user": user.get("login", ""),
        "event": row["event"],
        "target": row["target"] or "",
        "record": str(row["resource"] or ""),
    }
