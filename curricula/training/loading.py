"""Taking the learning activities and what stands in them from a content pack."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.db import transaction

from curricula.organisation.content_files import by_code, in_both, read_yaml
from curricula.organisation.models import JobRole, Station
from curricula.processes.models import Goal, Step
from curricula.training.loading_titles import titles_of_content
from curricula.training.models import Activity, LearningItem, PlannedItem
from lms.foundation.api import ContentLoad, renew

TEXTS = ("business_goal", "positive", "old_habit", "new_skill")
FOR_ROLES, FOR_STATION = re.compile(r"^role=(.+)$"), re.compile(r"^station=(.+)$")


def load_activities(folder: Path, load: ContentLoad | None = None) -> int:
    """Make or renew the activities (`activities.yaml`), and a planned item for each content entry that has no item yet.

    A higher stratum replaces the planned item by the real one. Returns the number of activities.
    """
    rows = read_yaml(folder, "activities.yaml")["activities"]
    titles = titles_of_content(folder)
    load = load or ContentLoad()
    with transaction.atomic():
        for row in rows:
            renew(load, "activity", Activity, row["id"], fields=_fields(row))
        activities, goals, steps = by_code(Activity), by_code(Goal), by_code(Step)
        items = ItemPlan(titles)
        for row in rows:
            if load.keeps("activity", row["id"]):
                continue
            activity = activities[row["id"]]
            activity.goals.set([goals[code] for code in row.get("goals", ())])
            activity.steps.set([steps[code] for code in row.get("steps", ())])
            activity.prerequisites.set([activities[code] for code in row.get("prerequisites", ())])
            for position, entry in enumerate(row["content"]):
                items.keep(activity, position, entry)
    return len(rows)


def _fields(row: Mapping[str, Any]) -> dict[str, Any]:
    fields: dict[str, Any] = in_both("name", row["title"])
    for stem in TEXTS:
        fields |= in_both(stem, row[stem])
    return fields | {
        "form": row["form"],
        "assessment": row["assessment"],
        "planned_minutes": row["planned_minutes"],
    }


class ItemPlan:
    """The items of activities as the content plan wants them: where each stands, for whom, and under which title."""

    def __init__(self, titles: Mapping[str, dict[str, Any]]) -> None:
        self.titles = titles
        self.roles, self.stations = by_code(JobRole), by_code(Station)
        listed: Any = LearningItem.objects.non_polymorphic().prefetch_related("only_job_roles")
        self.made = {(item.activity_id, item.ref): item for item in listed}
        self.planned = set(PlannedItem.objects.values_list("pk", flat=True))

    def keep(self, activity: Activity, position: int, entry: Mapping[str, Any]) -> None:
        """Make the planned item, or bring the one that is there into its place; a real one keeps its own title."""
        narrowed = str(entry.get("for", ""))
        station, wanted = FOR_STATION.match(narrowed), FOR_ROLES.match(narrowed)
        fields = {"position": position, "only_station": self.stations[station[1]] if station else None}
        roles = [self.roles[code.strip()] for code in wanted[1].split(",")] if wanted else []
        item = self.made.get((activity.pk, entry["ref"]))
        if item is None:
            item = PlannedItem.objects.create(
                activity=activity, ref=entry["ref"], **fields, **self._named(activity, entry)
            )
        elif item.pk in self.planned:
            PlannedItem.objects.filter(pk=item.pk).update(**fields, **self._named(activity, entry))
        else:
            LearningItem.objects.filter(pk=item.pk).update(**fields)
        if {role.pk for role in roles} != {role.pk for role in item.only_job_roles.all()}:
            item.only_job_roles.set(roles)

    def _named(self, activity: Activity, entry: Mapping[str, Any]) -> dict[str, Any]:
        known = entry.get("title") or self.titles.get(entry["ref"], {"zh": activity.name_zh, "en": activity.name_en})
        return {"planned_kind": entry["kind"], "minutes": known.get("minutes", 0), **in_both("title", known)}
