"""From a business goal down: content, assessment standard, time node; and what is missing on the way."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from curricula.milestones.models import GoLive
from curricula.processes.models import Goal, GoalIndicator
from curricula.training.inputs import cells_in_force, read_calendar, read_cells
from curricula.training.matrix.draw_up import due_of
from curricula.training.matrix.values import Cell
from curricula.training.models import Activity, LearningItem, PlannedItem
from curricula.training.vocabulary import Method


@dataclass(frozen=True)
class TimeNode:
    """Between which days a go-live asks for an activity."""

    go_live: GoLive
    first: date
    last: date


@dataclass(frozen=True)
class GoalLine:
    """One activity that serves a goal: its content, by what it is judged, and by when."""

    activity: Activity
    items: int
    planned_items: int
    job_roles: int
    methods: tuple[str, ...]
    level: int | None
    time_nodes: tuple[TimeNode, ...]
    gaps: tuple[Any, ...]


@dataclass(frozen=True)
class GoalPage:
    """A goal with indicators, lines, and its own gaps."""

    goal: Goal
    indicators: tuple[GoalIndicator, ...]
    lines: tuple[GoalLine, ...]
    gaps: tuple[Any, ...]

    @property
    def gap_count(self) -> int:
        """All gaps on the way from the goal to the time nodes."""
        return len(self.gaps) + sum(len(line.gaps) for line in self.lines)


def read_goals() -> list[GoalPage]:
    """All goals with everything below them, in a fixed number of queries."""
    cells: dict[int, list[Cell]] = defaultdict(list)
    for cell in read_cells(cells_in_force()):
        cells[cell.activity].append(cell)
    items: dict[int, list[bool]] = defaultdict(list)
    planned = set(PlannedItem.objects.values_list("pk", flat=True))
    for pk, activity in LearningItem.objects.non_polymorphic().values_list("pk", "activity_id"):
        items[activity].append(pk in planned)
    nodes, taught = _NodeReader(), _chains_taught()
    pages = []
    for goal in Goal.objects.prefetch_related("chains", "indicators", "activities"):
        lines = [_line(activity, cells[activity.pk], items[activity.pk], nodes) for activity in goal.activities.all()]
        indicators = tuple(goal.indicators.all())
        pages.append(
            GoalPage(goal, indicators, tuple(lines), tuple(_gaps_of(goal, indicators, lines, taught[goal.pk])))
        )
    return pages


def _chains_taught() -> dict[int, set[int]]:
    """The process chains in which the courses of each goal have a step."""
    found: dict[int, set[int]] = defaultdict(set)
    pairs = Goal.objects.filter(activities__steps__isnull=False).order_by()
    for goal, chain in pairs.values_list("pk", "activities__steps__chain").distinct():
        found[goal].add(chain)
    return found


class _NodeReader:
    """Turns cells into time nodes with one reading of the calendar."""

    def __init__(self) -> None:
        self.calendar = read_calendar()
        self.go_lives = {go_live.pk: go_live for go_live in GoLive.objects.all()}
        self.waves = sorted(set(self.calendar.wave_of_site.values()))

    def nodes_of(self, cells: list[Cell]) -> tuple[TimeNode, ...]:
        days: dict[int, list[date]] = defaultdict(list)
        for cell in cells:
            for go_live in [cell.go_live] if cell.go_live else self.waves:
                due = due_of(cell, go_live, self.calendar)
                if due is not None:
                    days[go_live].append(due.due_on)
        nodes = [TimeNode(self.go_lives[pk], min(found), max(found)) for pk, found in days.items()]
        return tuple(sorted(nodes, key=lambda node: node.go_live.on))


def _line(activity: Activity, cells: list[Cell], is_planned: list[bool], nodes: _NodeReader) -> GoalLine:
    gaps: list[Any] = []
    if not is_planned:
        gaps.append(_("No content yet"))
    elif all(is_planned):
        gaps.append(_("Content is planned only"))
    time_nodes = nodes.nodes_of(cells)
    if not cells:
        gaps.append(_("No job role is asked for it"))
    elif not time_nodes:
        gaps.append(_("No go-live gives it a day"))
    return GoalLine(
        activity=activity,
        items=len(is_planned),
        planned_items=sum(is_planned),
        job_roles=len({cell.job_role for cell in cells}),
        methods=tuple(str(Method(method).label) for method in sorted({cell.method for cell in cells})),
        level=max((cell.level for cell in cells), default=None),
        time_nodes=time_nodes,
        gaps=tuple(gaps),
    )


def _gaps_of(goal: Goal, indicators: tuple[GoalIndicator, ...], lines: list[GoalLine], taught: set[int]) -> list[Any]:
    gaps: list[Any] = []
    if not lines:
        gaps.append(_("No activity serves this goal."))
    if not indicators:
        gaps.append(_("No indicator shows whether the goal is reached."))
    unknown = [one.name for one in indicators if one.baseline is None or one.target is None]
    gaps += [_("“%(name)s” lacks a baseline or a target.") % {"name": name} for name in unknown]
    chains = goal.chains.all()
    if not chains:
        gaps.append(_("The goal is linked to no process chain."))
    empty = [chain for chain in chains if chain.pk not in taught] if lines else []
    gaps += [_("No activity of this goal lies in “%(name)s”.") % {"name": chain.name} for chain in empty]
    return gaps
