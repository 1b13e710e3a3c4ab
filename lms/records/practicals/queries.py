"""Reads of assessments for pages of other packages."""

from typing import Any
from uuid import UUID

from lms.foundation.api import pick, prepared
from lms.foundation.models import Person
from lms.records.practicals.models import Assessment


def to_countersign(person: Person) -> list[tuple[UUID, str]]:
    """Assessments that the assessor has signed and the person has not: each one's uuid and its activity, oldest first."""
    return [(uuid, pick(zh, en)) for uuid, zh, en in _uncountersigned(person=person.pk)]


@prepared
def _uncountersigned(person: int) -> Any:
    rows = Assessment.objects.filter(person=person, state=Assessment.State.SIGNED, countersignature__isnull=True)
    named = ("uuid", "item__activity__name_zh", "item__activity__name_en")
    return rows.order_by("closed_at").values_list(*named)
