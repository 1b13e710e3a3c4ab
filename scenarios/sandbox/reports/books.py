"""The reports of stock, purchasing and the books."""

from collections.abc import Mapping

from scenarios.engine.quantities import money_text
from scenarios.sandbox.details import stock_table, text_cell
from scenarios.sandbox.reports.report import MOST_ROWS, Report, ReportMaker
from scenarios.sandbox.shell import Desk
from scenarios.sandbox.tables import Table, document_table


def _stock(desk: Desk, asked: str) -> Report:
    words = desk.words
    wanted = asked.casefold()
    lines = [
        line
        for line in desk.state.stock_rows()
        if not wanted or wanted in f"{line['item']} {line['lot']} {words.name_of('ITEM', line['item'])}".casefold()
    ]
    lines.sort(key=lambda line: (line["item"], line["lot"], line["stock_type"]))
    return stock_table(words, lines[:MOST_ROWS]), money_text(sum(line["value"] for line in lines))


def _trial_balance(desk: Desk, _asked: str) -> Report:
    words = desk.words
    rows, total = [], 0
    for account, (debit, credit, balance) in desk.state.trial_balance().items():
        total += balance
        figures = [text_cell(money_text(value), is_figure=True) for value in (debit, credit, balance)]
        rows.append(
            (text_cell(account, kind="ACCOUNT", number=account, beside=words.name_of("ACCOUNT", account)), *figures)
        )
    heads = (("account", False), ("debit", True), ("credit", True), ("balance", True))
    return Table(tuple((words.label(name), figure) for name, figure in heads), tuple(rows)), money_text(total)


def _clearing(desk: Desk, asked: str) -> Report:
    words = desk.words
    rows, total = [], 0
    for order in reversed(desk.state.documents("PO")):
        for number, line in order["lines"].items():
            owed = line["received_value"] - line["invoiced_value"]
            if not owed or asked not in f"{order['id']} {order['vendor']} {line['item']}":
                continue
            total += owed
            amounts = (line["received_value"], line["invoiced_value"], owed)
            cells = (
                text_cell(order["id"], kind="PO", number=order["id"]),
                text_cell(number),
                text_cell(order["vendor"]),
                text_cell(line["item"]),
            )
            rows.append((*cells, *(text_cell(money_text(value), is_figure=True) for value in amounts)))
    heads = (
        ("po", False),
        ("line", False),
        ("vendor", False),
        ("item", False),
        ("received", True),
        ("invoiced", True),
        ("open", True),
    )
    return Table(tuple((words.label(name), figure) for name, figure in heads), tuple(rows[:MOST_ROWS])), money_text(
        total
    )


def _open_items(desk: Desk, asked: str) -> Report:
    invoices = [
        row
        for row in reversed(desk.state.documents("IV"))
        if row["open"] and asked in f"{row['id']} {row['vendor']} {row['reference']}"
    ]
    total = sum(row["open"] for row in invoices)
    return document_table(desk.words, "IV", invoices[:MOST_ROWS]), money_text(total)


def _reorder(desk: Desk, asked: str) -> Report:
    words = desk.words
    free: dict[str, int] = {}
    for line in desk.state.stock_rows(stock_type="U"):
        free[line["item"]] = free.get(line["item"], 0) + line["quantity"]
    rows = []
    for number, item in desk.state.masters("ITEM").items():
        held = free.get(number, 0)
        if held < item["reorder_point"] and asked in number:
            cells = [text_cell(number, kind="ITEM", number=number, beside=words.name_of("ITEM", number))]
            cells += [
                text_cell(words.quantity(number, value), is_figure=True) for value in (held, item["reorder_point"])
            ]
            rows.append(tuple(cells))
    heads = (
        (words.label("item"), False),
        (words.choice("stock_type", "U"), True),
        (words.label("reorder_point"), True),
    )
    return Table(heads, tuple(rows)), ""


REPORT_TABLES: Mapping[str, ReportMaker] = {
    "STOCK": _stock,
    "TB": _trial_balance,
    "GRIR": _clearing,
    "OPEN_ITEMS": _open_items,
    "REORDER": _reorder,
}
