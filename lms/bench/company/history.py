"""Inventing what people did: some seven of ten requirements met, the rest open, failed, lapsed or made stale."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import cache
from itertools import groupby
from random import Random
from typing import Any, NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import transaction

from curricula.models import Activity, Assignment, EvidenceFact, LearningItem
from lms.bench.company.bulk import Row, insert_rows
from lms.bench.company.examination import ACTIVITY as EXAMINATION
from lms.bench.company.people import SEED
from lms.foundation.api import Change, clock, record_changes
from lms.foundation.models import Person

ZONE = ZoneInfo("Asia/Shanghai")
MET_SHARE, LATE_MET_SHARE = 0.88, 0.45
READ_SHARE, FAILED_FIRST_SHARE, STARTED_SHARE, LAPSED_SHARE = 0.6, 0.12, 0.3, 0.02
FIRST_DAY = date(2026, 7, 20)
REVISED, REVISED_ON = "ACT-P2P-02", date(2026, 11, 10)
COLUMNS = (
    "uuid", "person_id", "activity_id", "item_id", "method", "outcome", "score", "minutes", "occurred_at", "occurred_on",
    "recorded_at", "content_version", "content_digest", "source", "details", "source_key",
)  # fmt: skip


class Asked(NamedTuple):
    """What the history needs to know of an assignment."""

    person: int
    activity: int
    method: str
    due_on: date
    from_day: date


def write_history() -> None:
    """Evidence of everybody in one transaction, and one audit entry for each person's records taken over."""
    Activity.objects.filter(code=REVISED).update(revised_on=REVISED_ON)
    asked = (
        Assignment.objects.exclude(activity__code=EXAMINATION)
        .order_by("person_id", "activity_id")
        .values_list("person_id", "activity_id", "method", "due_on", "from_day")
    )
    with transaction.atomic():
        insert_rows(EvidenceFact, COLUMNS, _facts(map(Asked._make, list(asked))))
        record_changes(
            Change("person", person.uuid, "import", "Training records taken over from the old system")
            for person in Person.objects.order_by("pk")
        )


def _facts(asked: Iterator[Asked]) -> Iterator[Row]:
    items: dict[tuple[int, str], int] = {
        (item.activity_id, item.method): item.pk for item in LearningItem.objects.order_by("-position")
    }
    today, recorded_at = clock.today(), clock.now()
    for person, rows in groupby(asked, key=lambda one: one.person):
        dice = Random(f"{SEED}:{person}")
        for row in rows:
            for number, (method, outcome, on, score) in enumerate(_acts(row, today, dice)):
                yield (
                    UUID(int=dice.getrandbits(128), version=4), row.person, row.activity, items.get((row.activity, method)), method,
                    outcome, score, dice.randint(5, 40), _moment(on), on, recorded_at, "1.0", "", "imported", "{}",
                    f"bench:{row.person}:{row.activity}:{number}",
                )  # fmt: skip


@cache
def _moment(on: date) -> datetime:
    return datetime.combine(on, time(9, 30), ZONE)


def _acts(row: Asked, today: date, dice: Random) -> Iterator[tuple[str, str, date, Any]]:
    """Method, outcome, day and score of what one person did for one requirement."""
    earliest = max(FIRST_DAY, row.from_day)
    day = min(max(earliest, row.due_on - timedelta(days=dice.randint(1, 30))), today - timedelta(days=1))
    if dice.random() < LAPSED_SHARE:
        yield row.method, "passed", max(row.from_day, date(2025, 6, 2)), 88
        return
    if dice.random() >= (MET_SHARE if row.due_on <= today else LATE_MET_SHARE):
        if dice.random() < STARTED_SHARE:
            yield "lesson", "started", day, None
        return
    if dice.random() < READ_SHARE:
        yield "lesson", "completed", day, None
    if dice.random() < FAILED_FIRST_SHARE:
        yield row.method, "failed", day, dice.randint(45, 79)
    yield row.method, "passed", day, dice.randint(80, 100)
