"""Sales order: taken at list price, checked for licence and credit, confirmed from stock, held and released."""

from typing import Any

from scenarios.engine.commands.order_lines import line_changes, line_of, numbered, priced_lines
from scenarios.engine.commands.promising import available, exposure
from scenarios.engine.quantities import divide_half_up, money_text
from scenarios.engine.registry import Field, FieldType, command
from scenarios.engine.transaction import Body, Transaction

_SO = Field("so", FieldType.REF, kind="SO")
_REASON = Field("reason")
FRESH = {"confirmed": 0, "confirmed_date": "", "rest_date": "", "delivered": 0, "delivered_on": "", "billed": 0}


def progress(lines: dict[str, Any] | Body) -> str:
    """How far a confirmed order has come, derived from its lines."""
    rows = [line for line in lines.values() if line["quantity"] > line["cancelled"]]
    if all(line["delivered"] >= line["quantity"] - line["cancelled"] for line in rows):
        return "billed" if all(line["billed"] >= line["delivered"] for line in rows) else "delivered"
    return "partly_delivered" if any(line["delivered"] for line in rows) else "confirmed"


def sales_line(order: Body, number: str) -> dict[str, Any]:
    """A line of an order; refuses a number that the order does not have."""
    return line_of("SO", order, number)


def list_price(tx: Transaction, price_list: str, item: str) -> int:
    """The price of an item on a list, 0 if it is not there."""
    number = f"{price_list}-{item}"
    row = tx.state.master("PRICE", number)
    if row is not None:
        tx.read("PRICE", number)
    return int(row["price"]) if row is not None else 0


@command(
    "so.create",
    code="SO01",
    document="SO",
    fields=(
        Field("customer", FieldType.REF, kind="CUSTOMER"),
        Field("reference", FieldType.CODE),
        Field("requested_date", FieldType.DATE),
        priced_lines(),
    ),
)
def create_order(tx: Transaction) -> None:
    """Takes a customer's order down as a draft; warns when a price is not the one of the customer's price list."""
    customer = tx.state.master("CUSTOMER", tx.args["customer"]) or {}
    about = f"CUSTOMER:{customer['id']}"
    tx.read("CUSTOMER", customer["id"])
    tx.require(customer["status"] == "active", "CUSTOMER_BLOCKED", about=about, customer=customer["id"])
    for other in tx.state.documents("SO"):
        same = other["customer"] == customer["id"] and other["reference"].casefold() == tx.args["reference"].casefold()
        repeated = same and other["status"] != "cancelled"
        tx.require(not repeated, "DUPLICATE_DOCUMENT", about=f"SO:{other['id']}", document=f"SO:{other['id']}")
    fresh = {**FRESH, "requested_date": tx.args["requested_date"], "cancelled": 0}
    lines = numbered(tx.args["lines"], fresh)
    for line in lines.values():
        _require_price(tx, customer, line)
    body = {
        "customer": customer["id"],
        "reference": tx.args["reference"],
        "price_list": customer["price_list"],
        "requested_date": tx.args["requested_date"],
        **totals(tx, lines),
        "credit_approved": 0,
        "confirmed_by": "",
        "released_by": "",
        "hold_reason": "",
        "lines": lines,
    }
    tx.create("SO", body, status="draft")


def _require_price(tx: Transaction, customer: Body, line: Body) -> None:
    listed = list_price(tx, customer["price_list"], line["item"])
    tx.require(
        line["price"] == listed,
        "PRICE_MISMATCH",
        about=f"ITEM:{line['item']}",
        item=line["item"],
        price=money_text(line["price"]),
        listed=money_text(listed),
        list=customer["price_list"],
    )


def totals(tx: Transaction, lines: dict[str, dict[str, Any]]) -> dict[str, int]:
    """Net, tax and gross of order lines."""
    net = sum((line["quantity"] - line["cancelled"]) * line["price"] for line in lines.values())
    tax = divide_half_up(net * tx.state.parameter("tax_percent"), 100)
    return {"net": net, "tax": tax, "gross": net + tax}


@command(
    "so.change",
    code="SO02",
    document="SO",
    fields=(_SO, *line_changes(Field("requested_date", FieldType.DATE, required=False), _REASON)),
)
def change_order(tx: Transaction) -> None:
    """Corrects a line of a draft; a confirmed order is not changed under the customer's feet."""
    order = tx.document("SO")
    tx.require_status("SO", order, "draft")
    number = tx.args["line"]
    line = sales_line(order, number)
    line |= {key: tx.args[key] for key in ("quantity", "price", "requested_date") if key in tx.args}
    _require_price(tx, tx.state.master("CUSTOMER", order["customer"]) or {}, line)
    changes: dict[str, Any] = {f"lines/{number}/{key}": line[key] for key in ("quantity", "price", "requested_date")}
    tx.change("SO", order, changes | totals(tx, {**order["lines"], number: line}) | {"reason": tx.args["reason"]})


@command(
    "so.confirm",
    code="SO03",
    document="SO",
    fields=(
        _SO,
        Field(
            "lines",
            FieldType.LINES,
            columns=(
                Field("line", FieldType.CODE),
                Field("quantity", FieldType.INTEGER),
                Field("confirmed_date", FieldType.DATE),
                Field("rest_date", FieldType.DATE, required=False),
            ),
        ),
    ),
)
def confirm_order(tx: Transaction) -> None:
    """Promises quantities and dates to the customer, line by line.

    Refuses an expired licence, a device outside its scope, more credit than agreed, more than can be promised, and a
    rest without a date.
    """
    order = tx.document("SO")
    tx.require_status("SO", order, "draft")
    customer = tx.state.master("CUSTOMER", order["customer"]) or {}
    _require_licence(tx, order, customer)
    _require_credit(tx, order, customer)
    given = {line["line"]: line for line in tx.args["lines"]}
    whole = len(given) == len(tx.args["lines"]) and set(given) == set(order["lines"])
    tx.require(whole, "INPUT_INVALID", field="lines", problem="lines")
    lines: dict[str, dict[str, Any]] = {}
    changes: dict[str, Any] = {}
    for number, promise in given.items():
        line = sales_line(order, number)
        _require_stock(tx, order, customer, line, promise["quantity"])
        rest = line["quantity"] - promise["quantity"]
        tx.require(rest <= 0 or "rest_date" in promise, "INPUT_INVALID", field="rest_date", problem="missing")
        line |= {"confirmed": promise["quantity"], "confirmed_date": promise["confirmed_date"]}
        line["rest_date"] = promise.get("rest_date", "") if rest > 0 else ""
        lines[number] = line
        changes |= {f"lines/{number}/{key}": line[key] for key in ("confirmed", "confirmed_date", "rest_date")}
    tx.change("SO", order, changes | {"status": progress(lines), "confirmed_by": tx.user})


def _require_licence(tx: Transaction, order: Body, customer: Body) -> None:
    about = f"CUSTOMER:{customer['id']}"
    tx.read("CUSTOMER", customer["id"])
    valid_to = customer["licence_valid_to"]
    tx.require(
        valid_to >= tx.today,
        "CUSTOMER_LICENCE_EXPIRED",
        about=about,
        customer=customer["id"],
        licence=customer["licence"],
        valid_to=valid_to,
    )
    for line in order["lines"].values():
        category = tx.item(line["item"]).get("device_category", "")
        tx.require(
            category in customer["scope"],
            "CUSTOMER_LICENCE_SCOPE",
            about=about,
            customer=customer["id"],
            item=line["item"],
            category=category or "–",
            scope=", ".join(customer["scope"]),
        )


def _require_credit(tx: Transaction, order: Body, customer: Body) -> None:
    total = exposure(tx.state, customer["id"], but=order["id"]) + order["gross"]
    limit = max(customer["credit_limit"], order.get("credit_approved", 0))
    tx.require(
        total <= limit,
        "CREDIT_LIMIT",
        about=f"CUSTOMER:{customer['id']}",
        customer=customer["id"],
        total=money_text(total),
        limit=money_text(limit),
        order=order["id"],
    )


def _require_stock(tx: Transaction, order: Body, customer: Body, line: Body, wanted: int) -> None:
    item = tx.item(line["item"])
    free = available(tx.state, item, customer, but=order["id"])
    tx.require(
        wanted <= min(free, line["quantity"]),
        "ATP_SHORT",
        about=f"ITEM:{item['id']}",
        item=item["id"],
        wanted=tx.quantity_text(item["id"], wanted),
        free=tx.quantity_text(item["id"], min(free, line["quantity"])),
    )


@command("so.hold", code="SO04", document="SO", fields=(_SO, _REASON))
def hold_order(tx: Transaction) -> None:
    """Puts a draft on hold for the credit controller, with the reason."""
    order = tx.document("SO")
    tx.change("SO", order, {"status": "on_hold", "hold_reason": tx.args["reason"]})


@command(
    "so.release",
    code="SO05",
    document="SO",
    fields=(_SO, _REASON, Field("evidence", FieldType.CODE, required=False)),
    meaning="credit_release",
)
def release_order(tx: Transaction) -> None:
    """The credit controller signs that this order may stand above the limit, up to what it comes to today."""
    order = tx.document("SO")
    total = exposure(tx.state, order["customer"], but=order["id"]) + order["gross"]
    reason = {"evidence": tx.args.get("evidence", ""), "release_reason": tx.args["reason"]}
    tx.change("SO", order, {"status": "draft", "credit_approved": total, "released_by": tx.user, **reason})
    tx.sign(f"SO:{order['id']}")


@command("so.cancel", code="SO06", document="SO", fields=(_SO, _REASON))
def cancel_order(tx: Transaction) -> None:
    """Ends an order of which no delivery has been made."""
    order = tx.document("SO")
    name = f"SO:{order['id']}"
    for delivery in tx.state.documents("DN"):
        mine = delivery["so"] == order["id"] and delivery["status"] not in {"cancelled", "reversed"}
        stands = {"document": name, "status": order["status"], "wanted": "cancelled"}
        tx.require(not mine, "ILLEGAL_TRANSITION", about=f"DN:{delivery['id']}", **stands)
    tx.change("SO", order, {"status": "cancelled", "cancelled_because": tx.args["reason"]})
