"""Batch release: requested, reviewed against every record of the batch, and decided with the releaser's signature."""

from collections.abc import Iterator

from scenarios.engine.commands.release_checks import producers, release_points
from scenarios.engine.refusals import Refused
from scenarios.engine.registry import Field, FieldType, command
from scenarios.engine.transaction import Body, Transaction
from scenarios.engine.values import Refusal

INSPECTION, FREE, BLOCKED = "Q", "U", "B"
RELEASE, REJECT = "release", "reject"
_REL = Field("rel", FieldType.REF, kind="REL")


@command(
    "rel.request",
    code="RL01",
    document="REL",
    fields=(Field("lot", FieldType.REF, kind="LOT"), Field("remarks", required=False)),
)
def request_release(tx: Transaction) -> None:
    """Asks for the release of a lot of our own making; refuses a second request while one is open or granted."""
    number = tx.args["lot"]
    lot = tx.state.lot(number)
    if lot is None or not lot.get("wo"):
        raise Refused(Refusal(code="UNKNOWN_OBJECT", args={"kind": "WO", "id": number[:40]}))
    for other in tx.state.documents("REL"):
        again = other["lot"] == number and other["status"] != "rejected"
        tx.require(not again, "DUPLICATE_DOCUMENT", about=f"REL:{other['id']}", document=other["id"])
    order = tx.document("WO", lot["wo"])
    head = {"lot": number, "item": lot["item"], "wo": order["id"], "br": order["br"], "points": ()}
    head |= {"quantity": tx.state.stock(lot=number, stock_type=INSPECTION)}
    names = dict.fromkeys(("reviewed_by", "decision", "decided_by", "decided_at", "reason"), "")
    body = {**head, **names, "remarks": tx.args.get("remarks", "")}
    tx.create("REL", body, status="requested", refs=[f"WO:{order['id']}", f"LOT:{number}"])


@command("rel.review", code="RL02", document="REL", fields=(_REL, Field("findings")))
def review_release(tx: Transaction) -> None:
    """Writes down what the reviewer has found, and beside it what the system sees standing against a release."""
    request = tx.document("REL")
    points = tuple(sorted({point.code for point in release_points(tx, request)}))
    changes = {"status": "reviewed", "reviewed_by": tx.user, "findings": tx.args["findings"], "points": points}
    tx.change("REL", request, changes)


@command(
    "rel.decide",
    code="RL03",
    document="REL",
    fields=(
        _REL,
        Field("decision", FieldType.CHOICE, choices=(RELEASE, REJECT)),
        Field("reason", required=False),
    ),
    meaning="batch_release",
    competence="REL",
)
def decide_release(tx: Transaction) -> None:
    """Releases (Q to U) or rejects (Q to B) with a signature, and closes the lot's inspection.

    A release is refused while anything stands against it, and to whoever had a hand in making the batch.
    """
    request = tx.document("REL")
    name, lot = f"REL:{request['id']}", request["lot"]
    tx.require(request["status"] != "requested", "RELEASE_NEEDS_REVIEW", about=name, document=name)
    tx.require_status("REL", request, "reviewed")
    decision = tx.args["decision"]
    if decision == RELEASE:
        made_it = tx.user in producers(tx.state, request)
        tx.require(not made_it, "SOD", about=name, rule="SOD-17", document=f"WO:{request['wo']}")
        for point in release_points(tx, request):
            tx.require(False, point.code, about=point.about, **point.args)
    else:
        tx.require("reason" in tx.args, "REASON_REQUIRED", about=name, field="reason", problem="missing")
    held = tx.state.stock(lot=lot, stock_type=INSPECTION)
    tx.require(held > 0, "LOT_STATUS", about=f"LOT:{lot}", lot=lot, wanted=INSPECTION)
    target, movement = (FREE, "321") if decision == RELEASE else (BLOCKED, "350")
    done = {"decision": decision, "decided_by": tx.user, "decided_at": tx.state.clock, "quantity": held}
    status = "released" if decision == RELEASE else "rejected"
    tx.change("REL", request, {"status": status, **done, "reason": tx.args.get("reason", "")})
    tx.transfer(movement, lot=lot, source=INSPECTION, target=target, quantity=held, document=name)
    for inspection in _open_inspections(tx, lot):
        _close(tx, inspection, "A" if decision == RELEASE else "R", name)
    tx.sign(name)


def _open_inspections(tx: Transaction, lot: str) -> Iterator[Body]:
    for inspection in tx.state.documents("QI"):
        if inspection["lot"] == lot and inspection["status"] not in {"decided", "cancelled"}:
            yield inspection


def _close(tx: Transaction, inspection: Body, decision: str, because: str) -> None:
    """A lot that is rejected before anything was measured has nothing to decide on: its inspection is cancelled."""
    status = "decided" if inspection["status"] == "recorded" else "cancelled"
    tx.change("QI", inspection, {"status": status, "decision": decision, "decided_by": tx.user, "reason": because})
