"""What can be promised and shipped: lots that are free, in date and fresh enough for a customer, less what is promised."""

from collections.abc import Mapping
from typing import Any

from scenarios.engine.clock import days_between
from scenarios.engine.quantities import divide_half_up
from scenarios.engine.reads import Reads

Body = Mapping[str, Any]
OPEN_ORDERS = ("confirmed", "partly_delivered")
OPEN_DELIVERIES = ("created", "picked", "packed")
UNBILLED = ("confirmed", "partly_delivered", "delivered")
"""Orders that stand for money not yet in an invoice."""


def life_left_pct(item: Body, lot: Body, day: str) -> int:
    """The share of its shelf life that a lot has left, in whole per cent; 100 for what does not expire."""
    if not item["shelf_life_days"] or not lot["expiry"]:
        return 100
    return max(days_between(day, lot["expiry"]), 0) * 100 // int(item["shelf_life_days"])


def usable_lots(state: Reads, item: Body, minimum_pct: int) -> list[tuple[Body, int]]:
    """Released lots of an item that are in date and fresh enough, first to expire first, with their free quantity.

    Free is unrestricted stock less what open deliveries have picked.
    """
    day = state.clock[:10]
    held: dict[str, int] = {}
    for row in state.stock_rows(item=item["id"], stock_type="U"):
        held[row["lot"]] = held.get(row["lot"], 0) + row["quantity"]
    for number, quantity in picked(state, item["id"]).items():
        held[number] = held.get(number, 0) - quantity
    found = []
    for number, quantity in held.items():
        lot = state.lot(number)
        if lot is None or quantity <= 0 or lot.get("hold") or (lot["expiry"] and lot["expiry"] <= day):
            continue
        if life_left_pct(item, lot, day) >= minimum_pct:
            found.append((lot, quantity))
    return sorted(found, key=lambda pair: (pair[0]["expiry"] or "9999", pair[0]["id"]))


def picked(state: Reads, item: str, *, but: str = "") -> dict[str, int]:
    """What open deliveries have picked of an item, by lot; one delivery may be left out."""
    sums: dict[str, int] = {}
    for delivery in state.documents("DN"):
        if delivery["status"] not in OPEN_DELIVERIES or delivery["id"] == but:
            continue
        for line in delivery["lines"].values():
            if line["item"] == item:
                for lot, quantity in line["lots"].items():
                    sums[lot] = sums.get(lot, 0) + quantity
    return sums


def promised(state: Reads, item: str, *, but: str = "") -> int:
    """What is confirmed to customers and not yet delivered; one order may be left out."""
    return sum(
        max(line["confirmed"] - line["delivered"], 0)
        for order in state.documents("SO")
        if order["status"] in OPEN_ORDERS and order["id"] != but
        for line in order["lines"].values()
        if line["item"] == item
    )


def available(state: Reads, item: Body, customer: Body, *, but: str = "") -> int:
    """Available to promise today: usable stock, picked or not, less what is confirmed to others."""
    day = state.clock[:10]
    usable = 0
    for row in state.stock_rows(item=item["id"], stock_type="U"):
        lot = state.lot(row["lot"])
        fresh = lot is not None and not lot.get("hold") and (not lot["expiry"] or lot["expiry"] > day)
        if lot is not None and fresh and life_left_pct(item, lot, day) >= customer["minimum_life_pct"]:
            usable += row["quantity"]
    return max(usable - promised(state, item["id"], but=but), 0)


def exposure(state: Reads, customer: str, *, but: str = "") -> int:
    """What a customer owes or will owe, tax included: open invoices less money on account, and orders not yet billed."""
    tax = 100 + state.parameter("tax_percent")
    owed = sum(int(bill["open"]) for bill in state.documents("BIL") if bill["customer"] == customer)
    owed -= sum(int(receipt["unapplied"]) for receipt in state.documents("RCT") if receipt["customer"] == customer)
    for order in state.documents("SO"):
        if order["customer"] == customer and order["status"] in UNBILLED and order["id"] != but:
            net = sum(max(_ordered(line) - line["billed"], 0) * line["price"] for line in order["lines"].values())
            owed += divide_half_up(net * tax, 100)
    return owed


def _ordered(line: Body) -> int:
    return int(line["quantity"]) - int(line["cancelled"])
