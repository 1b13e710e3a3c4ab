"""Delivery of an order (101): good pieces go to inspection stock under the order's lot, with an inspection lot of its own."""

from typing import Any

from scenarios.engine.commands.goods_receipt import INSPECTION
from scenarios.engine.commands.operation import check_passed
from scenarios.engine.commands.work_order import WORK_IN_PROCESS, expiry_of, yield_basis_points
from scenarios.engine.quantities import amount
from scenarios.engine.registry import Field, FieldType, command
from scenarios.engine.transaction import Body, Transaction, ledger_line

FINISHED = "1405"


@command(
    "wo.deliver",
    code="WO05",
    document="WO",
    fields=(Field("wo", FieldType.REF, kind="WO"), Field("quantity", FieldType.INTEGER, minimum=1)),
)
def deliver(tx: Transaction) -> None:
    """Receives the good pieces to stock type Q and opens their inspection lot.

    Refuses an open operation or check, a tracked component of which nothing was issued, more than the last operation
    gave, and (as a warning) a yield outside its limits.
    """
    order = tx.document("WO")
    tx.require_status("WO", order, "started")
    name, quantity = f"WO:{order['id']}", tx.args["quantity"]
    item = tx.item(order["item"])
    _require_made(tx, order, quantity)
    _require_components(tx, order)
    points = yield_basis_points(quantity, order["quantity"])
    low, high = tx.state.parameter("yield_limits_basis_points")
    tx.require(
        low <= points <= high,
        "YIELD_OUT_OF_LIMIT",
        about=name,
        percent=f"{points / 100:.2f}",
        low=f"{low / 100:.0f}",
        high=f"{high / 100:.0f}",
    )
    value = amount(quantity, item["standard_price"], item["decimals"])
    where = {"item": item["id"], "lot": order["lot"], "stock_type": INSPECTION, "location": item["location"]}
    tx.move("101", quantity=quantity, value=value, document=name, **where)
    references = {"wo": order["id"], "item": item["id"]}
    tx.post(name, [ledger_line(FINISHED, value, **references), ledger_line(WORK_IN_PROCESS, -value, **references)])
    _date_lot(tx, order, item)
    _inspect(tx, order, item, quantity)
    done = {"status": "delivered", "received": quantity, "yield_basis_points": points, "received_value": value}
    tx.change("WO", order, {**done, "delivered_by": tx.user})


def _require_made(tx: Transaction, order: Body, quantity: int) -> None:
    about = f"WO:{order['id']}"
    for number, step in order["operations"].items():
        tx.require(step["status"] == "confirmed", "ROUTING_SEQUENCE", about=about, operation="101", open=number)
        tx.require(check_passed(step), "INSPECTION_NOT_PASSED", about=about, operation=number)
    good = [step["good"] for step in order["operations"].values()] or [order["quantity"]]
    tx.require(quantity <= good[-1], "QUANTITY_EXCEEDED", about=about, held=str(good[-1]), wanted=str(quantity))


def _require_components(tx: Transaction, order: Body) -> None:
    replaced = {change["component"] for change in tx.state.documents("TCH") if change["wo"] == order["id"]}
    missing = [
        line["item"]
        for line in order["components"].values()
        if not line["issued"] and line["item"] not in replaced and tx.item(line["item"])["lot_tracked"]
    ]
    tx.require(not missing, "COMPONENT_MISSING", about=f"WO:{order['id']}", item=", ".join(missing))


def _date_lot(tx: Transaction, order: Body, item: Body) -> None:
    lot = tx.state.lot(order["lot"]) or {"made": "", "expiry": ""}
    dates = {"made": tx.today, "expiry": expiry_of(item, tx.today)}
    changes: list[list[Any]] = [[key, lot[key], value] for key, value in dates.items()]
    tx.add("lot.changed", {"id": order["lot"], "changes": changes}, f"LOT:{order['lot']}", f"WO:{order['id']}")


def _inspect(tx: Transaction, order: Body, item: Body, quantity: int) -> None:
    plan = tx.state.master("PLAN", item["id"]) or {"characteristics": ()}
    origin = {"gr": "", "gr_line": "", "po": "", "vendor": "", "wo": order["id"]}
    body = {
        **origin,
        "item": item["id"],
        "lot": order["lot"],
        "quantity": quantity,
        "characteristics": plan["characteristics"],
        "sample_size": 0,
        "result_sets": (),
        "decision": "",
        "decided_by": "",
    }
    tx.create("QI", body, status="created", refs=[f"WO:{order['id']}"])
