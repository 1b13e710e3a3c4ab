"""When a requirement is due, in words and days: the milestone, how far from it, and the day at each go-live."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from curricula.milestones.models import GoLive, Milestone
from curricula.training.inputs import read_calendar, read_cells
from curricula.training.matrix.draw_up import due_of
from curricula.training.models import Requirement


@dataclass(frozen=True)
class DueDay:
    """The days of a requirement at one go-live."""

    go_live: GoLive
    planned_on: date
    due_on: date


@dataclass(frozen=True)
class DueOfCell:
    """The rule in words, and the days it gives; no days where no go-live has the milestone."""

    rule: str
    days: tuple[DueDay, ...]


def due_of_cell(requirement: Requirement) -> DueOfCell:
    """Rule and days, as the matrix engine counts them (blackouts moved out of)."""
    calendar = read_calendar()
    cell = read_cells(Requirement.objects.filter(pk=requirement.pk))[0]
    waves = {requirement.go_live_id} if requirement.go_live_id else _waves_of(requirement, calendar.wave_of_site)
    found = []
    for go_live in GoLive.objects.filter(pk__in=waves).order_by("on"):
        due = due_of(cell, go_live.pk, calendar)
        if due is not None:
            found.append(DueDay(go_live, due.planned_on, due.due_on))
    return DueOfCell(_rule(requirement), tuple(found))


def anchor_name(kind: str) -> str:
    """A kind of milestone in words: the name of the first one of the kind, its running number dropped."""
    if kind == "go_live":
        return _("Go-live day")
    milestone = Milestone.objects.filter(kind=kind).order_by("starts_at").first()
    return re.sub(r"\s*\d+$", "", milestone.name) if milestone else kind


def _waves_of(requirement: Requirement, wave_of_site: Mapping[int, int]) -> set[int]:
    site = requirement.scope_site_id
    return {wave for place, wave in wave_of_site.items() if site in {None, place}}


def _rule(requirement: Requirement) -> str:
    days, words = requirement.due_offset_days, {"milestone": anchor_name(requirement.anchor_kind)}
    if not days:
        return _("On the day of: %(milestone)s") % words
    many = {**words, "days": abs(days)}
    if days < 0:
        return ngettext("%(days)s day before: %(milestone)s", "%(days)s days before: %(milestone)s", abs(days)) % many
    return ngettext("%(days)s day after: %(milestone)s", "%(days)s days after: %(milestone)s", days) % many
