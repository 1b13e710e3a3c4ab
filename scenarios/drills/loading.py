"""Attaching the built drills to the activities that ask for them."""

from pathlib import Path

from django.db import transaction

from curricula.models import Activity, LearningItem, PlannedItem
from scenarios.drills.models import DrillItem, Scenario


def load_drill_items(folder: Path | None = None) -> int:
    """Replace each planned drill by the real one where it is built; planned ones stay planned. Returns how many there are.

    The activities (with their planned items) must have been loaded; `folder` is not needed, since they hold what the
    content plan says. Running it again changes nothing.
    """
    built = {scenario.code: scenario for scenario in Scenario.objects.filter(status=Scenario.Status.BUILT)}
    with transaction.atomic():
        planned = PlannedItem.objects.filter(planned_kind="drill", ref__in=built).prefetch_related("only_job_roles")
        for item in planned:
            _replace(item, built[item.ref])
    return DrillItem.objects.count()


def attach_drill(activity: Activity, scenario: Scenario, *, position: int = 0) -> DrillItem:
    """Put a drill into an activity; called twice it returns the one that is there."""
    defaults = {"scenario": scenario, "position": position, "minutes": scenario.minutes, **_titles(scenario)}
    return DrillItem.objects.get_or_create(activity=activity, ref=scenario.code, defaults=defaults)[0]


def _replace(item: PlannedItem, scenario: Scenario) -> None:
    if item.evidence.exists():
        return
    roles, activity, position, station = (
        list(item.only_job_roles.all()),
        item.activity,
        item.position,
        item.only_station,
    )
    item.delete()
    drill = attach_drill(activity, scenario, position=position)
    LearningItem.objects.filter(pk=drill.pk).update(only_station=station)
    drill.only_job_roles.set(roles)


def _titles(scenario: Scenario) -> dict[str, str]:
    return {"title_zh": scenario.title_zh, "title_en": scenario.title_en}
