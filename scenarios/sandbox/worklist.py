"""The worklist of a hat: what waits for it, section by section, own documents before those of the base."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from scenarios.engine.api import State
from scenarios.engine.policy import may_use
from scenarios.sandbox.area import Body
from scenarios.sandbox.areas import BY_NUMBER, WORK


@dataclass(frozen=True)
class Section:
    """One line of the worklist: a kind of work, the documents that wait, the newest first."""

    key: str
    kind: str
    documents: tuple[Body, ...]

    @property
    def count(self) -> int:
        """How many wait."""
        return len(self.documents)


def worklist(state: State, hat: str) -> tuple[Section, ...]:
    """The sections that the hat's roles open, then its messages and tasks."""
    ordered: dict[str, tuple[Body, ...]] = {}

    def waiting(kind: str, rule: Callable[[Body], bool]) -> tuple[Body, ...]:
        if kind not in ordered:
            ordered[kind] = tuple(in_turn(state, kind))
        return tuple(body for body in ordered[kind] if rule(body))

    found = [Section(key, kind, waiting(kind, rule)) for key, (kind, rule) in WORK.items() if may_use(state, hat, key)]
    letters = waiting("MSG", lambda body: body["to"] == hat and body["status"] == "received")
    tasks = waiting("TASK", lambda body: body["to"] == hat and body["status"] == "open")
    return (Section("message", "MSG", letters), Section("task.close", "TASK", tasks), *found)


def section(state: State, hat: str, key: str) -> Section | None:
    """One section by its key, if the hat has it."""
    return next((row for row in worklist(state, hat) if row.key == key), None)


def in_turn(state: State, kind: str) -> Iterator[Body]:
    """All documents of a kind: those of this attempt newest first, then the base's newest first.

    A plan is read in the order of its numbers, whatever was done in it last: a step does not change its place.
    """
    if kind in BY_NUMBER:
        yield from sorted(state.documents(kind), key=lambda body: str(body["id"]))
        return
    own = state.tables[f"doc.{kind}"].own
    yield from sorted(own.values(), key=lambda body: (body["created_at"], body["id"]), reverse=True)
    yield from (body for body in state.dataset.newest_first.get(kind, ()) if body["id"] not in own)
