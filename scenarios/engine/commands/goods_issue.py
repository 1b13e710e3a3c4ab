"""Goods issue to an order (261) and return from it (262), lot by lot; the genealogy follows each posting."""

from collections.abc import Mapping
from typing import Any

from scenarios.engine.commands.goods_receipt import inventory_account
from scenarios.engine.commands.work_order import WORK_IN_PROCESS
from scenarios.engine.quantities import share
from scenarios.engine.refusals import Refused
from scenarios.engine.registry import Field, FieldType, command
from scenarios.engine.transaction import Body, Transaction, ledger_line
from scenarios.engine.values import Refusal

UNRESTRICTED = "U"
OVER_ISSUE_PERCENT = 105
"""More than this share of the planned quantity is a warning: somebody says why."""
_WO = Field("wo", FieldType.REF, kind="WO")


@command(
    "gi.post",
    code="GI01",
    document="WO",
    fields=(
        _WO,
        Field(
            "lines",
            FieldType.LINES,
            columns=(
                Field("item", FieldType.REF, kind="ITEM"),
                Field("lot", FieldType.CODE, required=False),
                Field("quantity", FieldType.QUANTITY, item_from="item"),
            ),
        ),
    ),
)
def issue_goods(tx: Transaction) -> None:
    """Issues components (261). Refuses a missing, expired or unreleased lot, an item not on the order, and too late."""
    order = tx.document("WO")
    tx.require_status("WO", order, "released", "started")
    lines: dict[str, dict[str, Any]] = {key: dict(line) for key, line in order["components"].items()}
    total = 0
    for given in tx.args["lines"]:
        item, lot, quantity = tx.item(given["item"]), given.get("lot", ""), given["quantity"]
        key = _line_of(tx, order, lines, item["id"])
        line = lines[key]
        _require_issuable(tx, order, item, lot)
        within = (line["issued"] + quantity) * 100 <= line["planned"] * OVER_ISSUE_PERCENT
        tx.require(
            within,
            "OVER_ISSUE",
            about=f"WO:{order['id']}",
            item=item["id"],
            planned=tx.quantity_text(item["id"], line["planned"]),
            wanted=tx.quantity_text(item["id"], line["issued"] + quantity),
        )
        value = take(
            tx, "261", item=item["id"], lot=lot, stock_type=UNRESTRICTED, quantity=quantity, document=_name(order)
        )
        _note(line, lot, quantity, value)
        _book(tx, order, item, lot, quantity, value)
        total += value
    tx.change("WO", order, {**_touched(order, lines), "material_value": order["material_value"] + total})


@command(
    "gi.return",
    code="GI02",
    document="WO",
    fields=(
        _WO,
        Field("item", FieldType.REF, kind="ITEM"),
        Field("lot", FieldType.CODE, required=False),
        Field("quantity", FieldType.QUANTITY, item_from="item"),
        Field("reason"),
    ),
)
def return_goods(tx: Transaction) -> None:
    """Takes back (262) what the line has left over, to the stock it came from, at the value it left with."""
    order = tx.document("WO")
    tx.require_status("WO", order, "released", "started", "delivered")
    item, lot, quantity = tx.item(tx.args["item"]), tx.args.get("lot", ""), tx.args["quantity"]
    lines: dict[str, dict[str, Any]] = {key: dict(line) for key, line in order["components"].items()}
    key = next((key for key, line in lines.items() if line["item"] == item["id"]), "")
    held = lines[key]["lots"].get(lot, {"quantity": 0, "value": 0}) if key else {"quantity": 0, "value": 0}
    tx.require(
        quantity <= held["quantity"],
        "QUANTITY_EXCEEDED",
        about=_name(order),
        held=tx.quantity_text(item["id"], held["quantity"]),
        wanted=tx.quantity_text(item["id"], quantity),
    )
    value = share(held["value"], quantity, held["quantity"])
    where = {"item": item["id"], "lot": lot, "stock_type": UNRESTRICTED, "location": item["location"]}
    tx.move("262", quantity=quantity, value=value, document=_name(order), **where)
    _note(lines[key], lot, -quantity, -value)
    _book(tx, order, item, lot, -quantity, -value)
    tx.change("WO", order, {**_touched(order, lines), "material_value": order["material_value"] - value})


def _touched(order: Body, lines: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """The new values of the component lines, path by path, so that the change log stays legible."""
    changes: dict[str, Any] = {}
    for key, line in lines.items():
        if key not in order["components"]:
            changes[f"components/{key}"] = line
        else:
            changes |= {f"components/{key}/{name}": line[name] for name in ("issued", "value", "lots")}
    return changes


def take(tx: Transaction, movement: str, *, item: str, lot: str, stock_type: str, quantity: int, document: str) -> int:
    """Propose to take a quantity from wherever it stands; returns its value. Refuses more than there is."""
    rows = list(tx.state.stock_rows(item=item, lot=lot, stock_type=stock_type))
    held, value = sum(row["quantity"] for row in rows), 0
    tx.require(
        held >= quantity,
        "STOCK_NEGATIVE",
        about=f"LOT:{lot}" if lot else f"ITEM:{item}",
        held=tx.quantity_text(item, held),
        wanted=tx.quantity_text(item, quantity),
        stock_type=stock_type,
    )
    for row in rows:
        part = min(quantity, row["quantity"])
        if not part:
            continue
        quantity -= part
        worth = share(row["value"], part, row["quantity"])
        value += worth
        where = {"item": item, "lot": lot, "stock_type": stock_type, "location": row["location"]}
        tx.move(movement, quantity=-part, value=-worth, document=document, **where)
    return value


def _name(order: Body) -> str:
    return f"WO:{order['id']}"


def _line_of(tx: Transaction, order: Body, lines: dict[str, dict[str, Any]], item: str) -> str:
    """The line that an item fulfils: its own, or that of the component for which a temporary change allows it."""
    for key, line in lines.items():
        if line["item"] == item:
            return key
    for change in tx.state.documents("TCH"):
        fits = change["wo"] == order["id"] and change["substitute"] == item and change["status"] == "approved"
        if not fits:
            continue
        tx.read("TCH", change["id"])
        replaced = next(line for line in lines.values() if line["item"] == change["component"])
        key = str(max(int(number) for number in lines) + 10)
        planned = change["quantity"] or replaced["planned"] - replaced["issued"]
        lines[key] = {"item": item, "planned": planned, "issued": 0, "value": 0, "lots": {}}
        lines[key] |= {"tch": change["id"], "replaces": change["component"]}
        return key
    tx.require(False, "SUBSTITUTE_NOT_APPROVED", about=_name(order), item=item, document=_name(order))
    raise AssertionError(item)


def _require_issuable(tx: Transaction, order: Body, item: Body, lot: str) -> None:
    if not item["lot_tracked"]:
        return
    tx.require(bool(lot), "LOT_REQUIRED", about=_name(order), item=item["id"], field="lot")
    body = tx.state.lot(lot)
    if body is None or body["item"] != item["id"]:
        raise Refused(Refusal(code="UNKNOWN_OBJECT", args={"kind": "LOT", "id": lot[:40]}))
    about = f"LOT:{lot}"
    tx.read("LOT", lot)
    expired = bool(body["expiry"]) and body["expiry"] < tx.today
    tx.require(not expired, "LOT_EXPIRED", about=about, lot=lot, expiry=body["expiry"])
    tx.require(not body.get("hold"), "LOT_ON_HOLD", about=about, lot=lot, reason=str(body.get("hold", "")))
    free = tx.state.stock(item=item["id"], lot=lot, stock_type=UNRESTRICTED)
    tx.require(free > 0, "LOT_STATUS", about=about, lot=lot, wanted=UNRESTRICTED)
    older = first_to_expire(tx, item["id"])
    tx.require(
        older in ("", lot) or not body["expiry"] or (tx.state.lot(older) or body)["expiry"] >= body["expiry"],
        "FEFO_VIOLATION",
        about=about,
        lot=lot,
        older=older,
    )


def first_to_expire(tx: Transaction, item: str) -> str:
    """The unrestricted, unexpired lot of an item that expires first and that this command does not use up, or ""."""
    taken: dict[str, int] = {}
    for event in tx.events:
        if event.kind == "stock.moved" and event.fields["stock_type"] == UNRESTRICTED:
            taken[event.fields["lot"]] = taken.get(event.fields["lot"], 0) + event.fields["quantity"]
    found = []
    for row in tx.state.stock_rows(item=item, stock_type=UNRESTRICTED):
        body = tx.state.lot(row["lot"])
        usable = body is not None and body["expiry"] >= tx.today and not body.get("hold")
        if body is not None and usable and row["quantity"] + taken.get(row["lot"], 0) > 0:
            found.append((body["expiry"], row["lot"]))
    return min(found)[1] if found else ""


def _note(line: dict[str, Any], lot: str, quantity: int, value: int) -> None:
    held = line["lots"].get(lot, {"quantity": 0, "value": 0})
    lots = {**line["lots"], lot: {"quantity": held["quantity"] + quantity, "value": held["value"] + value}}
    line |= {"lots": lots, "issued": line["issued"] + quantity, "value": line["value"] + value}


def _book(tx: Transaction, order: Body, item: Body, lot: str, quantity: int, value: int) -> None:
    name = _name(order)
    if lot:
        edge = {
            "source": lot,
            "target": order["lot"],
            "relation": "consumption",
            "quantity": quantity,
            "document": name,
        }
        tx.add("genealogy.linked", edge, f"LOT:{lot}", f"LOT:{order['lot']}", name)
    references = {"wo": order["id"], "item": item["id"]}
    tx.post(
        name,
        [
            ledger_line(WORK_IN_PROCESS, value, **references),
            ledger_line(inventory_account(item), -value, **references),
        ],
    )
