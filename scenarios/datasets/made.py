"""Orders of the base that were made: what they used, what came of it, and the genealogy between."""

from typing import Any

from scenarios.datasets.area import Company
from scenarios.datasets.bills import BASE_QUANTITY, MAIN
from scenarios.datasets.papers import add_inspection, add_load, add_record, check_row, head
from scenarios.datasets.truths import IN_STOCK, LOADS, OPERATIONS, ORDERED, REPACKED, REWORKED, SETS, Made
from scenarios.engine.clock import days_later
from scenarios.engine.quantities import amount, divide_half_up

Row = dict[str, Any]


def add_made(company: Company) -> None:
    """Everything that was made, with its papers."""
    for number, made in enumerate(SETS, start=1):
        add_made_order(company, made, number)
    for row in (REWORKED, REPACKED):
        _again(company, *row)
    for load in LOADS:
        add_load(company, *load)


def operation_rows(company: Company, item: str) -> dict[str, Row]:
    """The operations of an order as they stand before anything is done."""
    steps = company.masters["ROUTING"][item]["operations"]
    kept = ("name_zh", "name_en", "work_centre", "competence", "inspection")
    blank = {"status": "open", "good": 0, "scrap": 0, "reason": "", "equipment": "", "check": "", "checks": []}
    return {
        key: {**{name: step[name] for name in kept}, **blank} for key, step in steps.items() if not step["external"]
    }


def _components(company: Company, made: Made, bill: str) -> dict[str, Row]:
    chosen = {"RM-10105": made.filters, "RM-10106": made.needles, "RM-10103": "L26-9114"}
    rest = {"RM-10101": "L26-9101", "RM-10102": "L26-9102", "SF-20101": "L26-9103", "RM-10104": "L26-9104"}
    chosen |= rest | {"PK-40101": "L26-9111", "PK-40102": "L26-9112"}
    rows = {}
    for key, line in company.documents("BOM")[bill]["lines"].items():
        item = company.books.items[line["item"]]
        quantity = -(-line["quantity"] * ORDERED // BASE_QUANTITY)
        value = amount(quantity, item["standard_price"], item["decimals"])
        lot = chosen.get(item["id"], "")
        held = {lot: {"quantity": quantity, "value": value}}
        rows[key] = {"item": item["id"], "planned": quantity, "issued": quantity, "value": value, "lots": held}
        if lot:
            edge = {"source": lot, "target": made.lot, "relation": "consumption", "quantity": quantity}
            company.books.edges.append(edge)
    return rows


def add_made_order(company: Company, made: Made, index: int) -> None:
    """An order with its operations, components, batch record, lot, and inspection lot if it has one."""
    item = company.books.items[MAIN]
    bill = f"{MAIN}-C" if made.sealed >= "2026-11-25" else f"{MAIN}-B"
    record = f"BR-26-{index:04d}"
    operations = operation_rows(company, MAIN)
    lines = _components(company, made, bill)
    delivered = made.done == len(OPERATIONS)
    cost = 0
    for key in OPERATIONS[: made.done]:
        step = company.masters["ROUTING"][MAIN]["operations"][key]
        lost = 8 if key == "30" else 0
        good = made.good if key == OPERATIONS[-1] or not delivered else ORDERED - 8
        checks = [check_row(key, made.sealed)] if step["inspection"] else []
        machine = next(
            number
            for number, body in company.masters["EQUIPMENT"].items()
            if body["work_centre"] == step["work_centre"] and number != "EQ-SEALER-A"
        )
        done = {"status": "confirmed", "good": good if key not in {"10", "20"} else ORDERED, "scrap": lost}
        operations[key] |= {**done, "reason": "bond" if lost else "", "equipment": machine}
        operations[key] |= {"check": "passed" if checks else "", "checks": checks}
        rate = company.masters["WC"][step["work_centre"]]["rate"]
        cost += divide_half_up(step["tenths_per_100"] * ORDERED * rate, 1000)
    material = sum(line["value"] for line in lines.values())
    received = made.good if delivered else 0
    worth = amount(received, item["standard_price"], item["decimals"])
    rest = material + cost - worth
    settled = rest if made.status == "closed" else 0
    body = {
        **head(made.order, made.status, "song.sched", f"{days_later(made.sealed, -3)}T08:30", []),
        "kind": "production",
        "item": MAIN,
        "quantity": ORDERED,
        "due": days_later(made.sealed, 2),
        "bom": bill,
        "routing": MAIN,
        "lot": made.lot,
        "br": record,
        "clearance": {},
        "components": lines,
        "operations": operations,
        "received": received,
        "yield_basis_points": divide_half_up(received * 10_000, ORDERED),
        "material_value": material,
        "activity_value": cost,
        "received_value": worth,
        "settled_value": settled,
    }
    company.documents("WO")[made.order] = body
    post_wip(company, made.order, rest - settled)
    add_record(company, made, record)
    put_lot(company, made.lot, made.order, made.sealed if delivered else "", made.stock)
    if made.inspection:
        add_inspection(company, made, index)


def post_wip(company: Company, order: str, value: int) -> None:
    """An opening line of production cost for what an order holds."""
    if value:
        line = {"account": "5001", "debit": max(value, 0), "credit": max(-value, 0), "wo": order, "item": MAIN}
        company.ledger.append(line)


def put_lot(company: Company, lot: str, order: str, made: str, stock: tuple[tuple[str, int], ...]) -> None:
    """A lot of our own making with what is left of it."""
    expiry = days_later(made, company.books.items[MAIN]["shelf_life_days"]) if made else ""
    origin = {"vendor": "", "gr": "", "supplier_lot": "", "made": made, "expiry": expiry}
    company.books.lots[lot] = {"id": lot, "item": MAIN, **origin, "wo": order, "hold": ""}
    for stock_type, quantity in stock:
        company.books.put(MAIN, lot, stock_type, quantity)


def _again(company: Company, order: str, kind: str, source: str, target: str, used: int, good: int) -> None:
    """A rework or repack order: old units go into a new lot. It has neither bill nor routing of its own."""
    item = company.books.items[MAIN]
    value, worth = (amount(quantity, item["standard_price"], item["decimals"]) for quantity in (used, good))
    line = {"item": MAIN, "planned": used, "issued": used, "value": value}
    company.documents("WO")[order] = {
        **head(order, "closed", "song.sched", "2026-11-29T09:00", [f"LOT:{source}"]),
        "kind": kind,
        "item": MAIN,
        "quantity": used,
        "due": "2026-11-29",
        "bom": "",
        "routing": "",
        "lot": target,
        "br": "",
        "clearance": {},
        "operations": {},
        "received": good,
        "components": {"10": {**line, "lots": {source: {"quantity": used, "value": value}}}},
        "yield_basis_points": divide_half_up(good * 10_000, used),
        "material_value": value,
        "activity_value": 0,
        "received_value": worth,
        "settled_value": value - worth,
    }
    company.books.edges.append({"source": source, "target": target, "relation": "consumption", "quantity": used})
    put_lot(company, target, order, company.books.lots[source]["made"], (IN_STOCK[target],))
    if IN_STOCK[target][0] == "Q":
        made = Made(order, target, good, "2026-11-28", "", "", (), inspection="created")
        add_inspection(company, made, 28)
