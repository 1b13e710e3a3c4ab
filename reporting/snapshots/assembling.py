"""A snapshot's content from its parts, and what of it has to differ for a new one to be worth taking."""

from datetime import date, datetime
from typing import Any

from django.conf import settings

from curricula.models import Activity, Department, GoLive, JobRole, Shift, Site, Step
from reporting.gates.decision import GO_FROM, NO_GO_BELOW
from reporting.metrics.summary import current_versions
from reporting.snapshots.blockers import blockers, decision_day
from reporting.snapshots.figures import Measured, Record, coverage_record, gate_record, heat_record, measure
from reporting.snapshots.models import Snapshot
from reporting.snapshots.names import (
    CONFIDENT_COLUMNS,
    COVER_COLUMNS,
    OPEN_COLUMNS,
    confident_rows,
    cover_rows,
    open_rows,
)
from reporting.snapshots.parts import (
    confidence_record,
    cover_record,
    lock_record,
    path_record,
    proficiency_record,
    waiver_records,
)
from reporting.snapshots.sentences import headline, reasoning

FORMAT = 1
TREND_LENGTH = 6
"""snapshots, this one included: what a sparkline shows"""
NAMED_AT_MOST = 8
"""names beside the worst cell; the list has all of them"""
NOT_COMPARED = ("cut_off", "trend", "reaches")


def assemble(go_live: GoLive, *, moment: datetime, today: date) -> tuple[Record, Record]:
    """Measure and write down: the figures, and the lists behind them."""
    reaches = current_versions()
    measured = measure(go_live, moment=moment, today=today)
    listed = blockers(measured)
    figures: Record = {
        "format": FORMAT,
        "go_live": _go_live(go_live),
        "cut_off": moment.isoformat(),
        "reaches": reaches._asdict(),
        "zone": settings.TIME_ZONE,
        "today": today.isoformat(),
        "days_left": (go_live.on - today).days,
        "next_decision": decision_day(go_live, today).isoformat(),
        "people_in_scope": measured.coverage.people_in_scope(),
        "verdict": measured.recommendation.verdict,
        "decided_by": measured.recommendation.decided_by,
        "to_mitigate": list(measured.recommendation.to_mitigate),
        "score": f"{measured.recommendation.score.normalize():f}",
        "go_from": str(GO_FROM),
        "no_go_below": str(NO_GO_BELOW),
        "headline": headline(measured).as_record(),
        "reasoning": reasoning(measured).as_record(),
        "gates": [gate_record(gate) for gate in measured.gates],
        "lock": lock_record(go_live),
        "waivers": waiver_records(go_live),
        "heat": heat_record(measured.heat, measured.thresholds["coverage"]),
        "coverage": coverage_record(measured),
        "proficiency": proficiency_record(measured),
        "confidence": confidence_record(measured),
        "cover": cover_record(measured),
        "blockers": [blocker.as_record() for blocker in listed],
        "path": path_record(measured, listed),
    }
    figures["trend"] = _trend(go_live, figures)
    lists = _lists(go_live, measured)
    _name_the_worst(figures["heat"]["worst"], lists["open"]["rows"])
    return figures, lists


def _name_the_worst(worst: Record | None, open_rows: list[list[Any]]) -> None:
    """Put into the worst cell of the heat map who still lacks something there, each once, in the order of their numbers."""
    if worst is None:
        return
    activities = set(Activity.objects.filter(steps__chain__code=worst["chain"]).values_list("code", flat=True))
    department, activity = OPEN_COLUMNS.index("department"), OPEN_COLUMNS.index("activity")
    there = [row for row in open_rows if row[department] == worst["department"] and row[activity] in activities]
    names = list(dict.fromkeys((row[0], row[1]) for row in there))
    worst["names"], worst["people"] = [name for _number, name in names[:NAMED_AT_MOST]], len(names)


def says_the_same(figures: Record, lists: Record, snapshot: Snapshot) -> bool:
    """Whether nothing but the clock has moved since `snapshot`."""
    return snapshot.lists == lists and _compared(snapshot.figures) == _compared(figures)


def _compared(figures: Record) -> Record:
    return {key: value for key, value in figures.items() if key not in NOT_COMPARED}


def _go_live(go_live: GoLive) -> Record:
    return {
        "code": go_live.code,
        "uuid": str(go_live.uuid),
        "name": {"zh": go_live.name_zh, "en": go_live.name_en},
        "system": {"zh": go_live.system_zh, "en": go_live.system_en},
        "on": go_live.on.isoformat(),
        "sites": [
            {"code": site.code, "name": {"zh": site.name_zh, "en": site.name_en}}
            for site in go_live.sites.order_by("code")
        ],
    }


def _lists(go_live: GoLive, measured: Measured) -> Record:
    return {
        "open": {"columns": list(OPEN_COLUMNS), "rows": open_rows(go_live, measured)},
        "confident": {"columns": list(CONFIDENT_COLUMNS), "rows": confident_rows(measured.confidence)},
        "cover": {"columns": list(COVER_COLUMNS), "rows": cover_rows(measured.cover)},
        "names": {
            kind: {thing.code: {"zh": thing.name_zh, "en": thing.name_en} for thing in model.objects.all()}
            for kind, model in _NAMED.items()
        },
    }


_NAMED: dict[str, Any] = {
    "activity": Activity, "department": Department, "job_role": JobRole, "site": Site, "shift": Shift, "step": Step,
}  # fmt: skip


def _trend(go_live: GoLive, figures: Record) -> Record:
    """Score and figure of each gate over the last snapshots, oldest first, this one last."""
    earlier = list(
        Snapshot.objects.filter(go_live=go_live)
        .order_by("-number")
        .values_list("figures", flat=True)[: TREND_LENGTH - 1]
    )
    run = [*reversed(earlier), figures]
    gates: dict[str, list[float]] = {}
    for one in run:
        for gate in one["gates"]:
            if gate["figure"] is not None:
                gates.setdefault(gate["code"], []).append(float(gate["figure"]))
    return {"score": [float(one["score"]) for one in run], "gates": gates}
