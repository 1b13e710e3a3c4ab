"""World: one handle's Tryton database as the adapter knows it – which of our numbers is which of Tryton's records.

Days are shifted: Tryton dates its entries with the machine's day, so the drill's first day is laid over it, and every
other day keeps its distance. Quantities and money are integers here and decimals there.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from scenarios.backends.tryton.client import ADMIN, TrytonClient, TrytonRefusedError
from scenarios.engine.api import Dataset, State

UNITS = {"KGM": "kg", "MTR": "m", "LTR": "l", "EA": "u"}
READER = ADMIN
"""Whoever reads back: the administrator sees all; what people may do is asked with their own sessions."""


@dataclass
class Places:
    """The warehouse's locations by use."""

    warehouse: int
    incoming: int
    storage: int
    outgoing: int
    opening: int

    def stock_type(self, location: int) -> str:
        """Our stock type of a place: what waits at the input is in inspection, shelf and dock are free; else nowhere."""
        if location == self.incoming:
            return "Q"
        return "U" if location in {self.storage, self.outgoing} else ""


@dataclass
class World:
    """The records behind our numbers (`ids`), the finer stage of a document, and what stock there was at the start."""

    client: TrytonClient
    dataset: Dataset
    first_day: datetime.date
    places: Places
    ids: dict[str, int] = field(default_factory=dict)
    stages: dict[str, str] = field(default_factory=dict)
    facts: dict[str, dict[str, Any]] = field(default_factory=dict)
    opening_stock: dict[str, int] = field(default_factory=dict)
    posted_moves: set[int] = field(default_factory=set)
    shift: datetime.timedelta = field(default_factory=datetime.timedelta)

    def lay_calendar(self, today: datetime.date) -> None:
        """Lay the drill's first day over the machine's."""
        self.shift = today - self.first_day

    def day_there(self, text: str) -> datetime.date:
        """A day of the drill as Tryton's."""
        return datetime.date.fromisoformat(text[:10]) + self.shift

    def day_here(self, day: datetime.date | None) -> str:
        """Tryton's day as one of the drill."""
        return "" if day is None else (day - self.shift).isoformat()

    def id_of(self, kind: str, number: str) -> int:
        """The record behind one of our numbers; refuses what this handle does not have."""
        found = self.ids.get(f"{kind}:{number}")
        if found is None:
            raise TrytonRefusedError(f"{kind} {number} is not in this Tryton database.", kind="unknown")
        return found

    def known(self, kind: str, number: str) -> dict[str, Any]:
        """What is noted of a document; refuses one that this handle does not have."""
        self.id_of(kind, number)
        return self.facts.get(f"{kind}:{number}", {})

    def know(self, kind: str, number: str, record: int, **facts: Any) -> None:
        """Note which record is behind a number, and what of the document Tryton has no field for."""
        self.ids[f"{kind}:{number}"] = record
        if facts:
            self.facts[f"{kind}:{number}"] = facts

    def note(self, kind: str, number: str, **facts: Any) -> None:
        """Note more of a document."""
        self.facts.setdefault(f"{kind}:{number}", {}).update(facts)

    def numbers(self, kind: str) -> tuple[str, ...]:
        """Our numbers of a kind that are known here, in the order in which they came."""
        prefix = f"{kind}:"
        return tuple(name.removeprefix(prefix) for name in self.ids if name.startswith(prefix))

    def number_of(self, kind: str, record: int) -> str:
        """Our number of a record, or ""."""
        return next((number for number in self.numbers(kind) if self.ids[f"{kind}:{number}"] == record), "")

    def item(self, number: str) -> Mapping[str, Any]:
        """Our master of an item."""
        return self.dataset.master("ITEM")[number]

    def quantity_there(self, item: str, quantity: int) -> float:
        """A quantity in whole units, as Tryton's float."""
        return float(Decimal(quantity).scaleb(-int(self.item(item)["decimals"])))

    def quantity_here(self, item: str, quantity: float) -> int:
        """Tryton's quantity in the item's decimals."""
        return int(Decimal(str(quantity)).scaleb(int(self.item(item)["decimals"])).to_integral_value())

    def snapshot(self) -> dict[str, Any]:
        """What must be put back together with the database."""
        return deepcopy(
            {
                name: getattr(self, name)
                for name in ("ids", "stages", "facts", "opening_stock", "posted_moves", "first_day", "shift")
            }
        )

    def put_back(self, kept: Mapping[str, Any]) -> None:
        """Put back what a snapshot kept."""
        for name, value in deepcopy(dict(kept)).items():
            setattr(self, name, value)


def cents(amount: Decimal | None) -> int:
    """Money as Tryton has it, in cents."""
    return int((Decimal(amount or 0) * 100).to_integral_value())


def yuan(amount: int) -> Decimal:
    """Cents as Tryton's money."""
    return Decimal(amount).scaleb(-2)


@dataclass(frozen=True)
class Order:
    """One of our commands on its way: the arguments, who gives it, and the state that numbers are drawn from."""

    name: str
    args: Mapping[str, Any]
    user: str
    state: State
