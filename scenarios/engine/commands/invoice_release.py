"""Release of a blocked invoice: somebody else than the poster lifts a block, for a reason and with evidence."""

from scenarios.engine.commands.matching import MANUAL, block_causes
from scenarios.engine.registry import Field, FieldType, command
from scenarios.engine.transaction import Transaction


@command(
    "inv.release",
    code="IV04",
    document="IV",
    fields=(
        Field("iv", FieldType.REF, kind="IV"),
        Field("block", FieldType.CHOICE, choices=("P", "Q", "D", "M")),
        Field("reason"),
        Field("evidence", FieldType.CODE, required=False),
    ),
)
def release_invoice(tx: Transaction) -> None:
    """Lifts one block; warns while its cause still stands (no credit memo, no approved order change, no goods)."""
    invoice = tx.document("IV")
    tx.require_status("IV", invoice, "blocked")
    name = f"IV:{invoice['id']}"
    block = tx.args["block"]
    tx.require(
        block in invoice["blocks"],
        "ILLEGAL_TRANSITION",
        about=name,
        document=name,
        status=",".join(invoice["blocks"]),
        wanted=block,
    )
    order = tx.document("PO", invoice["po"])
    unapproved = order["status"] == "submitted"
    standing = block != MANUAL and (unapproved or block in block_causes(tx, order["lines"], invoice["lines"]))
    tx.require(not standing, "BLOCK_CAUSE_STANDS", about=name, invoice=invoice["id"], block=block)
    left = tuple(other for other in invoice["blocks"] if other != block)
    row = {"block": f"-{block}", "reason": tx.args["reason"], "by": tx.user, "evidence": tx.args.get("evidence", "")}
    changes = {"blocks": left, "block_log": (*invoice["block_log"], row), "released_by": tx.user}
    tx.change("IV", invoice, changes if left else {**changes, "status": "released"})
