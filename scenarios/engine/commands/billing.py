"""Billing: an invoice for what has been delivered, and the credit memo for what came back."""

from typing import Any

from scenarios.engine.clock import days_later
from scenarios.engine.commands.goods_receipt import require_open_period
from scenarios.engine.commands.sales_order import progress, sales_line
from scenarios.engine.quantities import divide_half_up
from scenarios.engine.registry import Field, FieldType, command
from scenarios.engine.transaction import Body, Transaction, ledger_line

RECEIVABLE, REVENUE, OUTPUT_TAX = "1122", "6001", "2221-OUT"


@command(
    "bil.post",
    code="BL01",
    document="BIL",
    fields=(Field("dn", FieldType.REF, kind="DN"), Field("reference", FieldType.CODE)),
)
def post_bill(tx: Transaction) -> None:
    """Bills a delivery that has left, at the order's prices; `reference` is the number of the electronic invoice.

    Refuses a delivery billed already, and whoever took the order or made the delivery.
    """
    delivery = tx.document("DN")
    tx.require_status("DN", delivery, "issued", "delivered")
    name = f"DN:{delivery['id']}"
    tx.require(not delivery["billed"], "DUPLICATE_DOCUMENT", about=name, document=name)
    require_open_period(tx)
    order = tx.document("SO", delivery["so"])
    customer = tx.state.master("CUSTOMER", order["customer"]) or {}
    order_lines = {number: dict(line) for number, line in order["lines"].items()}
    lines: dict[str, dict[str, Any]] = {}
    for number, row in delivery["lines"].items():
        line = sales_line(order, number)
        net = row["picked"] * line["price"]
        lines[number] = {"item": row["item"], "quantity": row["picked"], "price": line["price"], "net": net}
        lines[number]["credited"] = 0
        order_lines[number]["billed"] += row["picked"]
    number = _create(tx, order, customer, delivery["id"], lines)
    tx.change("DN", delivery, {"billed": True})
    changes: dict[str, Any] = {f"lines/{key}/billed": line["billed"] for key, line in order_lines.items()}
    tx.change("SO", order, changes | {"status": progress(order_lines)})
    tx.read("BIL", number)


def _create(tx: Transaction, order: Body, customer: Body, delivery: str, lines: dict[str, dict[str, Any]]) -> str:
    net = sum(line["net"] for line in lines.values())
    tax = divide_half_up(net * tx.state.parameter("tax_percent"), 100)
    body = {
        "bill_type": "invoice",
        "customer": order["customer"],
        "so": order["id"],
        "dn": delivery,
        "rma": "",
        "bil": "",
        "reference": tx.args["reference"],
        "due_on": days_later(tx.today, customer.get("payment_days", 30)),
        "net": net,
        "tax": tax,
        "gross": net + tax,
        "open": net + tax,
        "lines": lines,
    }
    number = tx.create("BIL", body, status="posted", refs=[f"DN:{delivery}"])
    _book(tx, number, order["customer"], net, tax)
    return number


def _book(tx: Transaction, number: str, customer: str, net: int, tax: int) -> None:
    references = {"customer": customer, "bil": number}
    tx.post(
        f"BIL:{number}",
        [
            ledger_line(RECEIVABLE, net + tax, **references),
            ledger_line(REVENUE, -net, **references),
            ledger_line(OUTPUT_TAX, -tax, **references),
        ],
    )


@command(
    "bil.credit",
    code="BL02",
    document="BIL",
    fields=(
        Field("rma", FieldType.REF, kind="RMA"),
        Field("bil", FieldType.REF, kind="BIL"),
        Field("reference", FieldType.CODE),
        Field("reason"),
    ),
)
def credit(tx: Transaction) -> None:
    """Credits what came back against the invoice it was billed on; what is no longer open stays to the customer's credit.

    Refuses an invoice of another delivery and more than was billed; warns when the return has not been inspected.
    """
    request, bill = tx.document("RMA"), tx.document("BIL")
    name = f"RMA:{request['id']}"
    tx.require_status("RMA", request, "received", "inspected")
    inspected = request["status"] == "inspected"
    tx.require(inspected, "RETURN_NOT_INSPECTED", about=name, rma=request["id"])
    require_open_period(tx)
    number = request["line"]
    fits = bill["bill_type"] == "invoice" and bill["dn"] == request["dn"] and number in bill["lines"]
    tx.require(fits, "INPUT_INVALID", field="bil", problem="line")
    line = dict(bill["lines"][number])
    free = line["quantity"] - line["credited"]
    tx.require(
        request["received"] <= free,
        "OVER_RETURN",
        about=f"BIL:{bill['id']}",
        wanted=tx.quantity_text(line["item"], request["received"]),
        free=tx.quantity_text(line["item"], free),
        document=f"BIL:{bill['id']}",
    )
    net = request["received"] * line["price"]
    tax = divide_half_up(net * tx.state.parameter("tax_percent"), 100)
    taken = min(bill["open"], net + tax)
    rest = net + tax - taken
    body = {
        **{key: bill[key] for key in ("customer", "so", "dn")},
        "bill_type": "credit",
        "rma": request["id"],
        "bil": bill["id"],
        "reference": tx.args["reference"],
        "reason": tx.args["reason"],
        "due_on": tx.today,
        "net": -net,
        "tax": -tax,
        "gross": -net - tax,
        "open": -rest,
        "lines": {number: {"item": line["item"], "quantity": request["received"], "price": line["price"], "net": -net}},
    }
    made = tx.create("BIL", body, status="posted" if rest else "cleared", refs=[name, f"BIL:{bill['id']}"])
    _book(tx, made, bill["customer"], -net, -tax)
    changes = {"open": bill["open"] - taken, f"lines/{number}/credited": line["credited"] + request["received"]}
    settled = bill["open"] == taken and bill["status"] == "posted"
    tx.change("BIL", bill, changes | ({"status": "cleared"} if settled else {}))
    tx.change("RMA", request, ({"status": "credited"} if inspected else {}) | {"credit_memo": made})
