"""What stands against the release of a batch: each point with its refusal code and the record that shows it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from scenarios.engine.clock import later, minutes_between
from scenarios.engine.commands.batch_record import open_points
from scenarios.engine.state import State
from scenarios.engine.transaction import Body, Transaction

DAY_MINUTES = 24 * 60
SETTLED_NCR = ("executed", "closed")


@dataclass(frozen=True)
class Point:
    """One reason not to release."""

    code: str
    about: str
    args: Mapping[str, str] = field(default_factory=dict)


def release_points(tx: Transaction, request: Body) -> Iterator[Point]:
    """Every point, in the order in which a reviewer goes through the papers."""
    state = tx.state
    yield from _record(tx, tx.document("WO", request["wo"]))
    yield from _inspection(state, request["lot"])
    yield from _sterilisation(state, request)
    yield from _reports(state, request["lot"])
    yield from _deviations(state, request)
    lot = state.lot(request["lot"]) or {}
    about = f"LOT:{request['lot']}"
    if lot.get("hold"):
        yield Point("LOT_ON_HOLD", about, {"lot": request["lot"], "reason": str(lot["hold"])})
    if lot.get("expiry") and lot["expiry"] <= state.clock[:10]:
        yield Point("LOT_EXPIRED", about, {"lot": request["lot"], "expiry": lot["expiry"]})


def producers(state: State, request: Body) -> frozenset[str]:
    """Everybody who had a hand in making the batch: the order's people, and whoever signed a page of its record."""
    order = state.document("WO", request["wo"]) or {}
    names = ("created_by", "released_by", "started_by", "delivered_by", "ended_by")
    hands = {order.get(name, "") for name in names}
    record = state.document("BR", order.get("br", "")) or {"pages": {}}
    hands.add(record.get("completed_by", ""))
    for page in record["pages"].values():
        hands |= {page["performed_by"], page["verified_by"]}
    return frozenset(hands - {""})


def _record(tx: Transaction, order: Body) -> Iterator[Point]:
    record = tx.state.document("BR", order["br"])
    if record is None:
        # Rework and repacking have no record of their own; their papers are the nonconformance and the re-inspection.
        if order["kind"] == "production":
            yield Point(
                "BATCH_RECORD_INCOMPLETE", f"WO:{order['id']}", {"document": f"WO:{order['id']}", "missing": "BR"}
            )
        return
    name = f"BR:{record['id']}"
    gaps = open_points(tx, record)
    if gaps:
        yield Point("BATCH_RECORD_INCOMPLETE", name, {"document": name, "missing": ", ".join(gaps)})
    elif record["status"] not in {"reviewed", "approved"}:
        yield Point("BATCH_RECORD_INCOMPLETE", name, {"document": name, "missing": "reviewed_by"})


def _inspection(state: State, lot: str) -> Iterator[Point]:
    for inspection in state.documents("QI"):
        if inspection["lot"] != lot or inspection["status"] == "cancelled":
            continue
        name = f"QI:{inspection['id']}"
        if not inspection["result_sets"]:
            codes = ", ".join(row["code"] for row in inspection["characteristics"])
            yield Point("RESULTS_INCOMPLETE", name, {"missing": codes})
        failed = sorted({code for row in inspection["result_sets"] for code in row["failed"]})
        if failed and not _explained(state, inspection["id"]):
            yield Point("UD_ACCEPT_FAILED_LOT", name, {"failed": ", ".join(failed), "lot": lot})
        for oos in state.documents("OOS"):
            if oos["qi"] == inspection["id"] and oos["status"] != "closed":
                yield Point("OPEN_OOS", f"OOS:{oos['id']}", {"oos": oos["id"]})


def _explained(state: State, inspection: str) -> bool:
    """Whether a closed investigation has found an assignable laboratory error; nothing else voids a failed reading."""
    return any(
        oos["qi"] == inspection and oos["status"] == "closed" and oos.get("lab_finding") == "assignable_error"
        for oos in state.documents("OOS")
    )


def _is_sterile_product(state: State, item: str) -> bool:
    steps = (state.master("ROUTING", item) or {"operations": {}})["operations"]
    return any(step["external"] and step["inspection"] == "STER" for step in steps.values())


def _sterilisation(state: State, request: Body) -> Iterator[Point]:
    if not _is_sterile_product(state, request["item"]):
        return
    lot = request["lot"]
    loads = [load for load in state.documents("STR") if lot in {row["lot"] for row in load["lines"].values()}]
    if not loads:
        yield Point("STER_NOT_ACCEPTED", f"LOT:{lot}", {"document": f"LOT:{lot}", "status": ""})
    for load in loads:
        name = f"STR:{load['id']}"
        if load["status"] == "accepted":
            days = state.parameter("aeration_days")
            ready = later(load["cycle_end"], days * DAY_MINUTES)
            gone = minutes_between(load["cycle_end"], state.clock) // DAY_MINUTES
            args = {"document": name, "day": str(gone), "days": str(days), "ready": ready.replace("T", " ")}
            yield Point("AERATION_NOT_ELAPSED", name, args)
        elif load["status"] not in {"released", "resterilised"}:
            yield Point("STER_NOT_ACCEPTED", name, {"document": name, "status": load["status"]})


def _reports(state: State, lot: str) -> Iterator[Point]:
    """Nonconformances of the lot and of everything that went into it."""
    concerned = {lot, *state.genealogy(lot, "backward")}
    for report in state.documents("NCR"):
        if report["lot"] in concerned and report["status"] not in SETTLED_NCR:
            yield Point("OPEN_NCR", f"NCR:{report['id']}", {"ncr": report["id"]})


def _deviations(state: State, request: Body) -> Iterator[Point]:
    own = {f"LOT:{request['lot']}", f"WO:{request['wo']}", f"BR:{request['br']}"}
    for deviation in state.documents("DEV"):
        about = {deviation["about"], *(f"LOT:{number}" for number in deviation.get("lots", ()))}
        if deviation["status"] != "closed" and about & own:
            yield Point("OPEN_DEVIATION", f"DEV:{deviation['id']}", {"dev": deviation["id"]})
