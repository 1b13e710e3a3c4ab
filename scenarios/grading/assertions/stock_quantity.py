"""Stock quantity: how much of an item or lot stands in which stock type at the end."""

from __future__ import annotations

from dataclasses import dataclass

from scenarios.grading.finding import FULL, NO_CREDIT, Finding
from scenarios.grading.patterns import agrees, describe_wanted
from scenarios.grading.reading import Plain, Table
from scenarios.grading.text import Text, listed
from scenarios.grading.trace import Trace
from scenarios.grading.vocabulary import field_text

KEYS = ("item", "lot", "stock_type", "plant", "location")


@dataclass(frozen=True)
class StockQuantity:
    """The quantity that the keys select, in the item's decimals; `increase` measures against the opening."""

    keys: tuple[tuple[str, str], ...]
    increase: bool
    wanted: Plain

    @classmethod
    def read(cls, table: Table) -> StockQuantity:
        """Read `stock: {item, lot, stock_type, …}`, `increase` and `quantity`."""
        inner = table.table("stock")
        keys = tuple((key, inner.word(key)) for key in KEYS if key in inner)
        inner.finish()
        return cls(keys, table.truth("increase", default=False), table.value("quantity"))

    def sentence(self) -> Text:
        """Return the assertion as prose."""
        which = listed([Text("{k} {v}", "{k} {v}").fill(k=field_text(key), v=value) for key, value in self.keys])
        name = Text("库存增加", "Stock gained") if self.increase else Text("库存", "Stock")
        return Text("{name}（{which}）{wanted}", "{name} ({which}) is {wanted}").fill(
            name=name, which=which, wanted=describe_wanted(self.wanted)
        )

    def check(self, trace: Trace) -> Finding:
        """Read the quantity."""
        keys = dict(self.keys)
        quantity = trace.state.stock(**keys) - (trace.opening.stock(**keys) if self.increase else 0)
        moves = [entry.seq for entry in trace.entries if any(self._moves(event) for event in entry.events)]
        found = Text("数量 {n}。", "Quantity {n}.").fill(n=quantity)
        return Finding(FULL if agrees(quantity, self.wanted) else NO_CREDIT, found, tuple(moves[-1:]))

    def _moves(self, event: object) -> bool:
        fields = getattr(event, "fields", {})
        return getattr(event, "kind", "") == "stock.moved" and all(str(fields.get(k)) == v for k, v in self.keys)
