"""What the report prints, from a snapshot and the decisions signed on it: plain values for the template, nothing measured anew."""

from collections.abc import Sequence
from itertools import islice
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from reporting.documents.readiness_report.drawing import gauge, shape
from reporting.metrics.proficiency import RETENTION_ASSUMPTION
from reporting.metrics.registry import DEFINITIONS
from reporting.metrics.shares import FEWEST_FOR_A_SHARE
from reporting.snapshots.figures import Record
from reporting.snapshots.models import GoLiveDecision, Snapshot

WITHOUT_AMBER_HALF = 10
LONGEST_COUNT = 7
"""characters of a part and its whole that stand in a cell of page one beside the percentage; of more, the whole alone"""
NAMED_AT_MOST = 150
"""people printed with what they lack; the attached CSV names all of them"""
STEPS_AT_MOST = 40
CELLS_AT_MOST = 60
BLIND_STEPS_AT_MOST = 40
NAMES_IN_A_STEP = 12


def report_content(snapshot: Snapshot, decisions: Sequence[GoLiveDecision]) -> dict[str, Any]:
    """The context of report.html, in the active language."""
    figures, lists = snapshot.figures, snapshot.lists
    people, left_out = _open_people(lists)
    steps = sorted(
        figures["proficiency"]["by_step"], key=lambda row: (row["state"] == "none", float(row["points"] or 0))
    )
    weak_cells = [row for row in lists["cover"]["rows"] if row[5] != "go"]
    return {
        "snapshot": snapshot,
        "f": figures,
        "names": lists["names"],
        "big_gauge": gauge(float(figures["score"]), 85, 20, _state_of(figures["verdict"]), _("Score"), tick=75),
        "gates": [_gate(gate) for gate in figures["gates"]],
        "verdict_state": _state_of(figures["verdict"]),
        "verdict_word": _verdict_word(figures["verdict"]),
        "heat": _heat(figures["heat"]),
        "blockers": [{**blocker, "shape": shape(blocker["state"])} for blocker in figures["blockers"]],
        "moves": [move for move in figures["lock"]["moves"] if move["is_after_lock"]],
        "path_items": figures["path"]["items"],
        "decisions": decisions,
        "definitions": list(DEFINITIONS.values()),
        "gate_of": {gate["code"]: gate for gate in figures["gates"]},
        "assumption": RETENTION_ASSUMPTION,
        "steps": steps[:STEPS_AT_MOST],
        "steps_left_out": max(0, len(steps) - STEPS_AT_MOST),
        **_confident(figures, lists),
        "people": people,
        "people_left_out": left_out,
        "open_count": len(lists["open"]["rows"]),
        "cells": [_cell(row, lists["names"]) for row in weak_cells[:CELLS_AT_MOST]],
        "cells_left_out": max(0, len(weak_cells) - CELLS_AT_MOST),
        "is_demo": settings.DEMO_MODE,
    }


def _gate(gate: Record) -> dict[str, Any]:
    green, amber = float(gate["green"]), float(gate["amber"])
    value = None if gate["figure"] is None else float(gate["figure"])
    half, tick = 2 * (green - amber) or WITHOUT_AMBER_HALF, amber if amber < green else None
    return {
        **gate,
        "gauge": gauge(value, green, half, gate["state"], "", tick),
        "shape": shape(gate["state"]),
        "word": state_word(gate["state"]),
    }


def state_word(state: str) -> str:
    """The word of a state, as on screen."""
    return {"go": _("Go"), "risk": _("At risk"), "stop": _("No-go"), "none": _("Unmeasured")}[state]


def _verdict_word(verdict: str) -> str:
    return {"go": _("Go today."), "conditional": _("Conditional today."), "no_go": _("No-go today.")}[verdict]


def _state_of(verdict: str) -> str:
    return {"go": "go", "conditional": "risk", "no_go": "stop"}[verdict]


def _heat(record: Record) -> dict[str, Any]:
    cells = {(cell["department"], cell["chain"]): cell for cell in record["cells"]}
    worst = record["worst"] or {}
    worst_key = (worst.get("department"), worst.get("chain"))
    named = {axis["code"]: axis["name"] for axis in (*record["departments"], *record["chains"])}
    rows = [
        {
            "department": department,
            "cells": [
                _heat_cell(cells.get((department["code"], chain["code"])), worst_key) for chain in record["chains"]
            ],
        }
        for department in record["departments"]
    ]
    return {
        "chains": record["chains"],
        "rows": rows,
        "has_long_counts": any(cell.get("is_long") for row in rows for cell in row["cells"]),
        "worst": {**worst, "department_name": named[worst["department"]], "chain_name": named[worst["chain"]]}
        if worst
        else None,
    }


def _heat_cell(cell: Record | None, worst: tuple[Any, Any]) -> dict[str, Any]:
    if cell is None:
        return {"css": "off"}
    if cell["state"] == "none":
        return {"css": "c-none", "figure": "", "small": f"n={cell['people']}"}
    full = " full" if cell["part"] == cell["whole"] else ""
    edge = " worst" if (cell["department"], cell["chain"]) == worst else ""
    points = 100 if full else min(99, round(100 * cell["part"] / cell["whole"]))
    of = f"{cell['part']}/{cell['whole']}"
    is_long = len(of) > LONGEST_COUNT
    return {
        "css": f"c-{cell['state']}{full}{edge}",
        "figure": points,
        "small": f"n={cell['whole']}" if is_long else of,
        "is_long": is_long,
    }


def _open_people(lists: Record) -> tuple[list[dict[str, Any]], int]:
    """One entry a person with what is still open, by department and number; critical ones first. The second is how many are left out."""
    at = {name: place for place, name in enumerate(lists["open"]["columns"])}
    number, activity, criticality = at["number"], at["activity"], at["criticality"]
    of_person: dict[str, list[list[Any]]] = {}
    for row in lists["open"]["rows"]:
        of_person.setdefault(row[number], []).append(row)
    listed = [
        {
            **{name: rows[0][at[name]] for name in ("number", "name", "site")},
            **{kind: _named(lists["names"], kind, rows[0][at[kind]]) for kind in ("department", "job_role", "shift")},
            "critical": " ".join(row[activity] for row in rows if row[criticality] == "critical"),
            "other": " ".join(row[activity] for row in rows if row[criticality] != "critical"),
        }
        for rows in islice(of_person.values(), NAMED_AT_MOST)
    ]
    return listed, len(of_person) - len(listed)


def _confident(figures: Record, lists: Record) -> dict[str, Any]:
    """Steps at which somebody was sure and wrong, with the names; none in snapshots from before this was measured."""
    record = figures.get("confidence")
    if record is None:
        return {"confidence": None}
    names: dict[str, dict[str, str]] = {}
    at = {name: place for place, name in enumerate(lists["confident"]["columns"])}
    for row in lists["confident"]["rows"]:
        names.setdefault(row[at["step"]], {})[row[at["number"]]] = row[at["name"]]
    lines = [
        {**line, "is_small": line["sure"] < FEWEST_FOR_A_SHARE, "names": list(names[line["code"]].values())}
        for line in record["by_step"]
        if line["wrong"]
    ]
    shown = [
        {**line, "more": max(0, len(line["names"]) - NAMES_IN_A_STEP), "names": line["names"][:NAMES_IN_A_STEP]}
        for line in lines[:BLIND_STEPS_AT_MOST]
    ]
    return {"confidence": record, "blind": shown, "blind_left_out": len(lines) - len(shown)}


def _cell(row: list[Any], names: Record) -> dict[str, Any]:
    step, split, site, shift, count, state, qualified, _unqualified = row
    return {
        "step": step,
        "name": _named(names, "step", step),
        "split": split,
        "site": _named(names, "site", site),
        "shift": _named(names, "shift", shift),
        "count": count,
        "state": state,
        "shape": shape(state),
        "people": qualified,
    }


def _named(names: Record, kind: str, code: str) -> dict[str, str]:
    """Both names of a coded thing as the snapshot keeps them; the code where it keeps none."""
    named: dict[str, str] = names[kind].get(code, {"zh": code, "en": code})
    return named
