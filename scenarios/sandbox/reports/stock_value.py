"""Inventory value: the ledger of the rehearsal books against the counted stock list, down to lots; and what was not posted."""

from collections.abc import Mapping
from decimal import Decimal

from scenarios.engine.quantities import amount, money_text
from scenarios.engine.staging import STANDING, rows_in_books, staged_table
from scenarios.migration.api import reconciled
from scenarios.sandbox.details import text_cell
from scenarios.sandbox.reports.report import MOST_ROWS, Report, ReportMaker
from scenarios.sandbox.shell import Desk
from scenarios.sandbox.tables import Cell, Table

TABLE = "STOCK"


def _accounts(desk: Desk, _asked: str) -> Report:
    """Per inventory account: the ledger, the stock list, and what lies between."""
    words = desk.words
    rows: list[tuple[Cell, ...]] = []
    total = Decimal(0)
    for batch in desk.state.documents("MIG"):
        if batch["table"] != TABLE or batch["status"] not in STANDING:
            continue
        loaded = rows_in_books(desk.state, batch).values()
        for line in reconciled(staged_table(desk.state, TABLE), loaded):
            if line.measure != "value":
                continue
            ledger = Decimal(desk.state.gl(line.key)) / 100
            gap = ledger - line.source
            total += gap
            name = words.name_of("ACCOUNT", line.key)
            figures = (f"{ledger:,.2f}", f"{line.source:,.2f}")
            cells = [text_cell(value, is_figure=True) for value in figures]
            tone = "stop" if gap else "go"
            rows.append(
                (
                    text_cell(line.key, kind="ACCOUNT", number=line.key, beside=name),
                    *cells,
                    text_cell(f"{gap:,.2f}", is_figure=True, tone=tone),
                    text_cell(batch["id"], kind="MIG", number=batch["id"]),
                )
            )
    heads = (("account", False), ("ledger_figure", True), ("stock_figure", True), ("difference", True), ("mig", False))
    return Table(tuple((words.label(name), figure) for name, figure in heads), tuple(rows)), f"{total:,.2f}"


def _lots(desk: Desk, asked: str) -> Report:
    """The rows behind the ledger: lot, value, and the load job that wrote them; the largest first."""
    words = desk.words
    found: list[tuple[Decimal, tuple[Cell, ...]]] = []
    for batch in desk.state.documents("MIG"):
        if batch["table"] != TABLE:
            continue
        export = staged_table(desk.state, TABLE)["rows"]
        for number, row in rows_in_books(desk.state, batch).items():
            job = export[number]["job"] if number in export else ""
            name = words.name_of("ITEM", row["item"])
            if asked.casefold() not in f"{number} {row['item']} {name} {row['lot']} {row['account']} {job}".casefold():
                continue
            value = Decimal(row["value"])
            cells = (
                text_cell(number),
                text_cell(row["item"], kind="ITEM", number=row["item"], beside=name),
                text_cell(row["lot"]),
                text_cell(row["account"]),
                text_cell(f"{Decimal(row['quantity']):,.0f} {row['unit']}", is_figure=True),
                text_cell(f"{value:,.2f}", is_figure=True),
                text_cell(job),
            )
            found.append((value, cells))
    found.sort(key=lambda pair: -pair[0])
    heads = (
        ("row", False),
        ("item", False),
        ("lot", False),
        ("account", False),
        ("quantity", True),
        ("amount", True),
        ("load_job", False),
    )
    total = f"{sum((value for value, _ in found), Decimal(0)):,.2f}"
    table = Table(
        tuple((words.label(name), figure) for name, figure in heads), tuple(row for _, row in found[:MOST_ROWS])
    )
    return table, total


def _unposted(desk: Desk, asked: str) -> Report:
    """Deliveries that stand at the dock without a receipt, and what that makes of the month's stock."""
    words, rows, total = desk.words, [], 0
    for number, row in desk.state.dataset.part("unposted-receipts").items():
        item = desk.state.master("ITEM", row["item"])
        name = words.name_of("ITEM", row["item"])
        if item is None or asked.casefold() not in f"{number} {row['vendor']} {row['item']} {name}".casefold():
            continue
        value = amount(row["quantity"], item["standard_price"], item["decimals"])
        total += value
        closing = row["opening"] + row["receipts"] - row["issues"]
        figures = [f"{row[key]:,}" for key in ("opening", "receipts", "issues")]
        cells = [text_cell(text, is_figure=True) for text in figures]
        cells.append(text_cell(f"{closing:,}", is_figure=True, tone="stop" if closing < 0 else ""))
        rows.append(
            (
                text_cell(number),
                text_cell(row["vendor"], kind="VENDOR", number=row["vendor"]),
                text_cell(row["item"], kind="ITEM", number=row["item"], beside=name),
                text_cell(row["arrived_on"]),
                text_cell(f"{row['quantity']:,}", is_figure=True),
                text_cell(money_text(value), is_figure=True),
                *cells,
            )
        )
    heads = (
        ("delivery_note", False),
        ("vendor", False),
        ("item", False),
        ("arrived_on", False),
        ("quantity", True),
        ("amount", True),
        ("opening_stock", True),
        ("receipts_posted", True),
        ("issues_posted", True),
        ("closing_stock", True),
    )
    return Table(tuple((words.label(name), figure) for name, figure in heads), tuple(rows)), money_text(total)


REPORT_TABLES: Mapping[str, ReportMaker] = {"STOCK_GL": _accounts, "STOCK_LOTS": _lots, "UNPOSTED": _unposted}
