"""The reports of order to cash: what can be promised, how far customers stand, what they owe, what things cost."""

from collections.abc import Mapping

from scenarios.engine.commands.promising import available, exposure, life_left_pct, promised
from scenarios.engine.quantities import money_text
from scenarios.sandbox.details import text_cell
from scenarios.sandbox.reports.report import MOST_ROWS, Report, ReportMaker
from scenarios.sandbox.shell import Desk
from scenarios.sandbox.tables import Cell, Table, document_table

UNRESTRICTED = "U"


def _item(desk: Desk, number: str) -> Cell:
    return text_cell(number, kind="ITEM", number=number, beside=desk.words.name_of("ITEM", number))


def _promisable(desk: Desk, asked: str) -> Report:
    """Every lot of finished goods with its stock type and life left; what is free and what is promised stand in the total."""
    state, words = desk.state, desk.words
    wanted = asked.casefold()
    rows = []
    goods = {
        number: item
        for number, item in state.masters("ITEM").items()
        if item["type"] == "FG" and wanted in f"{number} {words.name_of('ITEM', number)}".casefold()
    }
    for number, item in goods.items():
        lines = sorted(state.stock_rows(item=number), key=lambda row: (row["stock_type"] != UNRESTRICTED, row["lot"]))
        for row in lines:
            lot = state.lot(row["lot"])
            left = life_left_pct(item, lot, state.clock[:10]) if lot else 0
            expiry = lot["expiry"] if lot else ""
            cells = (
                _item(desk, number),
                text_cell(row["lot"], kind="LOT", number=row["lot"]),
                text_cell(words.choice("stock_type", row["stock_type"])),
                text_cell(expiry or "–", tone="stop" if expiry and expiry <= state.clock[:10] else ""),
                text_cell(f"{left} %", is_figure=True),
                text_cell(words.quantity(number, row["quantity"]), is_figure=True),
            )
            rows.append(cells)
    heads = (
        (words.label("item"), False),
        (words.label("lot"), False),
        (words.label("stock_type"), False),
        (words.label("expiry"), False),
        (words.label("life_left"), True),
        (words.label("quantity"), True),
    )
    total = ""
    if len(goods) == 1:
        number, item = next(iter(goods.items()))
        free = available(state, item, {"minimum_life_pct": 0})
        said = (f"{words.label('confirmed')} {promised(state, number)}", f"{words.report('ATP')} {free}")
        total = " · ".join(said)
    return Table(heads, tuple(rows[:MOST_ROWS])), total


def _credit(desk: Desk, asked: str) -> Report:
    words, rows, total = desk.words, [], 0
    for number, body in desk.state.masters("CUSTOMER").items():
        name = words.name_of("CUSTOMER", number)
        if asked.casefold() not in f"{number} {name}".casefold():
            continue
        used = exposure(desk.state, number)
        if not used and not asked:
            continue
        total += used
        over = used > body["credit_limit"]
        cells = [text_cell(number, kind="CUSTOMER", number=number, beside=name)]
        cells += [text_cell(money_text(value), is_figure=True) for value in (body["credit_limit"], used)]
        free = body["credit_limit"] - used
        rows.append((*cells, text_cell(money_text(free), is_figure=True, tone="stop" if over else "go")))
    heads = (("customer", False), ("credit_limit", True), ("exposure", True), ("credit_free", True))
    return Table(tuple((words.label(name), figure) for name, figure in heads), tuple(rows[:MOST_ROWS])), money_text(
        total
    )


def _receivables(desk: Desk, asked: str) -> Report:
    bills = [
        row
        for row in reversed(desk.state.documents("BIL"))
        if row["open"] and asked in f"{row['id']} {row['customer']} {row['reference']}"
    ]
    return document_table(desk.words, "BIL", bills[:MOST_ROWS]), money_text(sum(row["open"] for row in bills))


def _prices(desk: Desk, asked: str) -> Report:
    rows = [row for number, row in desk.state.masters("PRICE").items() if asked.upper() in number]
    return document_table(desk.words, "PRICE", rows[:MOST_ROWS]), ""


REPORT_TABLES: Mapping[str, ReportMaker] = {
    "ATP": _promisable,
    "CREDIT": _credit,
    "RECEIVABLES": _receivables,
    "PRICES": _prices,
}
