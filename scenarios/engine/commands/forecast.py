"""Forecast: the mean of past months, with the months left out that were a one-off; published, it becomes demand."""

from scenarios.engine.quantities import divide_half_up
from scenarios.engine.refusals import Refused
from scenarios.engine.registry import Field, FieldType, command
from scenarios.engine.transaction import Transaction
from scenarios.engine.values import Refusal

HISTORY = "demand"
SPANS = ("3", "6", "12")


@command(
    "fc.create",
    code="FC01",
    document="FC",
    fields=(
        Field("item", FieldType.REF, kind="ITEM"),
        Field("span", FieldType.CHOICE, choices=SPANS),
        Field("excluded", FieldType.CODE, required=False),
        Field("reason", required=False),
    ),
)
def create_forecast(tx: Transaction) -> None:
    """A draft from the last months of the history; months left out (`2026-07 2026-08`) want a reason."""
    item = tx.item(tx.args["item"])
    history = tx.state.dataset.part(HISTORY).get(item["id"])
    if history is None:
        raise Refused(Refusal(code="NO_HISTORY", args={"item": item["id"]}, about=f"ITEM:{item['id']}"))
    left_out = tuple(tx.args.get("excluded", "").replace(",", " ").split())
    months = list(history["months"].items())[-int(tx.args["span"]) :]
    kept = [quantity for month, quantity in months if month not in left_out]
    strange = [month for month in left_out if month not in dict(months)]
    if strange or not kept:
        raise Refused(Refusal(code="INPUT_INVALID", args={"field": "excluded", "problem": "month"}))
    explained = not left_out or "reason" in tx.args
    tx.require(explained, "REASON_REQUIRED", about=f"ITEM:{item['id']}", field="reason", problem="missing")
    body = {
        "item": item["id"],
        "span": tx.args["span"],
        "excluded": left_out,
        "reason": tx.args.get("reason", ""),
        "quantity": divide_half_up(sum(kept), len(kept)),
        "published_by": "",
    }
    tx.create("FC", body, status="draft")


@command("fc.publish", code="FC02", document="FC", fields=(Field("fc", FieldType.REF, kind="FC"),))
def publish_forecast(tx: Transaction) -> None:
    """Makes the draft the item's demand per month; the forecast published before is superseded."""
    forecast = tx.document("FC")
    for other in tx.state.documents("FC"):
        if other["item"] == forecast["item"] and other["status"] == "published":
            tx.change("FC", other, {"status": "superseded"})
    tx.change("FC", forecast, {"status": "published", "published_by": tx.user})
