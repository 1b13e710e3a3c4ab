"""Inspections and alerts read back."""

from decimal import Decimal
from typing import Any

from scenarios.backends.tryton.client import ADMIN
from scenarios.backends.tryton.reading.stages import status
from scenarios.backends.tryton.world import World

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
    (row,) = world.client.read(ADMIN, "quality.alert", [world.id_of("NCR", number)], ["state", "origin"])
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
        **{name: known.get(name, "") for name in ("containment", "cause", "disposition", "rationale", "disposed_by")},
        "signatures": (),
        "concurred": False,
        "executed_quantity": quantity if stage in {"executed", "closed"} else 0,
        "refs": (f"QI:{inspected}",),
    }


READS = {"QI": inspection, "NCR": report}
