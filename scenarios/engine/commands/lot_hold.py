"""Hold of a lot: what is free is blocked at once (344), and what waits elsewhere cannot be released until the hold ends."""

from scenarios.engine.refusals import Refused
from scenarios.engine.registry import Field, FieldType, command
from scenarios.engine.transaction import Body, Transaction
from scenarios.engine.values import Refusal

_LOT = Field("lot", FieldType.REF, kind="LOT")


@command(
    "lot.hold",
    code="LT01",
    document="LOT",
    fields=(_LOT, Field("reason"), Field("deviation", FieldType.REF, required=False, kind="DEV")),
)
def hold_lot(tx: Transaction) -> None:
    """Holds a lot with a reason, and names the deviation if there is one. Holding it twice is refused."""
    lot = _lot(tx)
    name = f"LOT:{lot['id']}"
    held = lot.get("hold", "")
    tx.require(not held, "LOT_ON_HOLD", about=name, lot=lot["id"], reason=held)
    reason = tx.args["reason"]
    changes = [["hold", held, reason], ["hold_by", "", tx.user], ["hold_at", "", tx.state.clock]]
    if "deviation" in tx.args:
        changes.append(["deviation", lot.get("deviation", ""), tx.args["deviation"]])
        tx.read("DEV", tx.args["deviation"])
    tx.add("lot.changed", {"id": lot["id"], "changes": changes}, name)
    free = tx.state.stock(lot=lot["id"], stock_type="U")
    if free:
        tx.transfer("344", lot=lot["id"], source="U", target="B", quantity=free, document=name)


@command("lot.unhold", code="LT02", document="LOT", fields=(_LOT, Field("reason")), meaning="hold_lifted")
def lift_hold(tx: Transaction) -> None:
    """Lifts a hold with a signed reason; blocked stock stays blocked until somebody decides on it."""
    lot = _lot(tx)
    name = f"LOT:{lot['id']}"
    held = lot.get("hold", "")
    tx.require(bool(held), "LOT_STATUS", about=name, lot=lot["id"], wanted="B")
    changes = [["hold", held, ""], ["hold_lifted_because", lot.get("hold_lifted_because", ""), tx.args["reason"]]]
    tx.add("lot.changed", {"id": lot["id"], "changes": changes}, name)
    tx.sign(name)


def _lot(tx: Transaction) -> Body:
    body = tx.state.lot(tx.args["lot"])
    if body is None:
        raise Refused(Refusal(code="UNKNOWN_OBJECT", args={"kind": "LOT", "id": tx.args["lot"][:40]}))
    return body
