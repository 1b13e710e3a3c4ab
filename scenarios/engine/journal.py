"""The hash chain of a journal, its JSON form, and the digest of a state."""

import hashlib
from collections.abc import Iterable, Mapping
from typing import Any

from scenarios.engine.dataset import Dataset, canonical_json
from scenarios.engine.state import Start, State
from scenarios.engine.values import Command, Event, JournalEntry, Npc, Outcome, Refusal, Severity

ENGINE_VERSION = "1.1.0"


def _hash(value: Any) -> str:
    return hashlib.sha256(canonical_json(value).encode()).hexdigest()


def genesis_hash(dataset: Dataset, start: Start) -> str:
    """What the first entry is chained to: the dataset and all that the scenario decided beforehand."""
    npcs = [_npc_json(npc) for npc in start.npcs]
    injects = [
        [row.id, row.at_minutes, row.when, [_command_json(command) for command in row.commands]]
        for row in start.injects
    ]
    return _hash([dataset.sha256, start.clock, start.seed, start.seats, npcs, injects, start.parameters])


def _npc_json(npc: Npc) -> list[Any]:
    """The rule as it is hashed; without a seat or a due moment it is spelled as before there were any."""
    rule = [npc.id, npc.seat, npc.user, npc.kind, npc.status, npc.command, npc.args, npc.after_minutes, npc.condition]
    return [*rule, npc.for_seat, npc.due_field] if npc.for_seat or npc.due_field else rule


def _command_json(command: Command) -> dict[str, Any]:
    return {"name": command.name, "args": command.args, "user": command.user, "seat": command.seat}


def _event_json(event: Event) -> dict[str, Any]:
    return {"kind": event.kind, "fields": event.fields, "objects": event.objects, "reads": event.reads}


def _refusal_json(refusal: Refusal | None) -> dict[str, Any] | None:
    if refusal is None:
        return None
    args = {"code": refusal.code, "severity": refusal.severity.value, "args": refusal.args}
    return {**args, "about": refusal.about, "remedy": refusal.remedy}


def _content(entry: JournalEntry) -> dict[str, Any]:
    return {
        "seq": entry.seq,
        "at": entry.at,
        "command": _command_json(entry.command),
        "outcome": entry.outcome.value,
        "refusal": _refusal_json(entry.refusal),
        "events": [_event_json(event) for event in entry.events],
        "prev_hash": entry.prev_hash,
        "engine_version": entry.engine_version,
    }


def sealed(
    state: State, command: Command, outcome: Outcome, *, refusal: Refusal | None = None, events: tuple[Event, ...] = ()
) -> JournalEntry:
    """The next entry of a state's journal, chained to the last one."""
    parts = {"command": command, "outcome": outcome, "refusal": refusal, "events": events}
    place = {"seq": state.seq + 1, "at": state.clock, "prev_hash": state.head, "engine_version": ENGINE_VERSION}
    unsealed = JournalEntry(hash="", **parts, **place)  # type: ignore[arg-type]
    return JournalEntry(hash=_hash(_content(unsealed)), **parts, **place)  # type: ignore[arg-type]


def entry_to_json(entry: JournalEntry) -> dict[str, Any]:
    """The entry as it is stored."""
    return {**_content(entry), "hash": entry.hash}


def entry_from_json(row: Mapping[str, Any]) -> JournalEntry:
    """The entry as it was before it was stored."""
    refusal = row["refusal"]
    if refusal is not None:
        refusal = Refusal(**{**refusal, "severity": Severity(refusal["severity"])})
    return JournalEntry(
        seq=row["seq"],
        at=row["at"],
        command=Command(**row["command"]),
        outcome=Outcome(row["outcome"]),
        refusal=refusal,
        events=tuple(
            Event(event["kind"], event["fields"], tuple(event["objects"]), tuple(event["reads"]))
            for event in row["events"]
        ),
        prev_hash=row["prev_hash"],
        hash=row["hash"],
        engine_version=row["engine_version"],
    )


def verify_chain(start: State, entries: Iterable[JournalEntry]) -> int | None:
    """The number of the first entry that does not belong where it stands, or None if the chain is whole."""
    previous = start.head
    for number, entry in enumerate(entries, start=start.seq + 1):
        if entry.seq != number or entry.prev_hash != previous or entry.hash != _hash(_content(entry)):
            return number
        previous = entry.hash
    return None


def first_broken_entry(state: State) -> int | None:
    """The number of the first entry of a state's own journal that does not follow from dataset and start, or None."""
    previous = genesis_hash(state.dataset, state.start)
    for number, entry in enumerate(state.journal, start=1):
        if entry.seq != number or entry.prev_hash != previous or entry.hash != _hash(_content(entry)):
            return number
        previous = entry.hash
    return None


def digest_of(state: State) -> str:
    """The hash of the clock and of every row that the attempt has put over its dataset."""
    own = {name: table.own for name, table in state.tables.items() if table.own}
    return _hash([state.dataset.sha256, state.clock, own])
