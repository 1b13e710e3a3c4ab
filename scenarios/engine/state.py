"""The state of one attempt: an immutable dataset with overlays, a virtual clock and the journal so far.

A state is a value: nothing in it is ever changed in place. Reads that answer questions live in reads.py.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from scenarios.engine.areas import KINDS, MASTER_KINDS
from scenarios.engine.dataset import Dataset
from scenarios.engine.overlay import Overlay
from scenarios.engine.parameters import parameter_rows
from scenarios.engine.reads import Reads
from scenarios.engine.values import Inject, JournalEntry, Npc

DOCUMENT_KINDS = tuple(KINDS)
OTHER_TABLES = (
    "stock",
    "lot",
    "entry",
    "balance",
    "edge",
    "flow",
    "counter",
    "signature",
    "override",
    "hat",
    "fired",
    "taken",
)


@dataclass(frozen=True)
class Start:
    """What a scenario decides before the first command: it belongs to the state's identity, not to its journal."""

    clock: str
    seed: int
    seats: Mapping[str, tuple[str, ...]] | None
    npcs: tuple[Npc, ...]
    injects: tuple[Inject, ...]
    parameters: Mapping[str, Any]


@dataclass(frozen=True)
class State(Reads):
    """The fold of a journal over a dataset."""

    dataset: Dataset
    start: Start
    clock: str
    tables: Mapping[str, Overlay]
    journal: tuple[JournalEntry, ...]
    head: str

    @property
    def seq(self) -> int:
        """The number of the last journal entry, 0 before the first."""
        return self.journal[-1].seq if self.journal else 0

    def with_entry(self, entry: JournalEntry) -> "State":
        """The same state with one more entry in its journal."""
        return replace(self, journal=(*self.journal, entry), head=entry.hash)


class Draft:
    """Collects the rows that a batch of events puts over a state, copying each touched overlay once."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.clock = state.clock
        self._own: dict[str, dict[str, Any]] = {}

    def get(self, table: str, key: str, default: Any = None) -> Any:
        """The row as this draft would leave it."""
        own = self._own.get(table)
        if own is not None and key in own:
            return own[key]
        return self.state.tables[table].get(key, default)

    def put(self, table: str, key: str, row: Any) -> None:
        """Lay a row over whatever stood there."""
        own = self._own.get(table)
        if own is None:
            own = self._own[table] = dict(self.state.tables[table].own)
        own[key] = row

    def finished(self) -> State:
        """The new state; the old one is as it was."""
        tables = dict(self.state.tables)
        for name, own in self._own.items():
            tables[name] = Overlay(tables[name].base, own)
        return replace(self.state, tables=tables, clock=self.clock)


def empty_tables(dataset: Dataset, parameters: Mapping[str, Any]) -> dict[str, Overlay]:
    """The tables of an attempt in which nothing has happened yet, with the parameters that its scenario sets."""
    content = dataset.content
    bases: dict[str, Mapping[str, Any]] = {f"doc.{kind}": dataset.documents(kind) for kind in DOCUMENT_KINDS}
    bases |= {f"master.{kind}": dataset.master(kind) for kind in MASTER_KINDS}
    bases |= {
        "master.PARAMETER": parameter_rows(dataset, parameters),
        "stock": content["stock"],
        "lot": content["lots"],
        "edge": content["edges"],
        "balance": dataset.opening_balances,
        "flow": dataset.flow,
        "counter": content["counters"],
    }
    tables = {name: Overlay(bases.get(name, {})) for name in OTHER_TABLES}
    return tables | {name: Overlay(base) for name, base in bases.items()}
