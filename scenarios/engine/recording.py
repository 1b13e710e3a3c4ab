"""Journalling what was decided elsewhere: another back end carried a command out, and the books here follow it."""

from scenarios.engine.clock import later
from scenarios.engine.engine import MINUTES_PER_CHANGE, SYSTEM
from scenarios.engine.evolve import apply
from scenarios.engine.journal import sealed
from scenarios.engine.numbering import spell
from scenarios.engine.state import State
from scenarios.engine.values import Command, Event, JournalEntry, Outcome, Refusal


def record(state: State, command: Command, decision: tuple[Event, ...] | Refusal) -> tuple[State, JournalEntry]:
    """Journal a command with the events that another back end says came of it, or with its refusal.

    An accepted one takes the same virtual minute as one that was decided here.
    """
    if isinstance(decision, Refusal):
        entry = sealed(state, command, Outcome.REFUSED, refusal=decision)
        return state.with_entry(entry), entry
    events = decision
    if command.seat != SYSTEM:
        events = (*events, Event("clock.advanced", {"to": later(state.clock, MINUTES_PER_CHANGE)}))
    entry = sealed(state, command, Outcome.ACCEPTED, events=events)
    return apply(state, events).with_entry(entry), entry


def next_number(state: State, kind: str) -> str:
    """The number that the next document of a kind gets here, so that a drill's names mean the same on every back end."""
    return spell(kind, state.tables["counter"].get(kind, 0) + 1)
