"""Trace: an attempt as the rules see it – the state at the opening, the rows since, and the state at the end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from scenarios.engine.api import DOCUMENT_KINDS, Event, JournalEntry, Outcome, State
from scenarios.grading.patterns import DocumentPattern, StepPattern, values_at

SYSTEM_SEAT = "system"


@dataclass(frozen=True)
class Trace:
    """Everything that is graded. `answers` are what was handed in, by question id."""

    opening: State
    state: State
    entries: tuple[JournalEntry, ...]
    learner_seats: frozenset[str]
    answers: Mapping[str, Mapping[str, Any]]

    def accepted(self, pattern: StepPattern) -> list[JournalEntry]:
        """Return the accepted rows that fit a pattern, oldest first."""
        return [entry for entry in self.entries if entry.outcome is Outcome.ACCEPTED and self.fits(entry, pattern)]

    def tried(self, pattern: StepPattern) -> list[JournalEntry]:
        """Return the rows that fit a pattern and were refused."""
        return [entry for entry in self.entries if entry.outcome is Outcome.REFUSED and self.fits(entry, pattern)]

    def fits(self, entry: JournalEntry, pattern: StepPattern) -> bool:
        """Say whether a row fits a pattern, the giver's roles included."""
        return pattern.fits(entry) and (not pattern.roles or self.has_role(entry.command.user, pattern.roles))

    def has_role(self, user: str, roles: Iterable[str]) -> bool:
        """Say whether a sandbox user holds one of the roles."""
        body = self.state.master("USER", user) or {}
        return bool(set(body.get("roles", ())) & set(roles))

    @cached_property
    def own_rows(self) -> tuple[JournalEntry, ...]:
        """The rows of the learner's seats, without what the system and the other persons did."""
        return tuple(entry for entry in self.entries if entry.command.seat in self.learner_seats)

    @cached_property
    def refused(self) -> tuple[JournalEntry, ...]:
        """The learner's refused rows."""
        return tuple(entry for entry in self.own_rows if entry.outcome is Outcome.REFUSED)

    @cached_property
    def created(self) -> frozenset[str]:
        """The documents made since the opening, as `KIND:id`."""
        return frozenset(
            name
            for entry in self.entries
            for event in entry.events
            if event.kind == "document.created"
            for name in event.objects
        )

    def documents(self, pattern: DocumentPattern) -> list[Mapping[str, Any]]:
        """Return the documents a pattern means, as they stand at the end."""
        wanted = [body for body in self.state.documents(pattern.kind) if pattern.fits(body)]
        if pattern.own:
            wanted = [body for body in wanted if f"{pattern.kind}:{body['id']}" in self.created]
        if pattern.linked_to:
            related = self._related(pattern.linked_to)
            wanted = [body for body in wanted if f"{pattern.kind}:{body['id']}" in related]
        return wanted

    def _related(self, name: str) -> frozenset[str]:
        nodes, _edges = self.state.document_flow(name)
        return frozenset(str(getattr(node, "name", node)) for node in nodes)

    def touching(self, name: str) -> tuple[int, ...]:
        """Return the rows that made or changed an object, in order."""
        return tuple(
            entry.seq
            for entry in self.entries
            if entry.outcome is Outcome.ACCEPTED and any(name in event.objects for event in entry.events)
        )

    def settled(self, name: str, field: str) -> tuple[int, ...]:
        """Return the row since which a field has had its final value; the last one that touched the object otherwise."""
        value: list[Any] | None = None
        found: tuple[int, ...] = ()
        for entry in self.entries:
            for event in entry.events:
                for fresh in _written(event, name, field.split(".")):
                    if fresh != value:
                        value, found = fresh, (entry.seq,)
        return found or self.touching(name)[-1:]

    def minutes(self, entry: JournalEntry) -> int:
        """Return the virtual minutes from the opening to a row."""
        return minutes_between(self.opening.clock, entry.at)

    @property
    def duration_minutes(self) -> int:
        """Return the virtual minutes from the opening to the end."""
        return minutes_between(self.opening.clock, self.state.clock)

    def entry(self, seq: int) -> JournalEntry | None:
        """Return a row by its number."""
        return next((entry for entry in self.entries if entry.seq == seq), None)


def _written(event: Event, name: str, field: list[str]) -> Iterator[list[Any]]:
    """Yield the values that an event writes to a field of an object."""
    if name not in event.objects:
        return
    if event.kind == "document.created":
        yield values_at(event.fields["body"], ".".join(field))
    if event.kind == "document.changed":
        for path, _old, new in event.fields["changes"]:
            parts = path.split("/")
            if len(parts) <= len(field) and all(
                asked in (part, "*") for part, asked in zip(parts, field, strict=False)
            ):
                yield values_at({"new": new}, ".".join(["new", *field[len(parts) :]]))


def minutes_between(earlier: str, later: str) -> int:
    """Return whole minutes between two moments of the virtual clock."""
    return int((datetime.fromisoformat(later) - datetime.fromisoformat(earlier)).total_seconds() // 60)


def changed_objects(entry: JournalEntry, kind: str = "") -> frozenset[str]:
    """Return what a row made or changed, of one kind or of all."""
    prefix = f"{kind}:" if kind else ""
    return frozenset(name for event in entry.events for name in event.objects if name.startswith(prefix))


def known_objects(entry: JournalEntry, kind: str = "") -> frozenset[str]:
    """Return what a row made, changed, relied on or was given as an argument, of one kind or of all."""
    prefix = f"{kind}:" if kind else ""
    given = {f"{key.upper()}:{value}" for key, value in entry.command.args.items() if key.upper() in DOCUMENT_KINDS}
    return frozenset(name for name in entry.objects | given if name.startswith(prefix))


def share_object(one: JournalEntry, other: JournalEntry, kind: str) -> bool:
    """Say whether two rows concern the same object of a kind; without a kind any two rows do."""
    return not kind or bool(known_objects(one, kind) & known_objects(other, kind))
