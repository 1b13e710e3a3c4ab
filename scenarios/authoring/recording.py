"""A journal becomes a path: what somebody did, with the numbers that differ from attempt to attempt given by name."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from scenarios.authoring.document import Tree
from scenarios.engine.api import JournalEntry, Outcome
from scenarios.grading.api import Opening

MACHINERY = frozenset(("hat.switch", "hint.open"))
"""A path's steps say who acts, so a change of hats needs no step; hints belong to a person, not to a way."""
LEAST_NUMBER = 100
LEAST_TEXT = 4
"""Smaller numbers and shorter texts stand for themselves: a 2 on one line is not the 2 of another."""


def record_path(
    opening: Opening, entries: Sequence[JournalEntry], *, code: str, title: Mapping[str, str], answers: Tree
) -> Tree:
    """The learner's own rows as a path file: accepted steps, look-ups, and refusals as refusals."""
    return path_of(recorded_steps(Recorder(opening), entries), code=code, title=title, answers=answers)


def path_of(steps: list[Tree], *, code: str, title: Mapping[str, str], answers: Tree) -> Tree:
    """A path file of steps that are recorded already."""
    return {"scenario": code, "title": dict(title), "steps": steps, "answers": answers}


def recorded_steps(recorder: "Recorder", entries: Sequence[JournalEntry]) -> list[Tree]:
    """The learner's rows as steps; what NPC seats and injects did is only learnt from."""
    steps = []
    for entry in entries:
        if entry.command.seat in recorder.seats and entry.command.name not in MACHINERY:
            steps.append(recorder.step(entry))
        else:
            recorder.learn(entry)
    return _without_repeats(steps)


def overlay_steps(recorder: "Recorder", entries: Sequence[JournalEntry]) -> list[Tree]:
    """What was done to set the scene: accepted changes, without looks, refusals and changes of hat."""
    kept = []
    for entry in entries:
        if entry.outcome is not Outcome.ACCEPTED or entry.command.name in {*MACHINERY, "inject.fire"}:
            recorder.learn(entry)
            continue
        kept.append(recorder.step(entry))
    return kept


class Recorder:
    """Knows which number has which name, and learns the numbers of what each row makes."""

    def __init__(self, opening: Opening) -> None:
        self.seats = opening.scenario.seat_ids
        self._names: dict[Any, str] = {}
        self._taken: set[str] = set()
        for name, value in opening.scenario.names.items():
            self._taken.add(name)
            if _speaks(value) and value not in self._names:
                self._names[value] = name

    def step(self, entry: JournalEntry) -> Tree:
        """One row as a step of a path or an overlay."""
        step: Tree = {"as": entry.command.user, "do": entry.command.name, "args": self.named(dict(entry.command.args))}
        saved = self.learn(entry)
        if saved:
            step["save"] = saved
        if entry.outcome is Outcome.REFUSED and entry.refusal is not None:
            step["refused"] = entry.refusal.code
        return step

    def learn(self, entry: JournalEntry) -> dict[str, str]:
        """Give the first object of each kind that a row made a name; returns {name: kind}."""
        saved: dict[str, str] = {}
        for event in entry.events:
            if not event.kind.endswith(".created"):
                continue
            kind, _, number = event.objects[0].partition(":")
            if kind in saved.values() or number in self._names:
                continue
            name = self._free(kind)
            self._names[number] = name
            saved[name] = kind
        return saved

    def _free(self, kind: str) -> str:
        name, count = kind, 1
        while name in self._taken:
            count += 1
            name = f"{kind}{count}"
        self._taken.add(name)
        return name

    def named(self, value: Any) -> Any:
        """The value with every known number replaced by `$name`."""
        if isinstance(value, Mapping):
            return {key: self.named(part) for key, part in value.items()}
        if isinstance(value, list | tuple):
            return [self.named(part) for part in value]
        if isinstance(value, bool):
            return value
        if value in self._names:
            return f"${self._names[value]}"
        return self._within(value) if isinstance(value, str) else value

    def _within(self, text: str) -> str:
        for number, name in self._names.items():
            if isinstance(number, str) and number in text:
                text = re.sub(rf"(?<![\w$-]){re.escape(number)}(?![\w-])", f"${name}", text)
        return text


def _speaks(value: Any) -> bool:
    if isinstance(value, bool):
        return False
    if isinstance(value, int):
        return abs(value) >= LEAST_NUMBER
    return isinstance(value, str) and len(value) >= LEAST_TEXT


def _without_repeats(steps: list[Tree]) -> list[Tree]:
    """A look taken twice in a row is one look."""
    kept: list[Tree] = []
    for step in steps:
        if not (kept and step["do"] in {"view.open", "report.run"} and kept[-1] == step):
            kept.append(step)
    return kept
