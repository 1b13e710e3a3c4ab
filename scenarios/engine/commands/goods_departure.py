"""Goods departure (601), its reversal (602) and the proof of delivery: from here lots are traced to customers."""

from typing import Any

from scenarios.engine.commands.delivery import DN, UNRESTRICTED, require_complete
from scenarios.engine.commands.goods_receipt import inventory_account, require_open_period
from scenarios.engine.commands.sales_order import progress
from scenarios.engine.quantities import share
from scenarios.engine.registry import Field, FieldType, command
from scenarios.engine.transaction import Body, Transaction, ledger_line

COST_OF_SALES = "6401"


@command(
    "dn.post",
    code="DN07",
    document="DN",
    fields=(DN, Field("carrier", FieldType.CODE, required=False)),
)
def post_departure(tx: Transaction) -> None:
    """Posts that packed goods have left: stock falls, cost of sales rises, each lot is linked to delivery and customer.

    Every lot is checked again; refuses whoever took the order.
    """
    delivery = tx.document("DN")
    tx.require_status("DN", delivery, "packed")
    require_open_period(tx)
    require_complete(tx, delivery)
    cost = 0
    entry: list[dict[str, Any]] = []
    name = f"DN:{delivery['id']}"
    for line in delivery["lines"].values():
        for lot, quantity in line["lots"].items():
            value = _taken(tx, line["item"], lot, quantity, name)
            cost += value
            references = {"customer": delivery["customer"], "item": line["item"]}
            entry.append(ledger_line(COST_OF_SALES, value, **references))
            entry.append(ledger_line(inventory_account(tx.item(line["item"])), -value, **references))
            _link(tx, delivery, lot, quantity)
    tx.post(name, entry)
    left = {"issued_at": tx.state.clock, "issued_by": tx.user, "cost": cost, "carrier": tx.args.get("carrier", "")}
    tx.change("DN", delivery, {"status": "issued", **left})
    _advance(tx, delivery, 1)


def _taken(tx: Transaction, item: str, lot: str, quantity: int, document: str) -> int:
    """Take a quantity from the free stock lines of a lot; the value that went with it."""
    total, left = 0, quantity
    rows = sorted(
        tx.state.stock_rows(item=item, lot=lot, stock_type=UNRESTRICTED), key=lambda row: str(row["location"])
    )
    for row in rows:
        part = min(left, row["quantity"])
        left -= part
        if not part:
            continue
        value = share(row["value"], part, row["quantity"])
        total += value
        where = {"item": item, "lot": lot, "stock_type": UNRESTRICTED, "location": row["location"]}
        tx.move("601", quantity=-part, value=-value, document=document, **where)
    held = tx.quantity_text(item, quantity - left)
    wanted = tx.quantity_text(item, quantity)
    tx.require(not left, "STOCK_NEGATIVE", about=f"LOT:{lot}", held=held, wanted=wanted, stock_type=UNRESTRICTED)
    return total


def _link(tx: Transaction, delivery: Body, lot: str, quantity: int) -> None:
    """Lot to delivery and delivery to customer; a reversal takes the same quantity back."""
    name = f"DN:{delivery['id']}"
    for source, target in ((lot, delivery["id"]), (delivery["id"], delivery["customer"])):
        edge = {"source": source, "target": target, "relation": "ship", "quantity": quantity, "document": name}
        tx.add("genealogy.linked", edge, f"LOT:{lot}", name)


def _advance(tx: Transaction, delivery: Body, sign: int) -> None:
    order = tx.document("SO", delivery["so"])
    lines = {number: dict(line) for number, line in order["lines"].items()}
    changes: dict[str, Any] = {}
    for number, row in delivery["lines"].items():
        lines[number]["delivered"] += sign * row["picked"]
        lines[number]["delivered_on"] = tx.today if sign > 0 else ""
        changes |= {f"lines/{number}/{key}": lines[number][key] for key in ("delivered", "delivered_on")}
    tx.change("SO", order, changes | {"status": progress(lines)})


@command("dn.reverse", code="DN08", document="DN", fields=(DN, Field("reason")))
def reverse_departure(tx: Transaction) -> None:
    """Takes a departure back that has not been billed (602): goods return to free stock, the links are undone."""
    delivery = tx.document("DN")
    name = f"DN:{delivery['id']}"
    stands = {"document": name, "status": delivery["status"], "wanted": "reversed"}
    tx.require(not delivery["billed"], "ILLEGAL_TRANSITION", about=name, **stands)
    tx.change("DN", delivery, {"status": "reversed", "reversed_because": tx.args["reason"]})
    require_open_period(tx)
    entry: list[dict[str, Any]] = []
    rest = delivery["cost"]
    picks = [(line["item"], lot, count) for line in delivery["lines"].values() for lot, count in line["lots"].items()]
    open_count = sum(count for _, _, count in picks)
    for item, lot, count in picks:
        value = share(rest, count, open_count)
        rest, open_count = rest - value, open_count - count
        body = tx.item(item)
        where = {"item": item, "lot": lot, "stock_type": UNRESTRICTED, "location": body["location"]}
        tx.move("602", quantity=count, value=value, document=name, **where)
        references = {"customer": delivery["customer"], "item": item}
        entry.append(ledger_line(inventory_account(body), value, **references))
        entry.append(ledger_line(COST_OF_SALES, -value, **references))
        _link(tx, delivery, lot, -count)
    tx.post(name, entry)
    _advance(tx, delivery, -1)


@command("dn.deliver", code="DN09", document="DN", fields=(DN, Field("received_on", FieldType.DATE), Field("receiver")))
def prove_delivery(tx: Transaction) -> None:
    """Records the customer's signature on the delivery note; a date before the goods left or to come is refused."""
    delivery = tx.document("DN")
    date = tx.args["received_on"]
    tx.require(date <= tx.today, "FUTURE_POSTING", date=date, today=tx.today)
    tx.require(date >= delivery["issued_at"][:10], "INPUT_INVALID", field="received_on", problem="date")
    tx.change("DN", delivery, {"status": "delivered", "received_on": date, "receiver": tx.args["receiver"]})
