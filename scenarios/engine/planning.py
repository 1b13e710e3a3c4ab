"""Material requirements: demand against usable stock and firm receipts, item by item, finished goods first.

Pure reading: it returns what a run would propose. Only released, unexpired, unrestricted stock counts as supply unless
a run is told otherwise; a receipt is needed on the day of the first demand that cannot do without it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from scenarios.engine.clock import days_between, days_later
from scenarios.engine.commands.bill_of_materials import bill_in_force
from scenarios.engine.state import State

MONTHS_AHEAD = 3
DAY_OF_DEMAND = 15
COMPONENTS_EARLIER_DAYS = 5
"""Components are wanted so long before an order is due."""
FROZEN_DAYS = 5
"""Nearer than this a date is not moved in but expedited."""
EARLY_DAYS = 14
"""A receipt that comes more than this before it is needed may move out."""
OPEN_ORDERS = ("created", "released", "started")
OPEN_PURCHASES = ("released", "partly_received")


@dataclass(frozen=True)
class Receipt:
    """Goods that are on order: when, how many, by which document (`PO:…`, `WO:…`, `PLO:…`)."""

    date: str
    quantity: int
    document: str


@dataclass(frozen=True)
class Proposal:
    """A planned order: what, how many, due when, and whether its start lies in the past."""

    item: str
    quantity: int
    due: str
    start: str
    is_late: bool


@dataclass(frozen=True)
class Message:
    """What a planner should look at: the kind of exception, the document, its date and the date it should have."""

    type: str
    item: str
    document: str
    quantity: int
    current: str
    proposed: str


@dataclass(frozen=True)
class Requirements:
    """The outcome for all items."""

    proposals: tuple[Proposal, ...]
    messages: tuple[Message, ...]


def planned_items(state: State) -> tuple[str, ...]:
    """The items that planning looks after, finished goods first."""
    found = [number for number, item in state.masters("ITEM").items() if "safety_stock" in item]
    return tuple(sorted(found, key=lambda number: (number[:2] != "FG", number)))


def usable_stock(state: State, item: str, stock_types: str = "U") -> int:
    """What is on hand, unexpired and not held, in these stock types."""
    today, total = state.clock[:10], 0
    for row in state.stock_rows(item=item):
        lot = state.lot(row["lot"]) or {}
        expired = bool(lot.get("expiry")) and lot["expiry"] < today
        if row["stock_type"] in stock_types and not expired and not lot.get("hold"):
            total += row["quantity"]
    return total


def requirements(state: State, stock_types: str = "U") -> Requirements:
    """Plan every item: proposals for what is short, messages for what is on order at the wrong time."""
    proposals: list[Proposal] = []
    messages: list[Message] = []
    wanted: dict[str, list[tuple[str, int]]] = {}
    for item in planned_items(state):
        demand = sorted([*forecast_demand(state, item), *order_demand(state, item), *wanted.get(item, ())])
        fresh = _net(state, item, demand, stock_types, messages)
        proposals += fresh
        bill = bill_in_force(state, item, state.clock[:10]) or {"lines": {}, "base_quantity": 1}
        for proposal in fresh:
            need = days_later(proposal.due, -COMPONENTS_EARLIER_DAYS)
            for line in bill["lines"].values():
                quantity = -(-line["quantity"] * proposal.quantity // bill["base_quantity"])
                wanted.setdefault(line["item"], []).append((need, quantity))
    return Requirements(tuple(proposals), tuple(messages))


def forecast_demand(state: State, item: str) -> Iterator[tuple[str, int]]:
    """The published forecast of the coming months, each on its fifteenth."""
    found = [body for body in state.documents("FC") if body["item"] == item and body["status"] == "published"]
    year, month = int(state.clock[:4]), int(state.clock[5:7])
    for ahead in range(MONTHS_AHEAD if found else 0):
        count = month - 1 + ahead
        yield f"{year + count // 12}-{count % 12 + 1:02d}-{DAY_OF_DEMAND}", found[-1]["quantity"]


def order_demand(state: State, item: str) -> Iterator[tuple[str, int]]:
    """What open production orders still want of an item."""
    for order in state.documents("WO"):
        if order["status"] in OPEN_ORDERS:
            for line in order["components"].values():
                if line["item"] == item and line["planned"] > line["issued"]:
                    yield days_later(order["due"], -COMPONENTS_EARLIER_DAYS), line["planned"] - line["issued"]


def receipts(state: State, item: str) -> list[Receipt]:
    """Firm receipts of an item: open purchase orders, production orders and firmed proposals, by date."""
    found = []
    for purchase in state.documents("PO"):
        for line in purchase["lines"].values() if purchase["status"] in OPEN_PURCHASES else ():
            rest = line["quantity"] - line["received"] + line["returned"]
            if line["item"] == item and rest > 0:
                found.append(Receipt(line["delivery_date"], rest, f"PO:{purchase['id']}"))
    for kind, open_states in (("WO", OPEN_ORDERS), ("PLO", ("firmed",))):
        found += [
            Receipt(order["due"], order["quantity"], f"{kind}:{order['id']}")
            for order in state.documents(kind)
            if order["item"] == item and order["status"] in open_states
        ]
    return sorted(found, key=lambda row: (row.date, row.document))


def _net(
    state: State, item: str, demand: list[tuple[str, int]], stock_types: str, messages: list[Message]
) -> list[Proposal]:
    body: Mapping[str, Any] = state.master("ITEM", item) or {}
    balance, safety, today = usable_stock(state, item, stock_types), body["safety_stock"], state.clock[:10]
    waiting, needed, fresh = receipts(state, item), {}, []
    rest = list(waiting)
    for date, quantity in demand:
        while balance - quantity < safety and rest:
            receipt = rest.pop(0)
            needed[receipt.document] = date
            balance += receipt.quantity
        if balance - quantity < safety:
            short = quantity + safety - balance
            start = days_later(date, -body["lead_days"])
            fresh.append(Proposal(item, short, date, start, start < today))
            balance += short
        balance -= quantity
    for receipt in waiting:
        kind = _exception(receipt, needed.get(receipt.document, ""), today)
        if kind:
            proposed = needed.get(receipt.document, "")
            messages.append(Message(kind, item, receipt.document, receipt.quantity, receipt.date, proposed))
    late = (proposal for proposal in fresh if proposal.is_late)
    messages += [Message("start_past", item, "", row.quantity, row.start, row.due) for row in late]
    return fresh


def _exception(receipt: Receipt, needed: str, today: str) -> str:
    if not needed:
        return "cancel"
    if receipt.date < today:
        return "past_due"
    if receipt.date > needed:
        return "expedite" if days_between(today, needed) <= FROZEN_DAYS else "reschedule_in"
    return "reschedule_out" if days_between(receipt.date, needed) > EARLY_DAYS else ""
