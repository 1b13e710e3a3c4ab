"""Rework by the review board's decision: blocked pieces go into an order, come out as a new lot, and are inspected again."""

from typing import Any

from scenarios.engine.commands.goods_issue import take
from scenarios.engine.commands.goods_receipt import INSPECTION
from scenarios.engine.commands.work_order import WORK_IN_PROCESS, expiry_of, yield_basis_points
from scenarios.engine.quantities import amount
from scenarios.engine.registry import Field, FieldType, command
from scenarios.engine.transaction import Body, Transaction, ledger_line

BLOCKED, FINISHED, OVERHEAD = "B", "1405", "5101"


@command(
    "rework.order",
    code="RW01",
    document="WO",
    fields=(
        Field("ncr", FieldType.REF, kind="NCR"),
        Field("quantity", FieldType.INTEGER, minimum=1),
        Field("due", FieldType.DATE),
        Field("instruction"),
    ),
)
def order_rework(tx: Transaction) -> None:
    """Opens a rework order under a report disposed `rework`, issues the blocked pieces to it, and numbers the new lot.

    What was reworked keeps its history: the old lot stands in the new one's genealogy.
    """
    report = tx.document("NCR")
    name = f"NCR:{report['id']}"
    decided = report["disposition"] == "rework" and report["status"] == "disposed"
    tx.require(decided, "REWORK_NOT_DISPOSED", about=name, document=name)
    item, quantity, source = tx.item(report["item"]), tx.args["quantity"], report["lot"]
    left = report["quantity"] - report["executed_quantity"]
    tx.require(quantity <= left, "QUANTITY_EXCEEDED", about=name, held=str(left), wanted=str(quantity))
    number, lot = tx.next_number("WO"), tx.next_number("LOT")
    order = f"WO:{number}"
    value = take(tx, "261", item=item["id"], lot=source, stock_type=BLOCKED, quantity=quantity, document=order)
    line = {"item": item["id"], "planned": quantity, "issued": quantity, "value": value}
    values = dict.fromkeys(("received", "yield_basis_points", "activity_value", "received_value", "settled_value"), 0)
    head = {"kind": "rework", "item": item["id"], "quantity": quantity, "due": tx.args["due"], "lot": lot}
    body: dict[str, Any] = {**head, "bom": "", "routing": "", "br": "", "clearance": {}, "operations": {}, **values}
    body |= {"components": {"10": {**line, "lots": {source: {"quantity": quantity, "value": value}}}}}
    body |= {"material_value": value, "instruction": tx.args["instruction"], "ncr": report["id"]}
    tx.create("WO", body, status="released", refs=[name], number=number)
    made = (tx.state.lot(source) or {}).get("made", "")
    origin = {"vendor": "", "gr": "", "supplier_lot": "", "made": made, "expiry": "", "wo": number, "hold": ""}
    tx.add("lot.created", {"id": lot, "body": {"id": lot, "item": item["id"], **origin}}, f"LOT:{lot}", order)
    edge = {"source": source, "target": lot, "relation": "consumption", "quantity": quantity, "document": order}
    tx.add("genealogy.linked", edge, f"LOT:{source}", f"LOT:{lot}", order)
    tx.post(order, [_line(WORK_IN_PROCESS, value, number, item), _line(FINISHED, -value, number, item)])
    executed = report["executed_quantity"] + quantity
    done = {"status": "executed"} if executed >= report["quantity"] else {}
    tx.change("NCR", report, {"executed_quantity": executed, **done})


def _line(account: str, amount_in_cents: int, order: str, item: Body) -> dict[str, Any]:
    return ledger_line(account, amount_in_cents, wo=order, item=item["id"])


@command(
    "rework.report",
    code="RW02",
    document="WO",
    fields=(
        Field("wo", FieldType.REF, kind="WO"),
        Field("good", FieldType.INTEGER, minimum=1),
        Field("scrap", FieldType.INTEGER, required=False),
        Field("minutes", FieldType.INTEGER, minimum=1, maximum=10_000),
        Field("reason", required=False),
    ),
)
def report_rework(tx: Transaction) -> None:
    """Reports good and scrapped pieces and the minutes; the good ones go to inspection stock with a new inspection lot.

    Dr 5001 / Cr 5101 for the time, Dr 1405 / Cr 5001 for what came out. Every piece is accounted for.
    """
    order = tx.document("WO")
    name = f"WO:{order['id']}"
    tx.require(order["kind"] == "rework", "REWORK_NOT_DISPOSED", about=name, document=name)
    tx.require_status("WO", order, "released")
    good, scrap = tx.args["good"], tx.args.get("scrap", 0)
    held, wanted = str(order["quantity"]), str(good + scrap)
    tx.require(good + scrap == order["quantity"], "QUANTITY_EXCEEDED", about=name, held=held, wanted=wanted)
    tx.require(not scrap or "reason" in tx.args, "REASON_REQUIRED", about=name, field="reason", problem="missing")
    item = tx.item(order["item"])
    cost = tx.args["minutes"] * tx.state.parameter("rework_cents_per_minute")
    worth = amount(good, item["standard_price"], item["decimals"])
    where = {"item": item["id"], "lot": order["lot"], "stock_type": INSPECTION, "location": item["location"]}
    tx.move("101", quantity=good, value=worth, document=name, **where)
    number = order["id"]
    tx.post(name, [_line(WORK_IN_PROCESS, cost, number, item), _line(OVERHEAD, -cost, number, item)])
    tx.post(name, [_line(FINISHED, worth, number, item), _line(WORK_IN_PROCESS, -worth, number, item)])
    # A reworked piece is as old as it was before: its life still counts from the first making.
    made = (tx.state.lot(order["lot"]) or {"made": tx.today})["made"] or tx.today
    tx.add(
        "lot.changed", {"id": order["lot"], "changes": [["expiry", "", expiry_of(item, made)]]}, f"LOT:{order['lot']}"
    )
    _inspect(tx, order, good)
    result = {"received": good, "received_value": worth, "activity_value": cost, "scrapped": scrap}
    points = {"yield_basis_points": yield_basis_points(good, order["quantity"]), "reason": tx.args.get("reason", "")}
    tx.change("WO", order, {"status": "delivered", **result, **points, "delivered_by": tx.user})


def _inspect(tx: Transaction, order: Body, quantity: int) -> None:
    plan = tx.state.master("PLAN", order["item"]) or {"characteristics": ()}
    body = {"gr": "", "gr_line": "", "po": "", "vendor": "", "wo": order["id"], "item": order["item"]}
    rest = {"sample_size": 0, "result_sets": (), "decision": "", "decided_by": ""}
    body |= {"lot": order["lot"], "quantity": quantity, "characteristics": plan["characteristics"], **rest}
    tx.create("QI", body, status="created", refs=[f"WO:{order['id']}"])
