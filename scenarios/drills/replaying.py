"""Replay: the attempt as it stood after any journal row, read only, folded anew from the journal."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lms.foundation.api import pick
from scenarios.drills.presenting import JournalLine
from scenarios.engine.api import DOCUMENT_KINDS, Event, JournalEntry, State, fold
from scenarios.grading.api import Opening, document_text


@dataclass(frozen=True)
class Change:
    """One thing that a row changed: which object, what, from what, to what."""

    name: str
    field: str
    old: str
    new: str


@dataclass(frozen=True)
class Standing:
    """A document as it stood at that moment."""

    kind: str
    number: str
    status: str
    is_new: bool


@dataclass(frozen=True)
class Replay:
    """A row with the state after it, and its neighbours."""

    line: JournalLine
    changes: tuple[Change, ...]
    documents: tuple[Standing, ...]
    clock: str
    previous: int | None
    following: int | None
    count: int


def replay_at(
    opening: Opening, entries: Sequence[JournalEntry], lines: Sequence[JournalLine], seq: int
) -> Replay | None:
    """Return the attempt as it stood after a row, or None where there is no such row."""
    place = next((number for number, line in enumerate(lines) if line.seq == seq), None)
    if place is None:
        return None
    state = fold(opening.state, [entry for entry in entries if entry.seq <= seq])
    entry = next(entry for entry in entries if entry.seq == seq)
    return Replay(
        line=lines[place],
        changes=tuple(change for event in entry.events for change in _changes(event)),
        documents=tuple(_standing(opening.state, state)),
        clock=state.clock,
        previous=lines[place - 1].seq if place else None,
        following=lines[place + 1].seq if place + 1 < len(lines) else None,
        count=len(lines),
    )


def _changes(event: Event) -> list[Change]:
    fields = event.fields
    if event.kind == "document.created":
        return [
            Change(
                _named(fields["kind"], fields["id"]), pick("新建", "created"), "", str(fields["body"].get("status", ""))
            )
        ]
    if event.kind == "document.changed":
        return [
            Change(_named(fields["kind"], fields["id"]), str(path), _shown(old), _shown(new))
            for path, old, new in fields["changes"]
        ]
    if event.kind == "stock.moved":
        what = f"{fields['item']} {fields['lot']}".strip()
        return [
            Change(
                what,
                pick("库存", "stock") + f" {fields['stock_type']} ({fields['movement']})",
                "",
                f"{fields['quantity']:+,}",
            )
        ]
    if event.kind == "ledger.posted":
        return [
            Change(str(fields["id"]), str(line["account"]), "", f"{(line['debit'] - line['credit']) / 100:+,.2f}")
            for line in fields["lines"]
        ]
    return []


def _standing(opening: State, state: State) -> list[Standing]:
    before = {(kind, body["id"]): body["status"] for kind in DOCUMENT_KINDS for body in opening.own_documents(kind)}
    return [
        Standing(_kind(kind), str(body["id"]), str(body["status"]), before.get((kind, body["id"])) != body["status"])
        for kind in DOCUMENT_KINDS
        for body in state.own_documents(kind)
    ]


def _named(kind: str, number: str) -> str:
    return f"{_kind(kind)} {number}"


def _kind(kind: str) -> str:
    name = document_text(kind)
    return pick(name.zh, name.en)


def _shown(value: Any) -> str:
    if value in (None, "", (), []):
        return "–"
    return ", ".join(_shown(item) for item in value) if isinstance(value, list | tuple) else str(value)
