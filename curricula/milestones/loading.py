"""Taking the go-live waves, their milestones and the blackouts from a content pack."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from curricula.edited import MILESTONE, edited_in_pages, identity_of
from curricula.milestones.models import Blackout, GoLive, Milestone
from curricula.organisation.content_files import in_both, read_yaml
from curricula.organisation.models import Site
from curricula.processes.models import Chain

# A month is closed when the month ends, whenever the system went live.
PINNED_KINDS = frozenset({"month_end_close"})


def load_milestones(folder: Path) -> int:
    """Make or renew go-lives, milestones and blackouts (`milestones.yaml`). Returns the number of milestones.

    The day of a go-live that has been moved in the product stays as moved; so do its milestones, and whatever was changed
    in a milestone's own page.
    """
    pack = read_yaml(folder, "milestones.yaml")
    with transaction.atomic():
        for row in pack["blackouts"]:
            days = {"starts_on": _day(row["from"]), "ends_on": _day(row["to"]), "is_confirmed": row["confirmed"]}
            Blackout.objects.update_or_create(code=row["id"], defaults={**in_both("name", row["name"]), **days})
        for wave in pack["waves"]:
            _wave(wave, pack)
    return sum(len(wave["milestones"]) for wave in pack["waves"])


def _wave(wave: dict[str, Any], pack: dict[str, Any]) -> None:
    on = _day(wave["go_live"])
    bridge = pack.get("bridge") or {}
    is_behind_the_bridge = bool(bridge) and _day(bridge["to"]) == on
    fields = {
        **in_both("name", wave["name"]),
        **in_both("scope", wave["scope"]),
        **in_both("bridge", bridge["what"] if is_behind_the_bridge else None),
        **in_both("bridge_risk", bridge["risk"] if is_behind_the_bridge else None),
        "cutover_window_hours": pack["cutover_window_hours"],
        "point_of_no_return_hour": pack["point_of_no_return_hour"],
    }
    go_live, _made = GoLive.objects.update_or_create(
        code=wave["id"], defaults=fields, create_defaults={**fields, "on": on}
    )
    go_live.sites.set(Site.objects.filter(code__in=wave["sites"]))
    go_live.chains.set(Chain.objects.filter(code__in=wave["chains"]))
    was_moved, edited = go_live.moves.exists(), edited_in_pages(MILESTONE)
    for row in wave["milestones"]:
        if identity_of(MILESTONE, row["id"]) in edited and Milestone.objects.filter(code=row["id"]).exists():
            continue
        texts = in_both("name", row["name"]) | in_both("note", row.get("note"))
        fixed = {**texts, "go_live": go_live, "kind": row["kind"], "is_pinned": row["kind"] in PINNED_KINDS}
        moments = {"starts_at": _moment(row["start"]), "ends_at": _moment(row["end"]) if "end" in row else None}
        Milestone.objects.update_or_create(
            code=row["id"], defaults=fixed if was_moved else fixed | moments, create_defaults=fixed | moments
        )


def _day(text: str | date) -> date:
    return text if isinstance(text, date) else date.fromisoformat(text)


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
