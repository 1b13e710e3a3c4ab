"""Decide, submit, fold: a command is refused or becomes events, the journal grows by one entry, the state follows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from scenarios.engine import commands
from scenarios.engine.arguments import checked_arguments
from scenarios.engine.clock import later
from scenarios.engine.dataset import Dataset, canonical_json
from scenarios.engine.evolve import apply
from scenarios.engine.journal import digest_of, genesis_hash, sealed
from scenarios.engine.loading import load_siblings
from scenarios.engine.policy import competence_lapse, conflicts, may_use
from scenarios.engine.refusals import Refused
from scenarios.engine.registry import CommandSpec, Effect, declared
from scenarios.engine.state import Start, State, empty_tables
from scenarios.engine.transaction import Transaction
from scenarios.engine.values import Command, Event, Inject, JournalEntry, Npc, Outcome, Refusal

SYSTEM = "system"
MINUTES_PER_CHANGE = 1

load_siblings(commands)


def command_specs() -> Mapping[str, CommandSpec]:
    """Every command by name."""
    return declared()


def start_state(
    dataset: Dataset,
    *,
    clock: str,
    seed: int = 0,
    seats: Mapping[str, tuple[str, ...]] | None = None,
    npcs: tuple[Npc, ...] = (),
    injects: tuple[Inject, ...] = (),
    parameters: Mapping[str, Any] | None = None,
) -> State:
    """The state before the first command. `seats` names the hats of each seat; None lets everybody be everybody."""
    start = Start(clock=clock, seed=seed, seats=seats, npcs=npcs, injects=injects, parameters=parameters or {})
    return State(
        dataset=dataset,
        start=start,
        clock=clock,
        tables=empty_tables(dataset, start.parameters),
        journal=(),
        head=genesis_hash(dataset, start),
    )


def decide(state: State, command: Command) -> tuple[Event, ...] | Refusal:
    """What the command would do, or why it is refused. Never raises, whatever the command holds."""
    try:
        spec = _known_command(command)
        _require_hat(state, command, spec)
        args = checked_arguments(state, spec, command.args)
        transaction = Transaction(
            state, command, spec, {name: args[name] for name in args if name not in ("override_reason", "signature")}
        )
        _require_policy(transaction)
        spec.decide(transaction)
    except Refused as refused:
        return refused.refusal
    return _completed(transaction)


def _known_command(command: Command) -> CommandSpec:
    spec = declared().get(command.name) if isinstance(command.name, str) else None
    if spec is None:
        raise Refused(Refusal(code="UNKNOWN_COMMAND", args={"command": str(command.name)[:40]}))
    return spec


def _require_hat(state: State, command: Command, spec: CommandSpec) -> None:
    if command.seat == SYSTEM:
        return
    user = state.master("USER", command.user) if isinstance(command.user, str) else None
    if user is None or not user["active"]:
        raise Refused(Refusal(code="UNKNOWN_USER", args={"user": str(command.user)[:40]}))
    if state.seats is not None and command.user not in state.seats.get(command.seat, ()):
        raise Refused(Refusal(code="HAT_NOT_YOURS", args={"user": command.user}))
    if spec.effect is Effect.SYSTEM or not (spec.for_everybody or may_use(state, command.user, spec.name)):
        _explain_conflict(state, command)
        raise Refused(Refusal(code="NO_AUTH", args={"user": command.user, "command": spec.name}))


def _explain_conflict(state: State, command: Command) -> None:
    """Whoever is kept out by a conflict of duties is told of that, not only of a missing permission."""
    args = command.args if isinstance(command.args, Mapping) else {}
    for code, rule, name in conflicts(state, command.name, args, command.user):
        raise Refused(Refusal(code=code, args={"rule": rule, "document": name}, about=name))


def _require_policy(transaction: Transaction) -> None:
    """Qualification, separation of duties and signature, in this order; the system seat is above them."""
    command, spec, state = transaction.command, transaction.spec, transaction.state
    if command.seat == SYSTEM:
        return
    if spec.competence:
        lapse = competence_lapse(state, command.user, spec.competence)
        transaction.require(
            not lapse, lapse, about=f"USER:{command.user}", user=command.user, competence=spec.competence
        )
    for code, rule, name in conflicts(state, spec.name, transaction.args, command.user):
        transaction.require(False, code, about=name, rule=rule, document=name)
    if spec.needs_signature:
        given = command.args.get("signature")
        valid = isinstance(given, Mapping) and given.get("by") == command.user and given.get("meaning") == spec.meaning
        transaction.require(valid, "SIGNATURE_REQUIRED", meaning=spec.meaning)


def _completed(transaction: Transaction) -> tuple[Event, ...]:
    """The events with what the decision relied on, and the virtual minute that a change takes."""
    events = transaction.events
    reads = tuple(transaction.reads)
    if events and reads:
        first = events[0]
        events[0] = Event(first.kind, first.fields, first.objects, (*first.reads, *reads))
    if transaction.spec.effect is not Effect.LOOK_UP and not any(event.kind == "clock.advanced" for event in events):
        minutes = 0 if transaction.command.seat == SYSTEM else MINUTES_PER_CHANGE
        if minutes:
            events.append(Event("clock.advanced", {"to": later(transaction.state.clock, minutes)}))
    return tuple(events)


def submit(state: State, command: Command) -> tuple[State, JournalEntry]:
    """Decide a command and journal what came of it, a refusal and a look-up as well."""
    decision = decide(state, command)
    if isinstance(decision, Refusal):
        entry = sealed(state, command, Outcome.REFUSED, refusal=decision)
        return state.with_entry(entry), entry
    spec = declared()[command.name]
    outcome = Outcome.LOOKED_UP if spec.effect is Effect.LOOK_UP else Outcome.ACCEPTED
    entry = sealed(state, command, outcome, events=decision)
    return apply(state, decision).with_entry(entry), entry


def fold(start: State, entries: Iterable[JournalEntry]) -> State:
    """The state after the journal. The entries' events are the truth; their commands are not decided again."""
    state = start
    for entry in entries:
        state = (apply(state, entry.events) if entry.events else state).with_entry(entry)
    return state


@dataclass(frozen=True)
class Drift:
    """An entry that this version of the engine would write differently."""

    seq: int
    recorded: str
    decided: str


def redecide(start: State, entries: Iterable[JournalEntry]) -> tuple[Drift, ...]:
    """Decide every command of a journal anew and name the entries whose outcome, refusal or events differ."""
    state, drifts = start, []
    for entry in entries:
        _, fresh = submit(state, entry.command)
        recorded, decided = (_said(row) for row in (entry, fresh))
        if recorded != decided:
            drifts.append(Drift(seq=entry.seq, recorded=recorded, decided=decided))
        state = (apply(state, entry.events) if entry.events else state).with_entry(entry)
    return tuple(drifts)


def _said(entry: JournalEntry) -> str:
    code = entry.refusal.code if entry.refusal else ""
    events = [[event.kind, event.fields] for event in entry.events]
    return canonical_json([entry.outcome.value, code, events])


def digest(state: State) -> str:
    """The hash of all that a command can change: the clock and every own row; not the journal and its numbers."""
    return digest_of(state)
