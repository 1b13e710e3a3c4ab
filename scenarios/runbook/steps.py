"""Steps of a run-book and the book they make; a book refuses what cannot be a plan, naming every fault at once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

import networkx as nx


class StepStatus(StrEnum):
    """Where a step stands; `skipped` is left out with a waiver."""

    PENDING = "pending"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    SKIPPED = "skipped"


@dataclass(frozen=True)
class Step:
    """One line of the book. Moments are minutes since the window opened; `expected_minutes` is the latest forecast."""

    id: str
    planned_minutes: int
    predecessors: tuple[str, ...] = ()
    owner: str = ""
    status: StepStatus = StepStatus.PENDING
    expected_minutes: int | None = None
    started: int | None = None
    finished: int | None = None

    @property
    def duration_minutes(self) -> int:
        """How long it is expected to take now."""
        return self.planned_minutes if self.expected_minutes is None else self.expected_minutes


class BrokenBookError(Exception):
    """The steps are no plan; `faults` names each of them as (kind, step ids)."""

    def __init__(self, faults: tuple[tuple[str, tuple[str, ...]], ...]) -> None:
        super().__init__("; ".join(f"{kind}: {', '.join(steps)}" for kind, steps in faults))
        self.faults = faults


@dataclass(frozen=True)
class RunBook:
    """All steps, each once, without a circle and without predecessors that are not there."""

    steps: tuple[Step, ...]

    @classmethod
    def of(cls, steps: Iterable[Step]) -> "RunBook":
        """A sound book; raises BrokenBookError with every fault."""
        book = cls(tuple(steps))
        faults = tuple(book._faults())
        if faults:
            raise BrokenBookError(faults)
        return book

    def _faults(self) -> list[tuple[str, tuple[str, ...]]]:
        names = [step.id for step in self.steps]
        twice = tuple(sorted({name for name in names if names.count(name) > 1}))
        missing = tuple(sorted({one for step in self.steps for one in step.predecessors} - set(names)))
        negative = tuple(sorted(step.id for step in self.steps if min(step.planned_minutes, step.duration_minutes) < 0))
        found = [("twice", twice), ("unknown predecessor", missing), ("negative duration", negative)]
        circles = [("circle", tuple(sorted(circle))) for circle in nx.simple_cycles(self.graph)]
        return [fault for fault in (*found, *sorted(circles)) if fault[1]]

    @cached_property
    def by_id(self) -> Mapping[str, Step]:
        """The steps by their id."""
        return {step.id: step for step in self.steps}

    @cached_property
    def graph(self) -> "nx.DiGraph[str]":
        """The steps as a network, from each predecessor to its successor."""
        graph: nx.DiGraph[str] = nx.DiGraph()
        graph.add_nodes_from(step.id for step in self.steps)
        graph.add_edges_from((one, step.id) for step in self.steps for one in step.predecessors)
        return graph

    @cached_property
    def order(self) -> tuple[str, ...]:
        """Every step after its predecessors; among equals the lower id first."""
        return tuple(nx.lexicographical_topological_sort(self.graph))

    def successors(self, step: str) -> tuple[str, ...]:
        """The steps that wait for this one."""
        return tuple(sorted(self.graph.successors(step)))

    def is_ready(self, step: str) -> bool:
        """Whether a pending step has nothing left to wait for."""
        one = self.by_id[step]
        ended = (StepStatus.DONE, StepStatus.SKIPPED)
        return one.status is StepStatus.PENDING and all(self.by_id[name].status in ended for name in one.predecessors)
