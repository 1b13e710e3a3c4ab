"""A snapshot as the readiness page draws it: the same record that the PDF prints, with addresses and what the reader may see."""

from typing import Any

from django.core.cache import cache
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import get_language

from lms.foundation.api import access, digest_of
from lms.foundation.models import Person
from reporting.dashboards.heat import drawn
from reporting.metrics.visibility import Departments, may_see, visible_departments
from reporting.snapshots.deciding import newest_snapshot
from reporting.snapshots.figures import Record
from reporting.snapshots.models import Snapshot
from reporting.snapshots.taking import may_propose

WITHOUT_AMBER_HALF = 10
"""points that the radius of a gauge stands for where there is no amber band (design)"""
WORST_NAMES = 5
PARTS = ("head", "moment", "figures", "path")
KEPT_SECONDS = 3600
"""what is drawn from a sealed record stays right; the cache only has to be emptied some time"""


def page_context(snapshot: Snapshot, reader: Person) -> dict[str, Any]:
    """Everything the template needs. What is alike for all who see the same names is rendered once: a snapshot never changes."""
    departments = visible_departments(reader)
    decisions = list(snapshot.decisions.select_related("person", "signature").prefetch_related("mitigations__owner"))
    has_decided = any(decision.person_id == reader.pk for decision in decisions)
    newest = newest_snapshot(snapshot)
    is_newest = newest.number == snapshot.number
    return {
        "snapshot": snapshot,
        "newest": newest,
        "is_newest": is_newest,
        "parts": _parts(snapshot, departments),
        "decisions": decisions,
        "may_sign": access.may_decide_go_live(reader) and not may_propose(reader) and not has_decided and is_newest,
        "may_take": may_propose(reader),
        "may_download": departments is None,
    }


def _parts(snapshot: Snapshot, departments: Departments) -> dict[str, str]:
    seen = "all" if departments is None else ",".join(sorted(departments))
    key = f"reporting:snapshot:{snapshot.digest}:{get_language()}:{digest_of(seen)}"
    found: dict[str, str] | None = cache.get(key)
    if found is None:
        context = figures_context(snapshot, departments)
        found = {part: render_to_string(f"reporting/snapshots/part_{part}.html", context) for part in PARTS}
        cache.set(key, found, KEPT_SECONDS)
    return found


def figures_context(snapshot: Snapshot, departments: Departments) -> dict[str, Any]:
    """The figures as the parts draw them; names of departments that may not be seen are left out, not blanked."""
    figures = snapshot.figures
    names_url = f"{reverse('coverage-names')}?go_live={figures['go_live']['code']}"
    return {
        "snapshot": snapshot,
        "f": figures,
        "gates": [_gate(gate, figures) for gate in figures["gates"]],
        "gate_counts": {
            state: sum(gate["state"] == state for gate in figures["gates"]) for state in ("go", "risk", "stop", "none")
        },
        "heat": drawn(figures["heat"], names_url),
        "worst_names": _worst_names(figures, departments),
        "blockers": [_blocker(blocker, departments) for blocker in figures["blockers"]],
        "waivers": figures["waivers"] if departments is None else [],
        "waiver_count": len(figures["waivers"]),
        "moves": [move for move in figures["lock"]["moves"] if move["is_after_lock"]],
        "path_items": figures["path"]["items"],
        "verdict_state": {"go": "go", "conditional": "risk", "no_go": "stop"}[figures["verdict"]],
        "names_url": names_url,
    }


def _gate(gate: Record, figures: Record) -> dict[str, Any]:
    """A tile with what its gauge needs."""
    green, amber = float(gate["green"]), float(gate["amber"])
    return {
        **gate,
        "line": green,
        "tick": amber if amber < green else None,
        "half": 2 * (green - amber) or WITHOUT_AMBER_HALF,
        "value": None if gate["figure"] is None else float(gate["figure"]),
        "trend": figures["trend"]["gates"].get(gate["code"], []),
    }


def _blocker(blocker: Record, departments: Departments) -> dict[str, Any]:
    seen = [person for person in blocker["people"] if may_see(departments, person["department"])]
    return {**blocker, "people": seen, "hidden": len(blocker["people"]) - len(seen)}


def _worst_names(figures: Record, departments: Departments) -> list[str]:
    """Who lacks something in the worst cell, as far as the reader may know."""
    worst = figures["heat"]["worst"]
    if worst is None or not may_see(departments, worst["department"]):
        return []
    return list(worst.get("names", []))[:WORST_NAMES]
