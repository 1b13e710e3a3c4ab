"""A drill as its page introduces it, as values: for whoever prints it or packs it to take along."""

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from lms.foundation.api import is_chinese, pick
from scenarios.drills.models import Scenario, ScenarioVersion
from scenarios.grading.api import Mode
from scenarios.sandbox.folding import opening_of
from scenarios.sandbox.models import Attempt


@dataclass(frozen=True)
class SeatBrief:
    """A chair of the drill: its title (empty where one person plays alone) and whose work is done there."""

    title: str
    hats: tuple[str, ...]


@dataclass(frozen=True)
class DrillBrief:
    """What somebody may know before playing, in the active language; figures are those of the guided mode."""

    code: str
    title: str
    summary: str
    version: str
    digest: str
    situation: str
    wanted: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    seats: tuple[SeatBrief, ...]
    pass_score: Decimal
    target_minutes: int
    limit_minutes: int


def drill_codes() -> list[str]:
    """Codes of all drills that can be played, in order."""
    return list(_playable().values_list("scenario__code", flat=True).distinct().order_by("scenario__code"))


def drill_briefs(codes: Collection[str]) -> list[DrillBrief]:
    """The published drills among `codes`, in their order of codes. One query.

    The first call of a process for a drill opens it, which takes some forty milliseconds each.
    """
    versions = _playable().filter(scenario__code__in=codes).select_related("scenario")
    newest = {version.code: version for version in versions.order_by("published_at", "pk")}
    return [_brief(newest[code]) for code in sorted(newest)]


def _playable() -> QuerySet[ScenarioVersion]:
    return ScenarioVersion.objects.filter(is_trial=False, scenario__status=Scenario.Status.BUILT)


def _brief(version: ScenarioVersion) -> DrillBrief:
    opening = opening_of(Attempt(version=version, mode=Mode.GUIDED, seed=0))
    played, language = opening.scenario, "zh" if is_chinese() else "en"
    users = opening.state.masters("USER")
    return DrillBrief(
        code=version.code,
        title=version.scenario.title,
        summary=version.scenario.summary,
        version=version.version,
        digest=version.digest,
        situation=played.brief.say(language),
        wanted=tuple(text.say(language) for text in played.wanted),
        facts=tuple((label.say(language), value.say(language)) for label, value in played.facts),
        seats=tuple(
            SeatBrief(
                seat.title.say(language) if played.is_shared else "",
                tuple(pick(users[hat]["name_zh"], users[hat]["name_en"]) for hat in seat.hats if hat in users),
            )
            for seat in played.seats
        ),
        pass_score=played.pass_score,
        target_minutes=played.time.target_minutes,
        limit_minutes=played.time.hard_minutes,
    )
