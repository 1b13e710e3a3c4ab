"""Reports of one area: complaints by category (a Pareto), and where each lot was shipped."""

from collections.abc import Mapping

from scenarios.engine.commands.shipments import shipments
from scenarios.sandbox.details import text_cell
from scenarios.sandbox.reports.report import MOST_ROWS, Report, ReportMaker
from scenarios.sandbox.shell import Desk
from scenarios.sandbox.tables import Table


def _complaints(desk: Desk, asked: str) -> Report:
    words = desk.words
    groups: dict[str, list[Mapping[str, object]]] = {}
    for complaint in desk.state.documents("CMP"):
        if asked.casefold() in f"{complaint['item']} {complaint['lot']} {complaint['customer']}".casefold():
            groups.setdefault(complaint["category"], []).append(complaint)
    total = sum(len(found) for found in groups.values())
    rows, running = [], 0
    for category, found in sorted(groups.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        running += len(found)
        lots = sorted({str(complaint["lot"]) for complaint in found} - {""})
        numbers = words.listed(sorted(str(complaint["id"]) for complaint in found))
        figures = (str(len(found)), f"{len(found) / total:.0%}", f"{running / total:.0%}")
        cells = [text_cell(words.choice("category", category))]
        cells += [text_cell(figure, is_figure=True) for figure in figures]
        rows.append((*cells, text_cell(words.listed(lots) or "–"), text_cell(numbers)))
    counted = (("count", True), ("share", True), ("running_share", True))
    heads = (("category", False), *counted, ("lots", False), ("complaints", False))
    return Table(tuple((words.label(name), figure) for name, figure in heads), tuple(rows)), ""


def _shipped(desk: Desk, asked: str) -> Report:
    words, wanted = desk.words, asked.casefold()
    rows = []
    for row in sorted(shipments(desk.state), key=lambda one: (one.lot, one.delivery)):
        if wanted and wanted not in f"{row.lot} {row.delivery} {row.customer}".casefold():
            continue
        lot = desk.state.lot(row.lot) or {"item": ""}
        known = desk.state.exists("DN", row.delivery)
        name = words.name_of("CUSTOMER", row.customer)
        rows.append(
            (
                text_cell(row.lot, kind="LOT", number=row.lot),
                text_cell(lot["item"], kind="ITEM", number=lot["item"]),
                text_cell(row.delivery, kind="DN" if known else "", number=row.delivery if known else ""),
                text_cell(row.customer or "–", beside=name),
                text_cell(words.quantity(lot["item"], row.quantity), is_figure=True),
            )
        )
    heads = (("lot", False), ("item", False), ("dn", False), ("customer", False), ("quantity", True))
    return Table(tuple((words.label(name), figure) for name, figure in heads), tuple(rows[:MOST_ROWS])), ""


REPORT_TABLES: Mapping[str, ReportMaker] = {"COMPLAINTS": _complaints, "SHIPPED": _shipped}
