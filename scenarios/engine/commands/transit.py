"""Stock on its way to a depot of ours: still our goods, in stock type T and in an account of its own (303)."""

from scenarios.engine.commands.goods_receipt import inventory_account
from scenarios.engine.quantities import share
from scenarios.engine.registry import Effect, Field, FieldType, command
from scenarios.engine.transaction import Transaction, ledger_line

FREE, TRANSIT = "U", "T"
DISPATCHED = "1406"


@command(
    "transit.depart",
    code="TR01",
    document="LOT",
    fields=(
        Field("lot", FieldType.REF, kind="LOT"),
        Field("quantity", FieldType.INTEGER, minimum=1),
        Field("to", FieldType.CODE),
    ),
    effect=Effect.SYSTEM,
)
def depart(tx: Transaction) -> None:
    """Lets free stock of a lot leave for a depot (U to T); the scenario does this, as the carrier's system would report it."""
    lot = tx.state.lot(tx.args["lot"]) or {}
    name, quantity = f"LOT:{lot['id']}", tx.args["quantity"]
    tx.require(not lot.get("hold"), "LOT_ON_HOLD", about=name, lot=lot["id"], reason=lot.get("hold", ""))
    held = tx.state.stock(lot=lot["id"], stock_type=FREE)
    tx.require(
        held >= quantity,
        "STOCK_NEGATIVE",
        about=name,
        held=tx.quantity_text(lot["item"], held),
        wanted=tx.quantity_text(lot["item"], quantity),
        stock_type=FREE,
    )
    value, left = 0, quantity
    for row in tx.state.stock_rows(lot=lot["id"], stock_type=FREE):
        part = min(left, row["quantity"])
        left -= part
        value += share(row["value"], part, row["quantity"])
    tx.transfer("303", lot=lot["id"], source=FREE, target=TRANSIT, quantity=quantity, document=name)
    account = inventory_account(tx.item(lot["item"]))
    tx.post(name, [ledger_line(DISPATCHED, value), ledger_line(account, -value)])
