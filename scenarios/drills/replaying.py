"""Replay: the attempt as it stood after any journal row, read only, folded anew from the journal."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lms.foundation.api import pick
from scenarios.drills.presenting import JournalLine
from scenarios.engine.api import DOCUMENT_KINDS, Event, JournalEntry, State, fold
from scenarios.engine.quantities import money_text
from scenarios.grading.api import Opening, document_text
from scenarios.sandbox.areas import UNSEEN
from scenarios.sandbox.change_log import line_item, path_words
from scenarios.sandbox.label_packs import active_pack
from scenarios.sandbox.wording import Words


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
    """Return the attempt as it stood after a row, in the words of the sandbox, or None where there is no such row."""
    place = next((number for number, line in enumerate(lines) if line.seq == seq), None)
    if place is None:
        return None
    state = fold(opening.state, [entry for entry in entries if entry.seq <= seq])
    entry = next(entry for entry in entries if entry.seq == seq)
    words = Words(state, pick("zh", "en"), active_pack())
    return Replay(
        line=lines[place],
        changes=tuple(change for event in entry.events for change in _changes(event, words)),
        documents=tuple(_standing(opening.state, words)),
        clock=state.clock,
        previous=lines[place - 1].seq if place else None,
        following=lines[place + 1].seq if place + 1 < len(lines) else None,
        count=len(lines),
    )


def _changes(event: Event, words: Words) -> list[Change]:
    fields = event.fields
    if event.kind == "document.created":
        kind, status = fields["kind"], fields["body"].get("status")
        said = words.status(kind, status) if status else ""
        return [Change(_named(kind, fields["id"]), pick("新建", "created"), "", said)]
    if event.kind == "document.changed":
        return _changed(fields["kind"], fields["id"], fields["changes"], words)
    if event.kind == "stock.moved":
        what = f"{fields['item']} {fields['lot']}".strip()
        place = f"{words.choice('stock_type', fields['stock_type'])} · {words.choice('movement', fields['movement'])}"
        sign = "+" if fields["quantity"] > 0 else ""
        return [Change(what, place, "", sign + words.quantity(fields["item"], fields["quantity"]))]
    if event.kind == "ledger.posted":
        return [
            Change(_named("JE", fields["id"]), _account(words, line["account"]), "", _signed(line))
            for line in fields["lines"]
        ]
    return []


def _changed(kind: str, number: str, changes: Sequence[Any], words: Words) -> list[Change]:
    body = words.state.document(kind, number) or words.state.master(kind, number) or {}
    rows = []
    for path, old, new in changes:
        field = str(path).rsplit("/", 1)[-1]
        if field in UNSEEN:
            continue
        item = str(body.get("item") or line_item(body, str(path)))
        before, after = (words.shown(field, value, kind=kind, item=item).text for value in (old, new))
        rows.append(Change(_named(kind, number), path_words(words, kind, str(path)), before, after))
    return rows


def _account(words: Words, number: str) -> str:
    return f"{number} {words.name_of('ACCOUNT', number)}".strip()


def _signed(line: Any) -> str:
    amount = line["debit"] - line["credit"]
    return f"{'+' if amount > 0 else ''}{money_text(amount)}"


def _standing(opening: State, words: Words) -> list[Standing]:
    before = {(kind, body["id"]): body["status"] for kind in DOCUMENT_KINDS for body in opening.own_documents(kind)}
    return [
        Standing(
            _kind(kind),
            str(body["id"]),
            words.status(kind, body["status"]),
            before.get((kind, body["id"])) != body["status"],
        )
        for kind in DOCUMENT_KINDS
        for body in words.state.own_documents(kind)
    ]


def _named(kind: str, number: str) -> str:
    return f"{_kind(kind)} {number}"


def _kind(kind: str) -> str:
    name = document_text(kind)
    return pick(name.zh, name.en)
