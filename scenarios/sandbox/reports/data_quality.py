"""The data-quality report: the four indicators of a sheet or batch as it came, and as it stands now."""

from scenarios.engine.staging import excluded, groups, plan, rows_in_books, sheet_rows, staged_table
from scenarios.migration.api import Plan, prepared, reconciled, records
from scenarios.migration.indicators import Indicator, of_load, of_master
from scenarios.sandbox.details import text_cell
from scenarios.sandbox.grid import open_suggestions
from scenarios.sandbox.reports.report import Report
from scenarios.sandbox.shell import Desk
from scenarios.sandbox.staged import Body, asked_for
from scenarios.sandbox.tables import Table

Pair = tuple[tuple[Indicator, ...], tuple[Indicator, ...]]


def data_quality(desk: Desk, asked: str) -> Report:
    """Each indicator at the start and now, with count and population, and the change in points."""
    kind, body, _ = asked_for(desk.state, asked)
    rows = []
    if body is not None:
        first, now = _of_sheet(desk, body) if kind == "STG" else _of_batch(desk, body)
        for before, after in zip(first, now, strict=True):
            name = desk.words.choice("indicator", before.name)
            cells = [text_cell(_said(one), is_figure=True) for one in (before, after)]
            rows.append((text_cell(name), *cells, text_cell(_change(before, after), is_figure=True)))
    names = (("indicator", False), ("at_start", True), ("now", True), ("points_gained", True))
    return Table(tuple((desk.words.label(name), figure) for name, figure in names), tuple(rows)), ""


def _of_sheet(desk: Desk, body: Body) -> Pair:
    table = staged_table(desk.state, body["table"])
    bare = {**body, "groups": {}, "apart": {}, "excluded": {}}
    rows = sheet_rows(desk.state, body)
    golden = [record for _, record in records(rows, groups(body), excluded(body)).values()]

    def undecided(one: Body) -> int:
        found = [] if table.get("codable") else open_suggestions(desk.state, one)
        return sum(len(group.rows) for group in found)

    return of_master(table, table["rows"].values(), undecided(bare)), of_master(table, golden, undecided(body))


def _of_batch(desk: Desk, body: Body) -> Pair:
    table = staged_table(desk.state, body["table"])
    loaded = rows_in_books(desk.state, body)
    lines = reconciled(table, loaded.values()) if loaded else ()
    return of_load(table, prepared(table, Plan()), ()), of_load(table, prepared(table, plan(body)), lines)


def _said(one: Indicator) -> str:
    return "–" if one.percent is None else f"{one.percent:.1f}% ({one.count:,} / {one.population:,})"


def _change(before: Indicator, after: Indicator) -> str:
    if before.percent is None or after.percent is None:
        return "–"
    return f"{after.percent - before.percent:+.1f}"
