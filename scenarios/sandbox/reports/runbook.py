"""The run-book on the screen: its schedule at this moment of the virtual clock, as a table and as a drawing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from scenarios.engine.api import State
from scenarios.engine.clock import later, minutes_between
from scenarios.runbook.api import Gantt, RunBook, Schedule, Step, StepStatus, gantt, schedule
from scenarios.sandbox.details import text_cell
from scenarios.sandbox.reports.report import Report
from scenarios.sandbox.shell import Desk
from scenarios.sandbox.tables import Table, cell

MINUTES_PER_HOUR = 60


def book_of(state: State) -> RunBook:
    """The steps as they stand in an attempt; an overlap or a forecast is already in them."""
    opened = state.parameter("cutover.window_start")
    return RunBook.of(_step(body, opened) for body in _steps(state))


def _steps(state: State) -> list[Mapping[str, Any]]:
    """The steps of the book that the drill is about: the way forward, or the way back."""
    return [body for body in state.documents("RBK") if body["book"] == state.parameter("cutover.book")]


def _step(body: Mapping[str, Any], opened: str) -> Step:
    def minute(moment: str) -> int | None:
        return minutes_between(opened, moment) if moment else None

    return Step(
        id=body["id"],
        planned_minutes=body["planned_minutes"],
        predecessors=tuple(body["predecessors"]),
        owner=body["owner"],
        status=StepStatus(body["status"]),
        expected_minutes=body["forecast_minutes"],
        started=minute(body["started_at"]),
        finished=minute(body["finished_at"]),
    )


def plan_of(state: State) -> Schedule:
    """The schedule at this moment."""
    now = max(minutes_between(state.parameter("cutover.window_start"), state.clock), 0)
    return schedule(book_of(state), now=now, window_minutes=state.parameter("cutover.window_minutes"))


@dataclass(frozen=True)
class Drawing:
    """What the drawing's template needs: the bars with their words, and the facts that stand above them."""

    chart: Gantt
    rows: tuple[tuple[Any, str, int], ...]
    height: int
    finish: str
    window_end: str
    escalate_by: str
    margin: str
    is_over: bool
    critical: tuple[str, ...]
    no_return: str


ROW_HEIGHT, HEAD_HEIGHT = 18, 24


def drawing(desk: Desk) -> dict[str, Any]:
    """The context of the drawing."""
    state, plan = desk.state, plan_of(desk.state)
    opened, ahead = state.parameter("cutover.window_start"), state.parameter("cutover.escalation_minutes")
    chart = gantt(plan, escalation_minutes=ahead)
    bodies = {body["id"]: body for body in _steps(state)}
    name = "name_zh" if desk.words.language.startswith("zh") else "name_en"
    rows = tuple(
        (bar, str(bodies[bar.id][name]), HEAD_HEIGHT + place * ROW_HEIGHT) for place, bar in enumerate(chart.bars)
    )
    shown = Drawing(
        chart=chart,
        rows=rows,
        height=HEAD_HEIGHT + ROW_HEIGHT * len(rows) + 4,
        finish=_moment(opened, plan.finish),
        window_end=_moment(opened, plan.window_minutes),
        escalate_by=_moment(opened, plan.window_minutes - ahead),
        margin=hours(abs(plan.margin)),
        is_over=plan.margin < 0,
        critical=tuple(one for one in plan.critical_path if plan.slots[one].is_open),
        no_return=state.parameter("cutover.no_return"),
    )
    return {"drawing": "scenarios/sandbox/_gantt.html", "book": shown}


def _moment(opened: str, minutes: int) -> str:
    return later(opened, minutes)[5:].replace("T", " ")


def hours(minutes: int) -> str:
    """Minutes as people say them of a weekend: `8:05`."""
    return f"{minutes // MINUTES_PER_HOUR}:{minutes % MINUTES_PER_HOUR:02d}"


def run_book(desk: Desk, asked: str) -> Report:
    """Every step with its owner, its time, and what it may still slip; the same facts as the drawing."""
    words, plan = desk.words, plan_of(desk.state)
    opened = desk.state.parameter("cutover.window_start")
    critical, rows = set(plan.critical_path), []
    for body in _steps(desk.state):
        slot = plan.slots[body["id"]]
        name = str(body["name_zh" if words.language.startswith("zh") else "name_en"])
        if asked and asked.casefold() not in f"{body['id']} {name} {body['owner']}".casefold():
            continue
        mark = words.choice("critical", "yes") if body["id"] in critical and slot.is_open else ""
        rows.append(
            (
                text_cell(body["id"], kind="RBK", number=body["id"], beside=name),
                cell(words, "RBK", body, "status"),
                text_cell(words.name_of("USER", body["owner"])),
                text_cell(hours(slot.step.duration_minutes), is_figure=True),
                text_cell(_moment(opened, slot.start), is_figure=True),
                text_cell(_moment(opened, slot.finish), is_figure=True),
                text_cell(hours(max(slot.slack, 0)) if slot.is_open else "", is_figure=True),
                text_cell(mark),
                text_cell(words.listed(body["predecessors"])),
            )
        )
    heads = (
        ("rbk", False),
        ("status", False),
        ("owner", False),
        ("duration", True),
        ("starts", True),
        ("ends", True),
        ("slack", True),
        ("critical", False),
        ("predecessors", False),
    )
    return Table(tuple((words.label(head), figure) for head, figure in heads), tuple(rows)), ""
