"""Paths: recorded ways through a drill, right and wrong, played against the engine to prove its judgement."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from scenarios.engine import api as engine
from scenarios.grading.binding import bound
from scenarios.grading.grading import Grade, grade
from scenarios.grading.opening import Opening, saved_names
from scenarios.grading.patterns import agrees
from scenarios.grading.problems import Problem
from scenarios.grading.reading import Plain, read_document
from scenarios.grading.scenario import Scenario, ScriptedCommand
from scenarios.grading.sections import scripted
from scenarios.grading.text import Text
from scenarios.grading.trace import SYSTEM_SEAT

Play = Callable[[engine.State, engine.Command], tuple[engine.State, tuple[engine.JournalEntry, ...]]]
"""What plays one command and whatever answers it: the engine, or another back end."""

REFUSED = Text("{step} 应当被接受，却被拒绝：{code}。", "{step} should have been accepted but was refused: {code}.")
ACCEPTED = Text("{step} 应当被拒绝（{code}），却被接受。", "{step} should have been refused ({code}) but was accepted.")
OTHER = Text(
    "{step} 应当因 {code} 被拒绝，实际是 {found}。", "{step} should have been refused with {code}, but it was {found}."
)
NO_VARIANT = Text(
    "没有变体让 {name} 等于“{value}”，这一步永远不会执行。",
    "No variant binds {name} to “{value}”; this step would never be played.",
)


@dataclass(frozen=True)
class PathStep:
    """One command, the refusal that it is meant to meet, if any, and the variants for which it is played (all)."""

    command: ScriptedCommand
    refused: str
    variants: Mapping[str, Plain] = field(default_factory=dict)

    def is_for(self, names: Mapping[str, Plain]) -> bool:
        """Say whether the step belongs to the way through this variant."""
        return all(agrees(names.get(name), wanted) for name, wanted in self.variants.items())


@dataclass(frozen=True)
class Path:
    """A recorded way through a drill with the answers handed in at its end."""

    file: str
    title: Text
    steps: tuple[PathStep, ...]
    answers: Mapping[str, Mapping[str, Any]]

    def through(self, names: Mapping[str, Plain]) -> Path:
        """Return the way through one variant: without the steps that belong to others."""
        return replace(self, steps=tuple(step for step in self.steps if step.is_for(names)))


@dataclass(frozen=True)
class Played:
    """What came of playing a path: the end, its grade, the answers, and each step that did not go as the path says."""

    state: engine.State
    grade: Grade
    answers: Mapping[str, Mapping[str, Any]]
    surprises: tuple[Problem, ...]


def load_path(text: str, *, file: str) -> tuple[Path | None, tuple[Problem, ...]]:
    """Read a path file; returns the path, or all its problems."""
    top, reading = read_document(text, file=file)
    top.word("scenario")
    title = top.text("title")
    steps = []
    for table in top.tables("steps", required=True):
        refused = table.word("refused", default="")
        variants: dict[str, Plain] = {}
        for name, wanted in table.mapping("for").items():
            variants[name] = {"in": wanted} if isinstance(wanted, list) else wanted
        steps.append(PathStep(scripted(table), refused, variants))
        table.finish()
    answers: dict[str, Any] = top.mapping("answers")
    top.finish()
    path = Path(file, title, tuple(steps), answers)
    return (None if reading.problems else path), tuple(reading.problems)


def play_path(opening: Opening, path: Path, *, hints: int = 0, play: Play = engine.play) -> Played:
    """Play a path on the opening, hat switches included, and grade its end; `hints` so many are read first.

    Each hat acts on the seat that has it; a seat that rules would play is taken first if the path uses it.
    """
    state, names = opening.state, dict(opening.scenario.names)
    scenario = opening.scenario
    surprises = list(_unknown_variants(path, scenario))
    path = path.through(names)
    seat = scenario.seats[0].id
    for taken in sorted({scenario.seat_of(step.command.user) for step in path.steps} & scenario.played_seats):
        state, _entries = play(state, engine.Command("seat.join", {"seat": taken}, SYSTEM_SEAT, SYSTEM_SEAT))
    for number in range(1, hints + 1):
        state, _entries = play(state, engine.Command("hint.open", {"nr": number}, state.hat(seat), seat))
    for step in path.steps:
        command = bound(step.command, names)
        seat = scenario.seat_of(command.user)
        state = _wear(state, seat, command.user, play)
        state, entries = play(state, engine.Command(command.command, command.args, command.user, seat))
        entry = entries[0]
        if surprise := _surprise(path.file, step, entry):
            surprises.append(surprise)
        names |= saved_names(entry, command.save)
    answers = bound(dict(path.answers), names)
    return Played(state, grade(opening, state, answers=answers), answers, tuple(surprises))


def _unknown_variants(path: Path, scenario: Scenario) -> Iterator[Problem]:
    """A step for a variant that there is not would never be played, and nobody would notice."""
    offered = scenario.start.offered
    for step in path.steps:
        for name, wanted in step.variants.items():
            values = wanted["in"] if isinstance(wanted, dict) else [wanted]
            for value in values if isinstance(values, list) else [values]:
                if value not in offered.get(name, ()):
                    yield Problem(path.file, step.command.line, "for", NO_VARIANT.fill(name=name, value=value))


def _wear(state: engine.State, seat: str, user: str, play: Play) -> engine.State:
    if state.hat(seat) == user:
        return state
    state, _entries = play(state, engine.Command("hat.switch", {"to": user}, state.hat(seat), seat))
    return state


def _surprise(file: str, step: PathStep, entry: engine.JournalEntry) -> Problem | None:
    found = entry.refusal.code if entry.refusal is not None else ""
    name = f"{step.command.command} as {step.command.user}"
    if found == step.refused:
        return None
    if not step.refused:
        details = f"{found} {dict(entry.refusal.args) if entry.refusal is not None else {}}"
        sentence = REFUSED.fill(step=name, code=details)
    elif not found:
        sentence = ACCEPTED.fill(step=name, code=step.refused)
    else:
        sentence = OTHER.fill(step=name, code=step.refused, found=found)
    return Problem(file, step.command.line, "steps", sentence)
