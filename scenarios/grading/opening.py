"""Opening: a scenario, a dataset and a seed become the state in which the learner sits down. Pure and repeatable."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from scenarios.engine import api as engine
from scenarios.grading.binding import bound, choose
from scenarios.grading.portion import PortionError, portion_of
from scenarios.grading.reading import Plain
from scenarios.grading.scenario import Mode, Scenario, ScriptedCommand
from scenarios.grading.trace import SYSTEM_SEAT, Trace, minutes_between

LONGEST_ADVANCE = 10080
"""Minutes that one `clock.advance` may take: a week, as the engine says."""


class OpeningRefusedError(Exception):
    """An overlay command or a portion was refused: the scenario does not fit its dataset, its author's mistake."""


@dataclass(frozen=True)
class Opening:
    """The bound scenario and the state before the learner's first command."""

    scenario: Scenario
    state: engine.State
    seed: int
    mode: Mode

    @property
    def first_seq(self) -> int:
        """The number that the learner's first journal row will have."""
        return len(self.state.journal) + 1

    def trace(self, state: engine.State, answers: Mapping[str, Mapping[str, object]] | None = None) -> Trace:
        """Return what happened since the opening, ready to be graded."""
        return Trace(
            opening=self.state,
            state=state,
            entries=tuple(state.journal[len(self.state.journal) :]),
            learner_seats=frozenset(seat.id for seat in self.scenario.seats),
            answers=answers or {},
        )


def open_drill(
    scenario: Scenario,
    dataset: engine.Dataset,
    *,
    seed: int = 0,
    mode: Mode = Mode.PRACTICE,
    recorded: Sequence[engine.JournalEntry] = (),
    facts: Mapping[str, Plain] | None = None,
) -> Opening:
    """Bind the variant and play the overlay; raises OpeningRefusedError when the overlay does not fit the dataset.

    With the `recorded` journal of an earlier opening nothing is decided again: its events are taken as they stand.
    `facts` are parameters of this one attempt, such as the last valid day of the learner's own certificate.
    """
    scenario = replace(
        scenario, start=replace(scenario.start, parameters={**scenario.start.parameters, **(facts or {})})
    )
    names: dict[str, Plain] = choose(scenario.start, 0 if mode is Mode.GUIDED else seed)
    try:
        dataset = portion_of(dataset, bound(scenario.start.portion, names))
    except PortionError as error:
        raise OpeningRefusedError(f"portion: {error}") from error
    if recorded:
        for step, entry in zip(scenario.start.overlay, recorded, strict=False):
            names |= saved_names(entry, step.save)
        bound_scenario = bound(scenario, names)
        state = engine.fold(_start(bound_scenario, dataset, seed=seed), recorded)
        arrived = _arrived(bound_scenario, tuple(recorded[len(scenario.start.overlay) :]))
        return Opening(bound(bound_scenario, {**bound_scenario.names, **arrived}), state, seed, mode)
    first = bound(scenario, names)
    probe = engine.start_state(
        dataset,
        clock=first.start.overlay_from,
        seed=seed,
        seats={seat.id: seat.hats for seat in first.seats},
        parameters=first.start.parameters,
    )
    for step in first.start.overlay:
        probe, made = _scripted(probe, bound(step, names))
        names |= made
    return _with_company(bound(scenario, names), dataset, seed=seed, mode=mode)


def recorded_scenario(
    scenario: Scenario, *, seed: int, mode: Mode, recorded: Sequence[engine.JournalEntry] = ()
) -> Scenario:
    """Bind a scenario by its seed and by the journal of an earlier opening alone, without its company.

    Names of documents that no journal tells stay as they are written.
    """
    names: dict[str, Plain] = choose(scenario.start, 0 if mode is Mode.GUIDED else seed)
    for step, entry in zip(scenario.start.overlay, recorded, strict=False):
        names |= saved_names(entry, step.save)
    known = bound(scenario, names)
    arrived = _arrived(known, tuple(recorded[len(scenario.start.overlay) :]))
    return bound(known, {**known.names, **arrived})


def _start(scenario: Scenario, dataset: engine.Dataset, *, seed: int) -> engine.State:
    # NPCs and injects are part of the start state, and may name documents that the overlay makes: hence two passes.
    # The engine counts an inject's minutes from its own start, an author from the learner's.
    ahead = minutes_between(scenario.start.overlay_from, scenario.start.clock)
    return engine.start_state(
        dataset,
        clock=scenario.start.overlay_from,
        seed=seed,
        seats={
            **{seat.id: seat.hats for seat in scenario.seats},
            **{npc_seat(npc.id): (npc.user,) for npc in scenario.npcs},
        },
        npcs=tuple(
            engine.Npc(
                npc.id,
                npc_seat(npc.id),
                npc.user,
                npc.kind,
                npc.status,
                npc.command,
                npc.args,
                npc.after_minutes,
                npc.condition,
                npc.for_seat,
                npc.due_field,
            )
            for npc in scenario.npcs
        ),
        injects=tuple(
            engine.Inject(
                inject.id,
                tuple(engine.Command(step.command, step.args, step.user, SYSTEM_SEAT) for step in inject.commands),
                None if inject.at_minutes is None else inject.at_minutes + ahead,
                inject.when,
            )
            for inject in scenario.injects
        ),
        parameters=scenario.start.parameters,
    )


def _with_company(scenario: Scenario, dataset: engine.Dataset, *, seed: int, mode: Mode) -> Opening:
    state = _start(scenario, dataset, seed=seed)
    for step in scenario.start.overlay:
        state, _made = _scripted(state, step)
    missing = minutes_between(state.clock, scenario.start.clock)
    while missing > 0:
        minutes = min(missing, LONGEST_ADVANCE)
        state, _made = _scripted(state, ScriptedCommand("system", "clock.advance", {"minutes": minutes}, {}))
        missing -= minutes
    state, entries = engine.begin(state)
    return Opening(bound(scenario, {**scenario.names, **_arrived(scenario, entries)}), state, seed, mode)


def _arrived(scenario: Scenario, entries: tuple[engine.JournalEntry, ...]) -> dict[str, Plain]:
    """Return the names of what the injects have made before the learner's first command."""
    names: dict[str, Plain] = {}
    for step in (step for inject in scenario.injects for step in inject.commands):
        made = next(
            (row for row in entries if row.command.name == step.command and row.command.args == step.args), None
        )
        if made is not None:
            names |= saved_names(made, step.save)
    return names


def npc_seat(npc: str) -> str:
    """Return the seat on which the sandbox plays somebody."""
    return f"npc-{npc}"


def _scripted(state: engine.State, step: ScriptedCommand) -> tuple[engine.State, dict[str, Plain]]:
    state, entry = engine.submit(state, engine.Command(step.command, step.args, step.user, SYSTEM_SEAT))
    if entry.refusal is not None:
        raise OpeningRefusedError(
            f"line {step.line}: {step.command} as {step.user}: {entry.refusal.code} {dict(entry.refusal.args)}"
        )
    return state, saved_names(entry, step.save)


def saved_names(entry: engine.JournalEntry, save: Mapping[str, str]) -> dict[str, Plain]:
    """Return the numbers of the documents that a row made, under the names a script gives them."""
    made: dict[str, Plain] = {}
    for name, kind in save.items():
        for event in entry.events:
            for thing in event.objects:
                if event.kind.endswith(".created") and thing.startswith(f"{kind}:") and name not in made:
                    made[name] = thing.partition(":")[2]
    return made
