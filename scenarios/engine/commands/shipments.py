"""Where lots went: what the genealogy says left for which customer, by which delivery."""

from collections.abc import Iterable
from dataclasses import dataclass

from scenarios.engine.reads import Reads

SHIPPED = "ship"


@dataclass(frozen=True)
class Shipment:
    """One lot on one delivery."""

    lot: str
    customer: str
    delivery: str
    quantity: int


def shipments(state: Reads, lots: Iterable[str] | None = None) -> tuple[Shipment, ...]:
    """The shipments of some lots, or of all; what was taken back in full is not among them."""
    wanted = None if lots is None else set(lots)
    customers: dict[str, str] = {}
    net: dict[tuple[str, str], int] = {}
    for edge in state.genealogy_edges():
        if edge["relation"] != SHIPPED:
            continue
        source, target = edge["source"], edge["target"]
        if state.lot(source) is None:
            # A delivery's own edge leads to its customer.
            customers[source] = target
        elif wanted is None or source in wanted:
            net[source, target] = net.get((source, target), 0) + edge["quantity"]
    return tuple(
        Shipment(lot, customers.get(delivery, ""), delivery, quantity)
        for (lot, delivery), quantity in net.items()
        if quantity > 0
    )
