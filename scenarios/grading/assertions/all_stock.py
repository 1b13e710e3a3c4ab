"""All stock: whatever is left of these lots stands in one stock type, wherever it was before."""

from __future__ import annotations

from dataclasses import dataclass

from scenarios.engine.api import Event
from scenarios.grading.finding import NO_CREDIT, Finding, share
from scenarios.grading.reading import Table
from scenarios.grading.text import Text, enumerated
from scenarios.grading.trace import Trace


@dataclass(frozen=True)
class AllStock:
    """Of each line of stock that the lots had at the opening, nothing is left outside `stock_type`; the share counts."""

    lots: tuple[str, ...]
    stock_type: str

    @classmethod
    def read(cls, table: Table) -> AllStock:
        """Read `all_stock: {lots, stock_type}`."""
        inner = table.table("all_stock")
        lots = inner.words("lots", required=True)
        stock_type = inner.word("stock_type")
        inner.finish()
        return cls(lots, stock_type)

    def sentence(self) -> Text:
        """Return the assertion as prose."""
        return Text("批次 {lots} 的全部库存都在 {type}", "All stock of {lots} stands in {type}").fill(
            lots=enumerated(self.lots), type=self.stock_type
        )

    def check(self, trace: Trace) -> Finding:
        """Hold what stood elsewhere at the opening against what stands there now."""
        before = {
            (lot, str(row["stock_type"]))
            for lot in self.lots
            for row in trace.opening.stock_rows(lot=lot)
            if row["stock_type"] != self.stock_type and row["quantity"]
        }
        left = sorted((lot, kind) for lot, kind in before if trace.state.stock(lot=lot, stock_type=kind))
        if not before:
            return Finding(NO_CREDIT, Text("开始时没有这样的库存。", "There was no such stock at the opening."))
        found = Text("{all} 处中完成 {n} 处。", "{n} of {all} places done.").fill(
            n=len(before) - len(left), all=len(before)
        )
        if left:
            names = enumerated(f"{lot} {kind}" for lot, kind in left)
            found += Text("还剩：{names}。", "Left: {names}.").fill(names=names)
        seqs = tuple(entry.seq for entry in trace.entries if any(self._moves(event) for event in entry.events))
        return Finding(share(len(before) - len(left), len(before)), found, seqs)

    def _moves(self, event: Event) -> bool:
        return event.kind == "stock.moved" and event.fields["lot"] in self.lots
