"""The parts of a snapshot beside coverage and gates: proficiency, cover, waivers, moved thresholds, the path to green."""

from typing import Any

from curricula.api import assignments_in_force
from curricula.models import AssignmentMark, Department, GoLive, JobRole, Step
from reporting.gates.decision import judge, recommend
from reporting.gates.dimensions import BY_CODE
from reporting.gates.models import ThresholdMove
from reporting.gates.thresholds import is_locked, lock_day
from reporting.gates.values import State, Thresholds
from reporting.metrics.cover import cover_measure
from reporting.metrics.proficiency import ProficiencyLine, lines_by, share_of
from reporting.metrics.shares import FEWEST_FOR_A_SHARE, wilson
from reporting.snapshots.blockers import Blocker
from reporting.snapshots.figures import Measured, Record, share_record


def proficiency_record(measured: Measured) -> Record:
    """Proficiency overall, by step, job role and department."""
    steps = {step.pk: step for step in Step.objects.select_related("chain")}
    roles = {role.pk: role for role in JobRole.objects.all()}
    departments = {department.pk: department for department in Department.objects.all()}
    by_step = lines_by(measured.steps, "step")
    ordered = sorted(by_step, key=lambda key: (steps[key].chain.position, steps[key].position, steps[key].code))
    return {
        "overall": share_record(share_of(measured.steps)),
        "critical_drills": share_record(measured.critical_drills),
        "by_step": [{"chain": steps[key].chain.code, **_line(steps[key], by_step[key], measured)} for key in ordered],
        "by_job_role": _lines(roles, lines_by(measured.steps, "job_role"), measured),
        "by_department": _lines(departments, lines_by(measured.steps, "department"), measured),
    }


def _lines(named: dict[int, Any], lines: dict[int, ProficiencyLine], measured: Measured) -> list[Record]:
    return sorted((_line(named[key], line, measured) for key, line in lines.items()), key=lambda row: str(row["code"]))


def _line(thing: Any, line: ProficiencyLine, measured: Measured) -> Record:
    interval = wilson(line.share.part, line.share.whole)
    return {
        "code": thing.code,
        "name": {"zh": thing.name_zh, "en": thing.name_en},
        **share_record(line.share),
        "low": None if interval is None else round(interval[0], 1),
        "high": None if interval is None else round(interval[1], 1),
        "people": line.people,
        "levels": list(line.levels),
        "state": str(proficiency_state(line, measured.thresholds["proficiency"])),
    }


def proficiency_state(line: ProficiencyLine, thresholds: Thresholds) -> State:
    """The colour of a group: grey under five people, else as the gate."""
    if line.people < FEWEST_FOR_A_SHARE:
        return State.NONE
    points = 100 * line.share.part / line.share.whole
    return State.GO if points >= thresholds.green else State.RISK if points >= thresholds.amber else State.STOP


def confidence_record(measured: Measured) -> Record:
    """Confident answers and wrong ones by step, without names; regulated steps with mistakes first."""
    lines = measured.confidence.lines
    return {
        "sure": sum(line.sure for line in lines),
        "wrong": sum(line.wrong for line in lines),
        "by_step": [
            {
                "code": line.step.code,
                "name": line.step.name.as_record(),
                "is_regulated": line.step.is_regulated,
                "sure": line.sure,
                "wrong": line.wrong,
                "people": line.people,
            }
            for line in lines
        ],
    }


def cover_record(measured: Measured) -> Record:
    """Cover by cell, without names, and the counts by state."""
    counted = cover_measure(measured.cover)
    return {
        "cells": counted.cells,
        "nobody": counted.nobody,
        "one": counted.one,
        "enough": counted.enough,
        "unmeasured": counted.unmeasured,
        "weakest": [
            {
                "step": cell.step, "split": cell.split, "name": (cell.split_name or cell.step_name).as_record(),
                "site": cell.site_name.as_record(), "shift": cell.shift_name.as_record(), "count": cell.count,
                "state": str(cell.state), "people": [person.name for person in cell.qualified],
            }
            for cell in sorted(measured.cover, key=lambda cell: (cell.state is State.NONE, cell.count))
            if cell.state is not State.GO
        ],
    }  # fmt: skip


def lock_record(go_live: GoLive) -> Record:
    """When thresholds lock, and every move after that."""
    moves = ThresholdMove.objects.filter(go_live=go_live).select_related("moved_by")
    return {
        "on": lock_day(go_live).isoformat(),
        "is_locked": is_locked(go_live),
        "moves": [
            {
                "dimension": move.dimension,
                "name": BY_CODE[move.dimension].name.as_record(),
                "old_green": f"{move.old_green.normalize():f}", "old_amber": f"{move.old_amber.normalize():f}",
                "new_green": f"{move.new_green.normalize():f}", "new_amber": f"{move.new_amber.normalize():f}",
                "is_after_lock": move.is_after_lock,
                "by": {"number": move.moved_by.number, "name": move.moved_by.name, "name_latin": move.moved_by.name_latin},
                "at": move.moved_at.isoformat(), "reason": move.reason,
            }
            for move in moves
        ],
    }  # fmt: skip


def state_with_old_threshold(measured: Measured, move: ThresholdMove) -> str:
    """What the gate would be had the goal-post not moved."""
    gate = next(gate for gate in measured.gates if gate.dimension.code == move.dimension)
    old = {**measured.thresholds, move.dimension: Thresholds(move.old_green, move.old_amber)}
    return str(
        next(
            g.state
            for g in judge({g.dimension.code: g.measure for g in measured.gates}, old)
            if g.dimension is gate.dimension
        )
    )


def waiver_records(go_live: GoLive) -> list[Record]:
    """Waivers that cover something on go-live day: person, activity, owner, mitigation and last day."""
    covered = set(
        assignments_in_force(go_live.on)
        .filter(go_live=go_live, waived_until__gte=go_live.on)
        .values_list("person_id", "activity_id")
    )
    marks = AssignmentMark.objects.filter(kind="waiver", until__gte=go_live.on).select_related(
        "person", "activity", "owner"
    )
    newest = {(mark.person_id, mark.activity_id): mark for mark in marks.order_by("made_at", "pk")}
    return [
        {
            "person": {"number": mark.person.number, "name": mark.person.name, "name_latin": mark.person.name_latin},
            "activity": mark.activity.code,
            "title": {"zh": mark.activity.name_zh, "en": mark.activity.name_en},
            "owner": {"number": mark.owner.number, "name": mark.owner.name, "name_latin": mark.owner.name_latin},
            "mitigation": mark.mitigation,
            "until": mark.until.isoformat(),
        }
        for key, mark in newest.items()
        if key in covered
    ]


def path_record(measured: Measured, blockers: list[Blocker]) -> Record:
    """A plain list: what each gate that is not green still needs, hard ones first, and what the score would then be."""
    open_gates = [gate for gate in measured.gates if gate.state is not State.GO]
    open_gates.sort(key=lambda gate: (not gate.judgement.blocks, -gate.dimension.weight))
    score, items = measured.recommendation.score, []
    for gate in open_gates:
        score += gate.dimension.weight - gate.points
        items.append(
            {
                "dimension": gate.dimension.code,
                "name": gate.dimension.name.as_record(),
                "rule": gate.rule.as_record(),
                "gain": f"{(gate.dimension.weight - gate.points).normalize():f}",
                "score_then": f"{score.normalize():f}",
                "owner": gate.dimension.owner.as_record(),
                "blocker": next(
                    (blocker.title.as_record() for blocker in blockers if blocker.dimension == gate.dimension.code),
                    None,
                ),
            }
        )
    return {"items": items, "verdict_now": recommend(measured.gates).verdict}
