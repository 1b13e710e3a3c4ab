"""The data-quality report: four indicators of a sheet or batch as it came, on the way, and as it stands now."""

from scenarios.engine.api import Outcome, State, fold
from scenarios.engine.staging import excluded, groups, plan, rows_in_books, sheet_rows, staged_table
from scenarios.migration.api import prepared, reconciled, records
from scenarios.migration.indicators import Indicator, of_load, of_master
from scenarios.sandbox.details import text_cell
from scenarios.sandbox.grid import open_suggestions
from scenarios.sandbox.reports.report import Report
from scenarios.sandbox.shell import Desk
from scenarios.sandbox.staged import Body, asked_for
from scenarios.sandbox.tables import Table

MOST_POINTS = 5
"""So many moments between the start and now: enough for a trend, few enough to be read on a phone."""


def data_quality(desk: Desk, asked: str) -> Report:
    """Each indicator with count and population at every moment, and the change in points from first to last."""
    kind, body, _ = asked_for(desk.state, asked)
    if body is None:
        return Table((), ()), ""
    moments = [(state.clock, _measured(state, kind, body["id"])) for state in _moments(desk, f"{kind}:{body['id']}")]
    rows = []
    for place, first in enumerate(moments[0][1]):
        points = [measured[place] for _, measured in moments]
        cells = [text_cell(_said(one), is_figure=True) for one in points]
        change = text_cell(_change(first, points[-1]), is_figure=True)
        rows.append((text_cell(desk.words.choice("indicator", first.name)), *cells, change))
    first_head, last_head = desk.words.label("at_start"), desk.words.label("now")
    heads = [first_head, *(clock[-5:] for clock, _ in moments[1:-1]), *([last_head] if len(moments) > 1 else [])]
    figures = [(head, True) for head in (*heads, desk.words.label("points_gained"))]
    return Table(((desk.words.label("indicator"), False), *figures), tuple(rows)), ""


def _moments(desk: Desk, name: str) -> list[State]:
    """The states at the start, after some of the commands that changed the object, and now."""
    start = desk.opening.state
    entries = desk.state.journal[len(start.journal) :]
    changed = [
        place
        for place, entry in enumerate(entries, start=1)
        if entry.outcome is Outcome.ACCEPTED and any(name in event.objects for event in entry.events)
    ]
    between = changed[:-1]
    step = -(-len(between) // MOST_POINTS) or 1
    kind, _, number = name.partition(":")
    first = [start] if start.document(kind, number) is not None else []
    halfway = [fold(start, entries[:place]) for place in between[::step]]
    return [*first, *halfway, *([desk.state] if changed or not first else [])]


def _measured(state: State, kind: str, number: str) -> tuple[Indicator, ...]:
    body = state.document(kind, number)
    assert body is not None  # the moments begin where the object is
    return _of_sheet(state, body) if kind == "STG" else _of_batch(state, body)


def _of_sheet(state: State, body: Body) -> tuple[Indicator, ...]:
    """The rows as they came while nothing has been decided, the golden records after that."""
    table = staged_table(state, body["table"])
    golden = [one for _, one in records(sheet_rows(state, body), groups(body), excluded(body)).values()]
    open_groups = [] if table.get("codable") else open_suggestions(state, body)
    return of_master(table, golden, sum(len(group.rows) for group in open_groups))


def _of_batch(state: State, body: Body) -> tuple[Indicator, ...]:
    table = staged_table(state, body["table"])
    loaded = rows_in_books(state, body)
    return of_load(table, prepared(table, plan(body)), reconciled(table, loaded.values()) if loaded else ())


def _said(one: Indicator) -> str:
    return "–" if one.percent is None else f"{one.percent:.1f}% ({one.count:,} / {one.population:,})"


def _change(before: Indicator, after: Indicator) -> str:
    if before.percent is None or after.percent is None:
        return "–"
    return f"{after.percent - before.percent:+.1f}"
