"""Mass balance (I10): what each lot has gained and lost is what the documents of this attempt say, lot by lot.

Each area names the kinds of document by which goods come and go; moving between stock types is no gain and no loss.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from scenarios.engine.state import State

Body = Mapping[str, Any]
Flow = Callable[[Body], Iterator[tuple[str, int]]]
"""What one document has brought (positive) and taken (negative) so far, per lot."""


def lots_hold_what_documents_say(state: State, flows: Mapping[str, Flow]) -> Iterator[str]:
    """Name each lot whose stock has changed by more or less than the documents that this attempt made or changed."""
    expected: dict[str, int] = {}
    for kind, flow in flows.items():
        before = state.dataset.documents(kind)
        for body in state.own_documents(kind):
            _add(expected, flow(body), 1)
            if body["id"] in before:
                _add(expected, flow(before[body["id"]]), -1)
    held: dict[str, int] = {}
    stock = state.tables["stock"]
    for key, row in stock.own.items():
        lot = key.split("|")[1]
        held[lot] = held.get(lot, 0) + row["quantity"] - stock.base.get(key, {"quantity": 0})["quantity"]
    for lot in sorted((set(held) | set(expected)) - {""}):
        if held.get(lot, 0) != expected.get(lot, 0):
            yield f"lot {lot}: stock changed by {held.get(lot, 0)}, documents say {expected.get(lot, 0)}"


def _add(sums: dict[str, int], rows: Iterator[tuple[str, int]], sign: int) -> None:
    for lot, quantity in rows:
        sums[lot] = sums.get(lot, 0) + sign * quantity


def receipt_flow(receipt: Body) -> Iterator[tuple[str, int]]:
    """Goods receipts, their reversals and returns to the supplier."""
    sign = {"101": 1, "102": -1, "122": -1}[receipt["movement"]]
    yield from ((row["lot"], sign * row["quantity"]) for row in receipt["lines"].values())
