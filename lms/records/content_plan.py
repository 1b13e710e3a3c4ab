"""Attaching items of this stratum where the content plan (activities.yaml) names them, in place of planned ones."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction

from curricula.models import Activity, JobRole, LearningItem, PlannedItem, Station
from lms.foundation.api import ContentLoad, yaml_in


@dataclass(frozen=True)
class PlannedContent:
    """One entry of an activity's content: what, where, and for whom only."""

    activity: str
    position: int
    ref: str
    job_roles: tuple[str, ...]
    station: str


def planned_contents(folder: Path, kind: str) -> Iterator[PlannedContent]:
    """All entries of one kind in `activities.yaml`."""
    plan = yaml_in(folder / "activities.yaml")
    for activity in plan["activities"]:
        for position, entry in enumerate(activity["content"]):
            if entry["kind"] == kind:
                roles, station = _scope(entry.get("for", ""))
                yield PlannedContent(activity["id"], position, entry["ref"], roles, station)


def attach_items(
    folder: Path,
    *,
    kind: str,
    model: type[LearningItem],
    make: Callable[[PlannedContent], LearningItem | None],
    load: ContentLoad | None = None,
) -> int:
    """Make or refresh the items of `kind`; planned ones without evidence give way. Returns the number of items.

    In an activity that the load keeps, an item that is there already stays as it is.

    `make` gives an unsaved item with its own columns and title, or None where the thing does not exist yet.
    """
    activities = {activity.code: activity for activity in Activity.objects.all()}
    with transaction.atomic():
        for planned in planned_contents(folder, kind):
            item = make(planned)
            if item is None or planned.activity not in activities:
                continue
            keeps = load is not None and load.keeps("activity", planned.activity)
            if not (keeps and model.objects.filter(activity__code=planned.activity, ref=planned.ref).exists()):
                _attach(item, planned, activities[planned.activity], model)
    return model.objects.count()


def _attach(item: LearningItem, planned: PlannedContent, activity: Activity, model: type[LearningItem]) -> None:
    PlannedItem.objects.filter(activity=activity, ref=planned.ref, evidence__isnull=True).delete()
    known = model.objects.filter(activity=activity, ref=planned.ref).first()
    if known is not None:
        item.pk, item.id, item.uuid = known.pk, known.pk, known.uuid
        for link in model._meta.parents.values():
            if link is not None:
                setattr(item, link.attname, known.pk)
    item.activity, item.ref, item.position = activity, planned.ref, planned.position
    item.only_station = Station.objects.get(code=planned.station) if planned.station else None
    item.save()
    item.only_job_roles.set(JobRole.objects.filter(code__in=planned.job_roles))


def _scope(text: Any) -> tuple[tuple[str, ...], str]:
    what, _, which = str(text).partition("=")
    if what == "role":
        return tuple(which.split(",")), ""
    return (), which if what == "station" else ""
