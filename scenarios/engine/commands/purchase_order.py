"""Purchase order: raised, approved by amount, released, and changed only as a new version."""

from collections.abc import Mapping
from typing import Any

from scenarios.engine.commands.order_lines import line_changes, line_of, numbered, priced_lines
from scenarios.engine.policy import admission, approval_roles, delegations_to, roles_of
from scenarios.engine.quantities import amount, money_text
from scenarios.engine.registry import Field, FieldType, command
from scenarios.engine.transaction import Body, Transaction

_PO = Field("po", FieldType.REF, kind="PO")
_REASON = Field("reason")
_EVIDENCE = Field("evidence", FieldType.REF, required=False, kind="CONTRACT")
NOT_COUNTED = ("draft", "rejected", "cancelled")


def progress(lines: Mapping[str, Mapping[str, Any]]) -> str:
    """How far a released order has come, derived from its lines."""
    rows = lines.values()
    if all(line["received"] - line["returned"] >= line["quantity"] for line in rows):
        full = all(line["invoiced"] >= line["received"] - line["returned"] for line in rows)
        return "invoiced" if full else "received"
    return "partly_received" if any(line["received"] - line["returned"] for line in rows) else "released"


def order_line(tx: Transaction, order: Body, number: str) -> dict[str, Any]:
    """A line of an order; refuses a line number that the order does not have."""
    return line_of("PO", order, number)


def _total(tx: Transaction, lines: Mapping[str, Mapping[str, Any]]) -> int:
    return sum(amount(line["quantity"], line["price"], tx.item(line["item"])["decimals"]) for line in lines.values())


def _require_supplier(tx: Transaction, vendor: Body, items: list[str]) -> None:
    about = f"VENDOR:{vendor['id']}"
    tx.read("VENDOR", vendor["id"])
    tx.require(vendor["status"] == "approved", "VENDOR_NOT_APPROVED", about=about, vendor=vendor["id"], item="")
    valid_to = vendor["licence_valid_to"]
    tx.require(valid_to >= tx.today, "VENDOR_LICENCE_EXPIRED", about=about, vendor=vendor["id"], valid_to=valid_to)
    for item in items:
        known = vendor["id"] in tx.item(item)["vendors"] or admission(tx.state, item, vendor["id"]) is not None
        tx.require(known, "VENDOR_NOT_APPROVED", about=about, vendor=vendor["id"], item=item)


@command(
    "po.create",
    code="PO01",
    document="PO",
    fields=(
        Field("vendor", FieldType.REF, kind="VENDOR"),
        Field("pr", FieldType.REF, required=False, kind="PR"),
        Field("contract", FieldType.REF, required=False, kind="CONTRACT"),
        priced_lines(Field("delivery_date", FieldType.DATE)),
    ),
)
def create_order(tx: Transaction) -> None:
    """A draft order with an approved, licensed supplier; it turns an approved requisition into `ordered`."""
    vendor = tx.state.master("VENDOR", tx.args["vendor"]) or {}
    _require_supplier(tx, vendor, [line["item"] for line in tx.args["lines"]])
    fresh = {"received": 0, "received_value": 0, "returned": 0, "rejected": 0, "invoiced": 0, "invoiced_value": 0}
    lines = numbered(tx.args["lines"], fresh)
    contract = tx.args.get("contract", "")
    if contract:
        tx.read("CONTRACT", contract)
    requisition = tx.document("PR") if "pr" in tx.args else None
    body = {
        "vendor": vendor["id"],
        "pr": requisition["id"] if requisition else "",
        "contract": contract,
        "version": 1,
        "lines": lines,
        "total": _total(tx, lines),
        "approvals": (),
        "approved_by": "",
        "approved_version": 0,
        "released_by": "",
        "evidence": "",
    }
    number = tx.create("PO", body, status="draft", refs=[f"PR:{requisition['id']}"] if requisition else [])
    if requisition:
        tx.change("PR", requisition, {"status": "ordered", "po": number})


@command("po.submit", code="PO02", document="PO", fields=(_PO,))
def submit_order(tx: Transaction) -> None:
    """The order goes to its approvers."""
    order = tx.document("PO")
    tx.require_status("PO", order, "draft")
    tx.change("PO", order, {"status": "submitted"})


@command("po.approve", code="PO03", document="PO", fields=(_PO, _EVIDENCE))
def approve_order(tx: Transaction) -> None:
    """One level agrees. The supplier's orders of one day count together, so that splitting gains nothing.

    Refuses the person who raised or requested it, and somebody whose level is given or not high enough.
    """
    order = tx.document("PO")
    tx.require_status("PO", order, "submitted")
    day = order["created_at"][:10]
    same_day = [
        other["total"]
        for other in tx.state.documents("PO")
        if other["vendor"] == order["vendor"] and other["created_at"][:10] == day and other["status"] not in NOT_COUNTED
    ]
    needed = approval_roles(tx.state, sum(same_day))
    name = f"PO:{order['id']}"
    tx.require(
        tx.user not in {row["by"] for row in order["approvals"]}, "FOUR_EYES", about=name, rule="SOD-05", document=name
    )
    given = {row["role"] for row in order["approvals"]}
    mine = [role for role in needed if role not in given and role in roles_of(tx.state, tx.user)]
    signed: dict[str, Any] = {"by": tx.user, "role": mine[0]} if mine else _as_deputy(tx, order, needed, sum(same_day))
    given.add(signed["role"])
    changes: dict[str, Any] = {"approvals": (*order["approvals"], {**signed, "version": order["version"]})}
    if evidence := tx.args.get("evidence"):
        tx.read("CONTRACT", evidence)
        changes["evidence"] = evidence
    if given >= set(needed):
        changes |= {"status": "approved", "approved_by": tx.user, "approved_version": order["version"]}
    tx.change("PO", order, changes)


def _as_deputy(tx: Transaction, order: Body, needed: tuple[str, ...], total: int) -> dict[str, Any]:
    """The level that a delegation lets the user sign; refuses the delegator's own order, and a total over the limit."""
    name = f"PO:{order['id']}"
    given = {row["role"] for row in order["approvals"]}
    open_levels = [
        row for row in delegations_to(tx.state, tx.user) if row["role"] in needed and row["role"] not in given
    ]
    tx.require(bool(open_levels), "APPROVAL_LIMIT", about=name, total=money_text(total), roles=" + ".join(needed))
    delegation = open_levels[0]
    tx.read("DEL", delegation["id"])
    own = order["created_by"] == delegation["delegator"]
    tx.require(not own, "FOUR_EYES", about=name, rule="SOD-24", document=name)
    limit = delegation["limit"]
    tx.require(total <= limit, "DELEGATION_LIMIT", about=name, wanted=money_text(total), limit=money_text(limit))
    return {"by": tx.user, "role": delegation["role"], "for": delegation["delegator"], "delegation": delegation["id"]}


@command("po.reject", code="PO04", document="PO", fields=(_PO, _REASON))
def reject_order(tx: Transaction) -> None:
    """An approver declines, with a reason."""
    tx.change("PO", tx.document("PO"), {"status": "rejected", "rejected_because": tx.args["reason"]})


@command("po.release", code="PO05", document="PO", fields=(_PO,))
def release_order(tx: Transaction) -> None:
    """The approved version goes to the supplier; before this nothing can be received."""
    order = tx.document("PO")
    tx.require_status("PO", order, "approved")
    tx.change("PO", order, {"status": progress(order["lines"]), "released_by": tx.user})


@command(
    "po.change",
    code="PO06",
    document="PO",
    fields=(_PO, *line_changes(Field("delivery_date", FieldType.DATE, required=False), _REASON, _EVIDENCE)),
)
def change_order(tx: Transaction) -> None:
    """A new version; a value that moves by more than the limit sends the order back to its approvers.

    Refuses a quantity below what has come in or been invoiced.
    """
    order = tx.document("PO")
    tx.require_status(
        "PO", order, "draft", "submitted", "approved", "released", "partly_received", "received", "invoiced"
    )
    number = tx.args["line"]
    line = order_line(tx, order, number)
    new = {name: tx.args.get(name, line[name]) for name in ("quantity", "price", "delivery_date")}
    floor = max(line["received"] - line["returned"], line["invoiced"])
    name = f"PO:{order['id']}"
    tx.require(
        new["quantity"] >= floor,
        "AMOUNT_EXCEEDED",
        about=name,
        wanted=tx.quantity_text(line["item"], new["quantity"]),
        limit=tx.quantity_text(line["item"], floor),
    )
    total = _total(tx, {**order["lines"], number: {**line, **new}})
    changes: dict[str, Any] = {f"lines/{number}/{key}": value for key, value in new.items()}
    changes |= {"total": total, "version": order["version"] + 1, "change_reason": tx.args["reason"]}
    if evidence := tx.args.get("evidence"):
        tx.read("CONTRACT", evidence)
        changes["evidence"] = evidence
    moved = abs(total - order["total"]) * 10_000 > order["total"] * tx.state.parameter("po_reapproval_basis_points")
    if moved and order["status"] != "draft":
        changes |= {"status": "submitted", "approvals": ()}
    tx.change("PO", order, changes)


@command("po.cancel", code="PO07", document="PO", fields=(_PO, _REASON))
def cancel_order(tx: Transaction) -> None:
    """Ends an order of which nothing has come in or been invoiced."""
    order = tx.document("PO")
    touched = any(line["received"] - line["returned"] or line["invoiced"] for line in order["lines"].values())
    name = f"PO:{order['id']}"
    tx.require(not touched, "ILLEGAL_TRANSITION", about=name, document=name, status=order["status"], wanted="cancelled")
    tx.change("PO", order, {"status": "cancelled", "cancelled_because": tx.args["reason"]})
