"""Alignment: one's own way beside a recorded one, step by step, by the longest common subsequence (Wagner and Fischer 1974).

Any right way passes; the comparison teaches, it never marks.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from scenarios.engine.api import JournalEntry, Outcome
from scenarios.grading.paths import Path, PathStep

Mine = TypeVar("Mine")
Model = TypeVar("Model")

ASIDE = frozenset(("hat.switch", "clock.advance", "hint.open", "inject.fire"))
"""Neither a step of a way nor a detour from one."""


@dataclass(frozen=True)
class Pairing(Generic[Mine, Model]):
    """One line of the comparison: a step of mine, a step of the model way, or both where they agree."""

    mine: Mine | None
    model: Model | None

    @property
    def agrees(self) -> bool:
        """Whether both ways take this step here."""
        return self.mine is not None and self.model is not None


def own_steps(entries: Sequence[JournalEntry], seats: frozenset[str]) -> tuple[JournalEntry, ...]:
    """The rows of a journal that are steps of the learner's way: accepted changes and look-ups, each look once in a row."""
    kept: list[JournalEntry] = []
    for entry in entries:
        if entry.command.seat not in seats or entry.outcome is Outcome.REFUSED or entry.command.name in ASIDE:
            continue
        if not (kept and entry.outcome is Outcome.LOOKED_UP and kept[-1].command == entry.command):
            kept.append(entry)
    return tuple(kept)


def nearest(entries: Sequence[JournalEntry], ways: Sequence[Path]) -> Path | None:
    """The recorded way that shares most steps with this one, the first of equals; None without any."""
    mine = [key_of_entry(entry) for entry in entries]
    scored = [
        (len(_common(mine, [key_of_step(step) for step in model_steps(way)])), -place) for place, way in enumerate(ways)
    ]
    return ways[-max(scored)[1]] if scored else None


def model_steps(way: Path) -> tuple[PathStep, ...]:
    """The steps of a recorded way that a comparison shows."""
    return tuple(step for step in way.steps if not step.refused and step.command.command not in ASIDE)


def align(entries: Sequence[JournalEntry], way: Path) -> tuple[Pairing[JournalEntry, PathStep], ...]:
    """Both ways beside each other: shared steps on one line, the others where they stand in their own order."""
    steps = model_steps(way)
    shared = _common([key_of_entry(entry) for entry in entries], [key_of_step(step) for step in steps])
    lines: list[Pairing[JournalEntry, PathStep]] = []
    left = right = 0
    for mine, model in (*shared, (len(entries), len(steps))):
        lines += [Pairing(entry, None) for entry in entries[left:mine]]
        lines += [Pairing(None, step) for step in steps[right:model]]
        if mine < len(entries) or model < len(steps):
            lines.append(Pairing(entries[mine], steps[model]))
        left, right = mine + 1, model + 1
    return tuple(lines)


def key_of_entry(entry: JournalEntry) -> str:
    """What makes a step the same step in another way: the command, and for a look what kind of thing was looked at."""
    return _key(entry.command.name, entry.command.args)


def key_of_step(step: PathStep) -> str:
    """The same of a recorded step."""
    return _key(step.command.command, step.command.args)


def _key(name: str, args: object) -> str:
    get = getattr(args, "get", lambda _name: None)
    return f"{name}/{get('kind') or get('report') or ''}" if name in {"view.open", "report.run"} else name


def _common(first: Sequence[str], second: Sequence[str]) -> list[tuple[int, int]]:
    """The places of a longest common subsequence, in order."""
    longest = [[0] * (len(second) + 1) for _ in range(len(first) + 1)]
    for i in range(len(first) - 1, -1, -1):
        for j in range(len(second) - 1, -1, -1):
            longest[i][j] = (
                longest[i + 1][j + 1] + 1 if first[i] == second[j] else max(longest[i + 1][j], longest[i][j + 1])
            )
    pairs, i, j = [], 0, 0
    while i < len(first) and j < len(second):
        if first[i] == second[j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif longest[i + 1][j] >= longest[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs
