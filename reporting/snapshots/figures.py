"""Assembling a snapshot: all measures once, as plain records that screen, PDF and attachments read alike."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from curricula.models import GoLive
from reporting.gates.decision import Gate, Recommendation, judge, recommend
from reporting.gates.thresholds import thresholds_in_force
from reporting.gates.values import CoverMeasure, Measure, ProficiencyMeasure, State, Thresholds, Unmeasured
from reporting.metrics.confident import Confidence, confident_and_wrong
from reporting.metrics.cover import CoverCell, cover_cells, cover_measure
from reporting.metrics.coverage import Coverage, CoverageLine
from reporting.metrics.definition import Words
from reporting.metrics.heat import HeatCell, HeatMap, heat_map, worst_cell
from reporting.metrics.later import NOT_RECORDED
from reporting.metrics.proficiency import PersonStep, critical_drills, person_steps, share_of
from reporting.metrics.shares import Share

Record = dict[str, Any]


@dataclass(frozen=True)
class Measured:
    """Everything that was measured for one go-live at one moment."""

    go_live: GoLive
    moment: datetime
    today: date
    coverage: Coverage
    overall: CoverageLine
    heat: HeatMap
    steps: list[PersonStep]
    critical_drills: Share
    cover: list[CoverCell]
    confidence: Confidence
    thresholds: dict[str, Thresholds]
    gates: list[Gate]
    recommendation: Recommendation


def measure(go_live: GoLive, *, moment: datetime, today: date) -> Measured:
    """Measure all dimensions; those that nobody records yet are grey, with the reason."""
    coverage = Coverage(go_live)
    overall = coverage.overall()
    steps = person_steps(go_live)
    drills = critical_drills(go_live)
    cells = cover_cells(go_live, steps)
    thresholds = thresholds_in_force(go_live)
    measures: dict[str, Measure] = {
        "coverage_critical": overall.critical,
        "coverage": overall.requirements,
        "exams": overall.exams,
        "proficiency": ProficiencyMeasure(share_of(steps), drills),
        "cover": cover_measure(cells),
        **NOT_RECORDED,
    }
    gates = judge(measures, thresholds)
    return Measured(
        go_live,
        moment,
        today,
        coverage,
        overall,
        heat_map(go_live),
        steps,
        drills,
        cells,
        confident_and_wrong(go_live),
        thresholds,
        gates,
        recommend(gates),
    )


def share_record(share: Share) -> Record:
    """A share as it is kept: counts, and the points printed (one decimal, never rounded up to 100)."""
    return {"part": share.part, "whole": share.whole, "waived": share.apart, "points": points_text(share)}


def points_text(share: Share) -> str | None:
    """Percentage points with one decimal; less than all is never rounded up to all."""
    if not share.whole:
        return None
    points = (Decimal(100) * share.part / share.whole).quantize(Decimal("0.1"), ROUND_HALF_UP)
    if share.part < share.whole and points >= 100:  # noqa: PLR2004 - all there is
        points = Decimal("99.9")
    return f"{points.normalize():f}"


def line_record(line: CoverageLine) -> Record:
    """One group's coverage."""
    return {
        "code": line.code,
        "name": line.name.as_record(),
        "requirements": share_record(line.requirements),
        "critical": share_record(line.critical),
        "exams": share_record(line.exams),
        "people": share_record(line.people),
    }


def coverage_record(measured: Measured) -> Record:
    """Coverage overall and by each group."""
    coverage = measured.coverage
    return {
        "overall": line_record(measured.overall),
        "recommended": share_record(coverage.recommended()),
        "by_department": [line_record(line) for line in coverage.by_department()],
        "by_site": [line_record(line) for line in coverage.by_site()],
        "by_job_role": [line_record(line) for line in coverage.by_job_role()],
        "by_chain": [line_record(line) for line in coverage.by_chain()],
    }


def heat_record(heat: HeatMap, thresholds: Thresholds) -> Record:
    """The heat map with the state of each cell, and the worst one."""
    worst = worst_cell(heat.cells.items())
    return {
        "departments": [
            {"code": axis.code, "name": axis.name.as_record(), "people": heat.people.get(axis.code, 0)}
            for axis in heat.departments
        ],
        "chains": [{"code": axis.code, "name": axis.name.as_record()} for axis in heat.chains],
        "cells": [
            {
                "department": department,
                "chain": chain,
                "people": cell.people,
                "state": str(heat_state(cell, thresholds)),
                **share_record(cell.share),
            }
            for (department, chain), cell in heat.cells.items()
        ],
        "worst": None
        if worst is None
        else {"department": worst[0], "chain": worst[1], **share_record(heat.cells[worst].share)},
    }


def heat_state(cell: HeatCell, thresholds: Thresholds) -> State:
    """The colour of a cell: as the gate of coverage, but grey where too few people stand behind it."""
    if cell.is_small or not cell.share.is_known:
        return State.NONE
    points = Decimal(100) * cell.share.part / cell.share.whole
    return State.GO if points >= thresholds.green else State.RISK if points >= thresholds.amber else State.STOP


def gate_record(gate: Gate) -> Record:
    """One tile: figure, count, threshold, state, and where it is grey the reason."""
    dimension = gate.dimension
    figure, unit, of = _figure(gate.measure)
    value = None if figure is None else figure
    return {
        "code": dimension.code,
        "name": dimension.name.as_record(),
        "short": dimension.short.as_record(),
        "owner": dimension.owner.as_record(),
        "weight": dimension.weight,
        "is_hard": dimension.is_hard,
        "state": str(gate.state),
        "blocks": gate.judgement.blocks,
        "points": f"{gate.points.normalize():f}",
        "figure": value,
        "unit": unit.as_record(),
        "of": of.as_record(),
        "rule": gate.rule.as_record(),
        "green": f"{gate.thresholds.green.normalize():f}",
        "amber": f"{gate.thresholds.amber.normalize():f}",
        "reason": gate.measure.reason.as_record() if isinstance(gate.measure, Unmeasured) else None,
    }


def _figure(measure: Measure) -> tuple[str | None, Words, Words]:
    percent = Words("%", "%")
    if isinstance(measure, Unmeasured):
        return None, Words("", ""), measure.reason
    if isinstance(measure, ProficiencyMeasure):
        steps = measure.steps
        return (
            points_text(steps),
            percent,
            Words(f"{steps.part:,} / {steps.whole:,} 步骤", f"{steps.part:,} of {steps.whole:,} steps"),
        )
    if isinstance(measure, CoverMeasure):
        worst = 0 if measure.nobody else 1 if measure.one else 2
        if not measure.cells or (measure.unmeasured and not measure.nobody):
            return None, Words("", ""), Words(f"{measure.unmeasured} 格未测", f"{measure.unmeasured} cells unmeasured")
        return (
            str(worst),
            Words("/ 2 人", "of 2"),
            Words(
                f"{measure.cells} 格中最弱",
                f"worst of {measure.cells} cells",
            ),
        )
    if isinstance(measure, Share):
        return (
            points_text(measure),
            percent,
            Words(f"{measure.part:,} / {measure.whole:,} 项要求", f"{measure.part:,} of {measure.whole:,} required"),
        )
    raise TypeError(type(measure).__name__)
