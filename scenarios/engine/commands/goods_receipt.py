"""Goods receipt (movement 101): goods come in by lot, to inspection stock, and the debt to be invoiced is booked."""

from collections.abc import Mapping
from typing import Any

from scenarios.engine.clock import days_between
from scenarios.engine.commands.matching import lift_settled_blocks
from scenarios.engine.commands.purchase_order import order_line, progress
from scenarios.engine.policy import admission, posting_window
from scenarios.engine.quantities import amount
from scenarios.engine.registry import Field, FieldType, command
from scenarios.engine.transaction import Body, Transaction, ledger_line

INSPECTION, UNRESTRICTED = "Q", "U"
_LINES = Field(
    "lines",
    FieldType.LINES,
    columns=(
        Field("line", FieldType.CODE),
        Field("quantity", FieldType.QUANTITY, item_from="line"),
        Field("supplier_lot", FieldType.CODE, required=False),
        Field("made", FieldType.DATE, required=False),
        Field("expiry", FieldType.DATE, required=False),
        Field("stock_type", FieldType.CHOICE, required=False, choices=(INSPECTION, UNRESTRICTED)),
    ),
)


def inventory_account(item: Body) -> str:
    """Raw and packing material is 1403, everything made here is 1405."""
    return "1403" if item["type"] in {"RM", "PK"} else "1405"


def require_open_period(tx: Transaction) -> str:
    """The posting date, today unless another is given; refuses the future and a closed period.

    A window in a closed period lets its user post; the transaction then holds the entry to the window's accounts.
    """
    date: str = tx.args.get("posting_date", tx.today)
    tx.require(date <= tx.today, "FUTURE_POSTING", date=date, today=tx.today)
    opened: str = tx.state.parameter("open_period_from")
    if date < opened:
        tx.window = posting_window(tx.state, tx.user, date)
        tx.require(tx.window is not None, "PERIOD_CLOSED", date=date, opened=opened)
    return date


@command(
    "gr.post",
    code="GR01",
    document="GR",
    fields=(
        Field("po", FieldType.REF, kind="PO"),
        Field("delivery_note", FieldType.CODE),
        Field("posting_date", FieldType.DATE, required=False),
        _LINES,
    ),
)
def post_receipt(tx: Transaction) -> None:
    """Receives lines of a released order, each into a lot of its own and, if the item is inspected, an inspection lot.

    Refuses an order not released, more than the tolerance, a missing or expired lot, and the order's own buyer.
    """
    order = tx.document("PO")
    tx.require_status("PO", order, "released", "partly_received", "received", "invoiced")
    date = require_open_period(tx)
    lines: dict[str, dict[str, Any]] = {number: dict(line) for number, line in order["lines"].items()}
    receipt: dict[str, dict[str, Any]] = {}
    for position, given in enumerate(tx.args["lines"], start=1):
        line = lines[given["line"]] if given["line"] in lines else order_line(tx, order, given["line"])
        item = tx.item(line["item"])
        _require_receivable(tx, order, line, item, given)
        receipt[str(position)] = _received(tx, item, line, given)
        line["received"] += given["quantity"]
        line["received_value"] += receipt[str(position)]["owed"]
    body = {"movement": "101", "po": order["id"], "delivery_note": tx.args["delivery_note"], "posting_date": date}
    extra = {"reverses": "", "reversed_by": "", "ncr": "", "lines": receipt}
    number = tx.create("GR", {**body, **extra}, status="posted", refs=[f"PO:{order['id']}"])
    for key, row in receipt.items():
        if row["qi"]:
            _inspect(tx, order, number, key, row)
    _book(tx, order, number, receipt)
    changes: dict[str, Any] = {
        f"lines/{key}/{name}": line[name] for key, line in lines.items() for name in ("received", "received_value")
    }
    tx.change("PO", order, changes | {"status": progress(lines)})
    lift_settled_blocks(tx, order["id"], lines)


def _require_receivable(
    tx: Transaction, order: Body, line: Mapping[str, Any], item: Body, given: Mapping[str, Any]
) -> None:
    name = f"PO:{order['id']}"
    tolerance = item.get("over_delivery_pct", tx.state.parameter("over_delivery_pct"))
    limit = line["quantity"] * (100 + tolerance) // 100
    wanted = line["received"] - line["returned"] + given["quantity"]
    tx.require(
        wanted <= limit,
        "OVER_DELIVERY",
        about=name,
        wanted=tx.quantity_text(item["id"], wanted),
        limit=tx.quantity_text(item["id"], limit),
        ordered=tx.quantity_text(item["id"], line["quantity"]),
        tolerance=str(tolerance),
    )
    if not item["lot_tracked"]:
        return
    tx.require("supplier_lot" in given, "LOT_REQUIRED", about=name, item=item["id"], field="supplier_lot")
    life = item["shelf_life_days"]
    if not life:
        return
    tx.require("expiry" in given, "LOT_REQUIRED", about=name, item=item["id"], field="expiry")
    left = days_between(tx.today, given["expiry"])
    tx.require(left > 0, "LOT_EXPIRED", about=name, lot=given["supplier_lot"], expiry=given["expiry"])
    rule = tx.state.parameter("minimum_life_pct")
    tx.require(
        left * 100 >= life * rule,
        "SHELF_LIFE_SHORT",
        about=name,
        lot=given["supplier_lot"],
        left=str(left * 100 // life),
        rule=str(rule),
    )


def _received(tx: Transaction, item: Body, line: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    stock_type = given.get("stock_type", INSPECTION if item["inspected"] else UNRESTRICTED)
    bypassed = item["inspected"] and stock_type == UNRESTRICTED
    tx.require(not bypassed, "INSPECTION_BYPASSED", about=f"ITEM:{item['id']}", item=item["id"])
    return {
        "po_line": given["line"],
        "item": item["id"],
        "quantity": given["quantity"],
        "lot": tx.next_number("LOT") if item["lot_tracked"] else "",
        "supplier_lot": given.get("supplier_lot", ""),
        "made": given.get("made", ""),
        "expiry": given.get("expiry", ""),
        "stock_type": stock_type if item["inspected"] else UNRESTRICTED,
        "value": amount(given["quantity"], item["standard_price"], item["decimals"]),
        "owed": amount(given["quantity"], line["price"], item["decimals"]),
        "location": item["location"],
        "qi": tx.next_number("QI") if item["inspected"] and stock_type == INSPECTION else "",
    }


def _inspect(tx: Transaction, order: Body, receipt: str, position: str, row: Mapping[str, Any]) -> None:
    plan = tx.state.master("PLAN", row["item"]) or tx.state.master("PLAN", "GENERAL") or {"characteristics": ()}
    body = {
        "gr": receipt,
        "gr_line": position,
        "po": order["id"],
        "vendor": order["vendor"],
        "item": row["item"],
        "lot": row["lot"],
        "quantity": row["quantity"],
        "characteristics": plan["characteristics"],
        "sample_size": 0,
        "least_sample": (admission(tx.state, row["item"], order["vendor"]) or {}).get("sample_size", 0),
        "result_sets": (),
        "decision": "",
        "decided_by": "",
    }
    tx.create("QI", body, status="created", refs=[f"GR:{receipt}"], number=row["qi"])


def _book(tx: Transaction, order: Body, number: str, receipt: Mapping[str, Mapping[str, Any]]) -> None:
    name = f"GR:{number}"
    entry: list[dict[str, Any]] = []
    for row in receipt.values():
        if row["lot"]:
            lot = {name: row[name] for name in ("item", "supplier_lot", "made", "expiry")}
            body = {"id": row["lot"], "vendor": order["vendor"], "gr": number, **lot}
            tx.add("lot.created", {"id": row["lot"], "body": body}, f"LOT:{row['lot']}", name)
            edge = {"source": f"{order['vendor']}/{row['supplier_lot']}", "target": row["lot"], "relation": "receipt"}
            tx.add(
                "genealogy.linked", {**edge, "quantity": row["quantity"], "document": name}, f"LOT:{row['lot']}", name
            )
        where = {"item": row["item"], "lot": row["lot"], "stock_type": row["stock_type"], "location": row["location"]}
        tx.move("101", quantity=row["quantity"], value=row["value"], document=name, **where)
        references = {"po": order["id"], "po_line": row["po_line"], "vendor": order["vendor"], "item": row["item"]}
        entry += [
            ledger_line(inventory_account(tx.item(row["item"])), row["value"], **references),
            ledger_line("2202-GRIR", -row["owed"], **references),
            ledger_line("1404", row["owed"] - row["value"], **references),
        ]
    tx.post(name, entry)
