"""An attempt as an object-centric event log: OCEL 2.0 in its JSON form (ocel-standard.org, specification 2.0).

Events are the journal's rows; objects are the documents, lots and master records that they touched. Pure: the same
journal gives the same file. Virtual times carry the zone of the sandbox company, +08:00.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from scenarios.engine.state import State
from scenarios.engine.values import JournalEntry, Outcome

ZONE = "+08:00"
Row = dict[str, Any]
EVENT_ATTRIBUTES = (("user", "string"), ("seat", "string"), ("outcome", "string"), ("refusal", "string"))


def to_ocel(start: State, entries: Iterable[JournalEntry]) -> dict[str, list[Row]]:
    """The log of what happened after `start`: object types, event types, objects and events with their relations."""
    log = _Log(start)
    for entry in entries:
        log.take(entry)
    return log.written()


class _Log:
    """Gathers objects as events name them."""

    def __init__(self, start: State) -> None:
        self._start = start
        self._objects: dict[str, Row] = {}
        self._events: list[Row] = []

    def take(self, entry: JournalEntry) -> None:
        """One journal row becomes one event."""
        related = {
            **dict.fromkeys(sorted(_read(entry)), "relied on"),
            **dict.fromkeys(sorted(_touched(entry)), "changed"),
        }
        if entry.refusal is not None and entry.refusal.about:
            related.setdefault(entry.refusal.about, "stood in the way")
        for name in related:
            self._known(name)
        for event in entry.events:
            self._change(event.kind, event.fields, entry.at)
        values = {
            "user": entry.command.user,
            "seat": entry.command.seat,
            "outcome": entry.outcome.value,
            "refusal": entry.refusal.code if entry.refusal else "",
        }
        self._events.append(
            {
                "id": f"e{entry.seq:06d}",
                "type": entry.command.name,
                "time": _moment(entry.at),
                "attributes": [{"name": name, "value": values[name]} for name, _ in EVENT_ATTRIBUTES],
                "relationships": [{"objectId": name, "qualifier": how} for name, how in related.items()],
            }
        )

    def written(self) -> dict[str, list[Row]]:
        """The whole log."""
        kinds = sorted({row["type"] for row in self._objects.values()})
        commands = sorted({row["type"] for row in self._events})
        described = [{"name": name, "type": kind} for name, kind in EVENT_ATTRIBUTES]
        return {
            "objectTypes": [{"name": kind, "attributes": [{"name": "status", "type": "string"}]} for kind in kinds],
            "eventTypes": [{"name": name, "attributes": described} for name in commands],
            "objects": [self._objects[name] for name in sorted(self._objects)],
            "events": self._events,
        }

    def _known(self, name: str) -> Row:
        row = self._objects.get(name)
        if row is None:
            kind, _, number = name.partition(":")
            row = {"id": name, "type": kind, "attributes": [], "relationships": []}
            self._objects[name] = row
            body = self._start.document(kind, number)
            if body is not None:
                self._stands(row, body.get("status", ""), self._start.clock)
        return row

    def _change(self, kind: str, fields: Mapping[str, Any], at: str) -> None:
        if kind == "document.created":
            row = self._known(f"{fields['kind']}:{fields['id']}")
            self._stands(row, fields["body"].get("status", ""), at)
            for reference in fields["body"].get("refs", ()):
                self._known(reference)
                row["relationships"].append({"objectId": reference, "qualifier": "follows from"})
        elif kind == "document.changed":
            for path, _, new in fields["changes"]:
                if path == "status":
                    self._stands(self._known(f"{fields['kind']}:{fields['id']}"), new, at)

    @staticmethod
    def _stands(row: Row, status: str, at: str) -> None:
        if status:
            row["attributes"].append({"name": "status", "time": _moment(at), "value": status})


def _touched(entry: JournalEntry) -> set[str]:
    return {name for event in entry.events for name in event.objects}


def _read(entry: JournalEntry) -> set[str]:
    seen = {name for event in entry.events for name in event.reads}
    return seen if entry.outcome is Outcome.LOOKED_UP else seen - _touched(entry)


def _moment(at: str) -> str:
    return f"{at}:00{ZONE}"
