"""What order to cash promises of the books: receivables tie, goods shipped balance, nothing unfit leaves."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from scenarios.engine.invariants.balance import Flow
from scenarios.engine.state import State

Body = Mapping[str, Any]
GONE = ("issued", "delivered")


def delivery_flow(delivery: Body) -> Iterator[tuple[str, int]]:
    """Goods that have left for customers."""
    if delivery["status"] in GONE:
        for line in delivery["lines"].values():
            yield from ((lot, -quantity) for lot, quantity in line["lots"].items())


def return_flow(request: Body) -> Iterator[tuple[str, int]]:
    """Goods that came back."""
    if request["received"]:
        yield request["lot"], request["received"]


FLOWS: Mapping[str, Flow] = {"DN": delivery_flow, "RMA": return_flow}


def receivables_are_open_items(state: State) -> Iterator[str]:
    """I9: accounts receivable holds the open amounts of the invoices less the money on account."""
    items = sum(bill["open"] for bill in state.documents("BIL"))
    items -= sum(receipt["unapplied"] for receipt in state.documents("RCT"))
    if items != state.gl("1122"):
        yield f"open items {items}, ledger {state.gl('1122')}"


def shipments_are_in_the_genealogy(state: State) -> Iterator[str]:
    """I10: each lot's quantity on an own delivery that has left is its edge to that delivery."""
    edges: dict[tuple[str, str], int] = {}
    for edge in state.genealogy_edges():
        if edge["relation"] == "ship":
            pair = (edge["source"], edge["target"])
            edges[pair] = edges.get(pair, 0) + edge["quantity"]
    for delivery in state.documents("DN"):
        gone = delivery["status"] in GONE
        for line in delivery["lines"].values():
            for lot, quantity in line["lots"].items():
                found = edges.get((lot, delivery["id"]), 0)
                if found != (quantity if gone else 0):
                    yield f"DN {delivery['id']}: {lot} {quantity}, genealogy {found}"


def order_lines_add_up(state: State) -> Iterator[str]:
    """I8: no order line is billed beyond what was delivered, nor delivered beyond what was confirmed."""
    for order in state.documents("SO"):
        for number, line in order["lines"].items():
            if not line["billed"] <= line["delivered"] <= line["confirmed"] <= line["quantity"]:
                yield f"SO {order['id']}/{number}"


def biller_is_not_the_taker(state: State) -> Iterator[str]:
    """I12: no own invoice was posted by whoever made its delivery, no return authorised by whoever asked for it."""
    for bill in state.own_documents("BIL"):
        delivery = state.document("DN", bill["dn"])
        if bill["bill_type"] == "invoice" and delivery and delivery["created_by"] == bill["created_by"]:
            yield f"BIL {bill['id']}: {bill['created_by']}"
    for request in state.own_documents("RMA"):
        if request["authorised_by"] and request["authorised_by"] == request["created_by"]:
            yield f"RMA {request['id']}: {request['created_by']}"


INVARIANTS: dict[str, Callable[[State], Iterator[str]]] = {
    "I8b": order_lines_add_up,
    "I9b": receivables_are_open_items,
    "I10d": shipments_are_in_the_genealogy,
    "I12d": biller_is_not_the_taker,
}
