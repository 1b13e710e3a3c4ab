"""Recall: opened, scoped lot by lot, stock blocked wherever it stands, customers told, and every piece accounted for."""

from typing import Any

from scenarios.engine.commands.goods_receipt import inventory_account
from scenarios.engine.commands.shipments import shipments
from scenarios.engine.registry import Field, FieldType, command
from scenarios.engine.transaction import Body, Transaction, ledger_line

BLOCKED, FREE = "B", "U"
BLOCKING = {"U": "344", "Q": "350", "H": "350H", "R": "656", "T": "305", "S": "542B"}
"""Each stock type that a recall may find, and the movement that blocks it: what is on its way or at the steriliser is
called back and comes in as blocked."""
OUTSIDE = {"T": "1406", "S": "1408"}
"""Stock that is ours and not here stands in an account of its own; blocked, it is goods in our store again."""
HELD_TYPES = tuple(BLOCKING)
_RCL = Field("rcl", FieldType.REF, kind="RCL")
_COUNTS = ("produced", "shipped", "stock", "scrapped", "sampled", "reworked")


def _name(recall: Body) -> str:
    return f"RCL:{recall['id']}"


@command(
    "rcl.open",
    code="RC01",
    document="RCL",
    fields=(
        Field("level", FieldType.CHOICE, choices=("1", "2", "3")),
        Field("cause"),
        Field("supplier_lot", FieldType.CODE, required=False),
        Field("source", FieldType.CODE, required=False),
    ),
)
def open_recall(tx: Transaction) -> None:
    """Opens a recall with its class, its cause, and where the notice came from."""
    body: dict[str, Any] = {"level": tx.args["level"], "cause": tx.args["cause"]}
    body |= {"supplier_lot": tx.args.get("supplier_lot", ""), "source": tx.args.get("source", "")}
    body |= {"lots": (), "trace_note": "", "blocked": {}, "notices": {}, "balance": {}, "effectiveness": ""}
    tx.create("RCL", body, status="opened")


@command(
    "rcl.scope",
    code="RC02",
    document="RCL",
    fields=(_RCL, Field("lots", FieldType.REFS, kind="LOT"), Field("trace_note")),
)
def set_scope(tx: Transaction) -> None:
    """Names the affected lots and how they were found; until stock is blocked the scope may be set anew."""
    recall = tx.document("RCL")
    for lot in tx.args["lots"]:
        tx.read("LOT", lot)
    changes = {"status": "scoped", "lots": tx.args["lots"], "trace_note": tx.args["trace_note"], "scoped_by": tx.user}
    tx.change("RCL", recall, changes)


@command(
    "rcl.block",
    code="RC03",
    document="RCL",
    fields=(
        _RCL,
        Field(
            "stocks",
            FieldType.LINES,
            columns=(
                Field("lot", FieldType.REF, kind="LOT"),
                Field("stock_type", FieldType.CHOICE, choices=HELD_TYPES),
            ),
        ),
    ),
)
def block_stock(tx: Transaction) -> None:
    """Blocks all stock of a lot that stands in one stock type, in whatever place; may be done in several goes.

    Stock in transit and at the steriliser is called back: its value leaves the account for goods that are not here. A lot
    of which nothing is free any more is held, so that nothing of it can be issued, shipped or released.
    """
    recall = tx.document("RCL")
    tx.require_status("RCL", recall, "scoped", "blocked", "notified")
    blocked = {lot: dict(row) for lot, row in recall["blocked"].items()}
    for row in tx.args["stocks"]:
        lot, stock_type = row["lot"], row["stock_type"]
        tx.require(lot in recall["lots"], "NOT_IN_SCOPE", about=f"LOT:{lot}", lot=lot, document=_name(recall))
        held = tx.state.stock(lot=lot, stock_type=stock_type)
        tx.require(held > 0, "LOT_STATUS", about=f"LOT:{lot}", lot=lot, wanted=stock_type)
        tx.require((lot, stock_type) not in _moved(tx), "LOT_STATUS", about=f"LOT:{lot}", lot=lot, wanted=stock_type)
        _block(tx, recall, lot, stock_type, held)
        already = blocked.setdefault(lot, {})
        already[stock_type] = already.get(stock_type, 0) + held
    status = {"status": "blocked"} if recall["status"] == "scoped" else {}
    tx.change("RCL", recall, {"blocked": blocked, **status})
    for lot in dict.fromkeys(row["lot"] for row in tx.args["stocks"]):
        _settle_lot(tx, recall, lot)


def _moved(tx: Transaction) -> set[tuple[str, str]]:
    """What this command has already taken out, as lot and stock type."""
    return {(e.fields["lot"], e.fields["stock_type"]) for e in tx.events if e.kind == "stock.moved"}


def _block(tx: Transaction, recall: Body, lot: str, stock_type: str, held: int) -> None:
    name = _name(recall)
    value = sum(row["value"] for row in tx.state.stock_rows(lot=lot, stock_type=stock_type))
    tx.transfer(BLOCKING[stock_type], lot=lot, source=stock_type, target=BLOCKED, quantity=held, document=name)
    if stock_type in OUTSIDE:
        account = inventory_account(tx.item((tx.state.lot(lot) or {})["item"]))
        tx.post(name, [ledger_line(account, value), ledger_line(OUTSIDE[stock_type], -value)])


def _settle_lot(tx: Transaction, recall: Body, lot: str) -> None:
    """Hold the lot once nothing of it is free, and let its open inspection count only what is still in it."""
    gone = {stock_type for moved, stock_type in _moved(tx) if moved == lot}
    left = {row["stock_type"] for row in tx.state.stock_rows(lot=lot)} - gone
    body = tx.state.lot(lot) or {}
    if FREE not in left and not body.get("hold"):
        changes = [["hold", "", f"{recall['id']}: {recall['cause']}"[:300]], ["hold_by", "", tx.user]]
        tx.add("lot.changed", {"id": lot, "changes": changes}, f"LOT:{lot}")
    waiting = {"Q", "H", "S"}
    if gone & waiting and not left & waiting:
        for inspection in tx.state.documents("QI"):
            if inspection["lot"] == lot and inspection["status"] not in {"decided", "cancelled"}:
                tx.change("QI", inspection, {"status": "cancelled", "reason": _name(recall)})


@command(
    "rcl.notify",
    code="RC04",
    document="RCL",
    fields=(
        _RCL,
        Field("customer", FieldType.CODE),
        Field("lots", FieldType.REFS, kind="LOT"),
        Field("text"),
    ),
)
def notify_customer(tx: Transaction) -> None:
    """Tells one customer which lots to set aside and to send back; a customer may be told again."""
    recall = tx.document("RCL")
    tx.require_status("RCL", recall, "scoped", "blocked", "notified")
    for lot in tx.args["lots"]:
        tx.require(lot in recall["lots"], "NOT_IN_SCOPE", about=f"LOT:{lot}", lot=lot, document=_name(recall))
    row = {"lots": tx.args["lots"], "text": tx.args["text"], "by": tx.user, "at": tx.state.clock}
    status = {"status": "notified"} if recall["status"] == "blocked" else {}
    tx.change("RCL", recall, {f"notices/{tx.args['customer']}": row, **status})


@command(
    "rcl.reconcile",
    code="RC05",
    document="RCL",
    fields=(
        _RCL,
        Field(
            "counts",
            FieldType.LINES,
            columns=(
                Field("lot", FieldType.REF, kind="LOT"),
                *(Field(name, FieldType.INTEGER, required=name == "produced") for name in _COUNTS),
            ),
        ),
    ),
)
def reconcile(tx: Transaction) -> None:
    """Accounts for every piece of every lot in the scope; refused while a lot's figures do not add up."""
    recall = tx.document("RCL")
    tx.require_status("RCL", recall, "notified")
    balance: dict[str, dict[str, int]] = {}
    for row in tx.args["counts"]:
        counted = {name: row.get(name, 0) for name in _COUNTS}
        lot, total = row["lot"], sum(counted[name] for name in _COUNTS[1:])
        tx.require(lot in recall["lots"], "NOT_IN_SCOPE", about=f"LOT:{lot}", lot=lot, document=_name(recall))
        produced = counted["produced"]
        fits = produced == total
        tx.require(fits, "MASS_BALANCE", about=f"LOT:{lot}", lot=lot, produced=f"{produced:,}", total=f"{total:,}")
        balance[lot] = counted
    missing = [lot for lot in recall["lots"] if lot not in balance]
    tx.require(not missing, "RECALL_OPEN", about=_name(recall), document=_name(recall), open=", ".join(missing))
    tx.change("RCL", recall, {"status": "reconciled", "balance": balance, "reconciled_by": tx.user})


@command("rcl.close", code="RC06", document="RCL", fields=(_RCL, Field("effectiveness")), meaning="recall_closure")
def close_recall(tx: Transaction) -> None:
    """Closes with a signed statement of effect; refused while stock is not blocked or a customer was not told."""
    recall = tx.document("RCL")
    name = _name(recall)
    loose = [
        f"{lot} {row['stock_type']}"
        for lot in recall["lots"]
        for row in tx.state.stock_rows(lot=lot)
        if row["stock_type"] != BLOCKED
    ]
    untold = sorted({row.customer for row in shipments(tx.state, recall["lots"])} - set(recall["notices"]))
    open_points = ", ".join([*loose, *untold])
    tx.require(not open_points, "RECALL_OPEN", about=name, document=name, open=open_points)
    tx.change("RCL", recall, {"status": "closed", "effectiveness": tx.args["effectiveness"], "closed_by": tx.user})
    tx.sign(name)
