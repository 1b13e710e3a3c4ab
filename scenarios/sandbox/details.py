"""A document opened: its head, its lines, and behind tabs its change log, postings, stock and lot trace."""

from dataclasses import dataclass, field
from typing import Any

from scenarios.engine.api import DOCUMENT_KINDS, State
from scenarios.engine.quantities import decimal_text, money_text
from scenarios.sandbox.change_log import log_table
from scenarios.sandbox.flow import Flow, document_flow
from scenarios.sandbox.shell import Desk
from scenarios.sandbox.tables import Cell, Table, facts, further_tables, lines_table
from scenarios.sandbox.tracing import BACKWARD, FORWARD, Step, Tracer
from scenarios.sandbox.wording import Shown, Words

TABS = ("log", "ledger", "stock", "trace")


@dataclass
class Detail:
    """All that the page of one object shows."""

    kind: str
    number: str
    heading: str
    eyebrow: str
    facts: list[tuple[str, Cell]]
    lines: Table | None
    letter: list[tuple[str, str]]
    text: str
    readings: Table | None
    further: list[tuple[str, Table]]
    flow: Flow | None
    tab: str
    tabs: tuple[str, ...]
    table: Table
    status: str = ""
    tone: str = ""
    history: list[Any] = field(default_factory=list)
    trees: list[tuple[str, str, Step]] = field(default_factory=list)


def detail(desk: Desk, kind: str, number: str, tab: str) -> Detail:
    """The object in words, with the tab that was asked for (the change log, if none was)."""
    state, words = desk.state, desk.words
    body = state.document(kind, number) or state.master(kind, number) or {}
    is_document = kind in DOCUMENT_KINDS
    tabs = (
        ("log", "ledger")
        if is_document
        else (("stock", "trace", "log") if kind == "LOT" else ("stock", "log") if kind == "ITEM" else ("log",))
    )
    chosen = tab if tab in tabs else tabs[0]
    makers = {"log": log_table, "ledger": _ledger, "stock": _stock, "trace": _trace}
    name = f"{kind}:{number}"
    shown = facts(words, kind, body)
    return Detail(
        kind=kind,
        number=number,
        heading=f"{words.entity(kind)} {number}",
        eyebrow=words.name_of(kind, number),
        facts=[pair for pair in shown if pair[1].field not in {"status", "text"}],
        lines=lines_table(words, kind, body, _items_of(state, kind, body)),
        letter=words.letter(body.get("facts") or {}),
        text=str(body.get("text") or (body.get("text_zh" if words.language.startswith("zh") else "text_en") or "")),
        readings=_readings(words, body) if kind == "QI" else None,
        further=further_tables(words, kind, body),
        flow=document_flow(state, name, words) if is_document and kind not in {"MSG", "TASK"} else None,
        tab=chosen,
        tabs=tabs,
        table=makers[chosen](desk, kind, number),
        status=words.status(kind, body["status"]) if is_document else "",
        trees=_trees(desk, number) if chosen == "trace" else [],
        tone=next((one.tone for _, one in shown if one.field == "status"), ""),
    )


def _items_of(state: State, kind: str, body: Any) -> dict[str, str]:
    if kind not in {"IV", "CM"}:
        return {}
    order = state.document("PO", body["po"]) or {"lines": {}}
    return {number: line["item"] for number, line in order["lines"].items()}


def text_cell(
    text: Any, *, is_figure: bool = False, tone: str = "", kind: str = "", number: str = "", beside: str = ""
) -> Cell:
    """A cell of plain words."""
    return Cell("", Shown(str(text), beside, kind, number, is_figure), tone)


def _readings(words: Words, body: Any) -> Table:
    """The inspection plan with each set of readings beside it, failures marked."""
    sets = body["result_sets"]
    plans = "PLAN" if words.state.exists("PLAN", body["item"]) else ""
    headings = [
        (words.label("characteristic"), False),
        (words.label("low"), True),
        (words.label("high"), True),
        (words.label("unit"), False),
    ]
    headings += [(f"{words.label('value')} {number}", True) for number in range(1, len(sets) + 1)]
    rows = []
    for plan in body["characteristics"]:
        name = plan["name_zh" if words.language.startswith("zh") else "name_en"]
        cells = [text_cell(plan["code"], beside=name, kind=plans, number=body["item"])]
        cells += [text_cell(decimal_text(plan[limit], plan["decimals"]), is_figure=True) for limit in ("low", "high")]
        cells.append(text_cell(plan["unit"]))
        for row in sets:
            tone = "stop" if plan["code"] in row["failed"] else "go"
            cells.append(
                text_cell(decimal_text(row["values"][plan["code"]], plan["decimals"]), is_figure=True, tone=tone)
            )
        rows.append(tuple(cells))
    return Table(tuple(headings), tuple(rows))


def _ledger(desk: Desk, kind: str, number: str) -> Table:
    words = desk.words
    rows = []
    for line in desk.state.ledger_lines(document=f"{kind}:{number}"):
        sides = [
            text_cell(money_text(line[side]) if line[side] else "", is_figure=True) for side in ("debit", "credit")
        ]
        account = line["account"]
        rows.append(
            (text_cell(account, kind="ACCOUNT", number=account, beside=words.name_of("ACCOUNT", account)), *sides)
        )
    headings = ((words.label("account"), False), (words.label("debit"), True), (words.label("credit"), True))
    return Table(headings, tuple(rows))


def _stock(desk: Desk, kind: str, number: str) -> Table:
    return stock_table(desk.words, list(desk.state.stock_rows(**{"item" if kind == "ITEM" else "lot": number})))


def stock_table(words: Words, lines: list[dict[str, Any]]) -> Table:
    """Stock lines with quantity, unit and value."""
    rows = []
    for line in lines:
        cells = [
            text_cell(line["item"], kind="ITEM", number=line["item"], beside=words.name_of("ITEM", line["item"])),
            text_cell(line["lot"], kind="LOT", number=line["lot"]) if line["lot"] else text_cell("–"),
            text_cell(line["location"]),
            text_cell(words.choice("stock_type", line["stock_type"])),
            text_cell(words.quantity(line["item"], line["quantity"]), is_figure=True),
            text_cell(money_text(line["value"]), is_figure=True),
        ]
        rows.append(tuple(cells))
    names = (
        ("item", False),
        ("lot", False),
        ("location", False),
        ("stock_type", False),
        ("quantity", True),
        ("amount", True),
    )
    return Table(tuple((words.label(name), figure) for name, figure in names), tuple(rows))


def _trace(_desk: Desk, _kind: str, _number: str) -> Table:
    """The trace is a tree, not a table (see `trees`)."""
    return Table((), ())


def _trees(desk: Desk, number: str) -> list[tuple[str, str, Step]]:
    """Where a lot came from and where it went: the direction, its name, the tree."""
    tracer = Tracer(desk.state)
    return [(name, desk.words.choice("direction", name), tracer.tree(number, name)) for name in (BACKWARD, FORWARD)]
