"""Inspections, alerts and corrective action requests read back."""

from decimal import Decimal
from email.utils import getaddresses
from typing import Any

from scenarios.backends.tryton.client import ADMIN
from scenarios.backends.tryton.papers import read_body, read_decision, read_subject
from scenarios.backends.tryton.reading.stages import status
from scenarios.backends.tryton.world import World

ALERT = "quality.alert"
DECISIONS = {"passed": "A", "failed": "R"}


def inspection(world: World, number: str) -> dict[str, Any]:
    """An inspection with its readings. Its decision is Tryton's verdict, once somebody has acted on it."""
    known = world.facts[f"QI:{number}"]
    receipt = world.facts[f"GR:{known['gr']}"]
    (row,) = world.client.read(ADMIN, "quality.inspection", [world.id_of("QI", number)], ["state", "points"])
    plan = world.dataset.master("PLAN")[receipt["item"]]["characteristics"]
    stage = status(world, "QI", number, row["state"])
    return {
        "status": stage,
        "gr": known["gr"],
        "gr_line": "1",
        "po": receipt["po"],
        "vendor": world.facts[f"PO:{receipt['po']}"]["vendor"],
        "item": receipt["item"],
        "lot": receipt["lot"],
        "quantity": _quantity(world, known["gr"], receipt["item"]),
        "characteristics": tuple(plan),
        "sample_size": known.get("sample_size", 0),
        "result_sets": _results(row, plan, known),
        "decision": DECISIONS[row["state"]] if stage == "decided" else "",
        "decided_by": known.get("decided_by", ""),
        "refs": (f"GR:{known['gr']}",),
    }


def _quantity(world: World, receipt: str, item: str) -> int:
    shipment = world.id_of("GR", receipt)
    (row,) = world.client.read(ADMIN, "stock.shipment.in", [shipment], ["incoming_moves"])
    moves = world.client.read(ADMIN, "stock.move", row["incoming_moves"], ["quantity"])
    return sum(world.quantity_here(item, move["quantity"]) for move in moves)


def _results(row: dict[str, Any], plan: Any, known: dict[str, Any]) -> tuple[dict[str, Any], ...]:
    """The last set of readings: Tryton keeps one, and writes over it."""
    points = row["points"] or {}
    values = {
        line["code"]: int(Decimal(str(points[line["code"].lower()])).scaleb(int(line["decimals"])).to_integral_value())
        for line in plan
        if points.get(line["code"].lower()) is not None
    }
    if not values or row["state"] == "pending":
        return ()
    failed = [line["code"] for line in plan if not line["low"] <= values.get(line["code"], line["low"]) <= line["high"]]
    return ({"by": known["recorded_by"], "at": known["recorded_at"], "values": values, "failed": failed},)


def report(world: World, number: str) -> dict[str, Any]:
    """An alert as our nonconformance report."""
    known = world.facts[f"NCR:{number}"]
    (row,) = world.client.read(ADMIN, ALERT, [world.id_of("NCR", number)], ["state", "origin"])
    inspected = world.number_of("QI", int(str(row["origin"]).partition(",")[2]))
    receipt = world.facts[f"GR:{world.facts[f'QI:{inspected}']['gr']}"]
    stage = status(world, "NCR", number, row["state"])
    quantity = _quantity(world, world.facts[f"QI:{inspected}"]["gr"], receipt["item"])
    return {
        "status": stage,
        "qi": inspected,
        "po": receipt["po"],
        "lot": receipt["lot"],
        "item": receipt["item"],
        "vendor": world.facts[f"PO:{receipt['po']}"]["vendor"],
        "quantity": quantity,
        "description": known["description"],
        **{name: known.get(name, "") for name in ("containment", "cause")},
        **_decided(world, world.id_of("NCR", number)),
        "signatures": (),
        "concurred": False,
        "executed_quantity": quantity if stage in {"executed", "closed"} else 0,
        "refs": (f"QI:{inspected}",),
    }


def _decided(world: World, alert: int) -> dict[str, str]:
    """The last note on the alert that is a decision of the review board, by whom Tryton says that it was written."""
    notes = world.client.search_read(
        ADMIN, "ir.note", [["resource", "=", f"{ALERT},{alert}"]], ["message", "create_uid.login"], [["id", "DESC"]]
    )
    for note in notes:
        decision = read_decision(note["message"] or "")
        if decision is not None:
            found = {"disposition": decision.disposition, "rationale": decision.rationale}
            return {**found, "disposed_by": note["create_uid."]["login"]}
    return dict.fromkeys(("disposition", "rationale", "disposed_by"), "")


def request(world: World, number: str) -> dict[str, Any]:
    """A corrective action request: the e-mail that Tryton keeps, to whichever supplier its address is."""
    fields = ["subject", "body", "resource", "recipients"]
    found = world.client.search_read(ADMIN, "ir.email", [["id", "=", world.id_of("SCAR", number)]], fields)
    heading = read_subject(found[0]["subject"] or "") if found else None
    if heading is None or heading.number != number:
        return {"status": "withdrawn", "ncr": "", "vendor": "", "text": "", "due": "", "refs": ()}
    (row,) = found
    about = world.number_of("NCR", int(str(row["resource"]).removeprefix(f"{ALERT},")))
    return {
        "status": "issued",
        "ncr": about,
        "vendor": _addressed(world, row["recipients"] or ""),
        "text": read_body(row["body"] or ""),
        "due": world.day_here(heading.due),
        "refs": (f"NCR:{about}",) if about else (),
    }


def _addressed(world: World, recipients: str) -> str:
    """The supplier whose address a request went to, or "" if it is nobody's."""
    addresses = [address for _name, address in getaddresses([recipients])]
    rows = world.client.search_read(
        ADMIN, "party.contact_mechanism", [["type", "=", "email"], ["value", "in", addresses]], ["party"]
    )
    suppliers = (world.number_of("VENDOR", row["party"]) for row in rows)
    return next((number for number in suppliers if number), "")


READS = {"QI": inspection, "NCR": report, "SCAR": request}
