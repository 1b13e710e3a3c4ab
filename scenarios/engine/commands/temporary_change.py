"""Temporary change of one order: a substitute for a component, asked for with a reason and approved by quality."""

from scenarios.engine.registry import Field, FieldType, command
from scenarios.engine.transaction import Transaction


@command(
    "tc.request",
    code="TC01",
    document="TCH",
    fields=(
        Field("wo", FieldType.REF, kind="WO"),
        Field("component", FieldType.REF, kind="ITEM"),
        Field("substitute", FieldType.REF, kind="ITEM"),
        Field("quantity", FieldType.QUANTITY, item_from="substitute"),
        Field("reason"),
        Field("evidence", FieldType.CODE, required=False),
    ),
)
def request_change(tx: Transaction) -> None:
    """Asks that an order may use another item for one of its components."""
    order = tx.document("WO")
    listed = {line["item"] for line in order["components"].values()}
    component = tx.args["component"]
    tx.require(component in listed, "UNKNOWN_OBJECT", kind="ITEM", id=component)
    names = ("component", "substitute", "quantity", "reason")
    body = {"wo": order["id"], **{name: tx.args[name] for name in names}, "evidence": tx.args.get("evidence", "")}
    body |= {"item": tx.args["substitute"], "decided_by": "", "rationale": ""}
    tx.create("TCH", body, status="requested", refs=[f"WO:{order['id']}"])


@command(
    "tc.decide",
    code="TC02",
    document="TCH",
    fields=(
        Field("tch", FieldType.REF, kind="TCH"),
        Field("verdict", FieldType.CHOICE, choices=("approved", "rejected")),
        Field("rationale"),
    ),
    meaning="temporary_change",
)
def decide_change(tx: Transaction) -> None:
    """Quality approves or rejects with a signature; never who asked."""
    change = tx.document("TCH")
    done = {"decided_by": tx.user, "rationale": tx.args["rationale"]}
    tx.change("TCH", change, {"status": tx.args["verdict"], **done})
    tx.sign(f"TCH:{change['id']}")
