"""Purchase requisition: someone says what is needed, when and why; somebody else agrees."""

from scenarios.engine.registry import Field, FieldType, command
from scenarios.engine.transaction import Transaction

_PR = Field("pr", FieldType.REF, kind="PR")
_REASON = Field("reason")


@command(
    "pr.create",
    code="PR01",
    document="PR",
    fields=(
        Field("item", FieldType.REF, kind="ITEM"),
        Field("quantity", FieldType.QUANTITY, item_from="item"),
        Field("need_by", FieldType.DATE),
        _REASON,
    ),
)
def create_requisition(tx: Transaction) -> None:
    """A draft requisition for one item."""
    item = tx.item(tx.args["item"])
    body = {
        "item": item["id"],
        "quantity": tx.args["quantity"],
        "need_by": tx.args["need_by"],
        "reason": tx.args["reason"],
    }
    tx.create("PR", {**body, "approved_by": "", "po": ""}, status="draft")


@command("pr.submit", code="PR02", document="PR", fields=(_PR,))
def submit_requisition(tx: Transaction) -> None:
    """The draft goes to the department head."""
    tx.change("PR", tx.document("PR"), {"status": "submitted"})


@command("pr.approve", code="PR03", document="PR", fields=(_PR,))
def approve_requisition(tx: Transaction) -> None:
    """The department head agrees; never the person who asked."""
    tx.change("PR", tx.document("PR"), {"status": "approved", "approved_by": tx.user})


@command("pr.reject", code="PR04", document="PR", fields=(_PR, _REASON))
def reject_requisition(tx: Transaction) -> None:
    """The department head declines, with a reason."""
    tx.change("PR", tx.document("PR"), {"status": "rejected", "rejected_because": tx.args["reason"]})
