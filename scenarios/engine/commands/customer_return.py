"""Customer return: asked for, authorised, received into returns stock, inspected; nothing goes back to free stock by itself."""

from typing import Any

from scenarios.engine.commands.goods_receipt import inventory_account, require_open_period
from scenarios.engine.quantities import amount
from scenarios.engine.registry import Field, FieldType, command
from scenarios.engine.transaction import Transaction, ledger_line

RETURNS, UNRESTRICTED, BLOCKED = "R", "U", "B"
COST_OF_SALES = "6401"
_RMA = Field("rma", FieldType.REF, kind="RMA")
_REASON = Field("reason")


@command(
    "rma.request",
    code="RM01",
    document="RMA",
    fields=(
        Field("dn", FieldType.REF, kind="DN"),
        Field("line", FieldType.CODE),
        Field("lot", FieldType.REF, kind="LOT"),
        Field("quantity", FieldType.QUANTITY, item_from="line"),
        _REASON,
    ),
)
def request_return(tx: Transaction) -> None:
    """Takes down that a customer wants to send a lot back; refuses more than that delivery brought of it."""
    delivery = tx.document("DN")
    tx.require_status("DN", delivery, "issued", "delivered")
    line = delivery["lines"].get(tx.args["line"], {"item": "", "lots": {}})
    shipped = line["lots"].get(tx.args["lot"], 0)
    before = sum(
        other["quantity"]
        for other in tx.state.documents("RMA")
        if other["dn"] == delivery["id"] and other["lot"] == tx.args["lot"] and other["status"] != "rejected"
    )
    tx.require(
        shipped > 0 and before + tx.args["quantity"] <= shipped,
        "OVER_RETURN",
        about=f"DN:{delivery['id']}",
        wanted=str(before + tx.args["quantity"]),
        free=str(shipped),
        document=f"DN:{delivery['id']}",
    )
    body = {
        "dn": delivery["id"],
        "line": tx.args["line"],
        "customer": delivery["customer"],
        "item": line["item"],
        "lot": tx.args["lot"],
        "quantity": tx.args["quantity"],
        "received": 0,
        "value": 0,
        "reason": tx.args["reason"],
        "authorised_by": "",
        "received_by": "",
        "inspected_by": "",
        "finding": "",
        "stock_type": "",
        "credit_memo": "",
    }
    tx.read("LOT", tx.args["lot"])
    tx.create("RMA", body, status="requested", refs=[f"DN:{delivery['id']}"])


@command(
    "rma.authorise",
    code="RM02",
    document="RMA",
    fields=(_RMA, Field("verdict", FieldType.CHOICE, choices=("approved", "rejected")), Field("rationale")),
)
def authorise_return(tx: Transaction) -> None:
    """Somebody else than who took the request lets the goods come, or declines."""
    status = "authorised" if tx.args["verdict"] == "approved" else "rejected"
    changes = {"status": status, "authorised_by": tx.user, "rationale": tx.args["rationale"]}
    tx.change("RMA", tx.document("RMA"), changes)


@command(
    "rma.receive",
    code="RM03",
    document="RMA",
    fields=(
        _RMA,
        Field("quantity", FieldType.QUANTITY, item_from="item"),
        Field("stock_type", FieldType.CHOICE, required=False, choices=(RETURNS, UNRESTRICTED)),
    ),
)
def receive_return(tx: Transaction) -> None:
    """Receives an authorised return (651) into returns stock; straight into free stock is warned of (RETURN_BYPASSED)."""
    request = tx.document("RMA")
    tx.require_status("RMA", request, "authorised")
    require_open_period(tx)
    quantity, stock_type = tx.args["quantity"], tx.args.get("stock_type", RETURNS)
    name, item = f"RMA:{request['id']}", tx.item(request["item"])
    tx.require(
        quantity <= request["quantity"],
        "OVER_RETURN",
        about=name,
        wanted=tx.quantity_text(item["id"], quantity),
        free=tx.quantity_text(item["id"], request["quantity"]),
        document=name,
    )
    tx.require(stock_type == RETURNS, "RETURN_BYPASSED", about=name, lot=request["lot"])
    value = amount(quantity, item["standard_price"], item["decimals"])
    where = {"item": item["id"], "lot": request["lot"], "stock_type": stock_type, "location": item["location"]}
    tx.move("651", quantity=quantity, value=value, document=name, **where)
    references = {"customer": request["customer"], "item": item["id"]}
    account = inventory_account(item)
    tx.post(name, [ledger_line(account, value, **references), ledger_line(COST_OF_SALES, -value, **references)])
    edge = {"source": request["dn"], "target": request["id"], "relation": "return", "quantity": quantity}
    tx.add("genealogy.linked", {**edge, "document": name}, name, f"LOT:{request['lot']}")
    received: dict[str, Any] = {"received": quantity, "value": value, "stock_type": stock_type}
    tx.change("RMA", request, {"status": "received", "received_by": tx.user, **received})


@command(
    "rma.inspect",
    code="RM04",
    document="RMA",
    fields=(_RMA, Field("finding"), Field("stock_type", FieldType.CHOICE, choices=(BLOCKED, UNRESTRICTED))),
    meaning="return_inspection",
)
def inspect_return(tx: Transaction) -> None:
    """Quality says what is wrong with the goods and where they go; free stock is warned of, for nobody knows where they were."""
    request = tx.document("RMA")
    tx.require_status("RMA", request, "received")
    name, target = f"RMA:{request['id']}", tx.args["stock_type"]
    tx.require(target == BLOCKED, "RETURN_BYPASSED", about=name, lot=request["lot"])
    if request["stock_type"] != target:
        movement = "656" if target == BLOCKED else "653"
        source, lot = request["stock_type"], request["lot"]
        tx.transfer(movement, lot=lot, source=source, target=target, quantity=request["received"], document=name)
    done = {"status": "inspected", "inspected_by": tx.user, "finding": tx.args["finding"], "stock_type": target}
    tx.change("RMA", request, done)
    tx.sign(name)


@command("rma.replace", code="RM05", document="RMA", fields=(_RMA, Field("so", FieldType.REF, kind="SO")))
def replace_return(tx: Transaction) -> None:
    """Settles an inspected return by a replacement order instead of money."""
    tx.read("SO", tx.args["so"])
    tx.change("RMA", tx.document("RMA"), {"status": "replaced", "so": tx.args["so"]})


@command("rma.close", code="RM06", document="RMA", fields=(_RMA,))
def close_return(tx: Transaction) -> None:
    """Closes a return that has been credited or replaced."""
    tx.change("RMA", tx.document("RMA"), {"status": "closed", "closed_by": tx.user})
