"""Mirror: what Tryton holds after a command, told as events of ours, so that the same books can be graded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from scenarios.backends.tryton.reading import READS
from scenarios.backends.tryton.reading.books import ledger_events, stock_events
from scenarios.backends.tryton.world import Order, World
from scenarios.engine.api import Event, State

Body = Mapping[str, Any]
BESIDE: Mapping[str, Mapping[str, Any]] = {"DN": {"scanned": {}}}
"""Fields of a line that Tryton does not know and that commands kept beside it fill in."""


def told(world: World, state: State, order: Order) -> tuple[Event, ...]:
    """Everything that Tryton holds otherwise than our books, as the events that would have made it so."""
    events: list[Event] = list(_lots(world, state))
    first = ""
    for kind, read in READS.items():
        for number in world.numbers(kind):
            event = _document(world, state, order, kind, number, read(world, number))
            if event is not None:
                events.append(event)
                first = first or event.objects[0]
    return (*events, *stock_events(world, state, first), *ledger_events(world, first))


def _lots(world: World, state: State) -> Iterator[Event]:
    for number in world.numbers("LOT"):
        known = world.facts.get(f"LOT:{number}")
        if known is not None and state.lot(number) is None:
            body = {"id": number, "vendor": known["vendor"], "gr": known["gr"], "item": known["item"]}
            body |= {name: known[name] for name in ("supplier_lot", "made", "expiry")}
            yield Event("lot.created", {"id": number, "body": body}, (f"LOT:{number}", f"GR:{known['gr']}"))


def _document(world: World, state: State, order: Order, kind: str, number: str, read: Body) -> Event | None:
    name = f"{kind}:{number}"
    standing = state.document(kind, number)
    if standing is None:
        by = world.facts.get(name, {}).get("by", order.user)
        head = {"id": number, "created_by": by, "created_at": state.clock, "changed_at": state.clock}
        lines = {key: {**BESIDE.get(kind, {}), **line} for key, line in read.get("lines", {}).items()}
        body = {**head, **read, **({"lines": lines} if lines else {})}
        return Event("document.created", {"kind": kind, "id": number, "body": body}, (name,))
    changes = [
        [path, old, new]
        for path, old, new in _differences(standing, read)
        if path not in {"refs", "by"} and _comparable(old) != _comparable(new)
    ]
    if not changes:
        return None
    return Event("document.changed", {"kind": kind, "id": number, "changes": changes}, (name,))


def _differences(standing: Body, read: Body) -> Iterator[tuple[str, Any, Any]]:
    """Field by field, lines line by line; what stands in our books and Tryton has no field for is left alone."""
    for field, new in read.items():
        if field != "lines":
            yield field, standing.get(field), new
            continue
        for number, line in new.items():
            for key, value in line.items():
                yield f"lines/{number}/{key}", standing.get("lines", {}).get(number, {}).get(key), value


def _comparable(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {key: _comparable(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_comparable(one) for one in value]
    return value
