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

TEXTS = ("business_goal", "positive", "old_habit", "new_skill")
FOR_ROLES, FOR_STATION = re.compile(r"^role=(.+)$"), re.compile(r"^station=(.+)$")


def load_activities(folder: Path) -> int:
    """Make or renew the activities (`activities.yaml`), and a planned item for each content entry that has no item yet.

    A higher stratum replaces the planned item by the real one. Returns the number of activities.
    """
    rows = read_yaml(folder, "activities.yaml")["activities"]
    titles = titles_of_content(folder)
    with transaction.atomic():
        activities = {row["id"]: _activity(row) for row in rows}
        goals, steps, roles, stations = by_code(Goal), by_code(Step), by_code(JobRole), by_code(Station)
        made = set(LearningItem.objects.non_polymorphic().values_list("activity__code", "ref"))
        for row in rows:
            activity = activities[row["id"]]
            activity.goals.set([goals[code] for code in row["goals"]])
            activity.steps.set([steps[code] for code in row["steps"]])
            activity.prerequisites.set([activities[code] for code in row["prerequisites"]])
            for position, entry in enumerate(row["content"]):
                if (activity.code, entry["ref"]) not in made:
                    _plan(activity, position, entry, titles, roles, stations)
    return len(activities)


def _activity(row: Mapping[str, Any]) -> Activity:
    fields = in_both("name", row["title"])
    for stem in TEXTS:
        fields |= in_both(stem, row[stem])
    plain = {"form": row["form"], "assessment": row["assessment"], "planned_minutes": row["planned_minutes"]}
    return Activity.objects.update_or_create(code=row["id"], defaults={**fields, **plain})[0]


def _plan(
    activity: Activity,
    position: int,
    entry: Mapping[str, Any],
    titles: Mapping[str, dict[str, Any]],
    roles: Mapping[str, JobRole],
    stations: Mapping[str, Station],
) -> None:
    known = titles.get(entry["ref"], {"zh": activity.name_zh, "en": activity.name_en})
    narrowed = entry.get("for", "")
    station, wanted = FOR_STATION.match(narrowed), FOR_ROLES.match(narrowed)
    item = PlannedItem.objects.create(
        activity=activity,
        position=position,
        ref=entry["ref"],
        planned_kind=entry["kind"],
        minutes=known.get("minutes", 0),
        only_station=stations[station[1]] if station else None,
        **in_both("title", known),
    )
    if wanted:
        item.only_job_roles.set([roles[code.strip()] for code in wanted[1].split(",")])
