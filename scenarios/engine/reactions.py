"""What answers the learner: NPC seats that do their part of the work, and injects that surprise."""

from collections.abc import Callable, Mapping
from typing import Any

from scenarios.engine.clock import later, minutes_between
from scenarios.engine.engine import SYSTEM, command_specs, submit
from scenarios.engine.state import State
from scenarios.engine.values import Command, Inject, JournalEntry, Npc

Submit = Callable[[State, Command], tuple[State, JournalEntry]]
"""What carries one command out: this engine, or another back end."""

MOST_REACTIONS = 50
"""A scenario whose seats answer each other for ever is cut off here."""


def play(state: State, command: Command, *, carry_out: Submit = submit) -> tuple[State, tuple[JournalEntry, ...]]:
    """Submit a command, then let injects and NPC seats answer, in the order of their ids, until nothing is due."""
    state, entry = carry_out(state, command)
    entries = [entry]
    while len(entries) <= MOST_REACTIONS:
        answer = _next_answer(state, carry_out)
        if answer is None:
            break
        state, fresh = answer
        entries.extend(fresh)
    return state, tuple(entries)


def begin(state: State, *, carry_out: Submit = submit) -> tuple[State, tuple[JournalEntry, ...]]:
    """Let everything happen that is due before the learner's first command."""
    entries: list[JournalEntry] = []
    while len(entries) <= MOST_REACTIONS and (answer := _next_answer(state, carry_out)) is not None:
        state, fresh = answer
        entries.extend(fresh)
    return state, tuple(entries)


def _next_answer(state: State, carry_out: Submit) -> tuple[State, tuple[JournalEntry, ...]] | None:
    for inject in sorted(state.start.injects, key=lambda row: row.id):
        if inject.id not in state.tables["fired"] and _is_due(state, inject):
            return _fire(state, inject.id, inject.commands, carry_out)
    for npc in sorted(state.start.npcs, key=lambda row: row.id):
        if npc.for_seat and npc.for_seat in state.tables["taken"]:
            continue
        for body in state.own_documents(npc.kind):
            key = f"{npc.id}/{body['id']}/{body['changed_at']}"
            if key not in state.tables["fired"] and _answers(state, npc, body):
                return _fire(state, key, (_answer(npc, body["id"]),), carry_out)
    return None


def _answer(npc: Npc, number: str) -> Command:
    args: dict[str, Any] = {name: number if value == "$id" else value for name, value in npc.args.items()}
    spec = command_specs().get(npc.command)
    if spec is not None and spec.needs_signature:
        args["signature"] = {"by": npc.user, "meaning": spec.meaning}
    return Command(npc.command, args, user=npc.user, seat=npc.seat)


def _is_due(state: State, inject: Inject) -> bool:
    if inject.at_minutes is not None and state.clock < later(state.start.clock, inject.at_minutes):
        return False
    return holds(state, inject.when)


def holds(state: State, when: Mapping[str, Any]) -> bool:
    """Whether at least `count` documents of kind `doc` that this attempt made or changed have the fields of `where`.

    An empty condition holds.
    """
    if not when:
        return True
    found = sum(1 for body in state.own_documents(when["doc"]) if _matches(body, when.get("where", {})))
    return found >= when.get("count", 1)


def _matches(body: Mapping[str, Any], where: Mapping[str, Any]) -> bool:
    return all(body.get(field) == value for field, value in where.items())


def _answers(state: State, npc: Npc, body: Mapping[str, Any]) -> bool:
    return body["status"] == npc.status and _is_time(state, npc, body) and _matches(body, npc.condition)


def _is_time(state: State, npc: Npc, body: Mapping[str, Any]) -> bool:
    if npc.due_field:
        due = body.get(npc.due_field)
        return isinstance(due, str) and bool(due) and due <= state.clock
    return minutes_between(body["changed_at"], state.clock) >= npc.after_minutes


def _fire(
    state: State, key: str, commands: tuple[Command, ...], carry_out: Submit
) -> tuple[State, tuple[JournalEntry, ...]]:
    """Mark the answer as given, so that it comes once, then carry it out."""
    entries: list[JournalEntry] = []
    for command in (Command("inject.fire", {"id": key}, user=SYSTEM, seat=SYSTEM), *commands):
        state, entry = carry_out(state, command)
        entries.append(entry)
    return state, tuple(entries)
