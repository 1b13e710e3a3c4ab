"""How the sales documents of the base are written, so that each says no more than it must."""

from typing import Any

from scenarios.datasets.area import Company
from scenarios.datasets.areas.sales_customers import price_of
from scenarios.engine.clock import days_later
from scenarios.engine.quantities import amount, divide_half_up

Row = dict[str, Any]
TAX_PERCENT = 13


def head(number: str, status: str, by: str, at: str, refs: list[str]) -> Row:
    """What every document begins with."""
    return {"id": number, "status": status, "created_by": by, "created_at": at, "changed_at": at, "refs": refs}


def order_line(company: Company, price_list: str, item: str, quantity: int, requested: str) -> Row:
    """A fresh order line at list price."""
    dates = {"requested_date": requested, "confirmed_date": ""}
    counts = {"confirmed": 0, "delivered": 0, "billed": 0, "cancelled": 0}
    return {"item": item, "quantity": quantity, "price": price_of(company, price_list, item), **dates, **counts}


def add_order(
    company: Company, number: str, status: str, customer: str, lines: list[Row], *, at: str, by: str = "ruan.sales"
) -> Row:
    """A sales order of these lines."""
    body = company.masters["CUSTOMER"][customer]
    net = sum((line["quantity"] - line["cancelled"]) * line["price"] for line in lines)
    tax = divide_half_up(net * TAX_PERCENT, 100)
    order = {
        **head(number, status, by, at, []),
        "customer": customer,
        "reference": f"PO-{number[-5:]}",
        "price_list": body["price_list"],
        "requested_date": lines[0]["requested_date"],
        "net": net,
        "tax": tax,
        "gross": net + tax,
        "lines": {str(10 * place): line for place, line in enumerate(lines, start=1)},
    }
    company.documents("SO")[number] = order
    return order


def ship(company: Company, number: str, order: Row, lots: dict[str, int], *, on: str, line: str = "10") -> Row:
    """A delivery that has left and arrived: the order's line advances, each lot is linked to it and to the customer."""
    row = order["lines"][line]
    quantity = sum(lots.values())
    row["delivered"] += quantity
    row["confirmed"] = max(row["confirmed"], row["delivered"])
    row["delivered_on"] = on
    row["confirmed_date"] = row["confirmed_date"] or on
    item = company.books.items[row["item"]]
    scanned = dict.fromkeys(lots, "ok")
    delivery = {
        **head(number, "delivered", "cao.ship", f"{on}T10:20", [f"SO:{order['id']}"]),
        "so": order["id"],
        "customer": order["customer"],
        "issued_at": f"{on}T14:05",
        "issued_by": "cao.ship",
        "cost": amount(quantity, item["standard_price"], item["decimals"]),
        "received_on": days_later(on, 1),
        "billed": False,
        "lines": {
            line: {"item": row["item"], "quantity": quantity, "picked": quantity, "lots": lots, "scanned": scanned}
        },
    }
    company.documents("DN")[number] = delivery
    for lot, count in lots.items():
        for source, target in ((lot, number), (number, order["customer"])):
            company.books.edges.append({"source": source, "target": target, "relation": "ship", "quantity": count})
    return delivery


def bill(company: Company, number: str, order: Row, delivery: Row, *, open_share: int = 100) -> Row:
    """An invoice for a delivery, still open in so many of a hundred parts; its balance goes into the ledger."""
    lines: dict[str, Row] = {}
    for key, row in delivery["lines"].items():
        price = order["lines"][key]["price"]
        order["lines"][key]["billed"] += row["picked"]
        net = row["picked"] * price
        lines[key] = {"item": row["item"], "quantity": row["picked"], "price": price, "net": net, "credited": 0}
    net = sum(row["net"] for row in lines.values())
    tax = divide_half_up(net * TAX_PERCENT, 100)
    owed = (net + tax) * open_share // 100
    at = f"{delivery['received_on']}T09:30"
    days = company.masters["CUSTOMER"][order["customer"]]["payment_days"]
    body = {
        **head(number, "posted" if owed else "cleared", "bai.ar", at, [f"DN:{delivery['id']}"]),
        "bill_type": "invoice",
        "customer": order["customer"],
        "so": order["id"],
        "dn": delivery["id"],
        "reference": f"26{number}",
        "due_on": days_later(at, days),
        "net": net,
        "tax": tax,
        "gross": net + tax,
        "open": owed,
        "lines": lines,
    }
    company.documents("BIL")[number] = body
    delivery["billed"] = True
    if owed:
        references = {"customer": order["customer"], "bil": number}
        company.ledger.append({"account": "1122", "debit": owed, "credit": 0, **references})
    return body
