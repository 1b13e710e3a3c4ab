"""The tickets that have come in, the most urgent first, each with what is left of its service clock."""

from collections.abc import Mapping
from typing import Any

from scenarios.engine.clock import minutes_between
from scenarios.sandbox.details import text_cell
from scenarios.sandbox.reports.report import Report
from scenarios.sandbox.shell import Desk
from scenarios.sandbox.tables import Table, cell

OPEN = ("new", "triaged", "eased", "resolved", "confirmed")
UNKNOWN_PRIORITY = "P0"
"""A ticket that nobody has looked at stands before all others: it may be anything."""


def ticket_queue(desk: Desk, asked: str) -> Report:
    """Open tickets by priority and age."""
    words, now = desk.words, desk.state.clock
    waiting = [body for body in desk.state.own_documents("TKT") if body["status"] in OPEN]
    rows = []
    for body in sorted(waiting, key=lambda one: (one["priority"] or UNKNOWN_PRIORITY, one["reported_at"], one["id"])):
        name = str(body["name_zh" if words.language.startswith("zh") else "name_en"])
        if asked and asked.casefold() not in f"{body['id']} {name} {body['reporter']}".casefold():
            continue
        rows.append(
            (
                text_cell(body["id"], kind="TKT", number=body["id"], beside=name),
                cell(words, "TKT", body, "status"),
                text_cell(words.choice("priority", body["priority"]) if body["priority"] else "–"),
                text_cell(words.name_of("USER", body["reporter"])),
                text_cell(minutes_between(body["reported_at"], now), is_figure=True),
                _left(body, now),
            )
        )
    heads = (("tkt", False), ("status", False), ("priority", False), ("reporter", False), ("age", True), ("left", True))
    return Table(tuple((words.label(head), figure) for head, figure in heads), tuple(rows)), ""


def _left(body: Mapping[str, Any], now: str) -> Any:
    """Minutes until a workaround is due; nothing once there is one."""
    if body["status"] != "triaged":
        return text_cell("–", is_figure=True)
    return text_cell(minutes_between(now, body["answer_due"]), is_figure=True)
