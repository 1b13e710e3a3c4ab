"""Proving: the same authored solution on two back ends, and what each of them says of the same expectation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from scenarios.backends.bearing import Bearing, bearing
from scenarios.backends.seam import Handle, SandboxBackend
from scenarios.engine.api import Command, JournalEntry, State, play
from scenarios.grading.api import Expectation, Finding, Group, Opening, Path, Played, play_path


@dataclass(frozen=True)
class Judged:
    """One end-state expectation on one back end: what was found, and whether it can be held to it."""

    expectation: Expectation
    finding: Finding
    bearing: Bearing

    @property
    def met(self) -> bool:
        """Met, which nothing is that is not borne."""
        return self.bearing.borne and self.finding.met


@dataclass(frozen=True)
class Proof:
    """A path on a back end: every end-state expectation, and each step that did not go as the path says."""

    back_end: str
    scenario_id: str
    file: str
    judged: tuple[Judged, ...]
    surprises: tuple[str, ...]


def play_on(handle: Handle, opening: Opening, path: Path) -> Played:
    """Play a path on a handle, with the drill's own people answering, and grade it by the one grading there is."""

    def carry_out(_state: State, command: Command) -> tuple[State, JournalEntry]:
        entry = handle.submit(command)
        return handle.state, entry

    def play_there(state: State, command: Command) -> tuple[State, tuple[JournalEntry, ...]]:
        return play(state, command, carry_out=carry_out)

    return play_path(replace(opening, state=handle.opening), path, play=play_there)


def prove(backend: SandboxBackend, opening: Opening, paths: Iterable[Path]) -> tuple[Proof, ...]:
    """Play each path on a sandbox of its own, and let go of it."""
    proofs = []
    for path in paths:
        handle = backend.provision(opening)
        try:
            proofs.append(judge(backend, opening, path, play_on(handle, opening, path)))
        finally:
            handle.dispose()
    return tuple(proofs)


def judge(backend: SandboxBackend, opening: Opening, path: Path, played: Played) -> Proof:
    """What the grade of a played path says of the end state, with what the back end bears."""
    capabilities = backend.capabilities()
    judged = tuple(
        Judged(mark.expectation, mark.finding, bearing(mark.expectation, capabilities))
        for mark in played.grade.marks
        if mark.expectation.group is Group.END_STATE
    )
    surprises = tuple(problem.say("en") for problem in played.surprises)
    return Proof(backend.name, opening.scenario.id, path.file, judged, surprises)
