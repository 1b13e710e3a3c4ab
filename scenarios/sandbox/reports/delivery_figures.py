"""On time in full, as two dashboards show it and as the lines behind them say."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from scenarios.sandbox.details import text_cell
from scenarios.sandbox.reports.report import MOST_ROWS, Report, ReportMaker
from scenarios.sandbox.shell import Desk
from scenarios.sandbox.tables import Table

Body = Mapping[str, Any]
MONTH = "2026-11"
Verdict = tuple[str, bool]
"""The group a case is shown in, and whether it was on time."""


def closed_orders(desk: Desk) -> list[Body]:
    """The closed orders under the supply agreement that customers wanted in the month, by number."""
    orders = desk.state.documents("SO")
    under = [order for order in orders if order["status"] == "closed" and order.get("agreement")]
    found = [order for order in under if order["requested_date"][:7] == MONTH]
    return sorted(found, key=lambda order: str(order["id"]))


def by_order_confirmed(desk: Desk) -> Iterator[Verdict]:
    """The sales board: whole orders, against the day we confirmed; cancelled lines do not count."""
    for order in closed_orders(desk):
        lines = [line for line in order["lines"].values() if not line["cancelled"]]
        yield order["created_by"], all(line["delivered_on"] <= line["confirmed_date"] for line in lines)


def by_line_requested(desk: Desk) -> Iterator[Verdict]:
    """The logistics board: lines, against the day the customer asked for; every cancelled line is left out."""
    for order in closed_orders(desk):
        for line in order["lines"].values():
            if not line["cancelled"]:
                yield order["created_by"], line["delivered_on"] <= line["requested_date"]


def _board(cases: Callable[[Desk], Iterator[Verdict]]) -> ReportMaker:
    def maker(desk: Desk, _asked: str) -> Report:
        words = desk.words
        groups: dict[str, list[bool]] = {}
        for group, on_time in cases(desk):
            groups.setdefault(group, []).append(on_time)
        rows = []
        for group, verdicts in sorted(groups.items()):
            figures = (str(len(verdicts)), str(sum(verdicts)), _percent(sum(verdicts), len(verdicts)))
            name = words.name_of("USER", group)
            rows.append((text_cell(name), *(text_cell(value, is_figure=True) for value in figures)))
        every = [verdict for verdicts in groups.values() for verdict in verdicts]
        heads = (("sales_clerk", False), ("cases", True), ("on_time", True), ("rate_percent", True))
        table = Table(tuple((words.label(name), figure) for name, figure in heads), tuple(rows))
        return table, _percent(sum(every), len(every))

    return maker


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "–"


def _lines(desk: Desk, asked: str) -> Report:
    """Every line of the month's closed orders, with its three days."""
    words, rows = desk.words, []
    for order in closed_orders(desk):
        for number, line in order["lines"].items():
            if asked.casefold() not in f"{order['id']} {order['customer']} {line['item']}".casefold():
                continue
            cancelled = words.choice("cancelled_by", line["cancelled_by"]) if line["cancelled"] else ""
            name = words.name_of("CUSTOMER", order["customer"])
            cells = (
                text_cell(order["id"], kind="SO", number=order["id"]),
                text_cell(number),
                text_cell(order["customer"], kind="CUSTOMER", number=order["customer"], beside=name),
                text_cell(line["requested_date"]),
                text_cell(line["confirmed_date"]),
                text_cell(line.get("delivered_on") or "–"),
                text_cell(str(line["quantity"]), is_figure=True),
                text_cell(str(line["delivered"]), is_figure=True),
                text_cell(cancelled or "–"),
            )
            rows.append(cells)
    heads = (
        ("so", False),
        ("line", False),
        ("customer", False),
        ("requested_date", False),
        ("confirmed_date", False),
        ("delivered_on", False),
        ("quantity", True),
        ("delivered", True),
        ("cancelled_by", False),
    )
    return Table(tuple((words.label(name), figure) for name, figure in heads), tuple(rows[:MOST_ROWS])), ""


REPORT_TABLES: Mapping[str, ReportMaker] = {
    "OTIF_SALES": _board(by_order_confirmed),
    "OTIF_LOGISTICS": _board(by_line_requested),
    "OTIF_LINES": _lines,
}
