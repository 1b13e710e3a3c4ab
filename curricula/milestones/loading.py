"""Taking the go-live waves, their milestones and the blackouts from a content pack."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from curricula.edited import MILESTONE, LeavingEdits
from curricula.milestones.models import Blackout, GoLive, Milestone
from curricula.organisation.content_files import in_both, read_yaml
from curricula.organisation.models import Site
from curricula.processes.models import Chain
from lms.foundation.api import ContentLoad, renew

# A month is closed when the month ends, whenever the system went live.
PINNED_KINDS = frozenset({"month_end_close"})


def load_milestones(folder: Path, load: ContentLoad | None = None) -> int:
    """Make or renew go-lives, milestones and blackouts (`milestones.yaml`). Returns the number of milestones.

    The day of a go-live that is there already stays: it moves on its page only. While the file says another day, its
    milestones stay too, and so does whatever was changed in a milestone's own page.
    """
    pack = read_yaml(folder, "milestones.yaml")
    load = load or LeavingEdits()
    with transaction.atomic():
        for row in pack.get("blackouts", ()):
            days = {
                "starts_on": _day(row["from"]),
                "ends_on": _day(row["to"]),
                "is_confirmed": row.get("confirmed", True),
            }
            renew(load, "blackout", Blackout, row["id"], fields={**in_both("name", row["name"]), **days})
        for wave in pack["waves"]:
            _wave(wave, pack, load)
    return sum(len(wave["milestones"]) for wave in pack["waves"])


def _wave(wave: dict[str, Any], pack: dict[str, Any], load: ContentLoad) -> None:
    on = _day(wave["go_live"])
    bridge = pack.get("bridge") or {}
    is_behind_the_bridge = bool(bridge) and _day(bridge["to"]) == on
    hours: dict[str, Any] = {
        name: pack[name] for name in ("cutover_window_hours", "point_of_no_return_hour") if name in pack
    }
    fields: dict[str, Any] = {
        **in_both("name", wave["name"]),
        **in_both("scope", wave.get("scope")),
        **(in_both("system", wave["system"]) if "system" in wave else {}),
        **in_both("bridge", bridge["what"] if is_behind_the_bridge else None),
        **in_both("bridge_risk", bridge["risk"] if is_behind_the_bridge else None),
        **hours,
    }
    go_live = renew(
        load, "go_live", GoLive, wave["id"], fields=fields, first={**fields, "on": on},
        links={
            "sites": Site.objects.filter(code__in=wave["sites"]),
            "chains": Chain.objects.filter(code__in=wave["chains"]),
        },
    )  # fmt: skip
    for row in wave["milestones"]:
        texts = in_both("name", row["name"]) | in_both("note", row.get("note"))
        fixed = {**texts, "go_live": go_live, "kind": row["kind"], "is_pinned": row["kind"] in PINNED_KINDS}
        moments = {"starts_at": _moment(row["start"]), "ends_at": _moment(row["end"]) if "end" in row else None}
        renew(
            load, MILESTONE, Milestone, row["id"], fields=fixed | moments if go_live.on == on else fixed,
            first=fixed | moments,
        )  # fmt: skip


def _day(text: str | date) -> date:
    return text if isinstance(text, date) else date.fromisoformat(text)


def _moment(text: str | datetime) -> datetime:
    """A moment as YAML gives it, in quotation marks or without; one without a zone is local time."""
    moment = text if isinstance(text, datetime) else datetime.fromisoformat(text)
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)
