"""Outbound delivery up to the dock: picked by lot, first expired first out, scanned against the lot master, packed."""

from typing import Any

from scenarios.engine.commands.promising import OPEN_DELIVERIES, life_left_pct, picked, usable_lots
from scenarios.engine.commands.sales_order import sales_line
from scenarios.engine.refusals import Refused
from scenarios.engine.registry import Field, FieldType, command
from scenarios.engine.transaction import Body, Transaction
from scenarios.engine.udi import read_udi
from scenarios.engine.values import Refusal

DN = Field("dn", FieldType.REF, kind="DN")
_LINE = Field("line", FieldType.CODE)
_LOT = Field("lot", FieldType.REF, kind="LOT")
UNRESTRICTED = "U"


def delivery_line(delivery: Body, number: str) -> dict[str, Any]:
    """A line of a delivery; refuses a number that it does not have."""
    line = delivery["lines"].get(number)
    if line is None:
        raise Refused(Refusal(code="UNKNOWN_OBJECT", args={"kind": "DN", "id": f"{delivery['id']}/{number}"[:40]}))
    return dict(line)


@command(
    "dn.create",
    code="DN01",
    document="DN",
    fields=(
        Field("so", FieldType.REF, kind="SO"),
        Field(
            "lines",
            FieldType.LINES,
            columns=(_LINE, Field("quantity", FieldType.QUANTITY, item_from="line")),
        ),
    ),
)
def create_delivery(tx: Transaction) -> None:
    """A delivery of what is confirmed and not yet on another delivery."""
    order = tx.document("SO")
    tx.require_status("SO", order, "confirmed", "partly_delivered")
    customer = tx.state.master("CUSTOMER", order["customer"]) or {}
    lines: dict[str, dict[str, Any]] = {}
    for given in tx.args["lines"]:
        number = given["line"]
        line = sales_line(order, number)
        tx.require(number not in lines, "INPUT_INVALID", field="lines", problem="twice")
        free = line["confirmed"] - line["delivered"] - _on_delivery(tx, order["id"], number)
        tx.require(
            given["quantity"] <= free,
            "NOT_CONFIRMED",
            about=f"SO:{order['id']}",
            item=line["item"],
            wanted=tx.quantity_text(line["item"], given["quantity"]),
            free=tx.quantity_text(line["item"], max(free, 0)),
        )
        lines[number] = {"item": line["item"], "quantity": given["quantity"], "picked": 0, "lots": {}, "scanned": {}}
    body = {
        "so": order["id"],
        "customer": order["customer"],
        "address_zh": customer.get("address_zh", ""),
        "address_en": customer.get("address_en", ""),
        "issued_at": "",
        "issued_by": "",
        "cost": 0,
        "received_on": "",
        "billed": False,
        "lines": lines,
    }
    tx.create("DN", body, status="created", refs=[f"SO:{order['id']}"])


def _on_delivery(tx: Transaction, order: str, number: str) -> int:
    return sum(
        delivery["lines"].get(number, {"quantity": 0})["quantity"]
        for delivery in tx.state.documents("DN")
        if delivery["so"] == order and delivery["status"] in OPEN_DELIVERIES
    )


@command(
    "dn.pick",
    code="DN02",
    document="DN",
    fields=(DN, _LINE, _LOT, Field("quantity", FieldType.QUANTITY, item_from="line")),
)
def pick(tx: Transaction) -> None:
    """Picks a quantity of one lot for a line; the delivery counts as picked once every line is whole.

    Refuses a lot that is not released, on hold or out of date, and more than is free; warns when the lot is too old for
    the customer or another one would expire first.
    """
    delivery = tx.document("DN")
    tx.require_status("DN", delivery, "created")
    number, quantity = tx.args["line"], tx.args["quantity"]
    line = delivery_line(delivery, number)
    lot = _lot(tx, line, tx.args["lot"])
    open_quantity = line["quantity"] - line["picked"]
    tx.require(
        quantity <= open_quantity,
        "NOT_CONFIRMED",
        about=f"DN:{delivery['id']}",
        item=line["item"],
        wanted=tx.quantity_text(line["item"], quantity),
        free=tx.quantity_text(line["item"], open_quantity),
    )
    require_shippable(tx, delivery, line["item"], lot)
    elsewhere = picked(tx.state, line["item"]).get(lot["id"], 0)
    held = tx.state.stock(item=line["item"], lot=lot["id"], stock_type=UNRESTRICTED) - elsewhere
    tx.require(
        quantity <= held,
        "STOCK_NEGATIVE",
        about=f"LOT:{lot['id']}",
        held=tx.quantity_text(line["item"], held),
        wanted=tx.quantity_text(line["item"], quantity),
        stock_type=UNRESTRICTED,
    )
    _require_first_expired(tx, delivery, line, lot)
    line["picked"] += quantity
    line["lots"] = {**line["lots"], lot["id"]: line["lots"].get(lot["id"], 0) + quantity}
    whole = all(row["picked"] >= row["quantity"] for row in {**delivery["lines"], number: line}.values())
    changes = {f"lines/{number}/{key}": line[key] for key in ("picked", "lots")}
    tx.read("LOT", lot["id"])
    tx.change("DN", delivery, changes | ({"status": "picked"} if whole else {}))


def _lot(tx: Transaction, line: Body, number: str) -> Body:
    lot = tx.state.lot(number)
    if lot is None or lot["item"] != line["item"]:
        raise Refused(Refusal(code="UNKNOWN_OBJECT", args={"kind": "LOT", "id": f"{number} ({line['item']})"[:40]}))
    return lot


def require_shippable(tx: Transaction, delivery: Body, item: str, lot: Body) -> None:
    """Refuses a lot on hold, not free or out of date; warns when it is too old for this customer."""
    about = f"LOT:{lot['id']}"
    held = lot.get("hold", "")
    tx.require(not held, "LOT_ON_HOLD", about=about, lot=lot["id"], reason=held)
    free = tx.state.stock(item=item, lot=lot["id"], stock_type=UNRESTRICTED)
    tx.require(free > 0, "LOT_STATUS", about=about, lot=lot["id"], wanted=UNRESTRICTED)
    in_date = not lot["expiry"] or lot["expiry"] > tx.today
    tx.require(in_date, "LOT_EXPIRED", about=about, lot=lot["id"], expiry=lot["expiry"])
    customer = tx.state.master("CUSTOMER", delivery["customer"]) or {"minimum_life_pct": 0}
    left = life_left_pct(tx.item(item), lot, tx.today)
    tx.require(
        left >= customer["minimum_life_pct"],
        "CUSTOMER_SHELF_LIFE",
        about=about,
        lot=lot["id"],
        expiry=lot["expiry"],
        left=str(left),
        rule=str(customer["minimum_life_pct"]),
        customer=delivery["customer"],
    )


def _require_first_expired(tx: Transaction, delivery: Body, line: Body, lot: Body) -> None:
    customer = tx.state.master("CUSTOMER", delivery["customer"]) or {"minimum_life_pct": 0}
    for older, _ in usable_lots(tx.state, tx.item(line["item"]), customer["minimum_life_pct"]):
        if older["id"] == lot["id"]:
            return
        sooner = (older["expiry"] or "9999") < (lot["expiry"] or "9999")
        tx.require(
            not sooner,
            "FEFO_VIOLATION",
            about=f"LOT:{lot['id']}",
            lot=lot["id"],
            older=f"{older['id']} ({older['expiry']})",
        )


@command("dn.unpick", code="DN03", document="DN", fields=(DN, _LINE, _LOT, Field("reason")))
def unpick(tx: Transaction) -> None:
    """Takes a lot off a line again, with its scan, before the goods have left."""
    delivery = tx.document("DN")
    tx.require_status("DN", delivery, "created", "picked", "packed")
    number, lot = tx.args["line"], tx.args["lot"]
    line = delivery_line(delivery, number)
    taken = line["lots"].get(lot, 0)
    tx.require(taken > 0, "UNKNOWN_OBJECT", kind="LOT", id=lot)
    line["picked"] -= taken
    for field in ("lots", "scanned"):
        line[field] = {key: value for key, value in line[field].items() if key != lot}
    changes: dict[str, Any] = {f"lines/{number}/{key}": line[key] for key in ("picked", "lots", "scanned")}
    tx.read("LOT", lot)
    back = {"status": "created"} if delivery["status"] != "created" else {}
    tx.change("DN", delivery, changes | back | {"unpick_reason": tx.args["reason"]})


@command("dn.scan", code="DN04", document="DN", fields=(DN, _LINE, _LOT, Field("udi", FieldType.TEXT)))
def scan(tx: Transaction) -> None:
    """Scans the label of a picked lot: device identifier, lot and expiry must be those of the masters.

    Goods with serial numbers need a serial that has not been shipped before.
    """
    delivery = tx.document("DN")
    tx.require_status("DN", delivery, "created", "picked")
    number, lot_number = tx.args["line"], tx.args["lot"]
    line = delivery_line(delivery, number)
    tx.require(lot_number in line["lots"], "UNKNOWN_OBJECT", kind="LOT", id=lot_number)
    item, lot = tx.item(line["item"]), _lot(tx, line, lot_number)
    label = read_udi(tx.args["udi"])
    wanted = {"di": item.get("di", ""), "lot": lot["id"], "expiry": lot["expiry"]}
    found = {"di": label.di, "lot": label.lot, "expiry": label.expiry} if label else dict.fromkeys(wanted, "–")
    differs = [key for key in wanted if wanted[key] != found[key]]
    tx.require(
        not differs,
        "UDI_MISMATCH",
        about=f"LOT:{lot['id']}",
        lot=lot["id"],
        found=", ".join(found[key] or "–" for key in differs),
        wanted=", ".join(wanted[key] or "–" for key in differs),
    )
    if item.get("serialised"):
        serial = label.serial if label else ""
        used = any(serial in row["scanned"].values() for dn in tx.state.documents("DN") for row in dn["lines"].values())
        tx.require(bool(serial) and not used, "UDI_SERIAL_USED", about=f"LOT:{lot['id']}", serial=serial or "–")
    said = label.serial if label and label.serial else "ok"
    tx.read("LOT", lot["id"])
    tx.change("DN", delivery, {f"lines/{number}/scanned": {**line["scanned"], lot["id"]: said}})


@command("dn.pack", code="DN05", document="DN", fields=(DN,))
def pack(tx: Transaction) -> None:
    """Closes the cartons: everything picked, scanned, and every lot still fit to leave."""
    delivery = tx.document("DN")
    tx.require_status("DN", delivery, "created", "picked")
    require_complete(tx, delivery)
    tx.change("DN", delivery, {"status": "packed", "packed_by": tx.user})


def require_complete(tx: Transaction, delivery: Body) -> None:
    """Refuses a line that is not whole, a lot that may not leave, and one that has not been scanned."""
    name = f"DN:{delivery['id']}"
    for number, line in delivery["lines"].items():
        for lot_number in line["lots"]:
            require_shippable(tx, delivery, line["item"], _lot(tx, line, lot_number))
        whole = line["picked"] >= line["quantity"]
        tx.require(whole, "PICK_INCOMPLETE", about=name, line=number, item=line["item"])
        unscanned = [lot for lot in line["lots"] if lot not in line["scanned"]]
        tx.require(not unscanned, "UDI_NOT_SCANNED", about=name, lot=", ".join(unscanned))


@command("dn.cancel", code="DN06", document="DN", fields=(DN, Field("reason")))
def cancel(tx: Transaction) -> None:
    """Drops a delivery whose goods have not left; the order's confirmation stands."""
    tx.change("DN", tx.document("DN"), {"status": "cancelled", "cancelled_because": tx.args["reason"]})
