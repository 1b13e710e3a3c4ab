"""Line clearance: one person clears and signs, another looks at the line and signs; only then may an order start."""

from scenarios.engine.registry import Field, FieldType, command
from scenarios.engine.transaction import Body, Transaction

_WO = Field("wo", FieldType.REF, kind="WO")
CLEARANCE = "CLR"


@command(
    "clearance.record",
    code="LC01",
    document="BR",
    fields=(_WO, Field("remarks", required=False)),
    meaning="performed",
)
def clear_line(tx: Transaction) -> None:
    """Signs that material, labels, records and goods of the previous lot have left the line."""
    order, record = _released(tx)
    done = record["pages"][CLEARANCE]["performed_by"]
    tx.require(not done, "ENTRY_EXISTS", about=f"BR:{record['id']}", document=f"BR:{record['id']}", page=CLEARANCE)
    changes = {"performed_by": tx.user, "performed_at": tx.state.clock, "remarks": tx.args.get("remarks", "")}
    tx.change("BR", record, {f"pages/{CLEARANCE}/{key}": value for key, value in changes.items()})
    tx.read("WO", order["id"])
    tx.sign(f"BR:{record['id']}")


@command("clearance.verify", code="LC02", document="BR", fields=(_WO,), meaning="verified")
def verify_clearance(tx: Transaction) -> None:
    """Signs as the second person that the line is clear; never the one who cleared it."""
    order, record = _released(tx)
    page = record["pages"][CLEARANCE]
    name = f"BR:{record['id']}"
    tx.require(bool(page["performed_by"]), "LINE_CLEARANCE_MISSING", about=name, document=f"WO:{order['id']}")
    tx.require(page["performed_by"] != tx.user, "FOUR_EYES", about=name, rule="SOD-15", document=name)
    changes = {"verified_by": tx.user, "verified_at": tx.state.clock}
    tx.change("BR", record, {f"pages/{CLEARANCE}/{key}": value for key, value in changes.items()})
    tx.read("WO", order["id"])
    tx.sign(name)


def _released(tx: Transaction) -> tuple[Body, Body]:
    order = tx.document("WO")
    tx.require_status("WO", order, "released")
    return order, tx.document("BR", order["br"])
