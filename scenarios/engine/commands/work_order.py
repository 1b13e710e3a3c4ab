"""Production order: made for a quantity and a date, released with the revisions in force, started, ended and settled."""

from collections.abc import Mapping, Sequence
from typing import Any

from scenarios.engine.clock import days_later
from scenarios.engine.commands.bill_of_materials import bill_in_force
from scenarios.engine.quantities import divide_half_up
from scenarios.engine.refusals import Refused
from scenarios.engine.registry import Field, FieldType, command
from scenarios.engine.transaction import Body, Transaction, ledger_line
from scenarios.engine.values import Refusal

WORK_IN_PROCESS, VARIANCE = "5001", "6405"
_WO = Field("wo", FieldType.REF, kind="WO")


def planned_components(bill: Body, quantity: int) -> dict[str, dict[str, Any]]:
    """The lines of an order: what the bill wants for this quantity, rounded up."""
    base = bill["base_quantity"]
    return {
        key: {
            "item": line["item"],
            "planned": -(-line["quantity"] * quantity // base),
            "issued": 0,
            "value": 0,
            "lots": {},
        }
        for key, line in bill["lines"].items()
    }


def planned_operations(routing: Body) -> dict[str, dict[str, Any]]:
    """The operations that are done in the house, none of them yet confirmed."""
    kept = ("name_zh", "name_en", "work_centre", "competence", "inspection")
    return {
        key: {
            **{name: step[name] for name in kept},
            "status": "open",
            "good": 0,
            "scrap": 0,
            "reason": "",
            "equipment": "",
            "check": "",
            "checks": (),
        }
        for key, step in routing["operations"].items()
        if not step["external"]
    }


def require_effective(tx: Transaction, order: Body) -> None:
    """Refuse an order whose bill is not the revision in force today."""
    bill = tx.document("BOM", order["bom"])
    current = bill_in_force(tx.state, order["item"], tx.today)
    tx.read("BOM", bill["id"])
    tx.require(
        order["kind"] != "production" or (current is not None and current["id"] == bill["id"]),
        "BOM_NOT_EFFECTIVE",
        about=f"WO:{order['id']}",
        document=f"WO:{order['id']}",
        revision=bill["revision"],
        effective=current["revision"] if current else "",
    )


@command(
    "wo.create",
    code="WO01",
    document="WO",
    fields=(
        Field("item", FieldType.REF, kind="ITEM"),
        Field("quantity", FieldType.QUANTITY, item_from="item"),
        Field("due", FieldType.DATE),
    ),
)
def create_order(tx: Transaction) -> None:
    """An order on the revision in force today; an item without bill or routing cannot be made."""
    new_order(tx, tx.args["item"], tx.args["quantity"], tx.args["due"])


def new_order(tx: Transaction, number: str, quantity: int, due: str, *, refs: Sequence[str] = ()) -> str:
    """Propose a production order of an item; returns its number."""
    item = tx.item(number)
    bill, routing = bill_in_force(tx.state, item["id"], tx.today), tx.state.master("ROUTING", item["id"])
    if bill is None or routing is None:
        raise Refused(Refusal(code="UNKNOWN_OBJECT", args={"kind": "ROUTING" if bill else "BOM", "id": item["id"]}))
    body = {
        "kind": "production",
        "item": item["id"],
        "quantity": quantity,
        "due": due,
        "bom": bill["id"],
        "routing": routing["id"],
        "lot": "",
        "br": "",
        "clearance": {},
        "components": planned_components(bill, quantity),
        "operations": planned_operations(routing),
        "received": 0,
        "yield_basis_points": 0,
        "material_value": 0,
        "activity_value": 0,
        "received_value": 0,
        "settled_value": 0,
    }
    return tx.create("WO", body, status="created", refs=refs)


@command("wo.refresh", code="WO02", document="WO", fields=(_WO, Field("reason")))
def refresh_revision(tx: Transaction) -> None:
    """Takes over the revision in force now, as long as nothing has been issued; a released order is released again."""
    order = tx.document("WO")
    tx.require_status("WO", order, "created", "released")
    bill = bill_in_force(tx.state, order["item"], tx.today)
    issued = any(line["issued"] for line in order["components"].values())
    about = f"WO:{order['id']}"
    tx.require(
        bill is not None and not issued,
        "ILLEGAL_TRANSITION",
        about=about,
        document=about,
        status=order["status"],
        wanted="created",
    )
    assert bill is not None
    changes: dict[str, Any] = {
        "bom": bill["id"],
        "components": planned_components(bill, order["quantity"]),
        "refresh_reason": tx.args["reason"],
    }
    tx.change("WO", order, changes)


@command("wo.release", code="WO03", document="WO", fields=(_WO,))
def release_order(tx: Transaction) -> None:
    """Releases the order: its lot is numbered and its batch record issued. Refuses a revision not in force."""
    order = tx.document("WO")
    tx.require_status("WO", order, "created")
    require_effective(tx, order)
    name = f"WO:{order['id']}"
    lot, record = tx.next_number("LOT"), tx.next_number("BR")
    item = tx.item(order["item"])
    origin = {"vendor": "", "gr": "", "supplier_lot": "", "made": "", "expiry": "", "wo": order["id"], "hold": ""}
    tx.add("lot.created", {"id": lot, "body": {"id": lot, "item": item["id"], **origin}}, f"LOT:{lot}", name)
    pages = {key: blank_page() for key in ("CLR", *order["operations"])}
    head = {"wo": order["id"], "item": item["id"], "lot": lot, "quantity": order["quantity"]}
    names = dict.fromkeys(("completed_by", "reviewed_by", "approved_by", "decision", "reason"), "")
    tx.create(
        "BR",
        {**head, **names, "pages": pages, "entries": {}},
        status="issued",
        refs=[name, f"LOT:{lot}"],
        number=record,
    )
    tx.change("WO", order, {"status": "released", "lot": lot, "br": record, "released_by": tx.user})


def blank_page() -> dict[str, str]:
    """A page of a batch record that nobody has signed."""
    return dict.fromkeys(("performed_by", "performed_at", "verified_by", "verified_at"), "")


@command("wo.start", code="WO04", document="WO", fields=(_WO,))
def start_order(tx: Transaction) -> None:
    """Starts the order; refuses without a verified line clearance, or on a revision no longer in force."""
    order = tx.document("WO")
    tx.require_status("WO", order, "released")
    require_effective(tx, order)
    record = tx.document("BR", order["br"])
    clear = bool(record["pages"]["CLR"]["verified_by"])
    tx.require(clear, "LINE_CLEARANCE_MISSING", about=f"WO:{order['id']}", document=f"WO:{order['id']}")
    tx.change("WO", order, {"status": "started", "started_by": tx.user})
    tx.change("BR", record, {"status": "in_execution"})


@command("wo.teco", code="WO06", document="WO", fields=(_WO, Field("explanation", required=False)))
def end_order(tx: Transaction) -> None:
    """Technically complete: nothing more is issued or confirmed; consumption beyond the bill wants an explanation."""
    order = tx.document("WO")
    excess = over_consumed(order)
    tx.require(
        not excess or "explanation" in tx.args,
        "REASON_REQUIRED",
        about=f"WO:{order['id']}",
        field="explanation",
        problem="missing",
    )
    tx.change("WO", order, {"status": "teco", "explanation": tx.args.get("explanation", ""), "ended_by": tx.user})


def over_consumed(order: Body) -> tuple[str, ...]:
    """The items of which more than the tolerated share was used, what replaced them included."""
    used: dict[str, int] = {}
    for line in order["components"].values():
        name = line.get("replaces") or line["item"]
        used[name] = used.get(name, 0) + line["issued"]
    return tuple(
        line["item"]
        for line in order["components"].values()
        if not line.get("replaces") and used[line["item"]] * 100 > line["planned"] * OVER_USE_PERCENT
    )


OVER_USE_PERCENT = 102
"""Consumption over the bill by more than this has to be explained before an order ends."""


@command(
    "wo.scrap",
    code="WO08",
    document="WO",
    fields=(
        _WO,
        Field("item", FieldType.REF, kind="ITEM"),
        Field("quantity", FieldType.QUANTITY, item_from="item"),
        Field("reason"),
    ),
)
def note_component_scrap(tx: Transaction) -> None:
    """Notes how much of an issued component was spoilt on the line; its cost stays in the order, which explains itself."""
    order = tx.document("WO")
    tx.require_status("WO", order, "started", "delivered")
    item, quantity = tx.item(tx.args["item"])["id"], tx.args["quantity"]
    lines: Mapping[str, Body] = order["components"]
    key = next((number for number, row in lines.items() if row["item"] == item), "")
    line = lines.get(key, {})
    spoilt = line.get("scrapped", 0) + quantity
    issued = line.get("issued", 0)
    tx.require(
        spoilt <= issued,
        "QUANTITY_EXCEEDED",
        about=f"WO:{order['id']}",
        held=tx.quantity_text(item, issued),
        wanted=tx.quantity_text(item, spoilt),
    )
    done = {"scrapped": spoilt, "scrap_reason": tx.args["reason"]}
    tx.change("WO", order, {f"components/{key}/{name}": value for name, value in done.items()})


@command("wo.close", code="WO07", document="WO", fields=(_WO,))
def close_order(tx: Transaction) -> None:
    """Settles what is left in production cost to variance, so that the order's account stands at nought."""
    order = tx.document("WO")
    rest = order["material_value"] + order["activity_value"] - order["received_value"]
    tx.change("WO", order, {"status": "closed", "settled_value": rest, "closed_by": tx.user})
    name = f"WO:{order['id']}"
    tx.post(
        name,
        [
            ledger_line(VARIANCE, rest, wo=order["id"], item=order["item"]),
            ledger_line(WORK_IN_PROCESS, -rest, wo=order["id"], item=order["item"]),
        ],
    )


def expiry_of(item: Mapping[str, Any], made: str) -> str:
    """When goods made on a date expire, "" if they do not."""
    return days_later(made, item["shelf_life_days"]) if item["shelf_life_days"] else ""


def yield_basis_points(good: int, planned: int) -> int:
    """Good pieces over planned ones, in hundredths of a percent."""
    return divide_half_up(good * 10_000, planned)
