"""One thing asked of a person as *My path* shows it: plain values, because forty of them are drawn on every visit."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

from django.urls import reverse

from curricula.api import Criticality, Method, Status, assignments_in_force, status_on
from lms.foundation.api import pick, prepared
from lms.foundation.models import Person


@dataclass(slots=True)
class Asking:
    """An assignment with what its line says of the activity; `status` is its state on the day that was read."""

    activity_id: int
    go_live_id: int
    posting_id: int
    level: int
    criticality: str
    method: str
    opens_on: date
    planned_on: date
    due_on: date
    started_on: date | None
    met_on: date | None
    score: Decimal | None
    valid_until: date | None
    stale_on: date | None
    waived_until: date | None
    go_live_on: date
    code: str
    name_zh: str
    name_en: str
    form: str
    planned_minutes: int
    revised_on: date | None
    revision_note_zh: str
    revision_note_en: str
    business_goal_zh: str
    business_goal_en: str
    status: str = ""

    @property
    def name(self) -> str:
        """The activity's name in the reader's language."""
        return pick(self.name_zh, self.name_en)

    @property
    def revision_note(self) -> str:
        """What was revised, in the reader's language."""
        return pick(self.revision_note_zh, self.revision_note_en)

    @property
    def business_goal(self) -> str:
        """What it is good for, in the reader's language."""
        return pick(self.business_goal_zh, self.business_goal_en)

    @property
    def url(self) -> str:
        """The address of the activity's page."""
        return _address(self.code)

    @property
    def status_label(self) -> str:
        """The state in words."""
        return str(Status(self.status).label)

    @property
    def method_label(self) -> str:
        """How it is shown, in words."""
        return str(Method(self.method).label)

    @property
    def criticality_label(self) -> str:
        """How much hangs on it, in words."""
        return str(Criticality(self.criticality).label)


OF_ACTIVITY = {
    "code", "name_zh", "name_en", "form", "planned_minutes", "revised_on", "revision_note_zh", "revision_note_en",
    "business_goal_zh", "business_goal_en",
}  # fmt: skip
_READ = tuple(
    f"activity__{name}" if name in OF_ACTIVITY else "go_live__on" if name == "go_live_on" else name
    for name in Asking.__dataclass_fields__
    if name != "status"
)


def askings(person: Person, day: date) -> list[Asking]:
    """What is asked of the person on `day`, by its due day, each with its state. One query."""
    rows = [Asking(*row) for row in _asked_of(person=person.pk, day=day)]
    for row in rows:
        row.status = status_on(row, day)
    return rows


@prepared
def _asked_of(person: int, day: date) -> Any:
    return assignments_in_force(day).filter(person=person).order_by("due_on", "activity__code").values_list(*_READ)


@cache
def _address(code: str) -> str:
    return reverse("activity", args=[code])
