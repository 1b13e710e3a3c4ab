"""Reports of planning: demand month by month, and what covers each planned item."""

from collections.abc import Mapping

from scenarios.engine.planning import forecast_demand, order_demand, planned_items, receipts, usable_stock
from scenarios.engine.quantities import decimal_text
from scenarios.sandbox.details import text_cell
from scenarios.sandbox.reports.report import MOST_ROWS, Report, ReportMaker
from scenarios.sandbox.shell import Desk
from scenarios.sandbox.tables import Table

COVERED = ("U", "Q", "H", "B")


def _demand(desk: Desk, asked: str) -> Report:
    """The history of the items asked for, the newest month first, with what explains an unusual one."""
    words, rows = desk.words, []
    chinese = words.language.startswith("zh")
    for item, history in desk.state.dataset.part("demand").items():
        if asked.casefold() not in f"{item} {words.name_of('ITEM', item)}".casefold():
            continue
        for month, quantity in reversed(history["months"].items()):
            remark = history["remarks"].get(month, {"zh": "", "en": ""})["zh" if chinese else "en"]
            cells = (
                text_cell(item, kind="ITEM", number=item, beside=words.name_of("ITEM", item)),
                text_cell(month),
                text_cell(decimal_text(quantity, 0), is_figure=True),
                text_cell(remark),
            )
            rows.append(cells)
    heads = (("item", False), ("month", False), ("quantity", True), ("remark", False))
    return Table(tuple((words.label(name), figure) for name, figure in heads), tuple(rows[:MOST_ROWS])), ""


def _coverage(desk: Desk, asked: str) -> Report:
    """Per planned item: usable stock, what only looks usable, safety stock, firm receipts and known demand."""
    words, state, rows = desk.words, desk.state, []
    for item in planned_items(state):
        if asked.casefold() not in f"{item} {words.name_of('ITEM', item)}".casefold():
            continue
        body = state.master("ITEM", item) or {"safety_stock": 0}
        usable = usable_stock(state, item)
        held = {kind: state.stock(item=item, stock_type=kind) for kind in COVERED}
        demand = sum(quantity for _, quantity in (*forecast_demand(state, item), *order_demand(state, item)))
        coming = sum(receipt.quantity for receipt in receipts(state, item))
        blocked = held["Q"] + held["H"] + held["B"]
        figures = (usable, held["U"] - usable, blocked, body["safety_stock"], coming, demand)
        cells = [text_cell(item, kind="ITEM", number=item, beside=words.name_of("ITEM", item))]
        rows.append((*cells, *(text_cell(decimal_text(value, 0), is_figure=True) for value in figures)))
    heads = ("item", "usable", "expired", "not_released", "safety_stock", "on_order", "wanted")
    return Table(tuple((words.label(name), name != "item") for name in heads), tuple(rows)), ""


def _capacity(desk: Desk, asked: str) -> Report:
    """Minutes planned against minutes there are: per machine, day and shift."""
    words, state = desk.words, desk.state
    used: dict[tuple[str, str, str], int] = {}
    for slot in state.documents("SLT"):
        if slot["status"] in {"planned", "confirmed"}:
            place = (slot["date"], slot["equipment"], slot["shift"])
            used[place] = used.get(place, 0) + slot["minutes"]
    rows = []
    for number, machine in sorted(state.masters("EQUIPMENT").items()):
        centre = state.master("WC", machine["work_centre"])
        if centre is None or asked.casefold() not in f"{number} {machine['work_centre']}".casefold():
            continue
        free: set[tuple[str, str, str]] = {("", number, shift) for shift in centre["shifts"]}
        for date, _, shift in sorted(free | {place for place in used if place[1] == number}):
            limit, minutes = centre["shifts"][shift], used.get((date, number, shift), 0)
            figures = (limit, minutes, limit - minutes)
            cells = (
                text_cell(number, kind="EQUIPMENT", number=number, beside=words.name_of("EQUIPMENT", number)),
                text_cell(
                    machine["calibration_due"], tone="go" if machine["calibration_due"] >= state.clock[:10] else "stop"
                ),
                text_cell(date or "–"),
                text_cell(words.choice("shift", shift)),
                *(text_cell(str(value), is_figure=True) for value in figures),
            )
            rows.append(cells)
    texts, figured = ("equipment", "calibration_due", "date", "shift"), ("limit", "used", "free")
    heads = [*((name, False) for name in texts), *((name, True) for name in figured)]
    return Table(tuple((words.label(name, "slt"), figure) for name, figure in heads), tuple(rows[:MOST_ROWS])), ""


REPORT_TABLES: Mapping[str, ReportMaker] = {"DEMAND": _demand, "COVERAGE": _coverage, "CAPACITY": _capacity}
