"""The reports of data migration: profile, cross-reference, error log, reconciliation sheet, and the registers."""

from collections.abc import Mapping
from decimal import Decimal

from scenarios.engine.staging import excluded, groups, plan, register, rows_in_books, staged_table
from scenarios.migration.api import cross_reference, half_width, prepared, profile, reconciled
from scenarios.sandbox.details import text_cell
from scenarios.sandbox.reports.data_quality import data_quality
from scenarios.sandbox.reports.report import MOST_ROWS, Report, ReportMaker
from scenarios.sandbox.shell import Desk
from scenarios.sandbox.staged import asked_for, cell_text, fault_text, named
from scenarios.sandbox.tables import Cell, Table

REGISTERS = ("CALLBACK", "LICENCES", "HOLDLIST", "LOTREG", "PACKLIST", "RATES", "ORDERFILE", "UDIREG", "CODERULE")


def _headings(desk: Desk, names: tuple[tuple[str, bool], ...]) -> tuple[tuple[str, bool], ...]:
    return tuple((desk.words.label(name), figure) for name, figure in names)


def _profile(desk: Desk, asked: str) -> Report:
    _, body, _ = asked_for(desk.state, asked)
    table = staged_table(desk.state, body["table"] if body else "")
    labels = {one["id"]: named(one, desk.words) for one in table["columns"]}
    rows = []
    for row in profile(table["rows"], tuple(labels)):
        figures = (f"{row.filled} / {row.rows}", row.distinct, row.repeated, row.not_plain)
        patterns = desk.words.listed(desk.words.bracketed(pattern[:24], str(count)) for pattern, count in row.patterns)
        cells = (text_cell(str(value), is_figure=True) for value in figures)
        rows.append((text_cell(labels[row.column]), *cells, text_cell(patterns or "–")))
    names = (("column", False), ("filled", True), ("distinct", True), ("repeated", True), ("not_plain", True))
    return Table(_headings(desk, (*names, ("patterns", False))), tuple(rows)), ""


def _cross_reference(desk: Desk, asked: str) -> Report:
    _, body, rest = asked_for(desk.state, asked, ("STG",))
    rows: list[tuple[Cell, ...]] = []
    if body is not None:
        staged = staged_table(desk.state, body["table"])["rows"]
        codes = cross_reference(staged, groups(body), excluded(body))
        for number, row in staged.items():
            values = (number, half_width(row.get("name", "")), codes.get(number, "–"))
            if rest.casefold() in " ".join(values).casefold():
                rows.append(tuple(text_cell(value) for value in values))
    names = (("old_code", False), ("name", False), ("new_code", False))
    return Table(_headings(desk, names), tuple(rows[:MOST_ROWS])), ""


def _error_log(desk: Desk, asked: str) -> Report:
    _, body, rest = asked_for(desk.state, asked, ("MIG",))
    rows: list[tuple[Cell, ...]] = []
    if body is not None:
        table = staged_table(desk.state, body["table"])
        labels = {one["id"]: named(one, desk.words) for one in table["targets"]}
        for fault in prepared(table, plan(body)).faults:
            why = fault_text(desk.words, fault.code)
            values = (fault.row, labels[fault.column], fault.value or "–", why)
            if rest.casefold() in " ".join(values).casefold():
                rows.append(tuple(text_cell(value) for value in values))
    names = (("row", False), ("column", False), ("value", False), ("why", False))
    return Table(_headings(desk, names), tuple(rows[:MOST_ROWS])), ""


def _reconciliation(desk: Desk, asked: str) -> Report:
    """Differences first: they are what the sheet is for."""
    _, body, rest = asked_for(desk.state, asked, ("MIG",))
    rows: list[tuple[Cell, ...]] = []
    if body is not None:
        lines = reconciled(staged_table(desk.state, body["table"]), rows_in_books(desk.state, body).values())
        for line in sorted(lines, key=lambda one: one.agrees):
            name = desk.words.choice("measure", line.measure)
            if rest.casefold() not in f"{name} {line.key}".casefold():
                continue
            figures = (_figure(line.source), _figure(line.target), _figure(line.difference))
            cells = [text_cell(value, is_figure=True) for value in figures]
            cells[-1] = text_cell(figures[-1], is_figure=True, tone="go" if line.agrees else "stop")
            rows.append((text_cell(name), text_cell(line.key or "–"), *cells))
    names = (("measure", False), ("key", False), ("source_figure", True), ("target_figure", True), ("difference", True))
    return Table(_headings(desk, names), tuple(rows[:MOST_ROWS])), ""


def _archive(desk: Desk, asked: str) -> Report:
    """What an archived batch left behind, read-only; empty before there is an archive."""
    _, body, rest = asked_for(desk.state, asked, ("MIG",))
    rows: list[tuple[Cell, ...]] = []
    headings: tuple[tuple[str, bool], ...] = ()
    if body is not None and body["archive"]:
        table = staged_table(desk.state, body["table"])
        loaded = rows_in_books(desk.state, body)
        shown = table["columns"]
        headings = tuple((named(one, desk.words), False) for one in shown)
        for number, row in table["rows"].items():
            if number not in loaded and rest.casefold() in " ".join((number, *row.values())).casefold():
                rows.append(tuple(text_cell(row.get(one["id"], "") or "–") for one in shown))
    return Table(headings, tuple(rows[:MOST_ROWS])), ""


def _figure(value: Decimal) -> str:
    return f"{value:,.2f}" if value != value.to_integral_value() else f"{value:,.0f}"


def _register(name: str) -> ReportMaker:
    """A register as a table; what was typed narrows it."""

    def maker(desk: Desk, asked: str) -> Report:
        found = register(desk.state, name)
        wanted = "" if asked.upper().startswith(("STG-", "MIG-")) else asked.casefold()
        other = "en" if desk.words.language.startswith("zh") else "zh"
        columns = [one for one in found["columns"] if one["id"] != other]
        rows = []
        for number, row in found["rows"].items():
            values = [cell_text(desk.words, one["id"], row.get(one["id"], "")) for one in columns]
            if wanted in " ".join((number, *values)).casefold():
                rows.append((text_cell(number), *(text_cell(value) for value in values)))
        headings = ((desk.words.label("number"), False), *((named(one, desk.words), False) for one in columns))
        return Table(headings, tuple(rows[:MOST_ROWS])), ""

    return maker


REPORT_TABLES: Mapping[str, ReportMaker] = {
    "PROFILE": _profile,
    "DATAQUALITY": data_quality,
    "XREF": _cross_reference,
    "ERRORLOG": _error_log,
    "RECON": _reconciliation,
    "ARCHIVE": _archive,
    **{name: _register(name) for name in REGISTERS},
}
