"""Events into states. Total: every event of every journal, old or new, gives a state and never an error.

An event of a kind that this version does not know leaves the state as it is.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from scenarios.engine.state import Draft, State
from scenarios.engine.values import Event

Fields = Mapping[str, Any]


def apply(state: State, events: Iterable[Event]) -> State:
    """The state after a batch of events."""
    draft = Draft(state)
    for event in events:
        effect = EFFECTS.get(event.kind)
        if effect is not None:
            effect(draft, event.fields)
    return draft.finished()


def evolve(state: State, event: Event) -> State:
    """The state after one event."""
    return apply(state, (event,))


def stock_key(fields: Fields) -> str:
    """How a stock line is found."""
    return "|".join((fields["item"], fields["lot"], fields["plant"], fields["location"], fields["stock_type"]))


def _document_created(draft: Draft, fields: Fields) -> None:
    kind, number = fields["kind"], fields["id"]
    draft.put(f"doc.{kind}", number, fields["body"])
    draft.put("counter", kind, draft.get("counter", kind, 0) + 1)
    for reference in fields["body"].get("refs", ()):
        draft.put("flow", reference, (*draft.get("flow", reference, ()), f"{kind}:{number}"))


def _replaced(body: Mapping[str, Any], path: list[str], new: Any) -> dict[str, Any]:
    head, *rest = path
    return {**body, head: _replaced(body.get(head, {}), rest, new) if rest else new}


def _document_changed(draft: Draft, fields: Fields) -> None:
    table = f"doc.{fields['kind']}"
    body = draft.get(table, fields["id"], {})
    for path, _, new in fields["changes"]:
        body = _replaced(body, path.split("/"), new)
    draft.put(table, fields["id"], {**body, "changed_at": draft.clock})


def _master_created(draft: Draft, fields: Fields) -> None:
    table = f"master.{fields['kind']}"
    if table in draft.state.tables:
        draft.put(table, fields["id"], fields["body"])


def _master_changed(draft: Draft, fields: Fields) -> None:
    table = f"master.{fields['kind']}"
    if table not in draft.state.tables:
        return
    body = draft.get(table, fields["id"], {})
    for path, _, new in fields["changes"]:
        body = _replaced(body, path.split("/"), new)
    draft.put(table, fields["id"], body)


def _stock_moved(draft: Draft, fields: Fields) -> None:
    key = stock_key(fields)
    row = draft.get("stock", key, {"quantity": 0, "value": 0})
    draft.put("stock", key, {"quantity": row["quantity"] + fields["quantity"], "value": row["value"] + fields["value"]})


def _ledger_posted(draft: Draft, fields: Fields) -> None:
    draft.put("entry", fields["id"], {"document": fields["document"], "at": draft.clock, "lines": fields["lines"]})
    draft.put("counter", "JE", draft.get("counter", "JE", 0) + 1)
    for line in fields["lines"]:
        balance = draft.get("balance", line["account"], 0)
        draft.put("balance", line["account"], balance + line["debit"] - line["credit"])


def _lot_created(draft: Draft, fields: Fields) -> None:
    draft.put("lot", fields["id"], fields["body"])
    draft.put("counter", "LOT", draft.get("counter", "LOT", 0) + 1)


def _lot_changed(draft: Draft, fields: Fields) -> None:
    body = draft.get("lot", fields["id"], {})
    for path, _, new in fields["changes"]:
        body = _replaced(body, path.split("/"), new)
    draft.put("lot", fields["id"], body)


def _numbered(table: str) -> Callable[[Draft, Fields], None]:
    """An effect that keeps the event's fields as one more row of a table."""

    def effect(draft: Draft, fields: Fields) -> None:
        number = draft.get("counter", f"#{table}", 0) + 1
        draft.put("counter", f"#{table}", number)
        draft.put(table, f"+{number:06d}", {**fields, "at": draft.clock})

    return effect


def _hat_switched(draft: Draft, fields: Fields) -> None:
    draft.put("hat", fields["seat"], fields["user"])


def _seat_taken(draft: Draft, fields: Fields) -> None:
    draft.put("taken", fields["seat"], draft.clock)


def _clock_advanced(draft: Draft, fields: Fields) -> None:
    draft.clock = fields["to"]


def _inject_fired(draft: Draft, fields: Fields) -> None:
    draft.put("fired", fields["id"], draft.clock)


EFFECTS: Mapping[str, Callable[[Draft, Fields], None]] = {
    "document.created": _document_created,
    "document.changed": _document_changed,
    "master.created": _master_created,
    "master.changed": _master_changed,
    "stock.moved": _stock_moved,
    "ledger.posted": _ledger_posted,
    "lot.created": _lot_created,
    "lot.changed": _lot_changed,
    "genealogy.linked": _numbered("edge"),
    "signature.given": _numbered("signature"),
    "rule.overridden": _numbered("override"),
    "hat.switched": _hat_switched,
    "seat.taken": _seat_taken,
    "clock.advanced": _clock_advanced,
    "inject.fired": _inject_fired,
}
"""`looked_up` has no effect: looking changes nothing."""
