"""Sterilisation load: sent to the steriliser (541), back with its cycle data into aeration, decided, released, or redone."""

from typing import Any

from scenarios.engine.clock import later, minutes_between
from scenarios.engine.commands.goods_issue import take
from scenarios.engine.commands.readings import past_moment, reading_text, readings, unknown_characteristic
from scenarios.engine.registry import Field, FieldType, command
from scenarios.engine.transaction import Body, Transaction, ledger_line

AT_STERILISER, AERATION, INSPECTION = "S", "H", "Q"
OUTSIDE, INSIDE = "1408", "1405"
DAY_MINUTES = 24 * 60
_STR = Field("str", FieldType.REF, kind="STR")


@command(
    "str.plan",
    code="ST10",
    document="STR",
    fields=(
        Field("vendor", FieldType.REF, kind="VENDOR"),
        Field(
            "lines",
            FieldType.LINES,
            columns=(Field("lot", FieldType.REF, kind="LOT"), Field("quantity", FieldType.INTEGER, minimum=1)),
        ),
    ),
)
def plan_load(tx: Transaction) -> None:
    """Plans a load of finished lots that are in inspection stock and not yet sterile."""
    lines: dict[str, dict[str, Any]] = {}
    for position, given in enumerate(tx.args["lines"], start=1):
        lot = tx.state.lot(given["lot"]) or {}
        row = {"item": lot["item"], "lot": given["lot"], "quantity": given["quantity"], "returned": 0}
        lines[str(position)] = row
    tx.create("STR", _blank(tx, lines), status="planned", refs=[f"LOT:{row['lot']}" for row in lines.values()])


def _blank(tx: Transaction, lines: dict[str, dict[str, Any]]) -> dict[str, Any]:
    head = dict.fromkeys(
        ("cycle_end", "delivery_note", "decision", "decided_by", "reason", "sent_at", "replaced_by"), ""
    )
    return {"vendor": tx.args["vendor"], **head, "lines": lines, "parameters": (), "out_of_window": ()}


@command("str.send", code="ST11", document="STR", fields=(_STR,))
def send_load(tx: Transaction) -> None:
    """Sends the load (541): stock goes to S, its value to material at subcontractors (Dr 1408 / Cr 1405)."""
    load = tx.document("STR")
    tx.change("STR", load, {"status": "sent", "sent_at": tx.state.clock})
    source = AERATION if load.get("redo_of") else INSPECTION
    _shift(tx, load, "541", source, AT_STERILISER, {row["lot"]: row["quantity"] for row in load["lines"].values()})


@command(
    "str.receive",
    code="ST12",
    document="STR",
    fields=(
        _STR,
        Field("delivery_note", FieldType.CODE),
        Field("cycle_end", FieldType.CODE),
        readings("parameters"),
    ),
)
def receive_load(tx: Transaction) -> None:
    """Takes the load back into aeration quarantine (H) with the data of its cycle; the clock runs from the cycle's end."""
    load = tx.document("STR")
    end = past_moment(tx, "cycle_end", tx.args["cycle_end"])
    window = {row["code"]: row for row in tx.state.parameter("sterilisation_window")}
    values = {row["characteristic"]: row["value"] for row in tx.args["parameters"]}
    if set(values) - set(window):
        raise unknown_characteristic("parameters")
    about = f"STR:{load['id']}"
    missing = [code for code in window if code not in values]
    tx.require(not missing, "RESULTS_INCOMPLETE", about=about, missing=", ".join(missing))
    rows = tuple(_measured(rule, values[code]) for code, rule in window.items())
    outside = tuple(row["code"] for row in rows if not row["fits"])
    lines = {key: {**row, "returned": row["quantity"]} for key, row in load["lines"].items()}
    head = {"delivery_note": tx.args["delivery_note"], "cycle_end": end, "received_at": tx.state.clock}
    data = {"parameters": rows, "out_of_window": outside, "lines": lines}
    tx.change("STR", load, {"status": "data_received", **head, **data})
    _shift(tx, load, "542", AT_STERILISER, AERATION, {row["lot"]: row["quantity"] for row in lines.values()})


def _measured(rule: Body, value: int) -> dict[str, Any]:
    return {
        "code": rule["code"],
        "name_zh": rule["name_zh"],
        "name_en": rule["name_en"],
        "text": reading_text(rule, value),
        "window": rule["window"],
        "fits": rule["low"] <= value <= rule["high"],
    }


@command(
    "str.decide",
    code="ST13",
    document="STR",
    fields=(
        _STR,
        Field("decision", FieldType.CHOICE, choices=("A", "R")),
        Field("reason", required=False),
    ),
    meaning="sterilisation_decision",
)
def decide_load(tx: Transaction) -> None:
    """Accepts or rejects the cycle by its data; a value outside the validated window is never accepted."""
    load = tx.document("STR")
    name = f"STR:{load['id']}"
    accepted = tx.args["decision"] == "A"
    outside = ", ".join(load["out_of_window"])
    tx.require(not (accepted and outside), "STER_OUT_OF_WINDOW", about=name, document=name, failed=outside)
    tx.require(accepted or "reason" in tx.args, "REASON_REQUIRED", about=name, field="reason", problem="missing")
    done = {"decision": tx.args["decision"], "decided_by": tx.user, "reason": tx.args.get("reason", "")}
    tx.change("STR", load, {"status": "accepted" if accepted else "rejected", **done})
    tx.sign(name)


@command("str.release", code="ST14", document="STR", fields=(_STR,), meaning="aeration_release")
def end_aeration(tx: Transaction) -> None:
    """Ends the quarantine (H to Q) of an accepted load once aeration has taken its days; the lots await final release."""
    load = tx.document("STR")
    name = f"STR:{load['id']}"
    tx.require(load["status"] == "accepted", "STER_NOT_ACCEPTED", about=name, document=name, status=load["status"])
    days = tx.state.parameter("aeration_days")
    ready = later(load["cycle_end"], days * DAY_MINUTES)
    gone = minutes_between(load["cycle_end"], tx.state.clock) // DAY_MINUTES
    tx.require(
        ready <= tx.state.clock,
        "AERATION_NOT_ELAPSED",
        about=name,
        document=name,
        day=str(gone),
        days=str(days),
        ready=ready.replace("T", " "),
    )
    tx.change("STR", load, {"status": "released", "released_by": tx.user})
    for row in load["lines"].values():
        tx.transfer("321H", lot=row["lot"], source=AERATION, target=INSPECTION, quantity=row["returned"], document=name)
    tx.sign(name)


@command("str.redo", code="ST15", document="STR", fields=(_STR, Field("reason")))
def sterilise_again(tx: Transaction) -> None:
    """Plans another load for what a rejected one held; the goods stay in quarantine until they are sent."""
    load = tx.document("STR")
    lines = {
        key: {"item": row["item"], "lot": row["lot"], "quantity": row["returned"], "returned": 0}
        for key, row in load["lines"].items()
    }
    head = dict.fromkeys(("cycle_end", "delivery_note", "decision", "decided_by", "sent_at", "replaced_by"), "")
    body = {"vendor": load["vendor"], **head, "reason": tx.args["reason"], "lines": lines, "parameters": ()}
    body |= {"out_of_window": (), "redo_of": load["id"]}
    number = tx.create("STR", body, status="planned", refs=[f"STR:{load['id']}"])
    tx.change("STR", load, {"status": "resterilised", "replaced_by": number})


def sterilised(tx: Transaction, lot: str) -> bool:
    """Whether every load that held the lot was released, or replaced by one that was; a lot never sent is not sterile."""
    loads = [load for load in tx.state.documents("STR") if lot in {row["lot"] for row in load["lines"].values()}]
    return bool(loads) and all(load["status"] in {"released", "resterilised"} for load in loads)


def _shift(tx: Transaction, load: Body, movement: str, source: str, target: str, wanted: dict[str, int]) -> None:
    """Move each lot from one stock type to another, and the value between our store and the steriliser's."""
    name = f"STR:{load['id']}"
    total = 0
    for lot, quantity in wanted.items():
        item = tx.item((tx.state.lot(lot) or {})["item"])
        value = take(tx, movement, item=item["id"], lot=lot, stock_type=source, quantity=quantity, document=name)
        where = {"item": item["id"], "lot": lot, "stock_type": target, "location": item["location"]}
        tx.move(movement, quantity=quantity, value=value, document=name, **where)
        total += value
    outward = total if target == AT_STERILISER else -total
    tx.post(name, [ledger_line(OUTSIDE, outward), ledger_line(INSIDE, -outward)])
