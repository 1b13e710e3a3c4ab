"""What production promises of the books: work in process ties, goods of a lot balance, nothing unsterile gets free."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from scenarios.engine.invariants.balance import Flow
from scenarios.engine.state import State

Body = Mapping[str, Any]
WORK_IN_PROCESS = "5001"


def order_flow(order: Body) -> Iterator[tuple[str, int]]:
    """Components issued (net of returns) and pieces received."""
    for line in order["components"].values():
        yield from ((lot, -held["quantity"]) for lot, held in line["lots"].items() if lot)
    if order["received"]:
        yield order["lot"], order["received"]


def scrap_flow(scrap: Body) -> Iterator[tuple[str, int]]:
    """Scrapped stock."""
    if scrap["lot"]:
        yield scrap["lot"], -scrap["quantity"]


FLOWS: Mapping[str, Flow] = {"WO": order_flow, "SCR": scrap_flow}


def work_in_process_is_what_orders_hold(state: State) -> Iterator[str]:
    """I7: per order, production cost holds what went in less what came out and what was settled."""
    ledger: dict[str, int] = {}
    for line in state.ledger_lines(WORK_IN_PROCESS):
        number = line.get("wo", "")
        ledger[number] = ledger.get(number, 0) + line["debit"] - line["credit"]
    for order in state.documents("WO"):
        inside = order["material_value"] + order["activity_value"] - order["received_value"] - order["settled_value"]
        if ledger.pop(order["id"], 0) != inside:
            yield f"WO {order['id']}: {inside}"
    yield from (f"no order: {number} {amount}" for number, amount in ledger.items() if amount)


def consumption_is_in_the_genealogy(state: State) -> Iterator[str]:
    """I10: what an own order consumed of each lot is what its genealogy edges say."""
    edges: dict[tuple[str, str], int] = {}
    for edge in state.tables["edge"].own.values():
        if edge["relation"] == "consumption":
            pair = (edge["source"], edge["target"])
            edges[pair] = edges.get(pair, 0) + edge["quantity"]
    before = state.dataset.documents("WO")
    for order in state.own_documents("WO"):
        for key, line in order["components"].items():
            old = before.get(order["id"], {"components": {}})["components"].get(key, {"lots": {}})["lots"]
            for lot, held in line["lots"].items():
                wanted = held["quantity"] - old.get(lot, {"quantity": 0})["quantity"]
                if lot and edges.get((lot, order["lot"]), 0) != wanted:
                    yield f"WO {order['id']}: {lot} {wanted}, genealogy {edges.get((lot, order['lot']), 0)}"


def nothing_free_before_it_is_sterile(state: State) -> Iterator[str]:
    """I11: no lot of a sterilisation load that is not released is unrestricted; no lot on hold is either."""
    for load in state.documents("STR"):
        if load["status"] in {"released", "resterilised"}:
            continue
        for row in load["lines"].values():
            if state.stock(lot=row["lot"], stock_type="U"):
                yield f"STR {load['id']}: lot {row['lot']} is unrestricted"
    for lot in state.tables["lot"].own.values():
        if lot.get("hold") and state.stock(lot=lot["id"], stock_type="U"):
            yield f"lot {lot['id']}: on hold and unrestricted"


def nobody_verifies_their_own_work(state: State) -> Iterator[str]:
    """I12: on no page of a batch record have the same hands performed and verified."""
    for record in state.own_documents("BR"):
        for key, page in record["pages"].items():
            if page["performed_by"] and page["performed_by"] == page["verified_by"]:
                yield f"BR {record['id']}, page {key}: {page['performed_by']}"


INVARIANTS: dict[str, Callable[[State], Iterator[str]]] = {
    "I10c": consumption_is_in_the_genealogy,
    "I11b": nothing_free_before_it_is_sterile,
    "I12b": nobody_verifies_their_own_work,
    "I7b": work_in_process_is_what_orders_hold,
}
